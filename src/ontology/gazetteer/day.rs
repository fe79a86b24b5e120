//! Days, packed for comparing.

use std::fmt;
use std::num::NonZeroU32;

/// A day of the Gregorian calendar, packed as `yyyymmdd` so that days compare as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NonZeroU32);

impl Day {
    /// Packs a year, a month and a day; `None` where month or day cannot be.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let possible = year <= 9999 && (1..=12).contains(&month) && (1..=31).contains(&day);
        let packed = NonZeroU32::new(year * 10_000 + month * 100 + day)?;
        possible.then_some(Self(packed))
    }

    /// Reads the date at the beginning of an ISO 8601 text (`2020-07-09`, `2020-07-09T08:00`); a year or
    /// a month alone stands for its first day.
    pub fn parse(iso: &str) -> Option<Self> {
        let bytes = iso.as_bytes();
        let year = digits(bytes.get(..4)?)?;
        match bytes.get(4) {
            None => return Self::new(year, 1, 1),
            Some(b'-') => {}
            Some(_) => return None,
        }
        let month = digits(bytes.get(5..7)?)?;
        match bytes.get(7) {
            None => Self::new(year, month, 1),
            Some(b'-') => Self::new(year, month, digits(bytes.get(8..10)?)?),
            Some(_) => None,
        }
    }

    /// The day as the number `yyyymmdd`.
    pub fn packed(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let packed = self.packed();
        write!(f, "{:04}-{:02}-{:02}", packed / 10_000, packed / 100 % 100, packed % 100)
    }
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_precise_as_they_are() {
        for (iso, day) in [
            ("2020-07-09", Some("2020-07-09")),
            ("2020-07-09T08:30:00+07:00", Some("2020-07-09")),
            ("2013-12", Some("2013-12-01")),
            ("2025", Some("2025-01-01")),
            ("--07-09", None),
            ("2020-13-01", None),
            ("20200709", None),
            ("", None),
        ] {
            assert_eq!(Day::parse(iso).map(|d| d.to_string()).as_deref(), day, "{iso}");
        }
    }
}
