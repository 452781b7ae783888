//! The program as the operator starts and stops it, on both databases.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};

const DEFAULT_URL: &str = "postgres://root@127.0.0.1:5432/test";

#[expect(clippy::disallowed_methods, reason = "which server to test on is a fact of the machine")]
fn server() -> String {
    std::env::var("ZHER_TEST_DATABASE_URL").unwrap_or_else(|_| DEFAULT_URL.to_owned())
}

fn run(sql: &str) {
    let done = Command::new("psql")
        .args([server().as_str(), "--no-psqlrc", "--quiet", "--command", sql])
        .status()
        .expect("psql, which comes with the tests' PostgreSQL");
    assert!(done.success(), "no PostgreSQL answers at {}, or its user may not create schemas", server());
}

/// A started process with what it said on its standard output up to the line asked for.
struct Started {
    process: Child,
    said: Vec<String>,
    output: BufReader<std::process::ChildStdout>,
}

impl Started {
    fn serve(database: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_zher"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(database)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = BufReader::new(process.stdout.take().expect("piped"));
        Self { process, said: Vec::new(), output }
    }

    fn read_until(&mut self, beginning: &str) -> String {
        loop {
            let mut line = String::new();
            let length = self.output.read_line(&mut line).expect("text");
            assert!(length > 0, "ended before it said {beginning:?}: {:?}", self.said);
            let line = line.trim_end().to_owned();
            self.said.push(line.clone());
            if line.starts_with(beginning) {
                return line;
            }
        }
    }

    fn stop(mut self) -> ExitStatus {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
        self.process.wait().expect("it ends")
    }
}

fn status_line(listening: &str, path: &str) -> String {
    let address = listening.strip_prefix("listening on http://").expect("an address");
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    answer.lines().next().unwrap_or_default().to_owned()
}

fn starts_serves_and_stops(database: &[&str]) {
    let mut first = Started::serve(database);
    let listening = first.read_until("listening on ");
    let link = first.read_until("first administrator ");
    assert!(link.contains("/kk/set-up/"), "{link}");
    assert_eq!(status_line(&listening, "/readyz"), "HTTP/1.1 200 OK");
    let path = link.split_once("/kk/").map(|(_, rest)| format!("/kk/{rest}")).expect("a path");
    assert_eq!(status_line(&listening, &path), "HTTP/1.1 200 OK", "the printed link opens");
    assert!(first.stop().success());

    let mut second = Started::serve(database);
    let listening = second.read_until("listening on ");
    // Asked to stop the moment it says where it listens.
    assert!(second.stop().success(), "{listening}");
}

#[test]
fn on_an_embedded_database() {
    let folder = tempfile::tempdir().expect("a folder");
    starts_serves_and_stops(&["--data", folder.path().to_str().expect("text")]);
}

#[test]
fn on_postgresql() {
    let schema = format!("zher_start_{}", std::process::id());
    run(&format!("CREATE SCHEMA {schema}"));
    let separator = if server().contains('?') { '&' } else { '?' };
    let url = format!("{}{separator}options=-csearch_path%3D{schema}", server());
    starts_serves_and_stops(&["--database-url", &url]);
    run(&format!("SET client_min_messages TO warning; DROP SCHEMA {schema} CASCADE"));
}
