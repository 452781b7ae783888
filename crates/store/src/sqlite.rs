//! SQLite: one file, one writer thread that commits in groups, a pool of readers.

mod connection;
mod writer;

pub(crate) use connection::Connection;

use crate::error::StoreError;
use crate::faults::Faults;
use crate::pool::Pool;
use crate::tx::{Backend, Mode, Task, Tx};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writer::Writer;

/// Connections that read beside the writer.
const READERS: usize = 8;

pub(crate) struct Sqlite {
    writer: Writer,
    readers: Pool<Connection>,
    path: PathBuf,
    faults: Option<Arc<dyn Faults>>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, faults: Option<Arc<dyn Faults>>) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(StoreError::unavailable)?;
        }
        let lock = lock_beside(path)?;
        let connection = Connection::for_writing(path, faults.clone())?;
        let writer = Writer::start(connection, lock)?;
        Ok(Self { writer, readers: Pool::new(READERS), path: path.to_owned(), faults })
    }

    pub(crate) fn write<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.writer.submit(Task::new(work))
    }

    pub(crate) fn read<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E>,
        E: From<StoreError>,
    {
        let mut lease = self.readers.lend(|| Connection::for_reading(&self.path, self.faults.clone()))?;
        let connection = lease.connection();
        connection.begin("BEGIN")?;
        let mut task = Task::new(work);
        task.run(&mut Tx::new(Backend::Sqlite(connection), Mode::Read));
        let ended = connection.end("COMMIT");
        if ended.is_err() {
            lease.discard();
        }
        task.answer(ended)
    }
}

/// Two processes on one file would both hold a writer; the second is refused at the door. The lock goes with the
/// process, so a crash leaves nothing to clean up.
fn lock_beside(path: &Path) -> Result<File, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let lock_path = PathBuf::from(name);
    let file =
        OpenOptions::new().create(true).write(true).truncate(false).open(&lock_path).map_err(|error| {
            match error.kind() {
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    StoreError::ReadOnly
                }
                std::io::ErrorKind::StorageFull => StoreError::DiskFull,
                _ => StoreError::unavailable(format!("{}: {error}", lock_path.display())),
            }
        })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked { path: lock_path.display().to_string() }),
        Err(TryLockError::Error(error)) => Err(StoreError::unavailable(error)),
    }
}
