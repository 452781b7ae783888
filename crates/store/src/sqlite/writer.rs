//! The writer thread. It takes whatever waits, runs each closure in a savepoint, commits once, then answers:
//! durability costs one sync a group. It never waits for a group to fill.

use super::connection::Connection;
use super::folder::Claim;
use crate::error::StoreError;
use crate::tx::{Backend, Mode, Task, Tx};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

/// Closures that may wait; the next caller is told that the database is busy.
const QUEUE_LIMIT: usize = 1024;
/// Closures in one commit.
const GROUP_LIMIT: usize = 256;

/// A closure in the queue, with the way back to its caller.
trait Job: Send {
    /// True when the work is to be kept. May be called again after a rollback.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    fn finish(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Waiting<F, T, E> {
    task: Task<F, T, E>,
    reply: SyncSender<Result<T, E>>,
}

impl<F, T, E> Job for Waiting<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        self.task.run(tx)
    }

    fn finish(self: Box<Self>, committed: Result<(), StoreError>) {
        // A caller that went away needs no answer.
        let _ = self.reply.send(self.task.answer(committed));
    }
}

pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// `claim` is held until the last group is committed.
    pub(super) fn start(connection: Connection, claim: Claim) -> Result<Self, StoreError> {
        let (queue, jobs) = sync_channel(QUEUE_LIMIT);
        let thread = std::thread::Builder::new()
            .name("sqlite writer".to_owned())
            .spawn(move || {
                serve(&connection, &jobs);
                drop(connection);
                drop(claim);
            })
            .map_err(StoreError::unavailable)?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    pub(super) fn submit<F, T, E>(&self, task: Task<F, T, E>) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let stopped = || StoreError::unavailable("the writer has stopped");
        let (reply, answer) = sync_channel(1);
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        queue.try_send(Box::new(Waiting { task, reply })).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::busy(format!("{QUEUE_LIMIT} calls wait to be written")),
            TrySendError::Disconnected(_) => stopped(),
        })?;
        answer.recv().unwrap_or_else(|_| Err(E::from(stopped())))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        // The last handle may die inside a closure, that is on the writer itself: it must not wait for itself.
        if let Some(thread) =
            self.thread.take().filter(|thread| thread.thread().id() != std::thread::current().id())
        {
            // Closures cannot unwind through the writer; there is nothing to tell of its end.
            let _ = thread.join();
        }
    }
}

fn serve(connection: &Connection, jobs: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = jobs.recv() {
        let group = std::iter::once(first).chain(jobs.try_iter()).take(GROUP_LIMIT).collect();
        run_group(connection, group);
    }
}

/// Commits the group. Where SQLite itself rolled everything back, the closure at fault is told so and the others
/// run again without it; each round loses one closure, so it ends.
fn run_group(connection: &Connection, mut waiting: VecDeque<Box<dyn Job>>) {
    while !waiting.is_empty() {
        if let Err(error) = connection.begin("BEGIN IMMEDIATE") {
            waiting.into_iter().for_each(|job| job.finish(Err(error.clone())));
            return;
        }
        let mut done = VecDeque::with_capacity(waiting.len());
        let mut at_fault = None;
        while let Some(mut job) = waiting.pop_front() {
            match run_one(connection, job.as_mut()) {
                Ok(()) => done.push_back(job),
                Err(error) => {
                    at_fault = Some((job, error));
                    break;
                }
            }
        }
        if let Some((job, error)) = at_fault {
            if connection.in_transaction() {
                // Its own failure adds nothing to the one being reported.
                let _ = connection.control("ROLLBACK");
            }
            job.finish(Err(error));
            done.append(&mut waiting);
            waiting = done;
        } else {
            let committed = connection.commit();
            done.into_iter().for_each(|job| job.finish(committed.clone()));
        }
    }
}

/// Runs one closure in its savepoint. An error means that the whole transaction is lost.
fn run_one(connection: &Connection, job: &mut dyn Job) -> Result<(), StoreError> {
    connection.rebound();
    connection.control("SAVEPOINT one")?;
    let mut tx = Tx::new(Backend::Sqlite(connection), Mode::Write);
    let keep = job.run(&mut tx);
    let failure = tx.into_failure();
    if !connection.in_transaction() {
        return Err(failure.map_or_else(|| StoreError::internal("the transaction vanished"), |it| it.error));
    }
    connection.rebound();
    if !keep {
        connection.control("ROLLBACK TO one")?;
    }
    connection.control("RELEASE one")
}
