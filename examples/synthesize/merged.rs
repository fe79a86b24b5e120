//! What becomes of provinces that go into others, and with them of their offices and their people.

use chutri::ontology::gazetteer::{Day, Level, UnitIdx};
use jiff::civil::{Date, date};

use super::{Article, SECTORS, TASKS, World, provincial_committee, roman, slashed};

/// First day of the provinces of today; from then on there are no districts.
pub(crate) const MERGED: Date = date(2025, 7, 1);
/// Departments that a conference names.
const NAMED: usize = 2;

/// Provinces in the order of today.
pub(crate) struct Merged {
    /// The provinces of old, by place, that made up each of today's; first that which keeps its name.
    groups: Vec<(UnitIdx, Vec<usize>)>,
    conferences: Vec<u32>,
}

impl World<'_> {
    /// Puts the provinces of old together: those of one heir, whose own predecessor leads.
    pub(crate) fn merged(&self) -> Merged {
        let mut groups: Vec<(UnitIdx, Vec<usize>)> = Vec::new();
        for (place, province) in self.provinces.iter().enumerate() {
            let heir = self.gazetteer.last_heir(province.unit);
            match groups.iter_mut().find(|(known, _)| *known == heir) {
                Some((_, group)) => group.push(place),
                None => groups.push((heir, vec![place])),
            }
        }
        let name = |unit| self.gazetteer.unit(unit).name;
        for (heir, group) in &mut groups {
            group.sort_by_key(|&place| name(self.provinces[place].unit) != name(*heir));
        }
        groups.retain(|(heir, group)| name(self.provinces[group[0]].unit) == name(*heir));
        let conferences = vec![0; groups.len()];
        Merged { groups, conferences }
    }

    /// A conference of a province of today: those who led departments of old ones lead them on, or
    /// are deputies where two departments became one.
    pub(crate) fn provincial(&mut self, merged: &mut Merged, day: Date) -> Article {
        let number = self.rng.usize(..merged.groups.len());
        merged.conferences[number] += 1;
        let (heir, group) = &merged.groups[number];
        let version = self.in_force(*heir, day);
        let (head, full) = (group[0], self.gazetteer.full_name(version));
        let secretary = self.provinces[head].secretary;
        let task = self.pick(TASKS);
        let committee = provincial_committee(self.gazetteer, version);
        let mut posts = vec![(secretary, "Bí thư", format!("t{head}"))];
        let mut guests = self.departments(group);
        self.rng.shuffle(&mut guests);
        let mut list = Vec::new();
        for (person, sector, leads) in guests.into_iter().take(NAMED) {
            let (title, sign) =
                if leads { ("Giám đốc", "s") } else { ("Phó Giám đốc", "v") };
            list.push(format!("{}, {title} Sở {sector} {full}", self.name(person)));
            posts.push((person, title, format!("{sign}{head}-{sector}")));
        }
        self.told.extend(posts.iter().map(|(_, _, post)| post.clone()));
        let became = self.became(group);
        let guests = match list.as_slice() {
            [] => String::new(),
            [one] => format!(" Dự hội nghị có đồng chí {one}."),
            more => format!(" Dự hội nghị có các đồng chí: {}.", more.join("; ")),
        };
        let (sn, convocation) = (self.name(secretary), roman(19));
        let text = format!(
            "Ngày {}, Ban Chấp hành Đảng bộ {full} tổ chức Hội nghị lần thứ {}, khóa {convocation}.\n\nĐồng chí {sn}, Bí thư \
             {committee} {} chủ trì hội nghị.{guests}\n\nPhát biểu kết luận hội nghị, đồng chí {sn} yêu cầu các cấp ủy {task}.\n",
            slashed(day),
            merged.conferences[number],
            self.gazetteer.unit(version).name,
        );
        let people = posts.iter().map(|(person, ..)| *person).collect();
        let meeting = Some(format!("m{head}-{}", merged.conferences[number]));
        Article { posts, meeting, became, ..Article::of(text, people) }
    }

    /// Every office of some provinces that articles spoke of, with that of the first of them which it
    /// went on as.
    fn became(&self, group: &[usize]) -> Vec<(String, String)> {
        let sectors = SECTORS.iter().map(|sector| ("s", format!("-{sector}")));
        let offices = sectors.chain([("t", String::new())]);
        let pairs = offices.flat_map(|(sign, tail)| {
            let of = move |place: &usize| format!("{sign}{place}{tail}");
            group[1..].iter().map(move |old| (of(old), of(&group[0])))
        });
        pairs.filter(|(old, new)| self.told.contains(old) && self.told.contains(new)).collect()
    }

    /// The version of a province of today that is in force on a day.
    fn in_force(&self, heir: UnitIdx, day: Date) -> UnitIdx {
        let (name, day) = (self.gazetteer.unit(heir).name, Day::parse(&day.to_string()));
        let mut units = self.gazetteer.units().filter(|(_, unit)| {
            unit.level() == Level::Province
                && unit.name == name
                && day.is_some_and(|d| unit.in_force(d))
        });
        units.next().map_or(heir, |(unit, _)| unit)
    }

    /// Who leads or helps to lead the departments of some provinces together: the first of a sector leads.
    fn departments(&self, group: &[usize]) -> Vec<(usize, &'static str, bool)> {
        let mut all: Vec<(usize, &'static str, bool)> = Vec::new();
        for &(person, sector) in group.iter().flat_map(|&place| &self.provinces[place].directors) {
            let leads = all.iter().all(|(_, known, _)| *known != sector);
            all.push((person, sector, leads));
        }
        all
    }
}
