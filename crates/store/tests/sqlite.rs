//! The conformance suite on SQLite, and what only a file can do.

use std::path::PathBuf;
use store::{Settings, Store, StoreError, settings};
use tempfile::TempDir;
use testkit::store_conformance::{Database, Outcome};

struct Sqlite {
    folder: TempDir,
}

impl Sqlite {
    fn path(&self) -> PathBuf {
        self.folder.path().join("data").join("zher.sqlite")
    }
}

impl Database for Sqlite {
    fn fresh() -> Self {
        Self { folder: tempfile::tempdir().expect("the tests need a writable folder for temporary files") }
    }

    fn settings(&self) -> Settings {
        Settings::Sqlite { path: self.path() }
    }

    fn raw(&self, sql: &str) -> Result<(), String> {
        let connection = rusqlite::Connection::open(self.path()).map_err(|error| error.to_string())?;
        connection.execute_batch(sql).map_err(|error| error.to_string())
    }
}

testkit::store_conformance!(Sqlite);

#[test]
fn a_second_server_on_the_same_file_is_refused() -> Outcome {
    let database = Sqlite::fresh();
    let first = database.open()?;
    assert!(matches!(database.open().err(), Some(StoreError::Locked { .. })));
    drop(first);
    database.open().map(|_| ())
}

#[test]
fn a_file_of_another_program_is_left_alone() -> Outcome {
    let database = Sqlite::fresh();
    std::fs::create_dir_all(database.folder.path().join("data")).expect("the folder is writable");
    database.raw("CREATE TABLE theirs (a)").expect("an empty file takes a table");
    assert!(matches!(database.open().err(), Some(StoreError::Damaged { .. })));
    database.raw("SELECT a FROM theirs").expect("their table is still there");
    std::fs::write(database.path(), vec![b'x'; 8192]).expect("the file is writable");
    assert!(matches!(database.open().err(), Some(StoreError::Damaged { .. })));
    Ok(())
}

#[test]
fn endless_statements_are_stopped() -> Outcome {
    let database = Sqlite::fresh();
    let store = database.open()?;
    // A view that counts for ever stands in for a table grown beyond all bounds.
    database
        .raw(
            "DROP TABLE settings; CREATE VIEW settings AS WITH RECURSIVE n (key) AS
             (SELECT 1 UNION ALL SELECT key + 1 FROM n) SELECT CAST(key AS TEXT) AS key, '1' AS value FROM n",
        )
        .expect("a view may take the table's place");
    assert_eq!(store.read(|tx| settings::get(tx, "never")), Err(StoreError::TooSlow));
    Ok(())
}

/// What the child of the test below does: it writes and says so until it is killed.
#[test]
fn child_that_writes_until_it_is_killed() -> Outcome {
    let Some(path) =
        std::env::args().find_map(|argument| argument.strip_prefix("--skip=write-to:").map(PathBuf::from))
    else {
        return Ok(());
    };
    let store = Store::open(&Settings::Sqlite { path })?;
    loop {
        let number = store.write(|tx| store::numbers::next(tx, "receipt"))?;
        println!("acknowledged {number}");
    }
}

#[test]
fn a_killed_process_loses_nothing_acknowledged() -> Outcome {
    use std::io::{BufRead, BufReader};
    let database = Sqlite::fresh();
    let program = std::env::current_exe().expect("a test knows its own program");
    let mut child = std::process::Command::new(program)
        .args(["child_that_writes_until_it_is_killed", "--exact", "--nocapture"])
        .arg(format!("--skip=write-to:{}", database.path().display()))
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("a test can start itself");
    let output = BufReader::new(child.stdout.take().expect("the output was piped"));
    let mut acknowledged = 0;
    let numbers = output.lines().map_while(Result::ok).filter_map(|line| {
        line.split("acknowledged ").nth(1).and_then(|number| number.trim().parse::<i64>().ok())
    });
    for number in numbers {
        acknowledged = number;
        if number == 50 {
            child.kill().expect("the child runs until it is killed");
        }
    }
    child.wait().expect("the child can be waited for");
    assert!(acknowledged >= 50);
    let store = database.open()?;
    let next = store.write(|tx| store::numbers::next(tx, "receipt"))?;
    // One more may have been kept whose acknowledgement did not get out.
    assert!(next > acknowledged && next <= acknowledged + 2, "{next} after {acknowledged}");
    Ok(())
}
