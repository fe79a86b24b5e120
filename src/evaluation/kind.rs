//! Kinds of facts, and when a found item of a kind is the annotated one.

use serde_json::Value;

use super::fold::{fold, fold_body, fold_number};
use super::item::Item;

/// A kind of fact that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Individuals.
    People,
    /// Administrative units, with their provinces.
    Units,
    /// Bodies.
    Organizations,
    /// Offices: person, title, body and status.
    Tenures,
    /// Person and title alone.
    Titles,
    /// Meetings: date, and kind or body.
    Meetings,
    /// Person, meeting and part.
    Participations,
    /// Of those the chairs.
    Chairs,
    /// Cited documents of Party and State.
    Citations,
    /// Measured figures.
    Indicators,
    /// People, units, bodies, offices, meetings and participations together.
    Core,
}

impl Kind {
    /// All kinds, in the order of tables.
    pub const ALL: [Self; 11] = [
        Self::People,
        Self::Units,
        Self::Organizations,
        Self::Tenures,
        Self::Titles,
        Self::Meetings,
        Self::Participations,
        Self::Chairs,
        Self::Citations,
        Self::Indicators,
        Self::Core,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Units => "units",
            Self::Organizations => "organizations",
            Self::Tenures => "tenures",
            Self::Titles => "tenures (person, title)",
            Self::Meetings => "meetings",
            Self::Participations => "participations",
            Self::Chairs => "who chaired what",
            Self::Citations => "citations",
            Self::Indicators => "indicators",
            Self::Core => "core (the six kinds)",
        }
    }

    pub(super) fn is_core(self) -> bool {
        matches!(
            self,
            Self::People
                | Self::Units
                | Self::Organizations
                | Self::Tenures
                | Self::Meetings
                | Self::Participations
        )
    }

    /// Whether what was found is what was annotated.
    pub(super) fn same(self, gold: &Item, found: &Item) -> bool {
        let folded = |name: &str, others: &str, how: fn(&str) -> String| {
            let found = how(&found.text(name));
            gold.spellings(name, others).iter().any(|spelling| how(spelling) == found)
        };
        let equal = |name: &str| fold(&gold.text(name)) == fold(&found.text(name));
        let title = || equal("person") && folded("title", "alt_title", fold);
        let plain = |name: &str| gold.value(name) == found.value(name);
        match self {
            Self::People => folded("name", "alt", fold),
            Self::Units => {
                let placed = gold.value("province").is_none();
                folded("name", "alt", fold) && (placed || folded("province", "alt_province", fold))
            }
            Self::Organizations => folded("name", "alt", fold_body),
            Self::Tenures => {
                title() && folded("organization", "alt", fold_body) && status(gold) == status(found)
            }
            Self::Titles => title(),
            Self::Meetings => {
                let kind = gold.spellings("kind", "alt_kind").contains(&found.text("kind"));
                dates_agree(&gold.text("date"), &found.text("date"))
                    && (kind || folded("body", "alt", fold_body))
            }
            Self::Participations | Self::Chairs => {
                equal("person") && plain("role") && plain("meeting")
            }
            Self::Citations => {
                let number = |item: &Item| fold_number(&item.text("number"));
                equal("kind") && number(gold) == number(found)
            }
            Self::Indicators => {
                let value = |item: &Item| item.value("value").and_then(Value::as_f64);
                let known = value(gold).is_some() && value(found).is_some();
                let equal = if known { value(gold) == value(found) } else { plain("value") };
                equal && folded("unit", "alt", fold)
            }
            Self::Core => false,
        }
    }

    /// An item in words.
    pub(super) fn show(self, item: &Item) -> String {
        let text = |name: &str| item.text(name);
        match self {
            Self::People | Self::Organizations | Self::Core => text("name").into_owned(),
            Self::Units => format!("{} ({})", text("name"), text("province")),
            Self::Tenures | Self::Titles => {
                let parts = ["person", "title", "organization", "status"].map(text);
                parts.join(" | ")
            }
            Self::Meetings => {
                format!("{} {} {} {}", text("id"), text("kind"), text("date"), text("body"))
            }
            Self::Participations | Self::Chairs => {
                format!("{} {} {}", text("person"), text("role"), text("meeting"))
            }
            Self::Citations => format!("{} {}", text("kind"), text("number")),
            Self::Indicators => {
                format!("{} = {} {}", text("name"), text("value"), text("unit"))
            }
        }
    }
}
fn status(tenure: &Item) -> String {
    let status = tenure.text("status");
    if status.is_empty() { "current".to_owned() } else { status.into_owned() }
}
/// Whether two dates may be one: a part of the other, or the same day where a year is unknown.
fn dates_agree(gold: &str, found: &str) -> bool {
    if gold == found {
        return true;
    }
    if gold.is_empty() || found.is_empty() {
        return false;
    }
    if gold.starts_with("--") || found.starts_with("--") {
        return without_year(gold) == without_year(found);
    }
    gold.starts_with(found) || found.starts_with(gold)
}

/// Month and day; a month of a year as it is.
fn without_year(date: &str) -> &str {
    let is_month = date.len() == 7 && !date.starts_with('-');
    if date.len() >= 7 && !is_month { date.get(date.len() - 5..).unwrap_or(date) } else { date }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_agree_as_far_as_they_go() {
        for (gold, found, agree) in [
            ("2020-07-09", "2020-07-09", true),
            ("2020-07-09", "2020-07", true),
            ("2020", "2020-07-09", true),
            ("2020-07-09", "2020-08", false),
            ("--07-09", "2020-07-09", true),
            ("--07-09", "2020-07", false),
            ("", "2020", false),
            ("", "", true),
        ] {
            assert_eq!(dates_agree(gold, found), agree, "{gold} {found}");
        }
    }
}
