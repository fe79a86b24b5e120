//! Work on many threads, results in the order of the input.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, ScopedJoinHandle};

/// Items that wait before and behind each worker: enough to even out long and short documents.
const WAITING: usize = 32;

/// Number of threads that the machine runs at once.
pub(super) fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Applies `work` to each item on `threads` workers and hands the results to `take`, in the order of
/// the items whatever the number of workers. Stops early where `take` breaks.
///
/// Item `n` goes to worker `n mod threads`, so results come back in order without sorting, and at most
/// `64 * threads` items are in memory.
pub fn in_order<I, T, B>(
    items: I,
    threads: NonZeroUsize,
    work: impl Fn(I::Item) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<B>,
) -> ControlFlow<B>
where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
{
    thread::scope(|scope| {
        let mut inlets = Vec::with_capacity(threads.get());
        let mut outlets = Vec::with_capacity(threads.get());
        for _ in 0..threads.get() {
            let (inlet, waiting) = sync_channel(WAITING);
            let (done, outlet) = sync_channel(WAITING);
            let work = &work;
            scope.spawn(move || relay(&waiting, work, &done));
            inlets.push(inlet);
            outlets.push(outlet);
        }
        scope.spawn(move || deal(items, &inlets));
        for outlet in outlets.iter().cycle() {
            match outlet.recv() {
                Ok(result) => take(result)?,
                Err(_) => break,
            }
        }
        ControlFlow::Continue(())
    })
}

/// Applies `work` to each item on `threads` workers; results come in the order of the items.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    threads: NonZeroUsize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let share = items.len().div_ceil(threads.get()).max(1);
    let work = &work;
    thread::scope(|scope| {
        let shares = items.chunks(share);
        let workers: Vec<_> = shares
            .map(|share| scope.spawn(move || share.iter().map(work).collect::<Vec<R>>()))
            .collect();
        let done = workers.into_iter().map(ScopedJoinHandle::join);
        done.flat_map(|share| share.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// Hands items round the workers until there are no more, or nobody wants more.
fn deal<I: Iterator>(items: I, inlets: &[SyncSender<I::Item>]) {
    for (item, inlet) in items.zip(inlets.iter().cycle()) {
        if inlet.send(item).is_err() {
            return;
        }
    }
}

fn relay<A, T>(waiting: &Receiver<A>, work: &impl Fn(A) -> T, done: &SyncSender<T>) {
    for item in waiting {
        if done.send(work(item)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(count: u64, threads: usize, stop_at: u64) -> Vec<u64> {
        let mut taken = Vec::new();
        let threads = NonZeroUsize::new(threads).unwrap();
        let _ = in_order(
            0..count,
            threads,
            |n| n * n,
            |square| {
                taken.push(square);
                if square == stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        taken
    }

    #[test]
    fn results_keep_the_order_of_the_input() {
        let squares: Vec<u64> = (0..1000).map(|n| n * n).collect();
        for threads in [1, 2, 3, 7] {
            assert_eq!(run(1000, threads, u64::MAX), squares);
        }
        assert!(run(0, 4, 0).is_empty());
    }

    #[test]
    fn taking_can_stop_early() {
        assert_eq!(run(100_000, 3, 16), [0, 1, 4, 9, 16]);
    }
}
