//! What an operator meets when something around the program breaks: one clear line and a refused start, or a server that
//! says so and goes on. The real program is run.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

type Outcome = Result<(), Box<dyn Error>>;

const PROGRAM: &str = env!("CARGO_BIN_EXE_zher");
const DATABASE: &str = "zher.sqlite";
const PASSWORD: &str = "қызыл алма 42";
/// After so long a program that was to refuse is stopped, and has not.
const MOST_SECONDS: &str = "60";

/// A command of the shell in a world of its own, without settings of whoever runs the tests.
fn command(words: &[&str]) -> Command {
    let (program, arguments) = words.split_first().expect("a command names a program");
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for setting in ["ZHER_DATA", "ZHER_DATABASE_URL", "ZHER_LISTEN", "ZHER_PUBLIC_URL", "ZHER_RULEBOOK"] {
        command.env_remove(setting);
    }
    command.env("RUST_LOG", "warn");
    command
}

/// Ends with the test.
struct Running {
    child: Child,
    address: SocketAddr,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// Starts a server whose words end in the program itself; it serves when this returns.
    fn start(wrap: &[&str], data: &Path) -> Result<Self, Box<dyn Error>> {
        let data = data.display().to_string();
        let words = [wrap, &[PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data", &data]].concat();
        let mut child = command(&words).spawn()?;
        let output = child.stdout.take().ok_or("the output was piped")?;
        let mut said = BufReader::new(output).lines();
        let told = said.by_ref().map_while(Result::ok).find_map(|line| {
            line.strip_prefix("listening on http://").map(|address| address.trim().to_owned())
        });
        // Whatever is said later must not fill the pipe.
        std::thread::spawn(move || said.for_each(drop));
        let Some(address) = told else {
            let mut why = String::new();
            child.stderr.take().ok_or("the complaints were piped")?.read_to_string(&mut why)?;
            return Err(format!("the server did not start: {why}").into());
        };
        let running = Self { child, address: address.parse()? };
        // Until it answers it does not listen to signals either.
        running.ask("GET /healthz", "")?;
        Ok(running)
    }

    /// Asks it to stop as an operator does, and returns what it complained of.
    fn stop(mut self) -> Result<String, Box<dyn Error>> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        let mut complaints = String::new();
        self.child.stderr.take().ok_or("the complaints were piped")?.read_to_string(&mut complaints)?;
        let ended = self.child.wait()?;
        assert!(ended.success(), "{ended}: {complaints}");
        assert!(!complaints.contains("panicked"), "{complaints}");
        Ok(complaints)
    }

    /// Status, head and body of an answer.
    fn ask(&self, head: &str, body: &str) -> Result<(u16, String, String), Box<dyn Error>> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let length = body.len();
        let kind = if body.starts_with('{') { "json" } else { "x-www-form-urlencoded" };
        write!(
            stream,
            "{head} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: application/{kind}\r\n\
             Accept-Language: kk\r\nContent-Length: {length}\r\n\r\n{body}"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("an answer has a head")?;
        let status = head.split(' ').nth(1).ok_or("a head has a status")?.parse()?;
        Ok((status, head.to_lowercase(), body.to_owned()))
    }

    fn sign_in(&self) -> Result<(u16, String, String), Box<dyn Error>> {
        self.ask("POST /api/v1/session", &format!("{{\"login\":\"operator\",\"password\":\"{PASSWORD}\"}}"))
    }

    /// The platform says in the person's language that it cannot answer now, and when to come again.
    fn assert_unavailable(&self) -> Outcome {
        let (status, head, body) = self.sign_in()?;
        assert_eq!(status, 503, "{head}\n{body}");
        assert!(head.contains("content-language: kk") && head.contains("retry-after: "), "{head}");
        assert!(head.contains("content-type: application/problem+json"), "{head}");
        assert!(body.contains("/problems/unavailable"), "{body}");
        assert!(body.contains("Платформа қазір жауап бере алмайды"), "{body}");
        Ok(())
    }
}

/// Runs the program to its end, which is to be a refusal in one line that says all of `told`.
fn assert_refused(wrap: &[&str], words: &[&str], told: &[&str]) -> Outcome {
    let ended = command(&[&["timeout", MOST_SECONDS], wrap, &[PROGRAM], words].concat()).output()?;
    let complaint = String::from_utf8(ended.stderr)?;
    assert_eq!(ended.status.code(), Some(1), "{complaint}");
    assert_eq!(String::from_utf8(ended.stdout)?, "", "nothing else is said");
    assert_eq!(complaint.lines().count(), 1, "one line: {complaint}");
    for part in told {
        assert!(complaint.contains(part), "{part:?} is not in: {complaint}");
    }
    Ok(())
}

fn serve_in(data: &Path) -> Vec<String> {
    ["serve", "--listen", "127.0.0.1:0", "--data"]
        .map(str::to_owned)
        .into_iter()
        .chain([data.display().to_string()])
        .collect()
}

/// A refused start of a server on `data`.
fn assert_no_start(wrap: &[&str], data: &Path, told: &[&str]) -> Outcome {
    let words = serve_in(data);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_refused(wrap, &words, told)
}

/// Everything in a folder, by name.
fn contents(folder: &Path) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        all.push((entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path())?));
    }
    all.sort();
    Ok(all)
}

/// Words of a shell that makes an administrator in `data` and then becomes the program that follows.
fn with_an_administrator(before: &str, data: &Path) -> String {
    let data = data.display();
    let create =
        format!("{PROGRAM:?} admin create --login operator --name 'Сәуле Операторова' --data '{data}'");
    format!("{before}printf '%s' '{PASSWORD}' | {create} >&2 && exec \"$@\"")
}

/// A folder in which a server worked and was stopped in good order.
fn used() -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let script = with_an_administrator("", folder.path());
    let server = Running::start(&["sh", "-c", &script, "sh"], folder.path())?;
    assert_eq!(server.sign_in()?.0, 200);
    server.stop()?;
    Ok(folder)
}

/// Words before a program that may mount, or `None` where this system lets nobody do so.
fn mounting() -> Option<Vec<&'static str>> {
    let means: [&[&str]; 2] = [&["unshare", "--mount"], &["unshare", "--user", "--map-root-user", "--mount"]];
    let may = |words: &&[&str]| {
        let tried = command(&[*words, &["mount", "-t", "tmpfs", "none", "/mnt"]].concat()).output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    means.into_iter().find(may).map(<[_]>::to_vec)
}

/// Words before a program that must obey the marks of files, although the tests may be run by root.
fn obeying() -> Result<&'static [&'static str], Box<dyn Error>> {
    const WITHOUT: &[&str] =
        &["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "--"];
    let user = Command::new("id").arg("-u").output()?;
    Ok(if user.stdout == b"0\n" { WITHOUT } else { &[] })
}

#[test]
fn a_second_server_on_one_folder_is_refused_and_the_first_goes_on() -> Outcome {
    let folder = tempfile::tempdir()?;
    let first = Running::start(&[], folder.path())?;
    let told = [DATABASE, "in use by another process", "stop it, or use PostgreSQL"];
    assert_no_start(&[], folder.path(), &told)?;
    let data = folder.path().display().to_string();
    let create = ["admin", "create", "--login", "operator", "--name", "Сәуле Операторова", "--data", &data];
    assert_refused(&[], &create, &told)?;
    assert_eq!(first.ask("GET /readyz", "")?.0, 200);
    first.stop()?;
    Running::start(&[], folder.path())?.stop()?;
    Ok(())
}

#[test]
fn an_address_in_use_is_named_and_the_folder_can_be_served_elsewhere() -> Outcome {
    let folder = tempfile::tempdir()?;
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let address = taken.local_addr()?.to_string();
    let data = folder.path().display().to_string();
    assert_refused(
        &[],
        &["serve", "--listen", &address, "--data", &data],
        &[&address, "choose another --listen address"],
    )?;
    Running::start(&[], folder.path())?.stop()?;
    Ok(())
}

#[test]
fn a_file_where_the_folder_should_be_is_named() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("data");
    std::fs::write(&file, "somebody's letter")?;
    let told = [&*file.join(DATABASE).display().to_string(), "a file where a folder is needed"];
    assert_no_start(&[], &file, &told)?;
    assert_no_start(&[], &file.join("deeper"), &["a file where a folder is needed"])?;
    assert_eq!(std::fs::read_to_string(&file)?, "somebody's letter");
    Ok(())
}

#[test]
fn a_folder_that_may_not_be_written_is_named_and_left_as_it_is() -> Outcome {
    let folder = tempfile::tempdir()?;
    let chmod = |mode: &str| Command::new("chmod").arg(mode).arg(folder.path()).status();
    chmod("555")?;
    let told = [DATABASE, "read-only", "make the folder or the server writable"];
    assert_no_start(obeying()?, folder.path(), &told)?;
    assert!(contents(folder.path())?.is_empty(), "nothing was made half-way");
    chmod("755")?;

    // A disk that is mounted for reading only says the same, to root too.
    if let Some(mounting) = mounting() {
        let script = format!("mount -t tmpfs -o ro none '{}' && exec \"$@\"", folder.path().display());
        let wrap = [&mounting[..], &["sh", "-c", &script, "sh"]].concat();
        assert_no_start(&wrap, folder.path(), &told)?;
    }
    Ok(())
}

#[test]
fn a_damaged_or_lost_database_is_named_with_the_remedy_and_left_as_it_is() -> Outcome {
    let folder = used()?;
    let file = folder.path().join(DATABASE);
    let whole = std::fs::read(&file)?;
    let garbled = |from: usize, to: usize| {
        let mut bytes = whole.clone();
        bytes[from..to].iter_mut().zip(1_u32..).for_each(|(byte, place)| {
            *byte = place.wrapping_mul(2_654_435_761).to_be_bytes()[0];
        });
        bytes
    };
    let damages = [
        ("its head", garbled(0, 100)),
        ("all but its first page", garbled(4096, whole.len())),
        ("cut in half", whole[..whole.len() / 2].to_vec()),
        ("cut inside a page", whole[..9000].to_vec()),
        ("emptied", Vec::new()),
        ("a text", "Құрметті әріптес! ".repeat(500).into_bytes()),
    ];
    for (what, damaged) in damages {
        std::fs::write(&file, &damaged)?;
        let before = contents(folder.path())?;
        let named = file.display().to_string();
        assert_no_start(&[], folder.path(), &[&named, "damaged", "restore it from a backup"])
            .map_err(|error| format!("{what}: {error}"))?;
        let after: Vec<_> = contents(folder.path())?;
        assert_eq!(after.iter().find(|(name, _)| name == DATABASE).map(|(_, bytes)| bytes), Some(&damaged));
        assert_eq!(after.len(), before.len(), "{what}: nothing was made beside it");
    }
    std::fs::remove_file(&file)?;
    assert_no_start(&[], folder.path(), &["missing or empty", "restore it from a backup"])?;
    assert!(!file.exists());
    std::fs::write(&file, &whole)?;
    let again = Running::start(&[], folder.path())?;
    assert_eq!(again.sign_in()?.0, 200, "a restored backup is served");
    again.stop()?;
    Ok(())
}

#[test]
fn damage_that_is_met_while_serving_is_told_and_the_server_stays() -> Outcome {
    let folder = used()?;
    let server = Running::start(&[], folder.path())?;
    let file = folder.path().join(DATABASE);
    let mut bytes = std::fs::read(&file)?;
    bytes[4096..].iter_mut().zip(1_u32..).for_each(|(byte, place)| {
        *byte = place.wrapping_mul(2_654_435_761).to_be_bytes()[0];
    });
    std::fs::write(&file, &bytes)?;
    server.assert_unavailable()?;
    assert_eq!(server.ask("GET /healthz", "")?.0, 200);
    let complaints = server.stop()?;
    assert!(complaints.contains("restore it from a backup"), "{complaints}");
    Ok(())
}

#[test]
fn a_full_disk_is_told_in_the_persons_language_and_work_goes_on_when_there_is_room() -> Outcome {
    let folder = tempfile::tempdir()?;
    let Some(mounting) = mounting() else {
        // Where nobody may mount a disk, `crates/store/tests/disk.rs` fills what a limit leaves; here no start is refused.
        return Running::start(&[], folder.path())?.stop().map(drop);
    };
    let mount = format!("mount -t tmpfs -o size=8m none '{}' && ", folder.path().display());
    let script = with_an_administrator(&mount, folder.path());
    let wrap = [&mounting[..], &["sh", "-c", &script, "sh"]].concat();
    let server = Running::start(&wrap, folder.path())?;
    let (status, _, begun) = server.sign_in()?;
    assert_eq!(status, 200, "{begun}");
    let token = begun.split("\"token\":\"").nth(1).and_then(|rest| rest.split('"').next());
    let token = token.ok_or("a session has a token")?.to_owned();

    // The small disk as the server sees it.
    let inside = folder.path().strip_prefix("/")?;
    let ballast =
        Path::new("/proc").join(server.child.id().to_string()).join("root").join(inside).join("ballast");
    fill(&ballast)?;
    server.assert_unavailable()?;
    let reading = format!("GET /api/v1/session HTTP/1.1\r\nAuthorization: Bearer {token}\r\nX-Rest:");
    let (status, _, body) = server.ask(&reading, "")?;
    assert_eq!(status, 200, "who is signed in goes on reading: {body}");
    assert_eq!(server.ask("GET /healthz", "")?.0, 200);

    std::fs::remove_file(&ballast)?;
    assert_eq!(server.sign_in()?.0, 200, "without a restart");
    let complaints = server.stop()?;
    assert!(complaints.contains("no disk space is left"), "{complaints}");
    Ok(())
}

#[test]
fn nobody_is_told_that_nothing_was_written_when_that_is_not_known() -> Outcome {
    let folder = tempfile::tempdir()?;
    // Without the trap the system kills a program that meets the limit.
    let script = with_an_administrator("trap '' XFSZ; ", folder.path());
    let server = Running::start(&["sh", "-c", &script, "sh"], folder.path())?;
    let limit = |bytes: &str| {
        let process = server.child.id().to_string();
        Command::new("prlimit").args(["--pid", &process, &format!("--fsize={bytes}:unlimited")]).status()
    };
    let log = std::fs::metadata(folder.path().join("zher.sqlite-wal"))?.len();
    assert!(limit(&log.to_string())?.success());
    let (status, _, body) = server.sign_in()?;
    assert_eq!(status, 503, "{body}");
    assert!(body.contains("Idempotency-Key"), "how to find out: {body}");
    let password: String = PASSWORD.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let (status, _, page) = server.ask("POST /kk/sign-in", &format!("login=operator&password={password}"))?;
    assert_eq!(status, 503, "{page}");
    assert!(page.contains("жазылған-жазылмағаны белгісіз"), "{page}");
    assert!(!page.contains("Ештеңе жазылған жоқ"), "{page}");

    assert!(limit("unlimited")?.success());
    assert_eq!(server.sign_in()?.0, 200, "without a restart");
    let complaints = server.stop()?;
    assert!(complaints.contains("the outcome"), "{complaints}");
    Ok(())
}

fn fill(ballast: &Path) -> std::io::Result<()> {
    let mut file = std::fs::File::create(ballast)?;
    loop {
        match file.write(&[0; 4096]) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::StorageFull => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}
