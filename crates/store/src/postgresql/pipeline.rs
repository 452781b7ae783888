//! Several requests on their way at once.

use futures_util::future::{MaybeDone, maybe_done};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

/// Runs requests of a connection together. Each is sent when it is first polled, so they are polled in order; the
/// answer is that of the last, or the first failure.
pub(super) async fn in_order<T, E>(
    first: Option<impl Future<Output = Result<(), E>>>,
    middle: Vec<impl Future<Output = Result<(), E>>>,
    last: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let mut first: Vec<_> = first.map(|first| Box::pin(maybe_done(first))).into_iter().collect();
    let mut middle: Vec<_> = middle.into_iter().map(|one| Box::pin(maybe_done(one))).collect();
    let mut last = pin!(maybe_done(last));
    poll_fn(|context| {
        let mut waiting = false;
        for one in &mut first {
            waiting |= one.as_mut().poll(context).is_pending();
        }
        for one in &mut middle {
            waiting |= one.as_mut().poll(context).is_pending();
        }
        waiting |= last.as_mut().poll(context).is_pending();
        if waiting { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    for one in &mut first {
        answer(one.as_mut())?;
    }
    for one in &mut middle {
        answer(one.as_mut())?;
    }
    answer(last)
}

fn answer<F: Future>(done: Pin<&mut MaybeDone<F>>) -> F::Output {
    done.take_output().expect("it was polled until it was done, and is asked once")
}
