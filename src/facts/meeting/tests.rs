use crate::document::Document;
use crate::facts::Extractor;
use crate::ontology::Ontology;

/// The events of a text, as `kind date ordinal` with the parts behind it.
fn read(text: &str) -> Vec<String> {
    let document = Document {
        id: "made-up".to_owned(),
        published: Some("2022-08-20".to_owned()),
        text: text.to_owned(),
        ..Document::default()
    };
    let facts = Extractor::new(Ontology::builtin()).extract(&document);
    let line = |m: &crate::facts::Meeting| {
        let parts = facts.participations.iter().filter(|p| p.meeting == m.id);
        let parts: Vec<String> = parts.map(|p| format!("{} {:?}", p.person, p.role)).collect();
        let date = m.date.as_deref().unwrap_or("-");
        format!("{:?} {date} {:?}: {}", m.kind, m.ordinal, parts.join(", "))
    };
    facts.meetings.iter().map(line).collect()
}

#[test]
fn a_headline_and_its_text_tell_one_event() {
    let text = "Huyện ủy họp thường kỳ tháng 8\n\nNgày 18/8, Huyện ủy tổ chức hội nghị thường kỳ. \
        Đồng chí Lò Văn Tám chủ trì hội nghị.";
    assert_eq!(read(text), ["Conference 2022-08-18 None: Lò Văn Tám Chair"]);
}

#[test]
fn what_is_planned_or_cited_is_no_event() {
    assert!(read("Đại hội dự kiến diễn ra vào ngày 25/9.").is_empty());
    assert!(read("Các chi bộ thực hiện Nghị quyết Đại hội lần thứ XII.").is_empty());
    assert!(read("Ngày 30/9/2022, Ban Thường vụ Huyện ủy tổ chức hội nghị.").is_empty());
}

#[test]
fn the_first_session_lies_within_its_congress() {
    let text = "Ngày 16/8, Hội Nông dân huyện tổ chức Đại hội đại biểu lần thứ IX.\nTại phiên họp \
        thứ nhất, Ban Chấp hành bầu bà Hà Thị Chín làm Chủ tịch.\nPhát biểu tại đại hội, ông Lò Văn Tám \
        chúc mừng đại hội.";
    let expected =
        ["Congress 2022-08-16 Some(9): Lò Văn Tám Speaker", "Conference 2022-08 Some(1): "];
    assert_eq!(read(text), expected);
}

#[test]
fn visits_of_others_are_other_visits() {
    let text = "Sáng 19/8, đồng chí Lò Văn Tám đến thăm các gia đình chính sách.\nCùng ngày, đồng chí \
        Hà Thị Chín đến thăm trường học mới.";
    let expected = [
        "Visit 2022-08-19 None: Lò Văn Tám Attendee",
        "Visit 2022-08-19 None: Hà Thị Chín Attendee",
    ];
    assert_eq!(read(text), expected);
}

#[test]
fn words_that_only_look_like_verbs_give_no_part() {
    let text =
        "Ngày 18/8, Huyện ủy tổ chức hội nghị. Ông Lò Văn Tám phát biểu về dự án giao thông.";
    assert_eq!(read(text), ["Conference 2022-08-18 None: Lò Văn Tám Speaker"]);
}
