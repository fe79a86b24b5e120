//! Days as the press gives them: whole, or only a month or a year.

use jiff::civil::Date;

/// A date as precise as its source: `2020-07-09`, `2020-07` or `2020`.
///
/// Ordered by its first possible day, then its last. What has no year is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    earliest: Date,
    latest: Date,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// The day.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

impl PartialDate {
    /// Reads ISO 8601; `None` for anything else, `--07-09` included.
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.split('T').next()?;
        let mut parts = day.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        if parts.next().is_some() {
            return None;
        }
        let earliest = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let latest = match (month, day) {
            (_, Some(_)) => earliest,
            (Some(_), None) => earliest.last_of_month(),
            (None, None) => earliest.last_of_year(),
        };
        Some(Self { earliest, latest })
    }

    /// First day that it can be.
    pub fn earliest(self) -> Date {
        self.earliest
    }

    /// Last day that it can be.
    pub fn latest(self) -> Date {
        self.latest
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<Date> {
        (self.earliest == self.latest).then_some(self.earliest)
    }

    /// How much of it is known.
    pub fn precision(self) -> Precision {
        if self.earliest == self.latest {
            Precision::Day
        } else if self.earliest.month() == self.latest.month() {
            Precision::Month
        } else {
            Precision::Year
        }
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self { earliest: day, latest: day }
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month) = (self.earliest.year(), self.earliest.month());
        match self.precision() {
            Precision::Day => write!(f, "{}", self.earliest),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Year => write!(f, "{year:04}"),
        }
    }
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The first day.
    pub from: Date,
    /// The last day, not before the first.
    pub until: Date,
}

impl Interval {
    /// The smallest interval around all of `days`; `None` of none.
    pub fn around(days: impl IntoIterator<Item = Date>) -> Option<Self> {
        days.into_iter().fold(None, |around, day| match around {
            None => Some(Self { from: day, until: day }),
            Some(Self { from, until }) => Some(Self { from: from.min(day), until: until.max(day) }),
        })
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.until && other.from <= self.until
    }

    /// Whether `day` lies within.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

/// A term of office in calendar years, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// First year.
    pub from: i16,
    /// Last year.
    pub until: i16,
}

impl Term {
    /// Reads `2020-2025`, with any dash.
    pub fn parse(text: &str) -> Option<Self> {
        let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|y| !y.is_empty());
        let from = years.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let until = years.next().filter(|y| y.len() == 4)?.parse().ok()?;
        (years.next().is_none() && from <= until).then_some(Self { from, until })
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.from, self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_keep_what_is_known() {
        for (text, first, last) in [
            ("2020-07-09", "2020-07-09", "2020-07-09"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2020", "2020-01-01", "2020-12-31"),
            ("2020-07-09T08:00:00+07:00", "2020-07-09", "2020-07-09"),
        ] {
            let date = PartialDate::parse(text).unwrap();
            assert_eq!(date.earliest().to_string(), first);
            assert_eq!(date.latest().to_string(), last);
            assert_eq!(date.to_string(), text.split('T').next().unwrap());
        }
    }

    #[test]
    fn what_has_no_year_or_no_such_day_is_no_date() {
        for text in ["--07-09", "", "2020-13", "2021-02-29", "20", "2020-01-01-01", "nay"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn terms_are_two_years() {
        assert_eq!(Term::parse("2020 \u{2013} 2025"), Some(Term { from: 2020, until: 2025 }));
        assert_eq!(Term::parse("2025-2020"), None);
        assert_eq!(Term::parse("2020"), None);
    }
}
