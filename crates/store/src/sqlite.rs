//! SQLite: one file, one writer thread that commits in groups, a pool of readers.

mod connection;
mod folder;
mod writer;

pub(crate) use connection::Connection;

use crate::error::StoreError;
use crate::faults::Faults;
use crate::pool::Pool;
use crate::tx::{Backend, Mode, Task, Tx};
use folder::Claim;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writer::Writer;

/// Connections that read beside the writer.
const READERS: usize = 8;

pub(crate) struct Sqlite {
    /// Before the writer, so that the last connection to close is one that can empty the log into the file: a server
    /// that was stopped in good order leaves everything in the one file.
    readers: Pool<Connection>,
    writer: Writer,
    path: PathBuf,
    faults: Option<Arc<dyn Faults>>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, faults: Option<Arc<dyn Faults>>) -> Result<Self, StoreError> {
        let claim = Claim::take(path)?;
        let connection = Connection::for_writing(path, faults.clone())?;
        claim.remember();
        let writer = Writer::start(connection, claim)?;
        Ok(Self { readers: Pool::new(READERS), writer, path: path.to_owned(), faults })
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
