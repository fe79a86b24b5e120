//! Linking, from facts written by hand.
//!
//! Longer than most: each rule of identity with the facts that it joins or keeps apart.

use chutri::facts::DocumentFacts;
use chutri::graph::{Between, Contradiction, DEFAULT_BASE, KnowledgeGraph};
use chutri::links::{Decisions, Detail, Entity, EntityKind, Linker, Links, Predicate, Qualifier};
use chutri::ontology::Ontology;
use serde_json::{Value, json};

fn facts(value: Value) -> DocumentFacts {
    serde_json::from_value(value).unwrap()
}

fn linked(documents: &[DocumentFacts]) -> Links {
    Linker::new(Ontology::builtin()).unwrap().link(documents, &Decisions::default())
}

/// A document in which one person holds one office of a district.
fn holder(
    doc: &str,
    day: &str,
    person: &str,
    title: &str,
    body: &str,
    unit: (&str, &str),
) -> Value {
    json!({
        "doc": doc, "published": day,
        "people": [{"name": person}],
        "units": [{"name": unit.0, "level": "district", "province": unit.1}],
        "organizations": [{"name": body}],
        "tenures": [{"person": person, "title": title, "organization": body, "status": "current"}],
    })
}

fn all(links: &Links, kind: EntityKind) -> Vec<&Entity> {
    links.entities.iter().filter(|e| e.kind() == kind).collect()
}

fn paths(links: &Links, kind: EntityKind) -> Vec<&str> {
    all(links, kind).iter().map(|e| e.path.as_str()).collect()
}

const THANH_MIEN: (&str, &str) = ("huyện Thanh Miện", "Hải Dương");

#[test]
fn one_office_makes_one_person_of_one_name() {
    let documents = [
        holder("a", "2019-05-01", "Trần Văn Hòa", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN),
        holder("b", "2020-05-01", "Trần Văn Hoà", "Bí thư", "Huyện uỷ Thanh Miện", THANH_MIEN),
    ];
    let links = linked(&documents.map(facts));
    assert_eq!(all(&links, EntityKind::Person).len(), 1);
    assert_eq!(paths(&links, EntityKind::Organization), ["org/huyen-uy/thanh-mien.hai-duong"]);
    assert_eq!(paths(&links, EntityKind::Post), ["post/bi-thu/huyen-uy/thanh-mien.hai-duong"]);
    assert_eq!(paths(&links, EntityKind::Unit), ["unit/huyen-thanh-mien.hai-duong"]);
    let tenure = links.statements.iter().find(|s| s.predicate == Predicate::Holds).unwrap();
    let Qualifier::Tenure(tenure) = &tenure.qualifier else { panic!("{tenure:?}") };
    let attested = tenure.attested.unwrap();
    assert_eq!(attested.from.to_string(), "2019-05-01");
    assert_eq!(attested.until.to_string(), "2020-05-01");
    assert_eq!((tenure.from, tenure.until, tenure.term), (None, None, None));
}

#[test]
fn a_name_alone_makes_nobody_one() {
    let chau_thanh = |province| ("huyện Châu Thành", province);
    let documents = [
        holder(
            "a",
            "2019-05-01",
            "Nguyễn Văn Hùng",
            "Bí thư",
            "Huyện ủy Châu Thành",
            chau_thanh("Tiền Giang"),
        ),
        holder(
            "b",
            "2019-05-01",
            "Nguyễn Văn Hùng",
            "Bí thư",
            "Huyện ủy Châu Thành",
            chau_thanh("Bến Tre"),
        ),
    ];
    let links = linked(&documents.map(facts));
    assert_eq!(all(&links, EntityKind::Person).len(), 2);
    assert_eq!(all(&links, EntityKind::Post).len(), 2);
}

#[test]
fn accents_tell_people_apart_in_one_office() {
    let documents = [
        holder("a", "2019-05-01", "Lường Văn Phú", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN),
        holder("b", "2020-05-01", "Lường Văn Phúc", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN),
    ];
    assert_eq!(all(&linked(&documents.map(facts)), EntityKind::Person).len(), 2);
}

#[test]
fn a_move_that_one_text_tells_joins_a_career() {
    let mut change =
        holder("b", "2020-05-01", "Lê Thị Mai", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN);
    change["units"]
        .as_array_mut()
        .unwrap()
        .push(json!({"name": "tỉnh Hải Dương", "level": "province", "province": "Hải Dương"}));
    change["organizations"]
        .as_array_mut()
        .unwrap()
        .push(json!({"name": "Sở Nội vụ tỉnh Hải Dương"}));
    change["tenures"].as_array_mut().unwrap().push(json!({"person": "Lê Thị Mai",
        "title": "Giám đốc", "organization": "Sở Nội vụ tỉnh Hải Dương", "status": "appointed"}));
    let after = json!({
        "doc": "c", "published": "2021-05-01", "people": [{"name": "Lê Thị Mai"}],
        "units": [{"name": "tỉnh Hải Dương", "level": "province", "province": "Hải Dương"}],
        "organizations": [{"name": "Sở Nội vụ Hải Dương"}],
        "tenures": [{"person": "Lê Thị Mai", "title": "Giám đốc",
                     "organization": "Sở Nội vụ Hải Dương", "status": "current"}],
    });
    let before =
        holder("a", "2018-05-01", "Lê Thị Mai", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN);
    let links = linked(&[before, change, after].map(facts));
    assert_eq!(all(&links, EntityKind::Person).len(), 1);
    assert_eq!(all(&links, EntityKind::Post).len(), 2, "{:?}", paths(&links, EntityKind::Post));
}

#[test]
fn a_post_follows_its_body_into_the_merged_province() {
    let health = |doc: &str, day: &str, title: &str, province: &str, id: &str| {
        let body = format!("Sở Y tế tỉnh {province}");
        facts(json!({
            "doc": doc, "published": day, "people": [{"name": "Tạ Thị Chín"}],
            "units": [{"name": format!("tỉnh {province}"), "level": "province", "province": province, "id": id}],
            "organizations": [{"name": body, "kind": "so", "unit": id}],
            "tenures": [{"person": "Tạ Thị Chín", "title": title, "organization": body}],
        }))
    };
    let before = health("a", "2019-09-26", "Phó Giám đốc", "Thái Bình", "p34");
    let after = health("b", "2026-03-12", "Giám đốc", "Hưng Yên", "p33");
    let elsewhere = health("c", "2026-03-12", "Giám đốc", "Nghệ An", "p40");
    assert_eq!(all(&linked(&[before, after.clone()]), EntityKind::Person).len(), 1);
    assert_eq!(all(&linked(&[after, elsewhere]), EntityKind::Person).len(), 2);
}

#[test]
fn offices_go_on_where_their_units_went() {
    let secretary = |doc: &str, day: &str, body: &str, unit: &str, id: &str| {
        facts(json!({
            "doc": doc, "published": day, "people": [{"name": format!("Tạ Thị {doc}")}],
            "units": [{"name": unit, "level": "province", "id": id}],
            "organizations": [{"name": body, "unit": id}],
            "tenures": [{"person": format!("Tạ Thị {doc}"), "title": "Bí thư", "organization": body}],
        }))
    };
    let before = secretary("Một", "2024-05-01", "Tỉnh ủy Hải Dương", "tỉnh Hải Dương", "p30");
    let kept = secretary("Hai", "2024-05-01", "Thành ủy Hải Phòng", "thành phố Hải Phòng", "p31");
    let other = secretary("Ba", "2024-05-01", "Tỉnh ủy Nghệ An", "tỉnh Nghệ An", "p40");
    let links = linked(&[before.clone(), kept, other]);
    let path = |id: chutri::links::EntityId| links.entities[id.index()].path.as_str();
    let followed: Vec<_> = links.continuations.iter().collect();
    assert_eq!(
        followed.iter().map(|c| (path(c.before), path(c.after))).collect::<Vec<_>>(),
        [
            ("org/tinh-uy/hai-duong", "org/thanh-uy/hai-phong"),
            ("post/bi-thu/tinh-uy/hai-duong", "post/bi-thu/thanh-uy/hai-phong"),
        ]
    );
    assert!(
        followed
            .iter()
            .all(|c| (c.on.to_string(), c.act.as_str()) == ("2025-07-01".into(), "202/2025/QH15"))
    );
    assert_eq!(linked(&[before]).continuations, [], "documents speak of no heir");
}

#[test]
fn one_seat_cannot_be_held_in_two_places_at_once() {
    // The last document would join the first two through a meeting that both names attend.
    let place = |name| (name, "Hải Dương");
    let documents = [
        holder(
            "a",
            "2019-05-01",
            "Vũ Văn Nam",
            "Bí thư",
            "Huyện ủy Thanh Miện",
            place("huyện Thanh Miện"),
        ),
        holder(
            "a2",
            "2021-05-01",
            "Vũ Văn Nam",
            "Bí thư",
            "Huyện ủy Thanh Miện",
            place("huyện Thanh Miện"),
        ),
        holder(
            "b",
            "2020-05-01",
            "Vũ Văn Nam",
            "Bí thư",
            "Huyện ủy Kim Thành",
            place("huyện Kim Thành"),
        ),
    ];
    let meeting = json!({"id": "m1", "kind": "congress", "label": "Đại hội đại biểu Đảng bộ tỉnh",
                         "body": "Đảng bộ tỉnh Hải Dương", "ordinal": 17});
    let documents = documents.map(|mut document| {
        document["meetings"] = json!([meeting]);
        let units = document["units"].as_array_mut().unwrap();
        units.push(json!({"name": "tỉnh Hải Dương", "level": "province", "province": "Hải Dương"}));
        document["participations"] =
            json!([{"person": "Vũ Văn Nam", "meeting": "m1", "role": "attendee"}]);
        facts(document)
    });
    let links = linked(&documents);
    assert_eq!(all(&links, EntityKind::Meeting).len(), 1);
    assert_eq!(all(&links, EntityKind::Person).len(), 2);
    assert_eq!(links.undecided.len(), 1, "{:?}", links.undecided);
}

#[test]
fn bare_bodies_stay_with_their_documents() {
    let bare = |doc| {
        json!({"doc": doc, "published": "2020-01-01", "people": [{"name": "Phan Văn Tám"}],
               "organizations": [{"name": "Tỉnh ủy", "kind": "tinh-uy",
                                  "candidates": [{"id": "p06", "score": 0.5}, {"id": "p89", "score": 0.5}]}],
               "tenures": [{"person": "Phan Văn Tám", "title": "Bí thư", "organization": "Tỉnh ủy"}]})
    };
    let links = linked(&[bare("a"), bare("b")].map(facts));
    assert_eq!(all(&links, EntityKind::Organization).len(), 2);
    assert_eq!(all(&links, EntityKind::Post).len(), 2);
    assert_eq!(all(&links, EntityKind::Person).len(), 2);
    assert_eq!(all(&links, EntityKind::Organization)[0].candidates.len(), 2);
}

/// A working visit to huyện Chợ Mới, of which there were two, by somebody of a bare provincial committee.
fn visit() -> DocumentFacts {
    let readings = json!([{"id": "d893", "score": 0.5}, {"id": "d065", "score": 0.5}]);
    facts(json!({
        "doc": "visit", "published": "2019-03-05", "people": [{"name": "Hà Văn Bảy"}],
        "units": [{"name": "huyện Chợ Mới", "level": "district", "candidates": readings}],
        "organizations": [{"name": "Tỉnh ủy", "kind": "tinh-uy"},
                          {"name": "Hội đồng nhân dân tỉnh", "kind": "hdnd"},
                          {"name": "Quốc hội", "kind": "quoc-hoi", "candidates": readings},
                          {"name": "Huyện ủy Chợ Mới", "kind": "huyen-uy", "candidates": readings}],
        "tenures": [{"person": "Hà Văn Bảy", "title": "Bí thư", "organization": "Tỉnh ủy"}],
    }))
}

#[test]
fn other_documents_decide_what_one_leaves_open() {
    let links = linked(&[visit()]);
    let open = all(&links, EntityKind::Unit)[0];
    assert_eq!(open.candidates.len(), 2);
    assert!(open.path.starts_with("unit/huyen-cho-moi."), "{}", open.path);
    let elsewhere = facts(json!({
        "doc": "elsewhere", "published": "2020-01-07", "people": [{"name": "Hà Văn Bảy"}],
        "units": [{"name": "tỉnh An Giang", "level": "province", "province": "An Giang", "id": "p89"}],
        "organizations": [{"name": "Tỉnh ủy An Giang", "kind": "tinh-uy", "unit": "p89"}],
        "tenures": [{"person": "Hà Văn Bảy", "title": "Bí thư", "organization": "Tỉnh ủy An Giang"}],
    }));
    let links = linked(&[visit(), elsewhere]);
    assert_eq!(
        paths(&links, EntityKind::Unit),
        ["unit/huyen-cho-moi.an-giang", "unit/tinh-an-giang"]
    );
    assert_eq!(
        paths(&links, EntityKind::Organization),
        [
            "org/hoi-dong-nhan-dan/tinh-an-giang",
            "org/huyen-uy/cho-moi.an-giang",
            "org/quoc-hoi",
            "org/tinh-uy/an-giang",
        ]
    );
    let labels: Vec<_> =
        all(&links, EntityKind::Organization).iter().map(|e| e.label.as_str()).collect();
    assert_eq!(labels[0], "Hội đồng nhân dân tỉnh An Giang");
    assert_eq!(labels[3], "Tỉnh ủy An Giang");
    assert_eq!(all(&links, EntityKind::Person).len(), 1);
}

fn session(doc: &str, label: &str, ordinal: Option<u32>, date: &str) -> DocumentFacts {
    facts(json!({
        "doc": doc, "published": "2020-07-10",
        "units": [{"name": "huyện Thanh Miện", "level": "district", "province": "Hải Dương"}],
        "organizations": [{"name": "Ban Chấp hành Đảng bộ huyện Thanh Miện"}],
        "meetings": [{"id": "m1", "kind": "conference", "label": label, "ordinal": ordinal,
                      "body": "Ban Chấp hành Đảng bộ huyện Thanh Miện", "date": date}],
    }))
}

#[test]
fn meetings_are_one_by_body_and_day_and_matter() {
    let plain = "Hội nghị Ban Chấp hành Đảng bộ huyện Thanh Miện";
    let cases: [(&str, [DocumentFacts; 2], usize); 5] = [
        (
            "a number and the day",
            [
                session("a", plain, None, "2020-07-09"),
                session("b", &format!("{plain} lần thứ 2"), Some(2), "2020-07-09"),
            ],
            1,
        ),
        (
            "two numbers",
            [
                session("a", plain, Some(2), "2020-07-09"),
                session("b", plain, Some(3), "2020-07-09"),
            ],
            2,
        ),
        (
            "two days",
            [session("a", plain, None, "2020-07-09"), session("b", plain, None, "2020-08-09")],
            2,
        ),
        (
            "two matters",
            [
                session("a", "Hội nghị tổng kết công tác dân vận", None, "2020-07-09"),
                session("b", "Hội nghị bàn giải pháp giảm nghèo", None, "2020-07-09"),
            ],
            2,
        ),
        ("no day", [session("a", plain, None, "2020-07"), session("b", plain, None, "2020-07")], 2),
    ];
    for (what, documents, count) in cases {
        assert_eq!(all(&linked(&documents), EntityKind::Meeting).len(), count, "{what}");
    }
}

#[test]
fn a_decision_overrules_what_the_documents_say() {
    let documents = [
        holder("a", "2019-05-01", "Đỗ Văn Sáu", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN),
        holder("b", "2020-05-01", "Đỗ Văn Sáu", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN),
        json!({"doc": "c", "people": [{"name": "Đỗ Văn Sáu"}]}),
    ]
    .map(facts);
    let head = "left_document,left_name,right_document,right_name,verdict,who,when,why\n";
    let people = |rows: &str| {
        let decisions = Decisions::parse(&format!("{head}{rows}")).unwrap();
        let links = Linker::new(Ontology::builtin()).unwrap().link(&documents, &decisions);
        all(&links, EntityKind::Person).len()
    };
    assert_eq!(people(""), 2);
    assert_eq!(people("a,Đỗ Văn Sáu,b,Đỗ Văn Sáu,different,,,\n"), 3);
    assert_eq!(people("a,Đỗ Văn Sáu,c,Đỗ Văn Sáu,same,,,\n"), 1);
    assert_eq!(
        people("a,Đỗ Văn Sáu,c,Đỗ Văn Sáu,same,,,\na,Đỗ Văn Sáu,c,Đỗ Văn Sáu,unsure,,,\n"),
        2
    );
    assert!(Decisions::parse(&format!("{head}a,x,b,x,perhaps,,,\n")).is_err());
}

#[test]
fn copies_of_one_text_count_once() {
    let with_digest = |doc: &str| {
        let mut value =
            holder(doc, "2020-05-01", "Đỗ Văn Sáu", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN);
        value["sha256"] = json!("5e");
        facts(value)
    };
    let links = linked(&[with_digest("a"), with_digest("b")]);
    let tenure = links.statements.iter().find(|s| s.predicate == Predicate::Holds).unwrap();
    assert_eq!((tenure.documents.len(), tenure.independent), (2, 1));
    let copies = all(&links, EntityKind::Document);
    let copies =
        copies.iter().filter(|e| matches!(e.detail, Detail::Document { copy_of: Some(_), .. }));
    assert_eq!(copies.count(), 1);
}

/// A report of many sentences on another site, some of them in other words.
fn wire(doc: &str, other_words: usize) -> DocumentFacts {
    let mut value =
        holder(doc, "2020-05-01", "Đỗ Văn Sáu", "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN);
    let quote = |n: usize| {
        let quote = if n < other_words {
            format!("{doc} viết câu {n}")
        } else {
            format!("câu thứ {n}")
        };
        json!({"start": 10 * n, "end": 10 * n + 9, "quote": quote, "rule": "person-name"})
    };
    value["people"][0]["evidence"] = (0..20).map(quote).collect();
    value["tenures"][0]["evidence"] = json!([quote(19)]);
    value["url"] = json!(format!("https://{doc}.vn/tin"));
    value["sha256"] = json!(doc);
    facts(value)
}

#[test]
fn a_wire_report_that_sites_shorten_or_reword_counts_once_with_all_addresses() {
    let links = linked(&[wire("a", 0), wire("b", 2), wire("c", 12)]);
    let tenure = links.statements.iter().find(|s| s.predicate == Predicate::Holds).unwrap();
    assert_eq!((tenure.documents.len(), tenure.independent), (3, 2), "c tells it in its own words");
    let pages = tenure.documents.iter().map(|id| &links.entities[id.index()].detail);
    let addresses: Vec<_> = pages
        .map(|page| match page {
            Detail::Document { url, copy_of, .. } => (url.clone().unwrap(), copy_of.is_some()),
            _ => panic!("{page:?}"),
        })
        .collect();
    let address = |site: &str, copy| (format!("https://{site}.vn/tin"), copy);
    assert_eq!(addresses, [address("a", false), address("b", true), address("c", false)]);
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let mut documents: Vec<DocumentFacts> = (0..40)
        .map(|i| {
            let day = format!("20{:02}-05-01", 10 + i % 7);
            let unit = [("huyện Thanh Miện", "Hải Dương"), ("huyện Mộ Đức", "Quảng Ngãi")][i % 2];
            let body = format!("Huyện ủy {}", unit.0.trim_start_matches("huyện "));
            let name = ["Trần Văn Hòa", "Lê Thị Mai", "Nguyễn Văn Hùng"][i % 3];
            facts(holder(&format!("d{i}"), &day, name, "Bí thư", &body, unit))
        })
        .collect();
    let links = linked(&documents);
    documents.reverse();
    assert_eq!(links, linked(&documents));
    documents.rotate_left(13);
    assert_eq!(links, linked(&documents));
}

/// Somebody in an office on a day, and at a meeting of another body.
fn guest(doc: &str, day: &str, office: [&str; 2], host: [&str; 2]) -> DocumentFacts {
    let unit = |[name, province]: [&str; 2]| json!({"name": name, "level": "district", "province": province});
    let body = |[name, _]: [&str; 2]| format!("Huyện ủy {}", name.trim_start_matches("huyện "));
    facts(json!({
        "doc": doc, "published": day, "people": [{"name": "Mai Văn Chín"}],
        "units": [unit(office), unit(host)],
        "organizations": [{"name": body(office), "kind": "huyen-uy"}, {"name": body(host), "kind": "huyen-uy"}],
        "tenures": [{"person": "Mai Văn Chín", "title": "Bí thư", "organization": body(office)}],
        "meetings": [{"id": "m1", "kind": "conference", "label": "Hội nghị tổng kết năm", "body": body(host), "date": day}],
        "participations": [{"person": "Mai Văn Chín", "meeting": "m1", "role": "attendee"}],
    }))
}

#[test]
fn nobody_is_in_two_provinces_on_a_day() {
    let (home, away) = (["huyện Thanh Miện", "Hải Dương"], ["huyện Mộ Đức", "Quảng Ngãi"]);
    let next = ["huyện Kim Thành", "Hải Dương"];
    let contradictions = |documents: &[DocumentFacts]| {
        KnowledgeGraph::new(linked(documents), DEFAULT_BASE).contradictions()
    };
    let at_home = guest("a", "2020-05-01", home, home);
    let found = contradictions(&[at_home.clone(), guest("b", "2020-05-01", home, away)]);
    assert!(matches!(found[..], [Contradiction::TwoPlaces { .. }]), "{found:?}");
    assert_eq!(contradictions(&[at_home.clone(), guest("b", "2020-05-02", home, away)]), []);
    assert_eq!(contradictions(&[at_home, guest("b", "2020-05-01", home, next)]), []);
}

#[test]
fn an_office_needs_a_unit_that_exists() {
    let held = |day: &str| {
        let mut document = holder(
            "a",
            day,
            "Lò Thị Mười",
            "Bí thư",
            "Huyện ủy Hoành Bồ",
            ("huyện Hoành Bồ", "Quảng Ninh"),
        );
        document["units"][0]["id"] = json!(unit_id("huyện", "Hoành Bồ"));
        let graph = KnowledgeGraph::new(linked(&[facts(document)]), DEFAULT_BASE);
        let versions = graph.unit_versions();
        assert!(!versions.is_empty() && versions.iter().all(|v| v.until.is_some()), "{versions:?}");
        let acts: Vec<&str> =
            versions.iter().flat_map(|v| &v.changes).map(|change| change.act.as_str()).collect();
        assert_eq!(acts, ["837/NQ-UBTVQH14"]);
        graph.contradictions()
    };
    assert_eq!(held("2019-05-01"), []);
    assert_eq!(held("2020-01-05"), [], "pages come late");
    let found = held("2023-05-01");
    assert!(matches!(found[..], [Contradiction::NoSuchBody { .. }]), "{found:?}");
}

#[test]
fn a_body_keeps_no_former_name_of_its_unit() {
    let renamed = [("huyện Đắk Nông", "Đắk Nông"), ("huyện Đăk Glong", "Đắk Nông")];
    let ids = ["d661", "d661@2005-07-12"];
    let held = |doc: &str, day: &str, person: &str, name: usize| {
        let body = renamed[name].0.replace("huyện", "Huyện ủy");
        let mut document = holder(doc, day, person, "Bí thư", &body, renamed[name]);
        document["units"][0]["id"] = json!(ids[name]);
        document["organizations"][0]["unit"] = json!(ids[name]);
        facts(document)
    };
    let pages = |day: &str, stranger: usize| {
        let years = (2008..2018).map(|year| format!("{year}-05-01"));
        let secretary =
            |(number, day): (usize, String)| held(&format!("p{number}"), &day, "Lò Thị Mười", 1);
        let mut pages: Vec<DocumentFacts> = years.enumerate().map(secretary).collect();
        pages.push(held("q", day, "Mai Văn Chín", stranger));
        pages.push(held("r", "2004-05-01", "Cao Thị Tám", 0));
        KnowledgeGraph::new(linked(&pages), DEFAULT_BASE)
    };
    let late = "2019-05-01";
    let posts = pages(late, 0);
    let posts = posts.nodes().filter(|(_, n)| n.entity.kind() == EntityKind::Post);
    assert_eq!(posts.count(), 1, "the body lives on under its new name");
    assert_eq!(pages(late, 1).contradictions(), []);
    for day in [late, "2015-06-10"] {
        let found = pages(day, 0).contradictions();
        assert!(matches!(found[..], [Contradiction::NoSuchBody { .. }]), "{day}: {found:?}");
    }
    let rivals = pages("2015-06-10", 1).contradictions();
    assert!(matches!(rivals[..], [Contradiction::TwoHolders { .. }]), "{rivals:?}");
}

/// The first gazetteer id of a unit by the word of its kind and its name.
fn unit_id(kind: &str, name: &str) -> String {
    let gazetteer = &Ontology::builtin().gazetteer;
    let mut units = gazetteer.units();
    let unit = units.find(|(_, u)| gazetteer.word(u.kind) == kind && u.name == name);
    unit.unwrap().1.id.to_owned()
}

#[test]
fn gaps_and_overlaps_between_holders_are_told() {
    let seat = |doc: &str, day: &str, name: &str| {
        facts(holder(doc, day, name, "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN))
    };
    let documents = [
        seat("a", "2018-01-01", "Lê Văn Một"),
        seat("b", "2018-02-01", "Lê Văn Hai"),
        seat("c", "2018-03-01", "Lê Văn Hai"),
        seat("d", "2018-02-20", "Lê Văn Ba"),
    ];
    let graph = KnowledgeGraph::new(linked(&documents), DEFAULT_BASE);
    let tenures = graph.successions().into_values().next().unwrap();
    let between: Vec<String> = graph
        .handovers(&tenures)
        .iter()
        .map(|handover| match handover.between {
            Between::Gap(days) => format!("gap {} {}", days.from, days.until),
            Between::Overlap(days) => format!("overlap {} {}", days.from, days.until),
            Between::Nothing => "nothing".to_owned(),
        })
        .collect();
    assert_eq!(between, ["gap 2018-01-02 2018-01-31", "overlap 2018-02-20 2018-02-20"]);
}

#[test]
fn two_holders_of_one_seat_contradict_each_other() {
    let seat = |doc: &str, day: &str, name: &str| {
        facts(holder(doc, day, name, "Bí thư", "Huyện ủy Thanh Miện", THANH_MIEN))
    };
    let handover = [
        seat("a", "2018-01-01", "Lê Văn Một"),
        seat("b", "2019-01-01", "Lê Văn Một"),
        seat("c", "2019-01-01", "Lê Văn Hai"),
        seat("d", "2020-01-01", "Lê Văn Hai"),
    ];
    let graph = |documents: &[DocumentFacts]| KnowledgeGraph::new(linked(documents), DEFAULT_BASE);
    assert_eq!(graph(&handover).contradictions(), []);
    let post = graph(&handover).successions().into_values().next().unwrap();
    assert_eq!(post.len(), 2, "one after the other");
    let mut late = handover.to_vec();
    late.push(seat("e", "2019-06-01", "Lê Văn Một"));
    let found = graph(&late).contradictions();
    let [Contradiction::TwoHolders { on, .. }] = found[..] else { panic!("{found:?}") };
    assert_eq!(
        (on.from.to_string(), on.until.to_string()),
        ("2019-01-01".into(), "2019-06-01".into())
    );
    let mut over = handover[..2].to_vec();
    over[0].tenures[0].status = chutri::facts::TenureStatus::Ended;
    assert!(matches!(graph(&over).contradictions()[..], [Contradiction::HeldAfterEnd { .. }]));
}
