//! Days in stamps: of programs, and of people.

use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use jiff::{Timestamp, civil};

use crate::ontology::pages::{Pages, Word};
use crate::text::fold;

/// Hours that clocks in Vietnam are ahead of UTC.
const HOURS_AHEAD: i8 = 7;
/// Years that pages come from.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// A day, and which bytes of its text name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) day: Date,
    /// How many letters and figures are beside it.
    pub(super) beside: usize,
}

impl Stamp {
    /// The day as ISO 8601 writes it.
    pub(super) fn iso(&self) -> String {
        self.day.to_string()
    }
}

/// The day in Vietnam of a stamp as programs write it: ISO 8601, with or without a time.
pub(super) fn day_of_stamp(stamp: &str) -> Option<String> {
    let stamp = stamp.trim();
    let day = match stamp.parse::<Timestamp>() {
        Ok(moment) => {
            let zone = TimeZone::fixed(tz::offset(HOURS_AHEAD));
            moment.to_zoned(zone).date()
        }
        Err(_) => stamp
            .parse::<civil::DateTime>()
            .map(civil::DateTime::date)
            .or_else(|_| stamp.get(..10).unwrap_or_default().parse::<Date>())
            .ok()?,
    };
    YEARS.contains(&day.year()).then(|| day.to_string())
}

/// The first day that a line names in full: `09/07/2020`, `2020-07-09`, or in words.
pub(super) fn stamp_in(text: &str, pages: &Pages) -> Option<Stamp> {
    let pieces = pieces(text);
    let numbers: Vec<usize> =
        (0..pieces.len()).filter(|&at| matches!(pieces[at], Piece::Number(..))).collect();
    for window in numbers.windows(3) {
        let [a, b, c] = *window else { continue };
        let joined = joint(&pieces[a + 1..b], pages).zip(joint(&pieces[b + 1..c], pages));
        let Some(day) = joined.and_then(|_| day_of(&pieces[a], &pieces[b], &pieces[c])) else {
            continue;
        };
        let letters = |pieces: &[Piece]| pieces.iter().map(Piece::letters).sum::<usize>();
        return Some(Stamp { day, beside: letters(&pieces[..a]) + letters(&pieces[c + 1..]) });
    }
    None
}

enum Piece<'t> {
    Number(u32, usize),
    Between(&'t str),
}

impl Piece<'_> {
    fn letters(&self) -> usize {
        match self {
            Self::Number(..) => 0,
            Self::Between(text) => text.chars().filter(|c| c.is_alphabetic()).count(),
        }
    }
}

/// A line as numbers and what stands between them.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let figures = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| c.is_ascii_digit() != figures).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        pieces.push(match piece.parse() {
            Ok(number) if figures => Piece::Number(number, piece.len()),
            _ => Piece::Between(piece),
        });
        rest = behind;
    }
    pieces
}

/// Whether what stands between two numbers makes a date of them: one sign, or the word for a month or year.
fn joint(between: &[Piece<'_>], pages: &Pages) -> Option<()> {
    let [Piece::Between(text)] = between else { return None };
    let text = text.trim();
    let sign = matches!(text, "/" | "-" | "." | "\u{2013}" | "/ ");
    let words = fold(text.trim_matches(|c: char| c == ',' || c == '-' || c.is_whitespace()));
    let word = pages.is(&words, Word::Month) || pages.is(&words, Word::Year);
    (sign || word || text == "," || text.is_empty()).then_some(())
}

fn day_of(a: &Piece<'_>, b: &Piece<'_>, c: &Piece<'_>) -> Option<Date> {
    let (&Piece::Number(a, wide), &Piece::Number(b, _), &Piece::Number(c, narrow)) = (a, b, c)
    else {
        return None;
    };
    let (year, month, day) = match (wide, narrow) {
        (4, 1 | 2) => (a, b, c),
        (1 | 2, 4) if b > 12 => (c, a, b),
        (1 | 2, 4) => (c, b, a),
        _ => return None,
    };
    let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day in the address of a page: `/2020/07/09/` or `20200709` at the head of a number.
pub(super) fn day_in_address(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let parts = numbers.windows(3).filter(|parts| parts[0].len() == 4).find_map(|parts| {
        let [year, month, day] = parts else { return None };
        date(year, month, day)
    });
    let long = numbers.iter().filter(|number| matches!(number.len(), 8 | 12..=18));
    parts
        .or_else(|| long.clone().find_map(|n| date(&n[..4], &n[4..6], &n[6..8])))
        .map(|day| day.to_string())
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    (month.len() <= 2 && day.len() <= 2).then_some(())?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    #[test]
    fn stamps_of_programs_name_the_day_in_vietnam() {
        for (stamp, day) in [
            ("2020-07-09T08:00:00+07:00", "2020-07-09"),
            ("2020-07-09T18:30:00Z", "2020-07-10"),
            ("2020-07-09 08:00:00", "2020-07-09"),
            ("2020-07-09", "2020-07-09"),
            ("2020-07-09T08:00", "2020-07-09"),
        ] {
            assert_eq!(day_of_stamp(stamp).as_deref(), Some(day), "{stamp}");
        }
        assert_eq!(day_of_stamp("0001-01-01T00:00:00"), None);
    }

    #[test]
    fn stamps_of_people_name_a_day() {
        let pages = &Ontology::builtin().pages;
        for (text, day) in [
            ("Thứ Năm, 09/07/2020 08:15 GMT+7", "2020-07-09"),
            ("08:15 | 9.7.2020", "2020-07-09"),
            ("Thứ 5, ngày 9 tháng 7 năm 2020", "2020-07-09"),
            ("9 Tháng 7, 2020", "2020-07-09"),
            ("Cập nhật: 2020-07-09 10:00", "2020-07-09"),
            ("7/23/2020 9:00:00 AM", "2020-07-23"),
        ] {
            assert_eq!(stamp_in(text, pages).map(|s| s.iso()).as_deref(), Some(day), "{text}");
        }
        for text in ["Khóa XX 2015-2020", "32/01/2020", "Lượt xem: 1.204", "1/2/20"] {
            assert_eq!(stamp_in(text, pages), None, "{text}");
        }
    }

    #[test]
    fn addresses_may_hold_the_day() {
        for (url, day) in [
            ("https://a.vn/2020/07/09/hop.html", Some("2020-07-09")),
            ("https://a.vn/hop-20200709081512345.htm", Some("2020-07-09")),
            ("https://a.vn/hop-post123456.html", None),
            ("https://a.vn/hop-20209909081512345.htm?d=20200101", None),
        ] {
            assert_eq!(day_in_address(url).as_deref(), day, "{url}");
        }
    }
}
