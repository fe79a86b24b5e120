//! Graphs made by hand for the tests of exports.

use chutri::facts::{MeetingKind, TenureStatus, UnitLevel};
use chutri::graph::{DEFAULT_BASE, KnowledgeGraph};
use chutri::links::{
    Detail, Entity, EntityId, Interval, Links, PartialDate, Participation, Predicate, Qualifier,
    Quote, QuoteId, Seats, Statement, StatementId, Tenure, Term,
};

/// Text with everything that readers stumble over.
pub(crate) const HOSTILE: &str = "\"Họp\" & <hội> ' INF 😀 ]]> \u{1}\u{b} cuối";

fn entity(path: &str, label: &str, detail: Detail) -> Entity {
    Entity {
        path: path.to_owned(),
        label: label.to_owned(),
        names: Vec::new(),
        sort_key: label.to_lowercase(),
        detail,
        quotes: Vec::new(),
        documents: 1,
        candidates: Vec::new(),
    }
}

fn statement(subject: u32, predicate: Predicate, object: u32) -> Statement {
    Statement {
        path: None,
        subject: EntityId(subject),
        predicate,
        object: EntityId(object),
        qualifier: Qualifier::None,
        documents: vec![EntityId(6)],
        independent: 1,
        quotes: vec![QuoteId(0)],
        confidence: 0.75,
    }
}

fn days(from: &str, until: &str) -> Interval {
    Interval { from: from.parse().unwrap(), until: until.parse().unwrap() }
}

/// Two people, a body, a post, a unit, a meeting and a page, with hostile words in them.
pub(crate) fn hostile() -> KnowledgeGraph {
    let date = PartialDate::parse("2020-07-09");
    let post = Detail::Post { title: "Bí thư".to_owned(), seats: Seats::One };
    let unit = Detail::Unit {
        level: UnitLevel::District,
        province: Some("Hải Dương".to_owned()),
        versions: vec!["d291".to_owned()],
    };
    let meeting = Detail::Meeting {
        kind: MeetingKind::WorkingSession,
        date,
        ordinal: Some(2),
        convocation: None,
        place: Some("=HYPERLINK(\"x\")".to_owned()),
    };
    let page = Detail::Document {
        name: "a/b".to_owned(),
        url: Some("https://a.vn/?x=1&y=<2>".to_owned()),
        published: PartialDate::parse("2020-07"),
        sha256: String::new(),
        copy_of: None,
    };
    let named = Entity {
        names: vec!["Lê A; \"Tư\"".to_owned(), "=Lê\\A".to_owned()],
        ..entity("person/le-van-a.k3f9", HOSTILE, Detail::Person)
    };
    let entities = vec![
        named,
        entity("person/tran-b.x1y2", &"Ổ".repeat(10_000), Detail::Person),
        entity(
            "org/huyen-uy/x",
            "@Huyện ủy",
            Detail::Organization { kind: "huyen-uy".to_owned(), class: String::new() },
        ),
        entity("post/bi-thu/huyen-uy/x", "Bí thư Huyện ủy", post),
        entity("unit/huyen-x", "huyện X", unit),
        entity("meeting/2020-07-09.q", "Hội nghị\r\nlần thứ 2", meeting),
        entity("doc/a-b.9z", "", page),
    ];
    let tenure = Tenure {
        attested: Some(days("2020-07-09", "2021-01-05")),
        from: PartialDate::parse("2019-05"),
        until: None,
        over_by: None,
        term: Some(Term { from: 2015, until: 2020 }),
        statuses: vec![TenureStatus::Current],
        units: Vec::new(),
    };
    let part = Participation { capacities: vec![StatementId(0)], others: 1 };
    let statements = vec![
        Statement {
            path: Some("tenure/a".to_owned()),
            qualifier: Qualifier::Tenure(tenure),
            ..statement(0, Predicate::Holds, 3)
        },
        Statement {
            qualifier: Qualifier::Participation(part),
            independent: 3,
            ..statement(0, Predicate::Chairs, 5)
        },
        Statement {
            qualifier: Qualifier::Participation(Participation::default()),
            ..statement(1, Predicate::Attends, 5)
        },
        statement(2, Predicate::BodyOf, 4),
        statement(3, Predicate::PostIn, 2),
        statement(5, Predicate::MeetingOf, 2),
        statement(6, Predicate::Mentions, 0),
    ];
    let exact = format!("{HOSTILE}\n  {}", "chủ trì ".repeat(80));
    let quote = Quote { document: EntityId(6), start: 0, end: 9, exact, rule: "chair".to_owned() };
    let links = Links { entities, statements, quotes: vec![quote], ..Links::default() };
    KnowledgeGraph::new(links, DEFAULT_BASE)
}

/// No node at all.
pub(crate) fn empty() -> KnowledgeGraph {
    KnowledgeGraph::new(Links::default(), DEFAULT_BASE)
}

/// One node.
pub(crate) fn single() -> KnowledgeGraph {
    let entities = vec![entity("person/mot.a", "Một", Detail::Person)];
    KnowledgeGraph::new(Links { entities, ..Links::default() }, DEFAULT_BASE)
}

/// So many people and meetings in a ring, half of each: everybody chairs one meeting and attends the next.
pub(crate) fn ring(nodes: u32) -> KnowledgeGraph {
    let half = nodes / 2;
    let person = |n| entity(&format!("person/p-{n:03}"), &format!("Người {n}"), Detail::Person);
    let meeting = |n| {
        let detail = Detail::Meeting {
            kind: MeetingKind::Conference,
            date: PartialDate::parse(&format!("{}", 2000 + n)),
            ordinal: None,
            convocation: None,
            place: None,
        };
        entity(&format!("meeting/m-{n:03}"), &format!("Họp {n}"), detail)
    };
    let page = Detail::Document {
        name: "page".to_owned(),
        url: None,
        published: None,
        sha256: String::new(),
        copy_of: None,
    };
    let part = || Qualifier::Participation(Participation::default());
    let said = |n: u32, predicate, at: u32| Statement {
        qualifier: part(),
        documents: vec![EntityId(nodes)],
        quotes: Vec::new(),
        ..statement(n, predicate, half + at % half)
    };
    let statements =
        (0..half).flat_map(|n| [said(n, Predicate::Chairs, n), said(n, Predicate::Attends, n + 1)]);
    let things = (0..half).map(person).chain((0..half).map(meeting));
    let entities = things.chain([entity("doc/page", "page", page)]).collect();
    let links = Links { entities, statements: statements.collect(), ..Links::default() };
    KnowledgeGraph::new(links, DEFAULT_BASE)
}
