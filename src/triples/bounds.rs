//! What a query may cost, and the watch that stops it.

use std::fmt;
use std::sync::{Arc, OnceLock, Weak};
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::sparql::CancellationToken;

/// How often the watch looks.
const TICK: Duration = Duration::from_millis(10);
/// How long a query may go on after it was told to stop: joins without a condition do not listen.
const GRACE: Duration = Duration::from_millis(500);
const MEBIBYTE: u64 = 1024 * 1024;

/// The most that a query may cost; nothing bounds what is not given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds {
    /// Time from its start to its last row.
    pub time: Option<Duration>,
    /// Bytes by which the memory of the process grows meanwhile. Heeded where the system tells the
    /// memory of a process in `/proc`.
    pub memory: Option<u64>,
    /// Rows, or triples.
    pub rows: Option<usize>,
    /// What is done, on a thread of its own, where a query goes on half a second after it was told to
    /// stop. A command ends the process; without it the query goes on.
    pub unheeded: Option<fn(Exceeded)>,
}

/// The bound that stopped a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceeded {
    /// It took longer.
    Time(Duration),
    /// It took more bytes.
    Memory(u64),
    /// It gave more rows.
    Rows(usize),
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => write!(f, "it takes longer than {} s", time.as_secs_f64()),
            Self::Memory(bytes) => write!(f, "it takes more than {} MiB", bytes / MEBIBYTE),
            Self::Rows(rows) => write!(f, "it gives more than {rows} rows"),
        }
    }
}

/// Looks at one query until it is dropped.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    exceeded: Arc<OnceLock<Exceeded>>,
    rows: Option<usize>,
}

impl Watch {
    /// Begins to watch a query that `token` stops.
    pub(super) fn start(bounds: Bounds, token: &CancellationToken) -> Self {
        let exceeded = Arc::new(OnceLock::new());
        if bounds.time.is_some() || bounds.memory.is_some() {
            let (ended, token) = (Arc::downgrade(&exceeded), token.clone());
            thread::spawn(move || watch(bounds, &ended, &token));
        }
        Self { exceeded, rows: bounds.rows }
    }

    /// The bound that stopped the query, where one did.
    pub(super) fn exceeded(&self) -> Option<Exceeded> {
        self.exceeded.get().copied()
    }

    /// The bound that `count` rows are beyond.
    pub(super) fn beyond_rows(&self, count: usize) -> Option<Exceeded> {
        self.rows.filter(|&rows| count > rows).map(Exceeded::Rows)
    }
}

/// Stops the query that holds `ended` once it is beyond a bound.
fn watch(bounds: Bounds, ended: &Weak<OnceLock<Exceeded>>, token: &CancellationToken) {
    let (start, before) = (Instant::now(), resident().unwrap_or_default());
    while let Some(exceeded) = ended.upgrade() {
        if let Some(bound) = beyond(bounds, start, before) {
            let _ = exceeded.set(bound);
            token.cancel();
            drop(exceeded);
            thread::sleep(GRACE);
            if let Some(unheeded) = bounds.unheeded.filter(|_| ended.strong_count() > 0) {
                unheeded(bound);
            }
            return;
        }
        drop(exceeded);
        thread::sleep(TICK);
    }
}

fn beyond(bounds: Bounds, start: Instant, before: u64) -> Option<Exceeded> {
    let late = bounds.time.filter(|&time| start.elapsed() > time).map(Exceeded::Time);
    let grown = || resident().map_or(0, |now| now.saturating_sub(before));
    late.or_else(|| bounds.memory.filter(|&bytes| grown() > bytes).map(Exceeded::Memory))
}

/// Bytes of memory that the process holds, where the system tells.
pub fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes * 1024)
}
