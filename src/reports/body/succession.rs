//! How each holder of a post of one seat follows the one before: after a gap, at once, or too early.

use jiff::civil::Date;

use crate::reports::Rows;

/// Who was last attested in a post, and until when.
struct Before {
    post: String,
    holder: String,
    until: Date,
}

/// The rows with a column `follows`. They come by post, then in order of the first days attested; only
/// days that documents attest are compared.
pub(super) fn followed(rows: &Rows) -> Rows {
    let mut followed = rows.clone();
    followed.columns.push("follows".to_owned());
    let places =
        ["post", "holder", "seats", "attested_from", "attested_until"].map(|n| rows.place(n));
    let mut before: Option<Before> = None;
    for row in &mut followed.rows {
        let cell = |at: Option<usize>| at.and_then(|at| row[at].clone());
        let [post, holder, seats, from, until] = places.map(cell);
        let day = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
        let known = post.zip(holder).filter(|_| seats.is_some()).zip(day(from).zip(day(until)));
        let Some(((post, holder), (from, until))) = known else {
            row.push(None);
            continue;
        };
        let last = before.take().filter(|before| before.post == post);
        row.push(last.as_ref().filter(|last| last.holder != holder).map(|last| told(last, from)));
        before = Some(match last {
            Some(last) if last.until > until => Before { post, ..last },
            _ => Before { post, holder, until },
        });
    }
    followed
}

fn told(before: &Before, from: Date) -> String {
    let days = from.since(before.until).map_or(0, |span| span.get_days());
    match days {
        0 => "the same day".to_owned(),
        1 => "the next day".to_owned(),
        2.. => format!("a gap of {} days", days - 1),
        _ => format!("an overlap of {} days", 1 - days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follows(rows: &[[&str; 5]]) -> Vec<Option<String>> {
        let mut table = Rows::new(&["post", "holder", "seats", "attested_from", "attested_until"]);
        for row in rows {
            table.push(row.map(str::to_owned));
        }
        let followed = followed(&table);
        followed.rows.into_iter().map(|mut row| row.pop().flatten()).collect()
    }

    #[test]
    fn gaps_and_overlaps_lie_between_different_holders_of_one_seat() {
        let told = follows(&[
            ["p", "a", "1", "2015-01-01", "2016-01-01"],
            ["p", "a", "1", "2017-01-01", "2017-03-01"],
            ["p", "b", "1", "2017-03-01", "2018-01-01"],
            ["p", "c", "1", "2017-12-31", "2017-12-31"],
            ["p", "d", "1", "2018-01-31", "2018-02-01"],
            ["p", "e", "1", "", ""],
            ["q", "a", "", "2015-01-01", "2016-01-01"],
            ["q", "b", "", "2015-01-01", "2016-01-01"],
            ["r", "b", "1", "2019-01-01", "2019-01-01"],
        ]);
        let told: Vec<&str> = told.iter().map(|cell| cell.as_deref().unwrap_or("")).collect();
        assert_eq!(
            told,
            ["", "", "the same day", "an overlap of 2 days", "a gap of 29 days", "", "", "", ""]
        );
    }
}
