//! A bounded pool of connections.

use crate::error::StoreError;
use std::collections::VecDeque;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a caller waits for a free connection before it is told that the database is busy.
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(10);

pub(crate) struct Pool<C> {
    state: Mutex<State<C>>,
    limit: usize,
}

struct State<C> {
    /// Empty while somebody waits.
    idle: Vec<C>,
    /// Connections that exist, idle or lent, and places of those being opened.
    open: usize,
    /// Callers in the order in which they came: who is overtaken again and again waits very long.
    waiting: VecDeque<SyncSender<Turn<C>>>,
}

/// What a caller gets who waited: a connection, or the place of one that was closed.
enum Turn<C> {
    Connection(C),
    Place,
}

impl<C> Pool<C> {
    pub(crate) fn new(limit: usize) -> Self {
        let state = State { idle: Vec::new(), open: 0, waiting: VecDeque::new() };
        Self { state: Mutex::new(state), limit: limit.max(1) }
    }

    /// An idle connection, or a new one while the limit allows, else the next that is given back.
    pub(crate) fn lend(
        &self,
        open: impl FnOnce() -> Result<C, StoreError>,
    ) -> Result<Lease<'_, C>, StoreError> {
        let busy = || StoreError::busy(format!("all {} connections are in use", self.limit));
        let turn = self.turn().ok_or_else(busy)?;
        // A lease without a connection gives its place back when opening fails.
        let mut lease = Lease { pool: self, connection: None };
        lease.connection = Some(match turn {
            Turn::Connection(connection) => connection,
            Turn::Place => open()?,
        });
        Ok(lease)
    }

    fn turn(&self) -> Option<Turn<C>> {
        let mut state = self.lock();
        if let Some(connection) = state.idle.pop() {
            return Some(Turn::Connection(connection));
        }
        if state.open < self.limit {
            state.open += 1;
            return Some(Turn::Place);
        }
        let (give, turn) = sync_channel(1);
        state.waiting.push_back(give);
        drop(state);
        turn.recv_timeout(WAIT_FOR_CONNECTION).ok().or_else(|| {
            // Whoever gives does so under the lock: either it has given by now, or it finds nobody here.
            let state = self.lock();
            let given = turn.try_recv().ok();
            drop(turn);
            drop(state);
            given
        })
    }

    /// Hands a connection, or its place, to the one who waits longest.
    fn give(&self, mut turn: Turn<C>) {
        let mut state = self.lock();
        while let Some(next) = state.waiting.pop_front() {
            match next.send(turn) {
                Ok(()) => return,
                // Gone after waiting too long.
                Err(refused) => turn = refused.0,
            }
        }
        match turn {
            Turn::Connection(connection) => state.idle.push(connection),
            Turn::Place => state.open -= 1,
        }
    }

    /// Closes the connections that nobody uses.
    pub(crate) fn forget_idle(&self) {
        let mut state = self.lock();
        let idle = std::mem::take(&mut state.idle);
        state.open -= idle.len();
        drop(state);
        drop(idle);
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        // The state is consistent between any two statements.
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
        self.pool.give(self.connection.take().map_or(Turn::Place, Turn::Connection));
    }
}

#[cfg(test)]
mod tests {
    use super::Pool;
    use crate::error::StoreError;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

    #[test]
    fn whoever_waits_longest_comes_first() {
        let pool = Pool::new(1);
        let first = pool.lend(|| Ok(7)).expect("a place is free");
        let (came, order) = channel();
        std::thread::scope(|scope| {
            for number in 0..5 {
                let (pool, came) = (&pool, came.clone());
                scope.spawn(move || {
                    let _lease = pool.lend(|| Ok(8)).expect("a turn comes");
                    came.send(number).expect("the test listens");
                });
                while pool.lock().waiting.len() <= number {
                    std::thread::yield_now();
                }
            }
            drop(first);
        });
        assert_eq!(order.try_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn the_place_of_a_closed_connection_goes_to_the_next() {
        let (pool, opened) = (Pool::new(1), AtomicUsize::new(0));
        let open = || Ok(opened.fetch_add(1, Ordering::Relaxed));
        let first = pool.lend(open).expect("a place is free");
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| *pool.lend(open).expect("a turn comes").connection());
            while pool.lock().waiting.is_empty() {
                std::thread::yield_now();
            }
            first.discard();
            assert_eq!(waiting.join().expect("no panic"), 1);
        });
        assert!(pool.lend(|| Err(StoreError::busy("it is idle"))).is_ok());
    }

    #[test]
    fn a_connection_that_does_not_open_leaves_its_place() {
        let pool: Pool<u8> = Pool::new(1);
        assert!(pool.lend(|| Err(StoreError::unavailable("down"))).is_err());
        assert!(pool.lend(|| Ok(1)).is_ok());
    }
}
