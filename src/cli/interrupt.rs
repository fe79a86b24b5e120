//! Ctrl-C: while documents are read, the first ends the reading, so that what was read is kept; the second,
//! and any at another time, ends the program at once, which leaves the graph as it was.

use std::process::exit;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use super::output::complain;

/// What shells tell of a program that Ctrl-C ended.
pub(super) const EXIT_CODE: u8 = 130;

static READING: AtomicBool = AtomicBool::new(false);
static ASKED: AtomicBool = AtomicBool::new(false);

/// A time in which Ctrl-C ends the reading alone.
pub(super) struct Reading;

impl Reading {
    /// Begins such a time. Where the system takes no handler, Ctrl-C ends the program as it always does.
    pub(super) fn begin() -> Self {
        static WATCH: Once = Once::new();
        WATCH.call_once(|| {
            if let Err(error) = ctrlc::set_handler(ask) {
                complain(&format_args!("Ctrl-C will end at once: {error}"));
            }
        });
        READING.store(true, Ordering::SeqCst);
        Self
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        READING.store(false, Ordering::SeqCst);
    }
}

/// Whether the end of reading was asked for.
pub(super) fn is_asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}

fn ask() {
    let again = ASKED.swap(true, Ordering::SeqCst);
    if again || !READING.load(Ordering::SeqCst) {
        exit(EXIT_CODE.into());
    }
}
