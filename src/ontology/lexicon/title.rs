//! Offices, and the families of those told apart only by words around a shorter title:
//! `Phó Chủ tịch` beside `Chủ tịch`.

use super::cells::{Level, Seat, UnitBody};
use crate::text::fold;

/// An office.
#[derive(Debug)]
pub struct Title {
    /// The bare office as it is written out.
    pub title: String,
    /// The first row with the same title in any spelling.
    pub first: u16,
    /// Head noun of the body that the title already holds (`ban`, `phong`), as key of a body.
    pub head: Option<u16>,
    /// Key of the body that the office belongs to where none is named.
    pub implies: String,
    /// Level of that body.
    pub level: Level,
    /// Body of the unit, where only a unit follows.
    pub of_unit: UnitBody,
    /// How many hold it at a time.
    pub seat: Seat,
    /// The shortest title within it, such as that of the head in the deputy's; its own row else.
    pub family: u16,
}

/// Leads each title to the shortest that stands within it as whole words.
pub(super) fn find_families(titles: &mut [Title]) {
    let folded: Vec<String> =
        titles.iter().map(|title| format!(" {} ", fold(&title.title))).collect();
    let mut heads: Vec<usize> =
        (0..titles.len()).filter(|&i| titles[i].first as usize == i).collect();
    heads.sort_by_key(|&i| (folded[i].len(), i));
    for (title, whole) in titles.iter_mut().zip(&folded) {
        let shorter = heads.iter().find(|&&head| whole.contains(folded[head].as_str()));
        title.family = shorter.map_or(title.first, |&head| head as u16);
    }
}
