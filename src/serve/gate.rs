//! The gate: how many requests may work at a time. What comes when too many do waits a while, and is then
//! turned away with the advice to come again.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::Limits;

/// Requests of the page that work at a time, for each core.
const A_CORE: usize = 2;

/// What a request is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// One of our own questions, each of which is short.
    Own,
    /// A query of somebody's, which may be anything.
    Query,
}

/// How many requests of each kind may still begin.
pub(super) struct Gate {
    own: Arc<Semaphore>,
    queries: Arc<Semaphore>,
    wait: Duration,
    most: usize,
}

/// Leave to work, until it is dropped.
pub(super) type Leave = OwnedSemaphorePermit;

impl Gate {
    pub(super) fn new(limits: &Limits) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Self {
            own: Arc::new(Semaphore::new(A_CORE * cores)),
            queries: Arc::new(Semaphore::new(limits.queries)),
            wait: limits.wait,
            most: limits.queries,
        }
    }

    /// Number of queries that run.
    pub(super) fn running(&self) -> usize {
        self.most - self.queries.available_permits().min(self.most)
    }

    /// Leave to do some work; none where too many others do for too long.
    pub(super) async fn enter(&self, work: Work) -> Option<Leave> {
        let turns = match work {
            Work::Own => &self.own,
            Work::Query => &self.queries,
        };
        timeout(self.wait, Arc::clone(turns).acquire_owned()).await.ok()?.ok()
    }
}
