//! Reads the compact tables: plain lines, comma-separated, nothing quoted.

use std::path::Path;

use super::{Day, UnitIdx, UnitKind, UnitVersion};

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GazetteerError {
    /// A table of the user's own cannot be read.
    #[error("{table}: {cause}")]
    Unreadable {
        /// Path of the table.
        table: &'static str,
        /// What the system says.
        cause: String,
    },
    /// The head is another, or a row has too few fields.
    #[error("{table}:{line}: expected the fields {expected}")]
    Fields {
        /// Path of the table.
        table: &'static str,
        /// Line, from 1.
        line: usize,
        /// Names of the fields.
        expected: &'static str,
    },
    /// A field holds something impossible.
    #[error("{table}:{line}: {value:?} is no {expected}")]
    Value {
        /// Path of the table.
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
        /// Path of the table.
        table: &'static str,
        /// Line, from 1.
        line: usize,
        /// The id.
        id: &'static str,
    },
    /// Rows of `units.csv` are out of order: provinces, districts, communes, each by id.
    #[error("{table}:{line}: {id:?} is out of order; provinces, districts, communes, each by id")]
    Order {
        /// Path of the table.
        table: &'static str,
        /// Line, from 1.
        line: usize,
        /// The id.
        id: &'static str,
    },
}

/// The text of a table with its path.
#[derive(Clone, Copy, Debug)]
pub struct TableText {
    /// Path, as errors name it.
    pub path: &'static str,
    /// The whole table, its head first.
    pub text: &'static str,
}

/// The tables that a gazetteer is read from.
#[derive(Clone, Debug)]
pub struct Tables {
    /// `kind,level,word`
    pub kinds: TableText,
    /// `id,kind,name,parent,from,to`: provinces, districts, communes, each by id.
    pub units: TableText,
    /// `predecessor,successor,date,kind,decree`: those of provinces first.
    pub successions: TableText,
    /// `unit,alias`
    pub aliases: Vec<TableText>,
    /// `domain,unit,kind`
    pub sites: Vec<TableText>,
    /// `before,after,kind`: what stands around a province's name in domains.
    pub site_patterns: Vec<TableText>,
}

macro_rules! built_in {
    ($name:literal) => {
        TableText {
            path: concat!("ontology/gazetteer/", $name),
            text: include_str!(concat!("../../../ontology/gazetteer/", $name)),
        }
    };
}

impl Tables {
    /// The tables that are built in.
    pub fn built_in() -> Self {
        Self {
            kinds: built_in!("kinds.csv"),
            units: built_in!("units.csv"),
            successions: built_in!("successions.csv"),
            aliases: vec![built_in!("aliases.csv")],
            sites: vec![built_in!("sites.csv")],
            site_patterns: vec![built_in!("site_patterns.csv")],
        }
    }

    /// The tables that are built in, with those in the `gazetteer` folder of `overlay`.
    ///
    /// # Errors
    /// As [`Tables::overlay`].
    pub fn load(overlay: Option<&Path>) -> Result<Self, GazetteerError> {
        match overlay {
            Some(folder) => Self::built_in().overlay(&folder.join("gazetteer")),
            None => Ok(Self::built_in()),
        }
    }

    /// The texts of all tables.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let single = [&self.kinds, &self.units, &self.successions];
        let several = [&self.aliases, &self.sites, &self.site_patterns];
        single.into_iter().chain(several.into_iter().flatten()).map(|table| table.text)
    }

    /// Adds the rows of `aliases.csv`, `sites.csv` and `site_patterns.csv` of a folder of the user's own,
    /// where it has them. Their texts stay in memory until the end of the program.
    ///
    /// # Errors
    /// The first table that cannot be read.
    pub fn overlay(mut self, folder: &Path) -> Result<Self, GazetteerError> {
        self.aliases.extend(read(&folder.join("aliases.csv"))?);
        self.sites.extend(read(&folder.join("sites.csv"))?);
        self.site_patterns.extend(read(&folder.join("site_patterns.csv"))?);
        Ok(self)
    }
}

fn read(path: &Path) -> Result<Option<TableText>, GazetteerError> {
    if !path.exists() {
        return Ok(None);
    }
    let table: &'static str = path.display().to_string().leak();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(TableText { path: table, text: text.leak() })),
        Err(cause) => Err(GazetteerError::Unreadable { table, cause: cause.to_string() }),
    }
}

/// A row with its place.
pub(super) struct Row<const N: usize> {
    table: &'static str,
    line: usize,
    pub(super) fields: [&'static str; N],
}

impl TableText {
    /// All rows behind the head, empty lines left out.
    pub(super) fn rows<const N: usize>(
        self,
        head: &'static str,
    ) -> impl Iterator<Item = Result<Row<N>, GazetteerError>> {
        let wrong = move |line| GazetteerError::Fields { table: self.path, line, expected: head };
        let first = self.text.lines().next().map(|line| line.trim_start_matches('\u{feff}'));
        let wrong_head = (first != Some(head)).then(|| Err(wrong(1)));
        let rows = self.text.lines().zip(1..).skip(1).filter(|(row, _)| !row.is_empty());
        wrong_head.into_iter().chain(rows.map(move |(row, line)| {
            let fields = fields(row).ok_or_else(|| wrong(line))?;
            Ok(Row { table: self.path, line, fields })
        }))
    }
}

/// The first `N` fields of a row, found byte by byte: on fields this short, faster than a search for
/// each comma.
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
pub(super) fn units(table: TableText) -> Result<(Vec<UnitVersion>, Vec<u64>), GazetteerError> {
    let text = table.text;
    let mut units: Vec<UnitVersion> = Vec::with_capacity(text.len() / 40);
    let mut keys = Vec::with_capacity(text.len() / 40);
    let mut last_parent = ("", None);
    let mut last_end = ("", None);
    for row in table.rows("id,kind,name,parent,from,to") {
        let row = row?;
        let [id, kind, name, parent, from, to] = row.fields;
        let key = pack(id).ok_or_else(|| row.value(id, "unit id (d524, c21109@2020-02-01)"))?;
        if keys.last().is_some_and(|&last| last >= key) {
            return Err(GazetteerError::Order { table: row.table, line: row.line, id });
        }
        if last_parent.0 != parent {
            let found = find(&keys, parent).ok_or_else(|| row.unknown(parent))?;
            last_parent = (parent, Some(found));
        }
        if last_end.0 != to {
            last_end = (to, row.day(to)?);
        }
        units.push(UnitVersion {
            id,
            name,
            kind: UnitKind::from_key(kind).ok_or_else(|| row.value(kind, "kind of kinds.csv"))?,
            parent: if parent.is_empty() { None } else { last_parent.1 },
            valid_from: row.day(id_day(id).map_or(from, |(_, day)| day))?,
            valid_to: last_end.1,
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
