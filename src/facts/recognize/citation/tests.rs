use super::*;
use crate::document::Document;
use crate::facts::recognize::date::Calendar;
use crate::ontology::Ontology;

/// Citations of `text` as `kind | number | issuer | date`.
fn read(text: &str) -> Vec<String> {
    let document = Document { text: text.to_owned(), ..Document::default() };
    let reading = Reading::new(Ontology::builtin(), &document);
    let dates = Calendar::new(&reading, Some("2021-03-16"), None).dates;
    citations(&reading, &dates)
        .into_iter()
        .map(|c| {
            let issuer = match c.issuer {
                Some(Issuer::Name(name)) => name,
                Some(Issuer::Words { start, end }) => format!("[{}]", reading.words(start, end)),
                Some(Issuer::Body { kind, .. }) => {
                    format!("<{}>", reading.ontology.lexicon.bodies[usize::from(kind)].key)
                }
                None => String::new(),
            };
            let date = c.date.map(PartialDate::iso).unwrap_or_default();
            format!("{} | {} | {issuer} | {date}", c.kind, c.number)
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn documents_are_cited_by_number() {
    check("theo Chỉ thị số 24 của Bộ Chính trị.", &["Chỉ thị | 24 | Bộ Chính trị | "]);
    check("theo Quy định 114 của Bộ Chính trị", &["Quy định | 114 | Bộ Chính trị | "]);
    check(
        "Kết luận số 77-KL/TU ngày 2/3/2021 nêu rõ",
        &["Kết luận | 77-KL/TU | <btv> | 2021-03-02"],
    );
    check(
        "Nghị quyết số 999/NQ- UBTVQH14 ngày 16/9/2020 của Ủy ban Thường vụ Quốc hội",
        &["Nghị quyết | 999/NQ-UBTVQH14 | Ủy ban Thường vụ Quốc hội | 2020-09-16"],
    );
    check(
        "Quyết định số: 15 /QĐ-UBND, ngày 3/3",
        &["Quyết định | 15/QĐ-UBND | <ubnd> | 2021-03-03"],
    );
    check("Nghị quyết 85/2015/QH13", &["Nghị quyết | 85/2015/QH13 | Quốc hội | "]);
    check(
        "Hướng dẫn số 3 của Ban Tổ chức Tỉnh ủy về đại hội",
        &["Hướng dẫn | 3 | [Ban Tổ chức Tỉnh ủy] | "],
    );
}

#[test]
fn several_numbers_are_several_documents() {
    check(
        "quán triệt Nghị quyết số 19-NQ/TW, 20-NQ/TW và số 21-NQ/TW",
        &[
            "Nghị quyết | 19-NQ/TW | Ban Chấp hành Trung ương Đảng | ",
            "Nghị quyết | 20-NQ/TW | Ban Chấp hành Trung ương Đảng | ",
            "Nghị quyết | 21-NQ/TW | Ban Chấp hành Trung ương Đảng | ",
        ],
    );
    check(
        "công bố (số 31-QĐ/HU) và 5-CT/HU",
        &["Quyết định | 31-QĐ/HU | <btv> | ", "Chỉ thị | 5-CT/HU | <btv> | "],
    );
    check(
        "Chỉ thị 5 của Bộ Chính trị … Chỉ thị số 05-CT/TW … Chỉ thị 05.",
        &["Chỉ thị | 5 | Bộ Chính trị | ", "Chỉ thị | 05-CT/TW | Bộ Chính trị | "],
    );
}

#[test]
fn plenums_stand_for_numbers() {
    check(
        "Nghị quyết Trung ương 6 (khóa X, XI)",
        &["Nghị quyết | Trung ương 6 khóa X, XI | Ban Chấp hành Trung ương Đảng | "],
    );
    check(
        "Nghị quyết TW 5 và Trung ương 6 khóa XII",
        &[
            "Nghị quyết | Trung ương 5 khóa XII | Ban Chấp hành Trung ương Đảng | ",
            "Nghị quyết | Trung ương 6 khóa XII | Ban Chấp hành Trung ương Đảng | ",
        ],
    );
    check(
        "Nghị quyết Hội nghị lần thứ Trung ương 7, 3 xã",
        &["Nghị quyết | Trung ương 7 | Ban Chấp hành Trung ương Đảng | "],
    );
}

#[test]
fn laws_go_by_name() {
    check(
        "thảo luận dự án Luật Thủy lợi và Luật Đất đai năm 2013.",
        &["Luật | Thủy lợi | Quốc hội | ", "Luật | Đất đai năm 2013 | Quốc hội | "],
    );
    check("theo Luật Phòng chống tham nhũng", &["Luật | Phòng, chống tham nhũng | Quốc hội | "]);
    check(
        "Pháp lệnh Cựu chiến binh",
        &["Pháp lệnh | Cựu chiến binh | Ủy ban Thường vụ Quốc hội | "],
    );
}

#[test]
fn words_alone_cite_nothing() {
    for text in [
        "Hội nghị ban hành Nghị quyết, giao Ban Thường vụ ra Kết luận.",
        "Quyết định 5 nội dung quan trọng",
        "Kết luận 12/12 xã đạt chuẩn",
        "Kế hoạch 5 năm",
        "Đoàn Luật sư, Hội Luật gia, Thạc sĩ Luật",
        "Đoàn kiểm tra số 3",
        "Thông báo\n35 đồng chí",
    ] {
        check(text, &[]);
    }
}

#[test]
fn text_cut_anywhere_is_read() {
    let text =
        "Kết luận số 77-KL/TU ngày 2/3/2021 của BTV, số 5/NQ-TU; Nghị quyết TW 4 (khóa XI, XII)";
    for (start, _) in text.char_indices() {
        for (end, _) in text.char_indices().filter(|(end, _)| *end >= start) {
            read(&text[start..end]);
        }
    }
}
