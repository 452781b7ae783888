//! The file and what stands beside it: who may open it, and whether it is the file that was here before.

use crate::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What the lock file says once a database was made beside it.
const MADE: &[u8] = b"a database was made here\n";

/// The right to be the one process on a file. Two processes would both hold a writer; the second is refused at the
/// door. It goes with the process, so a crash leaves nothing to clean up.
pub(super) struct Claim {
    lock: File,
    path: PathBuf,
    /// The lock file says already that a database was made.
    remembered: bool,
}

impl Claim {
    /// Makes the folder where there is none, and refuses a file that is gone or empty although it held a database:
    /// SQLite would make an empty one in its place, delete the log that may still hold it, and nobody would notice.
    pub(super) fn take(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
        }
        let lock_path = beside(path, ".lock");
        let mut lock = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(&lock_path)
            .map_err(|error| refused(&lock_path, &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Locked { path: path.display().to_string() });
            }
            Err(TryLockError::Error(error)) => return Err(refused(&lock_path, &error)),
        }
        let mut said = Vec::new();
        let most = MADE.len() as u64;
        (&mut lock).take(most).read_to_end(&mut said).map_err(|error| refused(&lock_path, &error))?;
        let claim = Self { lock, path: path.to_owned(), remembered: said == MADE };
        claim.demand_file()?;
        Ok(claim)
    }

    /// Every database of ours has a first page before it gets a log: an empty file beside a log was emptied.
    fn demand_file(&self) -> Result<(), StoreError> {
        if length(&self.path)? > 0 {
            return Ok(());
        }
        let log = beside(&self.path, "-wal");
        let trace = if length(&log)? > 0 {
            &log
        } else if self.remembered {
            &beside(&self.path, ".lock")
        } else {
            return Ok(());
        };
        let (path, trace) = (self.path.display(), trace.display());
        let reason = format!("{path} is missing or empty, but {trace} shows that it held a database");
        Err(StoreError::Damaged { reason })
    }

    /// Notes that a database is here. A note that a full disk refuses is made at the next start.
    pub(super) fn remember(&self) {
        if self.remembered {
            return;
        }
        let mut lock = &self.lock;
        let noted = lock.seek(SeekFrom::Start(0)).and_then(|_| lock.write_all(MADE));
        if let Err(error) = noted {
            tracing::warn!(%error, "it could not be noted beside the database that it was made");
        }
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Bytes of a file; none where it is not there.
fn length(path: &Path) -> Result<u64, StoreError> {
    match std::fs::metadata(path) {
        Ok(found) => Ok(found.len()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(refused(path, &error)),
    }
}

fn refused(path: &Path, error: &std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => StoreError::unavailable(format!(
            "{} is or lies in a file where a folder is needed",
            path.display()
        )),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull,
        _ => StoreError::unavailable(format!("{}: {error}", path.display())),
    }
}
