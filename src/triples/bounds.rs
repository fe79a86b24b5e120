//! What a query may cost, and the watch that stops it.

use std::fmt;
use std::sync::{Arc, Condvar, LazyLock, Mutex, OnceLock, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::sparql::CancellationToken;

/// How often the watch looks.
const TICK: Duration = Duration::from_millis(10);
/// How long a query may go on after it was told to stop.
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
    /// What is done, on the thread that watches, where a query goes on half a second after it was told to
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
            WATCHMAN.add(Watched {
                bounds,
                ended: Arc::downgrade(&exceeded),
                token: token.clone(),
                start: Instant::now(),
                before: None,
                told: None,
            });
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

/// A query that is watched until nobody holds `ended`.
struct Watched {
    bounds: Bounds,
    ended: Weak<OnceLock<Exceeded>>,
    token: CancellationToken,
    start: Instant,
    /// Bytes of the process when it was looked at first, a moment after the start.
    before: Option<u64>,
    /// When it was told to stop.
    told: Option<Instant>,
}

/// What the one thread that watches looks at; it sleeps while there is nothing.
#[derive(Default)]
struct Watchman {
    watched: Mutex<Vec<Watched>>,
    more: Condvar,
}

static WATCHMAN: LazyLock<&'static Watchman> = LazyLock::new(|| {
    let watchman: &'static Watchman = Box::leak(Box::default());
    thread::spawn(move || watchman.watch());
    watchman
});

impl Watchman {
    fn add(&self, watched: Watched) {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).push(watched);
        self.more.notify_one();
    }

    fn watch(&self) {
        loop {
            let watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = self.more.wait_while(watched, |watched| watched.is_empty());
            let mut watched = waited.unwrap_or_else(PoisonError::into_inner);
            watched.retain_mut(Watched::look);
            drop(watched);
            thread::sleep(TICK);
        }
    }
}

impl Watched {
    /// Stops the query once it is beyond a bound. Whether there is more to watch.
    fn look(&mut self) -> bool {
        let Some(exceeded) = self.ended.upgrade() else { return false };
        if let (Some(told), Some(&bound)) = (self.told, exceeded.get()) {
            if told.elapsed() < GRACE {
                return true;
            }
            if let Some(unheeded) = self.bounds.unheeded {
                unheeded(bound);
            }
            return false;
        }
        if self.before.is_none() && self.bounds.memory.is_some() {
            self.before = Some(resident().unwrap_or_default());
        }
        if let Some(bound) = beyond(self.bounds, self.start, self.before.unwrap_or_default()) {
            let _ = exceeded.set(bound);
            self.token.cancel();
            self.told = Some(Instant::now());
        }
        true
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
