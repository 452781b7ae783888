//! A bounded pool of connections.

use crate::error::StoreError;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a caller waits for a free connection before it is told that the database is busy.
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(10);

pub(crate) struct Pool<C> {
    state: Mutex<State<C>>,
    freed: Condvar,
    limit: usize,
}

struct State<C> {
    idle: Vec<C>,
    /// Connections that exist, idle or lent.
    open: usize,
}

impl<C> Pool<C> {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            state: Mutex::new(State { idle: Vec::new(), open: 0 }),
            freed: Condvar::new(),
            limit: limit.max(1),
        }
    }

    /// An idle connection, or a new one while the limit allows, else the next that is given back.
    pub(crate) fn lend(
        &self,
        open: impl FnOnce() -> Result<C, StoreError>,
    ) -> Result<Lease<'_, C>, StoreError> {
        let (mut state, _) = self
            .freed
            .wait_timeout_while(self.lock(), WAIT_FOR_CONNECTION, |state| {
                state.idle.is_empty() && state.open >= self.limit
            })
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = state.idle.pop() {
            return Ok(Lease { pool: self, connection: Some(connection) });
        }
        if state.open >= self.limit {
            return Err(StoreError::busy(format!("all {} connections are in use", self.limit)));
        }
        state.open += 1;
        drop(state);
        // A lease without a connection gives its place back when opening fails.
        let mut lease = Lease { pool: self, connection: None };
        lease.connection = Some(open()?);
        Ok(lease)
    }

    /// Closes the connections that nobody uses.
    pub(crate) fn forget_idle(&self) {
        let mut state = self.lock();
        let idle = std::mem::take(&mut state.idle);
        state.open -= idle.len();
        drop(state);
        self.freed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        // The state is two plain fields that are consistent between any two statements.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection on loan; given back when dropped.
pub(crate) struct Lease<'p, C> {
    pool: &'p Pool<C>,
    connection: Option<C>,
}

impl<C> Lease<'_, C> {
    pub(crate) fn connection(&mut self) -> &mut C {
        self.connection
            .as_mut()
            .expect("a lease that was handed out holds its connection until it is dropped")
    }

    /// Closes the connection instead of giving it back.
    pub(crate) fn discard(mut self) {
        self.connection = None;
    }
}

impl<C> Drop for Lease<'_, C> {
    fn drop(&mut self) {
        let mut state = self.pool.lock();
        match self.connection.take() {
            Some(connection) => state.idle.push(connection),
            None => state.open -= 1,
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}
