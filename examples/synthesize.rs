//! Writes articles in the genre with known truth, for measuring: `synthesize ARTICLES [SEED] > articles.jsonl`.
//!
//! Longer than most: one invented world, its people, and the sentences that tell of them.
//!
//! Every line is a document as `chutri` reads it, and on it a member `truth` that `chutri` does not
//! read: who each name is, in which office, which meeting is reported, and which contradiction the article
//! is one side of. People rise, move to their province and retire, and are remembered as former; in 2025
//! provinces go into others, and their offices and people with them; one in twenty bears the name of another; one article in twenty is a copy on another site; about one in a
//! hundred contradicts what others say.

#![allow(
    clippy::non_ascii_literal,
    clippy::print_stdout,
    reason = "a program that writes Vietnamese"
)]

use std::collections::HashSet;
use std::io::{BufWriter, Write};

use chutri::ontology::Ontology;
use chutri::ontology::gazetteer::{Day, Gazetteer, Level, UnitIdx};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::json;

use merged::{MERGED, Merged};
use planted::Planted;

#[path = "synthesize/merged.rs"]
mod merged;

#[path = "synthesize/planted.rs"]
mod planted;

const SURNAMES: &[&str] = &[
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Nông", "Hà", "Cao", "Đinh", "Lâm", "Trịnh", "Mai", "Đoàn", "Tạ",
];
const MIDDLES: &[&str] = &[
    "Văn", "Thị", "Đức", "Hữu", "Quang", "Minh", "Thanh", "Xuân", "Ngọc", "Đình", "Công", "Bá",
    "Thế", "Quốc", "Duy", "Trọng", "Hồng", "Kim", "Anh", "Tiến", "Viết", "Khắc",
];
const GIVEN: &[&str] = &[
    "An", "Bình", "Chinh", "Cường", "Dũng", "Đạt", "Điệp", "Đông", "Giang", "Hà", "Hải", "Hạnh",
    "Hậu", "Hiền", "Hiếu", "Hòa", "Huệ", "Hùng", "Hưng", "Khánh", "Kiên", "Lan", "Lâm", "Liên",
    "Linh", "Long", "Lộc", "Lợi", "Mạnh", "Nam", "Nga", "Nghĩa", "Nhung", "Phú", "Phúc", "Phương",
    "Quân", "Quyết", "Sâm", "Sơn", "Tám", "Tâm", "Thảo", "Thắng", "Thịnh", "Thọ", "Thủy", "Tiến",
    "Toàn", "Trung", "Tuấn", "Tùng", "Vinh", "Yến",
];
const TASKS: &[&str] = &[
    "đẩy nhanh giải ngân vốn đầu tư công",
    "chăm lo đời sống người có công",
    "giữ vững quốc phòng, an ninh",
    "tập trung thu hoạch lúa và phòng, chống thiên tai",
    "nâng chất lượng sinh hoạt chi bộ",
    "hoàn thành các tiêu chí nông thôn mới",
    "giải quyết dứt điểm đơn thư của nhân dân",
];
const SECTORS: &[&str] = &["Nội vụ", "Tài chính", "Xây dựng", "Tư pháp", "Giao thông vận tải"];
const FIRST: Date = date(2011, 1, 5);
const DAYS: i64 = 15 * 365 + 90;

/// Somebody who is not mistaken for anybody else.
struct Person {
    name: String,
}

/// Places of a district's offices among its holders; the third chairs its committee, the last its council.
const SECRETARY: usize = 0;
const DEPUTY: usize = 1;

struct District {
    unit: UnitIdx,
    /// Holders, by office.
    holders: [usize; 4],
    conferences: u32,
    convocation: u32,
    /// Those who were secretaries.
    former: Vec<usize>,
    /// Day on which the secretary was first shown in office.
    since: Option<Date>,
    /// The secretary stays until shown in office after this day.
    guard: Option<Date>,
}

struct Province {
    unit: UnitIdx,
    secretary: usize,
    directors: Vec<(usize, &'static str)>,
}

struct World<'g> {
    rng: Rng,
    gazetteer: &'g Gazetteer,
    people: Vec<Person>,
    names: HashSet<String>,
    districts: Vec<District>,
    provinces: Vec<Province>,
    /// Articles that come next, whatever else happens.
    queue: Vec<(Date, Article)>,
    /// Posts that articles spoke of.
    told: HashSet<String>,
}

/// An article with its truth.
#[derive(Default)]
struct Article {
    text: String,
    people: Vec<usize>,
    /// Person, title and post.
    posts: Vec<(usize, &'static str, String)>,
    meeting: Option<String>,
    planted: Option<Planted>,
    /// Posts spoken of before, each with the one here that it went on as.
    became: Vec<(String, String)>,
}

impl Article {
    fn of(text: String, people: Vec<usize>) -> Self {
        Self { text, people, ..Self::default() }
    }
}

/// The titles of a district's offices, in the order of its holders.
const TITLES: [&str; 4] = ["Bí thư", "Phó Bí thư Thường trực", "Chủ tịch", "Chủ tịch"];

impl<'g> World<'g> {
    fn new(gazetteer: &'g Gazetteer, seed: u64, districts: usize) -> Self {
        let rng = Rng::with_seed(seed);
        let mut world = Self {
            rng,
            gazetteer,
            people: Vec::new(),
            names: HashSet::new(),
            districts: Vec::new(),
            provinces: Vec::new(),
            queue: Vec::new(),
            told: HashSet::new(),
        };
        let mut units = world.stable(Level::District);
        world.rng.shuffle(&mut units);
        for unit in units.into_iter().take(districts) {
            let holders = [(); 4].map(|()| world.newcomer());
            let convocation = world.rng.u32(18..26);
            let (former, since, guard) = (Vec::new(), None, None);
            let district =
                District { unit, holders, conferences: 0, convocation, former, since, guard };
            world.districts.push(district);
        }
        for unit in world.stable(Level::Province) {
            let secretary = world.newcomer();
            world.provinces.push(Province { unit, secretary, directors: Vec::new() });
        }
        world
    }

    /// Units of a level that kept their version from the first day to the last.
    fn stable(&self, level: Level) -> Vec<UnitIdx> {
        let days = [Day::new(2011, 1, 1), Day::new(2025, 6, 30)];
        let units = self.gazetteer.units();
        let lasting = units
            .filter(|(_, u)| u.level() == level && days.iter().flatten().all(|&d| u.in_force(d)));
        let known =
            |unit: &UnitIdx| level == Level::Province || committee(self.gazetteer, *unit).is_some();
        lasting.map(|(unit, _)| unit).filter(known).collect()
    }

    fn newcomer(&mut self) -> usize {
        let name = if self.people.len() > 40 && self.rng.u32(0..20) == 0 {
            let other = self.rng.usize(0..self.people.len());
            self.people[other].name.clone()
        } else {
            self.fresh_name()
        };
        self.add(name)
    }

    fn add(&mut self, name: String) -> usize {
        self.people.push(Person { name });
        self.people.len() - 1
    }

    /// The office of a district with its holder.
    fn post(&self, district: usize, office: usize) -> (usize, &'static str, String) {
        let holder = self.districts[district].holders[office];
        (holder, TITLES[office], format!("p{district}-{office}"))
    }

    fn fresh_name(&mut self) -> String {
        loop {
            let mut parts = vec![self.pick(SURNAMES), self.pick(MIDDLES)];
            if self.names.len() > 9_000 || self.rng.u32(0..4) == 0 {
                parts.push(self.pick(MIDDLES));
            }
            parts.push(self.pick(GIVEN));
            let name = parts.join(" ");
            if self.names.insert(name.clone()) {
                return name;
            }
        }
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.rng.usize(0..words.len())]
    }

    fn article(&mut self, merged: &mut Merged, day: Date) -> Article {
        if day >= MERGED {
            return self.provincial(merged, day);
        }
        let district = self.rng.usize(0..self.districts.len());
        if let Some(article) = self.plant(district, day) {
            return article;
        }
        match self.rng.u32(0..20) {
            0 if !self.is_guarded(district) => self.change(district, day),
            0..=8 => self.conference(district, day),
            9..=14 => self.session(district, day),
            _ => self.visit(district, day),
        }
    }

    fn place(&self, district: usize) -> Place<'g> {
        let unit = self.districts[district].unit;
        let version = self.gazetteer.unit(unit);
        let province = self.gazetteer.province_of(unit);
        Place {
            committee: committee(self.gazetteer, unit).unwrap_or_default(),
            kind: self.gazetteer.word(version.kind),
            bare: version.name,
            full: self.gazetteer.full_name(unit),
            province: self.gazetteer.full_name(province),
            bare_province: self.gazetteer.unit(province).name,
            province_committee: provincial_committee(self.gazetteer, province),
        }
    }

    fn name(&self, person: usize) -> &str {
        &self.people[person].name
    }

    fn conference(&mut self, district: usize, day: Date) -> Article {
        self.districts[district].conferences += 1;
        self.show_secretary(district, day);
        let place = self.place(district);
        let (task, form) = (self.pick(TASKS), self.rng.u32(0..2));
        let [a, b, c, _] = self.districts[district].holders;
        let (number, convocation) =
            (self.districts[district].conferences, roman(self.districts[district].convocation));
        let [an, bn, cn] = [a, b, c].map(|p| self.name(p).to_owned());
        let Place { committee, kind, full, province, .. } = &place;
        let opening = format!(
            "Ngày {}, Ban Chấp hành Đảng bộ {full}, {province} tổ chức Hội nghị lần thứ {number}, khóa {convocation}.",
            slashed(day)
        );
        let chairs = match form {
            0 => format!(
                "Các đồng chí: {an}, Bí thư {committee}; {bn}, Phó Bí thư Thường trực {committee} và {cn}, Phó Bí thư {committee}, Chủ tịch UBND {kind} đồng chủ trì hội nghị."
            ),
            _ => format!(
                "Đồng chí {an}, Bí thư {committee} chủ trì hội nghị. Dự hội nghị có các đồng chí: {bn}, Phó Bí thư Thường trực {committee}; {cn}, Chủ tịch UBND {kind}."
            ),
        };
        let closing = format!(
            "Phát biểu kết luận hội nghị, đồng chí {an} yêu cầu các chi bộ, đảng bộ {task}."
        );
        let mut people = vec![a, b, c];
        let remembered = self.districts[district].former.last().copied();
        let remembered = remembered.filter(|_| self.rng.u32(0..6) == 0).map(|former| {
            people.push(former);
            format!(" Tham dự có đồng chí {}, nguyên Bí thư {committee}.", self.name(former))
        });
        let remembered = remembered.unwrap_or_default();
        Article {
            posts: [0, 1, 2].map(|office| self.post(district, office)).to_vec(),
            meeting: Some(format!("c{district}-{convocation}-{number}")),
            ..Article::of(format!("{opening}\n\n{chairs}{remembered}\n\n{closing}\n"), people)
        }
    }

    fn session(&mut self, district: usize, day: Date) -> Article {
        let place = self.place(district);
        let task = self.pick(TASKS);
        let [_, _, chairman, council] = self.districts[district].holders;
        let (cn, mn) = (self.name(council), self.name(chairman));
        let Place { kind, full, province, .. } = &place;
        let text = format!(
            "Sáng {}, HĐND {full} ({province}) khai mạc kỳ họp chuyên đề. Đồng chí {cn}, Chủ tịch HĐND {kind} chủ trì kỳ họp.\n\nBáo cáo tại kỳ họp, đồng chí {mn}, Chủ tịch UBND {kind} cho biết địa phương sẽ {task}.\n",
            slashed(day)
        );
        Article {
            posts: vec![self.post(district, 3), self.post(district, 2)],
            meeting: Some(format!("s{district}-{day}")),
            ..Article::of(text, vec![council, chairman])
        }
    }

    fn visit(&mut self, district: usize, day: Date) -> Article {
        let place = self.place(district);
        let task = self.pick(TASKS);
        let province = self.gazetteer.province_of(self.districts[district].unit);
        let province = self.provinces.iter().position(|p| p.unit == province).unwrap_or_default();
        let [host, ..] = self.districts[district].holders;
        let secretary = self.provinces[province].secretary;
        let (sn, hn) = (self.name(secretary), self.name(host));
        let Place { committee, bare, bare_province, province_committee, .. } = &place;
        let mut people = vec![secretary, host];
        let mut posts = vec![
            (secretary, TITLES[SECRETARY], format!("t{province}")),
            self.post(district, SECRETARY),
        ];
        let mut text = format!(
            "Chiều {}, đồng chí {sn}, Bí thư {province_committee} {bare_province} có buổi làm việc với Ban Thường vụ {committee} {bare}. Cùng dự có đồng chí {hn}, Bí thư {committee}.\n",
            slashed(day)
        );
        let directors = &self.provinces[province].directors;
        if let Some((director, sector)) = directors.last().copied() {
            text.extend([format!(
                "\nTham dự buổi làm việc có đồng chí {}, Giám đốc Sở {sector} {}.\n",
                self.name(director),
                place.province
            )]);
            people.push(director);
            posts.push((director, "Giám đốc", format!("s{province}-{sector}")));
        }
        text.extend([format!(
            "\nPhát biểu tại buổi làm việc, đồng chí {sn} đề nghị địa phương {task}.\n"
        )]);
        let meeting = Some(format!("v{district}-{day}"));
        Article { posts, meeting, ..Article::of(text, people) }
    }

    /// The secretary goes to the province or retires, the deputy rises, and somebody new comes.
    fn change(&mut self, district: usize, day: Date) -> Article {
        let place = self.place(district);
        let [old, deputy, ..] = self.districts[district].holders;
        let newcomer = self.newcomer();
        let unit = self.gazetteer.province_of(self.districts[district].unit);
        let province = self.provinces.iter().position(|p| p.unit == unit).unwrap_or_default();
        let sector = self.pick(SECTORS);
        let free = self.provinces[province].directors.iter().all(|(_, s)| *s != sector);
        let (on, dn, nn) = (self.name(old), self.name(deputy), self.name(newcomer));
        let Place { committee, bare, province: full_province, .. } = &place;
        let fate = if free {
            format!(
                "điều động đồng chí {on}, Bí thư {committee} {bare} giữ chức Giám đốc Sở {sector} {full_province}"
            )
        } else {
            format!("công bố quyết định để đồng chí {on}, Bí thư {committee} {bare} nghỉ hưu")
        };
        let text = format!(
            "Ngày {}, Ban Thường vụ {} {} {fate}.\n\nHội nghị đã bầu đồng chí {dn}, Phó Bí thư Thường trực {committee} {bare} giữ chức Bí thư {committee}; bầu đồng chí {nn} giữ chức Phó Bí thư Thường trực {committee} {bare}.\n",
            slashed(day),
            place.province_committee,
            place.bare_province
        );
        if free {
            self.provinces[province].directors.push((old, sector));
        }
        let district = &mut self.districts[district];
        district.holders[SECRETARY] = deputy;
        district.holders[DEPUTY] = newcomer;
        district.former.push(old);
        district.since = None;
        Article::of(text, vec![old, deputy, newcomer])
    }
}

/// How a district is spoken of.
struct Place<'g> {
    committee: &'static str,
    kind: &'g str,
    bare: &'g str,
    full: String,
    province: String,
    bare_province: &'g str,
    province_committee: &'static str,
}

/// How the committee of a district is called before its bare name. Districts that bear a number instead are
/// spoken of in another way, and left out.
fn committee(gazetteer: &Gazetteer, unit: UnitIdx) -> Option<&'static str> {
    if gazetteer.unit(unit).name.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match gazetteer.word(gazetteer.unit(unit).kind) {
        "huyện" => Some("Huyện ủy"),
        "quận" => Some("Quận ủy"),
        "thị xã" => Some("Thị ủy"),
        _ => None,
    }
}

fn provincial_committee(gazetteer: &Gazetteer, unit: UnitIdx) -> &'static str {
    if gazetteer.word(gazetteer.unit(unit).kind) == "tỉnh" {
        "Tỉnh ủy"
    } else {
        "Thành ủy"
    }
}

/// The last day of which articles tell.
fn last_day() -> Date {
    FIRST + DAYS.days()
}

fn slashed(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

fn roman(number: u32) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!("{}{}", "X".repeat((number / 10) as usize), ones[(number % 10) as usize])
}

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).map(|a| a.parse::<u64>().unwrap_or(1));
    let (articles, seed) = (arguments.next().unwrap_or(100), arguments.next().unwrap_or(1));
    write(articles, seed, BufWriter::new(std::io::stdout().lock()))
}

/// Writes articles, one a line. The same number and seed give the same.
///
/// # Errors
/// Where they cannot be written.
pub fn write(articles: u64, seed: u64, mut out: impl Write) -> std::io::Result<()> {
    let gazetteer = &Ontology::builtin().gazetteer;
    let mut world = World::new(gazetteer, seed, (articles as usize / 60).clamp(4, 600));
    let mut merged = world.merged();
    let mut last: Option<(Date, Article)> = None;
    for number in 0..articles.cast_signed() {
        let day = FIRST + (number * DAYS / articles.cast_signed()).days();
        let copied = last.take().filter(|_| world.rng.u32(0..20) == 0);
        let (day, article) = copied
            .or_else(|| world.queue.pop())
            .unwrap_or_else(|| (day, world.article(&mut merged, day)));
        world.told.extend(article.posts.iter().map(|(_, _, post)| post.clone()));
        let people: Vec<_> = article.people.iter().map(|&p| json!([world.name(p), p])).collect();
        let posts =
            article.posts.iter().map(|(p, title, post)| json!([world.name(*p), title, post]));
        let posts: Vec<_> = posts.collect();
        let planted = article.planted.as_ref().map(|planted| {
            let people: Vec<_> = planted.people.iter().map(|&p| world.name(p)).collect();
            json!({"kind": planted.kind, "people": people})
        });
        let record = json!({
            "id": format!("syn-{number}"), "published": (day + 1.day()).to_string(), "text": article.text,
            "truth": {"people": people, "posts": posts, "meeting": article.meeting, "planted": planted,
                      "became": article.became},
        });
        writeln!(out, "{record}")?;
        last = Some((day, article));
    }
    out.flush()
}
