//! Makes the tables of `ontology/gazetteer/` from a folder of full gazetteer tables.
//!
//! `cargo run --example make_gazetteer -- DIR` reads `units.csv`, `successions.csv`, `aliases.csv` and
//! `sites.csv` of `DIR` and writes the compact copies that are built into chutri: no column that
//! another one tells already, and no alias that folding finds by itself. `ontology/gazetteer/README.md`
//! describes both forms.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use chutri::text::{bare, fold};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let source = env::args().nth(1).ok_or("usage: make_gazetteer DIR")?;
    let source = Path::new(&source);
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/gazetteer");
    let kinds = kinds(&rows(&target.join("kinds.csv"))?);
    let units = rows(&source.join("units.csv"))?;
    write(&target.join("units.csv"), &unit_lines(&units, &kinds)?)?;
    write(&target.join("aliases.csv"), &alias_lines(&rows(&source.join("aliases.csv"))?, &units))?;
    write(
        &target.join("successions.csv"),
        &succession_lines(rows(&source.join("successions.csv"))?),
    )?;
    write(&target.join("sites.csv"), &site_lines(&rows(&source.join("sites.csv"))?))
}

fn rows(path: &Path) -> Outcome<Vec<csv::StringRecord>> {
    let mut reader =
        csv::Reader::from_path(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(reader.records().collect::<Result<_, _>>()?)
}

fn write(path: &Path, lines: &[String]) -> Outcome<()> {
    Ok(fs::write(path, lines.join("\n") + "\n").map_err(|e| format!("{}: {e}", path.display()))?)
}

/// Keys by level and word; the centrally run city is written out in the source.
fn kinds(rows: &[csv::StringRecord]) -> HashMap<(String, String), String> {
    rows.iter().map(|r| ((r[1].to_owned(), r[2].to_owned()), r[0].to_owned())).collect()
}

/// `id,kind,name,parent,from,to`; `from` only where the id does not tell it.
fn unit_lines(
    units: &[csv::StringRecord],
    kinds: &HashMap<(String, String), String>,
) -> Outcome<Vec<String>> {
    let mut lines = vec!["id,kind,name,parent,from,to".to_owned()];
    for unit in units {
        let (id, name, level) = (&unit[0], &unit[2], &unit[4]);
        let word = unit[3].split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let kind = kinds
            .get(&(level.to_owned(), word))
            .ok_or_else(|| format!("{id}: no kind {} of level {level}", &unit[3]))?;
        let from = if id.contains('@') { "" } else { &unit[6] };
        lines.push(format!("{id},{kind},{name},{},{from},{}", &unit[5], &unit[7]));
    }
    Ok(lines)
}

/// `unit,alias` without what is written as the unit's own name or as another of its aliases but for
/// case, tone places and `i` or `y`, alone or behind a word for a city.
fn alias_lines(aliases: &[csv::StringRecord], units: &[csv::StringRecord]) -> Vec<String> {
    let names = units.iter().map(|unit| (&unit[0], &unit[2]));
    let mut known: BTreeSet<(&str, String)> =
        names.map(|(unit, name)| (unit, fold_signs(name))).collect();
    let mut by_length: Vec<(&str, String)> =
        aliases.iter().map(|a| (&a[0], a[1].to_owned())).collect();
    by_length.extend(run_together(units, aliases));
    by_length.sort_by_key(|(unit, alias)| (*unit, alias.len(), alias.clone()));
    let mut lines = vec!["unit,alias".to_owned()];
    for (unit, alias) in by_length {
        let folded = fold_signs(&alias);
        let city = without_city(&folded).unwrap_or(&folded).to_owned();
        if !known.contains(&(unit, city)) && known.insert((unit, folded)) {
            lines.push(format!("{unit},{alias}"));
        }
    }
    lines
}

/// Names of the two provinces whose syllables the press runs together, in each of their spellings.
fn run_together<'u>(
    units: &'u [csv::StringRecord],
    aliases: &'u [csv::StringRecord],
) -> Vec<(&'u str, String)> {
    let spelled = units.iter().map(|unit| (&unit[0], &unit[2]));
    let spelled = spelled.chain(aliases.iter().map(|alias| (&alias[0], &alias[1])));
    let highland =
        |(unit, name): &(&str, &str)| unit.starts_with('p') && bare(name).starts_with("da");
    let together = |name: &str| name.replacen(' ', "", 1).to_lowercase();
    spelled
        .filter(highland)
        .filter(|(_, name)| bare(name).ends_with("lak") || bare(name).ends_with("nong"))
        .map(|(unit, name)| (unit, title_case(&together(name))))
        .collect()
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Folds a name with each dash and point as a word of its own.
fn fold_signs(name: &str) -> String {
    let sign = |c: char| if c.is_alphanumeric() { c.to_string() } else { format!(" {c} ") };
    let dashes = name.replace('\u{2013}', "-").replace('\u{2019}', "'");
    fold(&dashes.chars().map(sign).collect::<String>())
}

/// What stands behind a word or an abbreviation for a city.
fn without_city(folded: &str) -> Option<&str> {
    let toneless = bare(folded).replace(|c: char| c.is_ascii_digit(), "");
    let words = ["tp . ", "tp ", "thanh pho ", "thu do "];
    let word = words.into_iter().find(|word| toneless.starts_with(word))?;
    folded.splitn(word.split(' ').count(), ' ').last()
}

/// `from,to,date,kind,decree`, provinces first, so that they can be read without the rest.
fn succession_lines(mut rows: Vec<csv::StringRecord>) -> Vec<String> {
    rows.sort_by_key(|row| !row[0].starts_with('p'));
    let line = |row: csv::StringRecord| row.iter().collect::<Vec<_>>().join(",");
    let head = "predecessor,successor,date,kind,decree".to_owned();
    std::iter::once(head).chain(rows.into_iter().map(line)).collect()
}

/// `domain,unit,kind`.
fn site_lines(rows: &[csv::StringRecord]) -> Vec<String> {
    let line = |row: &csv::StringRecord| format!("{},{},{}", &row[0], &row[1], &row[2]);
    let head = "domain,unit,kind".to_owned();
    std::iter::once(head).chain(rows.iter().map(line)).collect()
}
