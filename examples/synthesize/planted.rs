//! Contradictions that are planted among the articles, and what must not be taken for one.

use std::collections::HashSet;

use chutri::ontology::gazetteer::{Day, Level, UnitIdx};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Article, SECRETARY, World, committee, last_day, slashed};

/// Days for which an office must have been shown held before and after a planted article, so that the
/// two are no handover.
const APART: i32 = 20;
/// Days before the end in which nothing is planted: nobody would be shown in office afterwards.
const QUIET: i32 = 700;

/// A contradiction that an article is the one side of.
pub(crate) struct Planted {
    /// As `chutri` names it.
    pub(crate) kind: &'static str,
    pub(crate) people: Vec<usize>,
}

impl World<'_> {
    /// One article in a hundred contradicts others, where there is something to contradict.
    pub(crate) fn plant(&mut self, district: usize, day: Date) -> Option<Article> {
        let settled = |since: Date| since.saturating_add(APART.days()) < day;
        let known = &self.districts[district];
        let free = known.guard.is_none() && known.since.is_some_and(settled);
        if self.rng.u32(0..100) != 0 || !free || day.saturating_add(QUIET.days()) > last_day() {
            return None;
        }
        match self.rng.u32(0..4) {
            0 => Some(self.usurper(district, day)),
            1 => Some(self.called_former(district, day)),
            2 => self.elsewhere(district, day),
            _ => self.ghost(day),
        }
    }

    /// Whether the office of a district must not change hands now.
    pub(crate) fn is_guarded(&self, district: usize) -> bool {
        self.districts[district].guard.is_some()
    }

    /// Notes that the secretary of a district was shown in office.
    pub(crate) fn show_secretary(&mut self, district: usize, day: Date) {
        let district = &mut self.districts[district];
        district.since.get_or_insert(day);
        if district.guard.is_some_and(|until| until < day) {
            district.guard = None;
        }
    }

    /// Somebody else is called secretary in the middle of a term.
    fn usurper(&mut self, district: usize, day: Date) -> Article {
        self.districts[district].guard = Some(day.saturating_add(APART.days()));
        let place = self.place(district);
        let holder = self.districts[district].holders[SECRETARY];
        let (usurper, task) = (self.stranger(), self.pick(super::TASKS));
        let text = format!(
            "Chiều {}, đồng chí {}, Bí thư {} {} dự lễ khởi công nhà văn hóa tại {}, {}.\n\nPhát biểu tại buổi lễ, \
             đồng chí đề nghị nhân dân {task}.\n",
            slashed(day),
            self.name(usurper),
            place.committee,
            place.bare,
            place.full,
            place.province,
        );
        let planted = Planted { kind: "two-holders", people: vec![holder, usurper] };
        let posts = vec![(usurper, "Bí thư", format!("p{district}-0"))];
        Article { planted: Some(planted), posts, ..Article::of(text, vec![usurper]) }
    }

    /// The secretary is called a former one, and goes on.
    fn called_former(&mut self, district: usize, day: Date) -> Article {
        self.districts[district].guard = Some(day.saturating_add(APART.days()));
        let place = self.place(district);
        let holder = self.districts[district].holders[SECRETARY];
        let text = format!(
            "Ngày {}, {} ({}) gặp mặt cán bộ hưu trí. Dự buổi gặp mặt có đồng chí {}, nguyên Bí thư {} {}.\n",
            slashed(day),
            place.full,
            place.province,
            self.name(holder),
            place.committee,
            place.bare,
        );
        let planted = Planted { kind: "held-after-end", people: vec![holder] };
        Article { planted: Some(planted), ..Article::of(text, vec![holder]) }
    }

    /// The secretary chairs at home, and on the same day sits in a session in another province.
    fn elsewhere(&mut self, district: usize, day: Date) -> Option<Article> {
        let other = self.rng.usize(0..self.districts.len());
        let [home, away] = [district, other].map(|d| self.place(d));
        if home.province == away.province {
            return None;
        }
        let guest = self.districts[district].holders[SECRETARY];
        let council = self.districts[other].holders[3];
        let text = format!(
            "Sáng {}, HĐND {} ({}) khai mạc kỳ họp thường lệ. Đồng chí {}, Chủ tịch HĐND {} chủ trì kỳ họp.\n\nDự kỳ họp có \
             đồng chí {}, Bí thư {} {}, {}.\n",
            slashed(day),
            away.full,
            away.province,
            self.name(council),
            away.kind,
            self.name(guest),
            home.committee,
            home.bare,
            home.province,
        );
        let chaired = self.conference(district, day);
        self.queue.push((day, chaired));
        let planted = Planted { kind: "two-places", people: vec![guest] };
        let meeting = Some(format!("s{other}-{day}"));
        Some(Article { planted: Some(planted), meeting, ..Article::of(text, vec![council, guest]) })
    }

    /// Somebody is called secretary of a district that is no more.
    fn ghost(&mut self, day: Date) -> Option<Article> {
        let ended = self.ended(day);
        let unit = ended[self.rng.usize(0..ended.len().max(1)).min(ended.len().checked_sub(1)?)];
        let ghost = self.stranger();
        let text = format!(
            "Ngày {}, đồng chí {}, Bí thư {} {} ({}) kiểm tra tiến độ làm đường giao thông nông thôn.\n",
            slashed(day),
            self.name(ghost),
            committee(self.gazetteer, unit).unwrap_or_default(),
            self.gazetteer.unit(unit).name,
            self.gazetteer.full_name(self.gazetteer.province_of(unit)),
        );
        let planted = Planted { kind: "no-such-body", people: vec![ghost] };
        Some(Article { planted: Some(planted), ..Article::of(text, vec![ghost]) })
    }

    /// Districts all of whose versions ended some months before a day, and whose name nobody else has.
    fn ended(&self, day: Date) -> Vec<UnitIdx> {
        let limit = day.saturating_sub(120.days());
        let limit = Day::parse(&limit.to_string());
        let over = |unit: UnitIdx| {
            let last = self.gazetteer.unit(unit).valid_to;
            last.is_some() && last < limit
        };
        let districts = || self.gazetteer.units().filter(|(_, u)| u.level() == Level::District);
        let named: HashSet<&str> =
            districts().filter(|(unit, _)| !over(*unit)).map(|(_, u)| u.name).collect();
        let ended = districts().filter(|&(unit, version)| {
            over(unit) && committee(self.gazetteer, unit).is_some() && !named.contains(version.name)
        });
        ended.map(|(unit, _)| unit).collect()
    }

    /// Somebody whose name nobody else has.
    fn stranger(&mut self) -> usize {
        let name = self.fresh_name();
        self.add(name)
    }
}
