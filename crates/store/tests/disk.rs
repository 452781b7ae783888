//! What a disk can do to an office: run full, refuse to be written, lose or garble what it was given. Each time the
//! error says which it was, and nothing that was acknowledged is lost.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use store::{Settings, Store, StoreError, numbers, settings};

type Outcome = Result<(), Box<dyn Error>>;

/// Bytes of the small disk: room for the schema and some hundred commits, less than what empties the log.
const DISK: u64 = 3 << 20;
/// Bytes that are freed when there is to be room again.
const BALLAST: usize = 512 << 10;

/// Opens the file of a server that has stopped. A child that a test beside this one starts holds our files until it has
/// become another program: its lock is waited for.
#[allow(clippy::disallowed_methods, reason = "what is waited for is the system's")]
fn open(path: &Path) -> Result<Store, StoreError> {
    let settings = Settings::Sqlite { path: path.to_owned() };
    for _ in 0..100 {
        match Store::open(&settings) {
            Err(StoreError::Locked { .. }) => std::thread::sleep(std::time::Duration::from_millis(20)),
            opened => return opened,
        }
    }
    Store::open(&settings)
}

fn key(number: i64) -> String {
    format!("receipt {number}")
}

/// One call as an office makes them: a number is taken, and something is kept under it.
fn keep(store: &Store) -> Result<i64, StoreError> {
    store.write(|tx| {
        let number = numbers::next(tx, "receipt")?;
        settings::set(tx, &key(number), &format!("\"{}\"", "қ".repeat(300)))?;
        Ok(number)
    })
}

fn is_kept(store: &Store, number: i64) -> Result<bool, StoreError> {
    store.read(|tx| Ok(settings::get(tx, &key(number))?.is_some()))
}

/// Keeps until that fails; the last number that was acknowledged, and the error.
fn keep_until_it_fails(store: &Store) -> (i64, StoreError) {
    let mut last = 0;
    for _ in 0..100_000 {
        match keep(store) {
            Ok(number) => last = number,
            Err(error) => return (last, error),
        }
    }
    panic!("the disk did not run full");
}

/// This test program again, to play one part under conditions that `wrap` makes for it. The part is told by an
/// argument that the harness takes for a filter.
fn play(wrap: &[&str], part: &str, path: &Path) -> std::io::Result<Output> {
    let mut words: Vec<String> = wrap.iter().map(ToString::to_string).collect();
    words.push(std::env::current_exe()?.display().to_string());
    words.extend([part, "--exact", "--nocapture"].map(str::to_owned));
    words.push(format!("--skip=play-in:{}", path.display()));
    let (program, arguments) = words.split_first().expect("a program was pushed");
    Command::new(program).args(arguments).output()
}

/// Where this process is to play its part; `None` where it is a test among others.
fn stage() -> Option<PathBuf> {
    std::env::args().find_map(|argument| argument.strip_prefix("--skip=play-in:").map(PathBuf::from))
}

fn demand_played(played: &Output) {
    let said = String::from_utf8_lossy(&played.stdout);
    let complained = String::from_utf8_lossy(&played.stderr);
    assert!(
        played.status.success() && said.contains("played to the end"),
        "{}\n{said}\n{complained}",
        played.status
    );
}

/// Words that run a program with the right to mount, and with a small disk on `folder`; `None` where this system
/// lets nobody mount.
fn with_a_small_disk(folder: &Path) -> Option<Vec<String>> {
    let means: [&[&str]; 2] = [&["--mount"], &["--user", "--map-root-user", "--mount"]];
    let mount = format!("mount -t tmpfs -o size={DISK} none '{}'", folder.display());
    let allowed = |flags: &&[&str]| {
        let tried = Command::new("unshare").args(*flags).args(["sh", "-c", &mount]).output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    let flags = means.into_iter().find(allowed)?;
    let script = format!("{mount} && exec \"$@\"");
    let words = std::iter::once("unshare").chain(flags.iter().copied()).map(str::to_owned);
    Some(words.chain(["sh", "-c", script.as_str(), "sh"].map(str::to_owned)).collect())
}

/// Words that run a program whose files may not grow over the size of the small disk.
fn with_a_limit() -> Vec<String> {
    // Without the trap the system kills a program that meets the limit.
    let script = format!("trap '' XFSZ; exec prlimit --fsize={DISK}:unlimited \"$@\"");
    ["sh", "-c", script.as_str(), "sh"].map(str::to_owned).to_vec()
}

fn play_with(wrap: &[String], part: &str) -> Outcome {
    let folder = tempfile::tempdir()?;
    let words: Vec<&str> = wrap.iter().map(String::as_str).collect();
    demand_played(&play(&words, part, folder.path())?);
    Ok(())
}

#[test]
fn a_full_disk_is_told_as_such_loses_nothing_and_needs_no_restart() -> Outcome {
    let folder = tempfile::tempdir()?;
    let Some(words) = with_a_small_disk(folder.path()) else {
        // Where nobody may mount, the limit of a file's size stands in: the same calls, a less telling error.
        return play_with(&with_a_limit(), "part_on_a_disk_with_a_limit");
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    demand_played(&play(&words, "part_on_a_full_disk", folder.path())?);
    Ok(())
}

#[test]
fn part_on_a_full_disk() -> Outcome {
    let Some(folder) = stage() else { return Ok(()) };
    let (path, ballast) = (folder.join("zher.sqlite"), folder.join("ballast"));
    let mut acknowledged = 0;
    // Twice: what is stored while the disk is full must not be in the way of the second time.
    for round in 0..2 {
        std::fs::write(&ballast, vec![0; BALLAST])?;
        let store = open(&path)?;
        let (last, error) = keep_until_it_fails(&store);
        assert_eq!(error, StoreError::DiskFull);
        assert!(last > acknowledged, "round {round}: {last} after {acknowledged}");
        assert_eq!(keep(&store), Err(StoreError::DiskFull), "it stays so while nothing is freed");
        for number in 1..=last {
            assert!(is_kept(&store, number)?, "what was acknowledged can be read while the disk is full");
        }
        assert!(!is_kept(&store, last + 1)?, "what was refused is not there");

        std::fs::remove_file(&ballast)?;
        assert_eq!(keep(&store)?, last + 1, "work goes on where it stood, without a restart");
        acknowledged = last + 1;
        drop(store);
        let again = open(&path)?;
        for number in 1..=acknowledged {
            assert!(is_kept(&again, number)?, "{number} is on the disk");
        }
        assert!(!is_kept(&again, acknowledged + 1)?);
    }

    // Filled to the last byte while nobody serves: a start needs some room, and says so.
    fill(&ballast)?;
    assert_eq!(open(&path).err(), Some(StoreError::DiskFull));

    // No database can be made; what was begun is no hindrance once there is room.
    let new = folder.join("new").join("zher.sqlite");
    assert_eq!(open(&new).err(), Some(StoreError::DiskFull));
    std::fs::remove_file(&ballast)?;
    assert_eq!(keep(&open(&new)?)?, 1);
    assert!(is_kept(&open(&path)?, acknowledged)?);
    println!("played to the end");
    Ok(())
}

fn fill(ballast: &Path) -> std::io::Result<()> {
    use std::io::Write;
    let mut file = std::fs::File::create(ballast)?;
    loop {
        match file.write(&[0; 4096]) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::StorageFull => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

#[test]
fn a_limit_of_a_files_size_loses_nothing_and_needs_no_restart() -> Outcome {
    play_with(&with_a_limit(), "part_on_a_disk_with_a_limit")
}

#[test]
fn part_on_a_disk_with_a_limit() -> Outcome {
    let Some(folder) = stage() else { return Ok(()) };
    let path = folder.join("zher.sqlite");
    let store = open(&path)?;
    let (last, error) = keep_until_it_fails(&store);
    // SQLite tells no limit from a broken disk; a failing commit may leave the whole of it behind.
    let most = match error {
        StoreError::Unavailable { .. } => last + 1,
        StoreError::OutcomeUnknown { .. } => last + 2,
        other => panic!("{other}"),
    };
    for number in 1..=last {
        assert!(is_kept(&store, number)?);
    }
    let freed = Command::new("prlimit")
        .args(["--fsize=unlimited:unlimited", "--pid", &std::process::id().to_string()])
        .status()?;
    assert!(freed.success());
    let next = keep(&store)?;
    assert!(next > last && next <= most, "{next} after {last}");
    drop(store);
    let again = open(&path)?;
    for number in (1..=last).chain([next]) {
        assert!(is_kept(&again, number)?, "{number} is on the disk");
    }
    println!("played to the end");
    Ok(())
}

/// Words that run a program which must obey the marks of files, although the tests may be run by root.
const OBEYING: [&str; 4] =
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "--"];

#[test]
fn what_may_not_be_written_is_told_as_such_and_left_as_it_is() -> Outcome {
    let folder = tempfile::tempdir()?;
    let user = Command::new("id").arg("-u").output()?;
    let wrap: &[&str] = if user.stdout == b"0\n" { &OBEYING } else { &[] };
    demand_played(&play(wrap, "part_among_files_that_may_not_be_written", folder.path())?);
    Ok(())
}

#[test]
fn part_among_files_that_may_not_be_written() -> Outcome {
    let Some(folder) = stage() else { return Ok(()) };
    let closed = folder.join("closed");
    std::fs::create_dir(&closed)?;
    let path = closed.join("zher.sqlite");
    let number = keep(&open(&path)?)?;
    let before = std::fs::read(&path)?;
    let files = names(&closed)?;

    mark_written(&path, false)?;
    assert_eq!(open(&path).err(), Some(StoreError::ReadOnly), "a file that may not be written");
    mark_written(&path, true)?;
    mark_written(&closed, false)?;
    mark_written(&closed.join("zher.sqlite.lock"), false)?;
    assert_eq!(open(&path).err(), Some(StoreError::ReadOnly), "a folder that may not be written");
    assert_eq!(
        open(&closed.join("new/zher.sqlite")).err(),
        Some(StoreError::ReadOnly),
        "a folder to be made"
    );
    assert_eq!((names(&closed)?, std::fs::read(&path)?), (files, before), "nothing was touched");

    mark_written(&closed, true)?;
    mark_written(&closed.join("zher.sqlite.lock"), true)?;
    assert!(is_kept(&open(&path)?, number)?);
    println!("played to the end");
    Ok(())
}

fn mark_written(path: &Path, may: bool) -> std::io::Result<()> {
    let mode = match (path.is_dir(), may) {
        (true, true) => "755",
        (true, false) => "555",
        (false, true) => "644",
        (false, false) => "444",
    };
    let marked = Command::new("chmod").arg(mode).arg(path).status()?;
    assert!(marked.success());
    Ok(())
}

/// Names of the files in a folder.
fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<std::io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// A database with a hundred acknowledged calls, closed in good order.
fn hundred_kept() -> Result<(tempfile::TempDir, PathBuf), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("zher.sqlite");
    let store = open(&path)?;
    for expected in 1..=100 {
        assert_eq!(keep(&store)?, expected);
    }
    Ok((folder, path))
}

static GARBLED: AtomicU32 = AtomicU32::new(7);

/// Bytes that nobody wrote on purpose.
fn garble(bytes: &mut [u8]) {
    let mut state = GARBLED.fetch_add(1, Ordering::Relaxed);
    for byte in bytes {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = state.to_be_bytes()[0];
    }
}

#[track_caller]
fn assert_damaged<T>(found: Result<T, StoreError>) -> String {
    match found {
        Err(StoreError::Damaged { reason }) => reason,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("the damage was not noticed"),
    }
}

#[test]
fn a_damaged_beginning_a_damaged_rest_and_a_cut_file_are_told_at_the_start_and_left_as_they_are() -> Outcome {
    let damages: [fn(&mut Vec<u8>); 5] = [
        |bytes| garble(&mut bytes[..100]),
        |bytes| garble(&mut bytes[100..]),
        |bytes| garble(&mut bytes[4096..]),
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.truncate(2 * 4096 + 1000),
    ];
    for (place, damage) in damages.into_iter().enumerate() {
        let (_folder, path) = hundred_kept()?;
        let mut bytes = std::fs::read(&path)?;
        damage(&mut bytes);
        std::fs::write(&path, &bytes)?;
        let found = open(&path);
        assert!(matches!(found, Err(StoreError::Damaged { .. })), "damage {place}: {:?}", found.err());
        assert_eq!(std::fs::read(&path)?, bytes, "damage {place}: what a rescuer may need is untouched");
    }
    Ok(())
}

#[test]
fn a_damaged_page_fails_who_needs_it_and_nobody_else() -> Outcome {
    let (_folder, path) = hundred_kept()?;
    let page: i64 = rusqlite::Connection::open(&path)?.query_row(
        "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'settings'",
        [],
        |row| row.get(0),
    )?;
    let mut bytes = std::fs::read(&path)?;
    let start = usize::try_from(page - 1)? * 4096;
    garble(&mut bytes[start..start + 4096]);
    // Under a running server: at the start the planner looks at many tables and would find it.
    let store = open(&path)?;
    std::fs::write(&path, &bytes)?;
    assert_damaged(is_kept(&store, 1));
    assert_eq!(store.read(|tx| store::accounts::by_login(tx, "nobody"))?, None);
    assert_eq!(store.write(|tx| numbers::next(tx, "receipt"))?, 101);
    Ok(())
}

#[test]
fn text_that_is_no_text_is_damage_and_no_panic() -> Outcome {
    let (_folder, path) = hundred_kept()?;
    rusqlite::Connection::open(&path)?.execute_batch(
        "PRAGMA ignore_check_constraints = ON;
         UPDATE settings SET value = CAST(x'22ff22' AS TEXT) WHERE key = 'receipt 7'",
    )?;
    let store = open(&path)?;
    assert_damaged(is_kept(&store, 7));
    assert!(is_kept(&store, 8)?);
    Ok(())
}

#[test]
fn a_file_cut_under_a_running_server_is_damage_and_no_death() -> Outcome {
    let (_folder, path) = hundred_kept()?;
    let store = open(&path)?;
    // Somebody reads already, so that a file mapped into memory would be mapped by now.
    assert!(is_kept(&store, 1)?);
    std::fs::OpenOptions::new().write(true).open(&path)?.set_len(4096)?;
    assert_damaged(is_kept(&store, 50));
    Ok(())
}

#[test]
fn a_database_that_is_gone_is_missed_and_not_made_anew() -> Outcome {
    let losses: [fn(&Path) -> std::io::Result<()>; 2] =
        [|path| std::fs::remove_file(path), |path| std::fs::write(path, b"")];
    for lose in losses {
        let (folder, path) = hundred_kept()?;
        let backup = std::fs::read(&path)?;
        lose(&path)?;
        let before = names(folder.path())?;
        let reason = assert_damaged(open(&path));
        assert!(reason.contains("zher.sqlite is missing or empty"), "{reason}");
        assert_eq!(names(folder.path())?, before, "nothing was made in its place");
        std::fs::write(&path, backup)?;
        assert!(is_kept(&open(&path)?, 100)?, "a restored backup is served");
    }
    // Who means to begin anew takes away the trace that the error names.
    let (folder, path) = hundred_kept()?;
    std::fs::remove_file(&path)?;
    std::fs::remove_file(folder.path().join("zher.sqlite.lock"))?;
    assert_eq!(keep(&open(&path)?)?, 1);
    Ok(())
}

#[test]
fn a_server_that_was_stopped_leaves_everything_in_one_file() -> Outcome {
    let (folder, path) = hundred_kept()?;
    let store = open(&path)?;
    assert!(is_kept(&store, 100)?);
    assert_eq!(keep(&store)?, 101);
    drop(store);
    assert_eq!(names(folder.path())?, ["zher.sqlite", "zher.sqlite.lock"]);
    let copied = tempfile::tempdir()?;
    let copy = copied.path().join("zher.sqlite");
    std::fs::copy(&path, &copy)?;
    assert!(is_kept(&open(&copy)?, 101)?);
    Ok(())
}

#[test]
fn a_log_without_its_database_is_not_thrown_away() -> Outcome {
    let folder = tempfile::tempdir()?;
    let store = open(&folder.path().join("zher.sqlite"))?;
    keep(&store)?;
    // As a killed process leaves it, but without the file itself and without the lock.
    let left = tempfile::tempdir()?;
    let log = left.path().join("zher.sqlite-wal");
    std::fs::copy(folder.path().join("zher.sqlite-wal"), &log)?;
    let before = std::fs::read(&log)?;
    assert!(!before.is_empty());
    let reason = assert_damaged(open(&left.path().join("zher.sqlite")));
    assert!(reason.contains("zher.sqlite-wal"), "{reason}");
    assert_eq!(std::fs::read(&log)?, before);
    Ok(())
}
