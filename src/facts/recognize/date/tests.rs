use super::*;
use crate::document::Document;
use crate::ontology::Ontology;

fn document(text: &str) -> Document {
    Document { text: text.to_owned(), ..Document::default() }
}

/// Dates of `text` as `kind iso`, with the last day behind a slash.
fn read(text: &str, published: Option<&str>, url: Option<&str>) -> Vec<String> {
    let document = document(text);
    let reading = Reading::new(Ontology::builtin(), &document);
    Calendar::new(&reading, published, url)
        .dates
        .into_iter()
        .map(|m| {
            let until = m.until.map_or_else(String::new, |u| format!("/{}", u.iso()));
            format!("{:?} {}{until}", m.kind, m.date.iso())
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text, Some("2021-03-16"), None), expected, "{text}");
}

#[test]
fn days_are_read_in_every_form() {
    check("Sáng 12.3, Huyện ủy họp.", &["Event 2021-03-12"]);
    check("Ngày 09-3-2021, Huyện ủy họp.", &["Event 2021-03-09"]);
    check("Chiều ngày 5/3, Huyện ủy họp.", &["Event 2021-03-05"]);
    check("Ngày 5 tháng 3 năm 2021, Huyện ủy họp.", &["Event 2021-03-05"]);
    check("Thứ Sáu, ngày 12/3, Huyện ủy họp.", &["Event 2021-03-12"]);
    check("Sáng nay (16/3), Huyện ủy họp.", &["Event 2021-03-16"]);
    check(
        "Hôm nay, Huyện ủy họp; hôm qua, Ban Thường vụ họp.",
        &["Event 2021-03-16", "Event 2021-03-15"],
    );
    check("Trong hai ngày 11 và 12/3, Đại hội họp.", &["Event 2021-03-11/2021-03-12"]);
    check("Trong 2 ngày (11, 12-3), Đại hội họp.", &["Event 2021-03-11/2021-03-12"]);
    check("Họp từ ngày 28/2 đến 2/3/2021.", &["Range 2021-02-28/2021-03-02"]);
    check("Họp vào tháng 2/2021 và tháng 1.", &["Event 2021-02", "Event 2021-01"]);
    check("Sơ kết năm 2020, giai đoạn 2016-2020.", &["Year 2020"]);
}

#[test]
fn figures_that_are_no_dates_are_left() {
    for text in [
        "có 11/21 xã đạt chuẩn",
        "nhiệm kỳ 2020-2025",
        "đại hội của 12/12 chi bộ",
        "đạt 14.9 tỷ đồng, bằng 2.5%",
        "từ 3-5 triệu đồng",
        "đạt 1/3 số phiếu",
        "6 tháng đầu năm",
        "Nghị định số 12/2013/NĐ-CP",
        "ngày 32/13 và 29/2/2021",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_date_is_told_apart_by_its_words() {
    check("Quyết định số 15-QĐ/HU ngày 2/3/2021 của Ban Thường vụ", &["Issue 2021-03-02"]);
    check("theo Nghị quyết số 7, ngày 2/3/2021", &["Issue 2021-03-02"]);
    check("theo Kế hoạch số 5 của Huyện ủy, ngày 2/3 đoàn đến xã", &["Event 2021-03-02"]);
    check("nghỉ hưu từ ngày 1/4/2021", &["Bound 2021-04-01"]);
    check("ông A, sinh ngày 3/2/1970", &["Birth 1970-02-03"]);
    check("nhân dịp 26/3/2021", &["Name 2021-03-26"]);
    check("kỷ niệm (26/3/1931 - 26/3/2021)", &["Name 1931-03-26/2021-03-26"]);
    check("Bản tin\n\n16/03/2021 08:15\n\nHuyện ủy họp", &["Stamp 2021-03-16"]);
    check("Bản tin\n2021-03-16 09:36:00.0\nHuyện ủy họp", &["Stamp 2021-03-16"]);
    check("Bản tin\nNgày đăng: 16/03/2021\nHuyện ủy họp", &["Stamp 2021-03-16"]);
    check("Khánh thành ngày 2/9/1995", &["Distant 1995-09-02"]);
}

#[test]
fn the_same_day_is_the_last_event_s() {
    check(
        "Sáng 12/3, Huyện ủy họp, yêu cầu xong trước ngày 30/3. Chiều cùng ngày, đoàn đi thăm.",
        &["Event 2021-03-12", "Bound 2021-03-30", "Event 2021-03-12"],
    );
}

#[test]
fn years_come_from_the_best_source() {
    let day = |text: &str, published, url| read(text, published, url).pop().unwrap_or_default();
    let text = "Ngày 28/12, Huyện ủy họp.";
    assert_eq!(day(text, Some("2021-01-03"), None), "Event 2020-12-28");
    assert_eq!(day(text, Some("2020-12"), None), "Event 2020-12-28");
    assert_eq!(day(text, None, Some("https://a.vn/tin/202101/hop-12.html")), "Event 2020-12-28");
    assert_eq!(day(text, None, Some("https://a.vn/hop-20201229101112.htm")), "Event 2020-12-28");
    assert_eq!(day(text, None, Some("https://a.vn/hop-185201229101112.htm")), "Event 2020-12-28");
    assert_eq!(day(text, None, Some("https://a.vn/hop-12225014.htm")), "Event --12-28");
    assert_eq!(day(text, None, None), "Event --12-28");
    assert_eq!(day("9 tháng năm 2020. Ngày 2/10 họp.", None, None), "Event 2020-10-02");
    assert_eq!(day("Tin\n\n03/01/2021 | 10:41\n\nNgày 28/12 họp.", None, None), "Event 2020-12-28");
}

#[test]
fn the_day_of_a_document_is_the_best_there_is() {
    let check = |text: &str, published, expected: Option<&str>| {
        let document = document(text);
        let reading = Reading::new(Ontology::builtin(), &document);
        let day = Calendar::new(&reading, published, None).day.map(|d| d.to_string());
        assert_eq!(day.as_deref(), expected, "{text}");
    };
    check("Ngày 5/3 họp.", Some("2021-03-06"), Some("2021-03-06"));
    check("Ngày 5/3 họp.", Some("2021-02"), Some("2021-02-28"));
    check("9 tháng năm 2020. Ngày 2/10 họp.", None, Some("2020-10-02"));
    check("9 tháng năm 2020.", None, Some("2020-12-31"));
    check("Ông A, sinh ngày 3/2/1970.", None, None);
}

#[test]
fn partial_dates_are_iso() {
    for iso in ["2020-07-09", "2020-07", "2020", "--07-09"] {
        assert_eq!(PartialDate::parse(iso).map(PartialDate::iso).as_deref(), Some(iso));
    }
    for wrong in ["", "20", "2020-13", "2020-02-30", "hôm nay", "--"] {
        assert_eq!(PartialDate::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn text_cut_anywhere_is_read() {
    let text = "Thứ Sáu, 12/3/2021 10:41\nSáng nay (28/9), từ ngày 3-5/9 đến 6.9.2021 tháng 7/2013";
    let published = Some("2021-03-16");
    for (start, _) in text.char_indices() {
        for (end, _) in text.char_indices().filter(|(end, _)| *end >= start) {
            let document = document(&text[start..end]);
            let reading = Reading::new(Ontology::builtin(), &document);
            let mentions = Calendar::new(&reading, published, None).dates;
            assert!(mentions.windows(2).all(|w| w[0].end <= w[1].start));
            assert!(mentions.iter().all(|m| m.start < m.end && m.end <= reading.tokens.len()));
        }
    }
}
