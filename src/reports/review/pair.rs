//! Two people who may be one, with what the pages say of each.

use crate::links::{Decision, Verdict};
use crate::reports::{Rows, about, rows_of};
use crate::text::fold;
use crate::triples::{QueryError, Triplestore};

const PAIRS: &str = include_str!("pairs.rq");
const REASONS: &str = include_str!("reasons.rq");
const PAGES: &str = include_str!("pages.rq");
const QUOTES: &str = include_str!("quotes.rq");
const OFFICES: &str = include_str!("../person/offices.rq");
const MEETINGS: &str = include_str!("../person/meetings.rq");
/// Most lines of a kind that are shown of a person.
const SHOWN: usize = 6;

/// Two people of one name whom the pages neither join nor part.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Address of the pair.
    pub address: String,
    /// Belief that they are one, between 0 and 1.
    pub score: String,
    /// The one.
    pub left: Side,
    /// The other.
    pub right: Side,
}

/// One of the two.
#[derive(Clone, Debug)]
pub struct Side {
    /// Address.
    pub address: String,
    /// What this person is called.
    pub name: String,
    /// Names of the pages that speak of this person, in order; at least one.
    pub pages: Vec<String>,
}

/// What the pages say of one person, in lines.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Offices in order of time.
    pub offices: Vec<String>,
    /// Meetings in order of time.
    pub meetings: Vec<String>,
    /// Words with their pages.
    pub quotes: Vec<String>,
}

/// All open pairs of a graph, the likeliest first.
///
/// # Errors
/// Where the store fails.
pub fn pairs(store: &Triplestore) -> Result<Vec<Pair>, QueryError> {
    Ok(pairs_in(store, 0, usize::MAX)?.0)
}

/// So many open pairs of a graph from a place on, the likeliest first, and how many there are in all.
///
/// # Errors
/// Where the store fails.
pub fn pairs_in(
    store: &Triplestore,
    offset: usize,
    limit: usize,
) -> Result<(Vec<Pair>, usize), QueryError> {
    let rows = rows_of(store, PAIRS)?.rows;
    let total = rows.len();
    let rows = rows.into_iter().skip(offset).take(limit);
    let pairs = rows.map(|row| {
        let mut cells = row.into_iter().map(Option::unwrap_or_default);
        let mut next = || cells.next().unwrap_or_default();
        let (address, score) = (next(), next());
        let left = Side::read(store, next(), next())?;
        let right = Side::read(store, next(), next())?;
        Ok(Pair { address, score, left, right })
    });
    Ok((pairs.collect::<Result<_, QueryError>>()?, total))
}

impl Pair {
    /// Whether a decision is about mentions of these two.
    pub fn is_of(&self, row: &Decision) -> bool {
        let left = (&row.left_document, fold(&row.left_name));
        let right = (&row.right_document, fold(&row.right_name));
        let both = |a: &Side, b: &Side| a.is_in(left.0, &left.1) && b.is_in(right.0, &right.1);
        both(&self.left, &self.right) || both(&self.right, &self.left)
    }

    /// A decision about them, made by nobody yet: by the first page of each.
    pub fn decision(&self, verdict: Verdict) -> Decision {
        let page = |side: &Side| side.pages.first().cloned().unwrap_or_default();
        Decision {
            left_document: page(&self.left),
            left_name: self.left.name.clone(),
            right_document: page(&self.right),
            right_name: self.right.name.clone(),
            verdict,
            who: String::new(),
            when: String::new(),
            why: String::new(),
        }
    }

    /// What they share, and what speaks against.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn reasons(&self, store: &Triplestore) -> Result<[Vec<String>; 2], QueryError> {
        let rows = rows_of(store, &about(REASONS, &self.address))?.rows;
        let of = |how: &str| {
            let rows = rows.iter().filter(|row| row[0].as_deref() == Some(how));
            rows.filter_map(|row| row[1].clone()).collect()
        };
        Ok([of("for"), of("against")])
    }

    /// What the pages say of the two, side by side.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn table<'a>(&'a self, store: &Triplestore) -> Result<Rows, QueryError> {
        let mut rows = Rows::new(&["", "left", "right"]);
        rows.push(["name", &self.left.name, &self.right.name].map(str::to_owned));
        let path =
            |side: &'a Side| side.address.strip_prefix(store.base()).unwrap_or(&side.address);
        rows.push(["address", path(&self.left), path(&self.right)].map(str::to_owned));
        let (left, right) = (self.left.evidence(store)?, self.right.evidence(store)?);
        for (what, left, right) in [
            ("office", &left.offices, &right.offices),
            ("meeting", &left.meetings, &right.meetings),
            ("page", &self.left.pages, &self.right.pages),
            ("words", &left.quotes, &right.quotes),
        ] {
            for at in 0..left.len().max(right.len()).min(SHOWN) {
                let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
                rows.push([what.to_owned(), line(left), line(right)]);
            }
        }
        Ok(rows)
    }
}

impl Side {
    fn read(store: &Triplestore, address: String, name: String) -> Result<Self, QueryError> {
        let rows = rows_of(store, &about(PAGES, &address))?.rows;
        Ok(Self { address, name, pages: rows.into_iter().flatten().flatten().collect() })
    }

    fn is_in(&self, page: &str, folded_name: &str) -> bool {
        self.pages.iter().any(|known| known == page) && fold(&self.name) == folded_name
    }

    /// What the pages say of this person.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn evidence(&self, store: &Triplestore) -> Result<Evidence, QueryError> {
        let ask = |question: &str| rows_of(store, &about(question, &self.address));
        let offices = ask(OFFICES)?.joined("tenure", &["status"]);
        let meetings = ask(MEETINGS)?.joined("address", &["role", "body"]);
        let meetings = meetings.dated("date", "earliest", "latest");
        Ok(Evidence {
            offices: lines(&offices.with(&["attested_from", "attested_until", "term", "office"])),
            meetings: lines(&meetings.with(&["date", "role", "meeting", "body"])),
            quotes: lines(&ask(QUOTES)?),
        })
    }
}

/// The cells of each row in a line.
fn lines(rows: &Rows) -> Vec<String> {
    let line = |row: &Vec<Option<String>>| {
        let cells: Vec<&str> = row.iter().flatten().map(String::as_str).collect();
        cells.join(", ")
    };
    rows.rows.iter().map(line).collect()
}
