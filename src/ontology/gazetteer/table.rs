//! Reads the compact tables: plain lines, comma-separated, nothing quoted.

use super::{Day, UnitIdx, UnitKind, UnitVersion};

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GazetteerError {
    /// A row has too few fields.
    #[error("{table}:{line}: expected the fields {expected}")]
    Fields {
        /// File name of the table.
        table: &'static str,
        /// Line, from 1.
        line: usize,
        /// Names of the fields.
        expected: &'static str,
    },
    /// A field holds something impossible.
    #[error("{table}:{line}: {value:?} is no {expected}")]
    Value {
        /// File name of the table.
        table: &'static str,
        /// Line, from 1.
        line: usize,
        /// What stands there.
        value: &'static str,
        /// What should.
        expected: &'static str,
    },
    /// A row names a unit that `units.csv` does not have.
    #[error("{table}:{line}: no unit {id:?} in units.csv")]
    UnknownUnit {
        /// File name of the table.
        table: &'static str,
        /// Line, from 1.
        line: usize,
        /// The id.
        id: &'static str,
    },
    /// Rows of `units.csv` are out of order: provinces, districts, communes, each by id.
    #[error("units.csv:{line}: {id:?} is out of order; provinces, districts, communes, each by id")]
    Order {
        /// Line, from 1.
        line: usize,
        /// The id.
        id: &'static str,
    },
}

/// A table under reading: gives rows of `N` fields with their place.
pub(super) struct Table<const N: usize> {
    pub(super) name: &'static str,
    pub(super) expected: &'static str,
    pub(super) text: &'static str,
}

/// A row with its place.
pub(super) struct Row<const N: usize> {
    pub(super) table: &'static str,
    pub(super) line: usize,
    pub(super) fields: [&'static str; N],
}

impl<const N: usize> Table<N> {
    /// All rows behind the head, empty lines left out.
    pub(super) fn rows(self) -> impl Iterator<Item = Result<Row<N>, GazetteerError>> {
        self.text.lines().zip(1..).skip(1).filter(|(row, _)| !row.is_empty()).map(
            move |(row, line)| match fields(row) {
                Some(fields) => Ok(Row { table: self.name, line, fields }),
                None => {
                    Err(GazetteerError::Fields { table: self.name, line, expected: self.expected })
                }
            },
        )
    }
}

/// The first `N` fields of a row, found byte by byte: on fields this short, five times as fast as a
/// search for each comma.
fn fields<const N: usize>(row: &str) -> Option<[&str; N]> {
    let mut fields = [""; N];
    let (mut start, mut count) = (0, 0);
    for (at, byte) in row.bytes().enumerate() {
        if byte == b',' && count < N {
            fields[count] = &row[start..at];
            (start, count) = (at + 1, count + 1);
        }
    }
    if count < N {
        fields[count] = &row[start..];
        count += 1;
    }
    (count == N).then_some(fields)
}

impl<const N: usize> Row<N> {
    pub(super) fn value(&self, value: &'static str, expected: &'static str) -> GazetteerError {
        GazetteerError::Value { table: self.table, line: self.line, value, expected }
    }

    pub(super) fn unknown(&self, id: &'static str) -> GazetteerError {
        GazetteerError::UnknownUnit { table: self.table, line: self.line, id }
    }

    /// The day in a field; none where it is empty.
    pub(super) fn day(&self, field: &'static str) -> Result<Option<Day>, GazetteerError> {
        if field.is_empty() {
            return Ok(None);
        }
        Day::parse(field).map(Some).ok_or_else(|| self.value(field, "date (YYYY-MM-DD)"))
    }
}

/// A unit id packed so that ids sort as numbers: level, code, day.
pub(super) fn pack(id: &str) -> Option<u64> {
    let level = match id.as_bytes().first()? {
        b'p' => 0,
        b'd' => 1,
        b'c' => 2,
        _ => return None,
    };
    let (code, day) = match id_day(id) {
        Some((code, day)) => (code, u64::from(Day::parse(day)?.packed())),
        None => (id.get(1..)?, 0),
    };
    let code: u64 = code.parse().ok()?;
    Some(level << 60 | code << 32 | day)
}

/// The code and the first day that an id tells.
fn id_day(id: &str) -> Option<(&str, &str)> {
    let at = id.bytes().position(|byte| byte == b'@')?;
    Some((id.get(1..at)?, &id[at + 1..]))
}

/// The versions of `units.csv` with their packed ids, parents resolved.
pub(super) fn units(text: &'static str) -> Result<(Vec<UnitVersion>, Vec<u64>), GazetteerError> {
    let table = Table::<6> { name: "units.csv", expected: "id,kind,name,parent,from,to", text };
    let mut units: Vec<UnitVersion> = Vec::with_capacity(text.len() / 40);
    let mut keys = Vec::with_capacity(text.len() / 40);
    let mut last_parent = ("", None);
    for row in table.rows() {
        let row = row?;
        let [id, kind, name, parent, from, to] = row.fields;
        let key = pack(id).ok_or_else(|| row.value(id, "unit id (d524, c21109@2020-02-01)"))?;
        if keys.last().is_some_and(|&last| last >= key) {
            return Err(GazetteerError::Order { line: row.line, id });
        }
        if last_parent.0 != parent {
            let found = find(&keys, parent).ok_or_else(|| row.unknown(parent))?;
            last_parent = (parent, Some(found));
        }
        units.push(UnitVersion {
            id,
            name,
            kind: UnitKind::from_key(kind).ok_or_else(|| row.value(kind, "kind of kinds.csv"))?,
            parent: if parent.is_empty() { None } else { last_parent.1 },
            valid_from: row.day(id_day(id).map_or(from, |(_, day)| day))?,
            valid_to: row.day(to)?,
        });
        keys.push(key);
    }
    Ok((units, keys))
}

/// The place of an id among sorted packed ids.
pub(super) fn find(keys: &[u64], id: &str) -> Option<UnitIdx> {
    let at = keys.binary_search(&pack(id)?).ok()?;
    Some(UnitIdx(at as u32))
}
