use super::*;
use crate::document::Document;
use crate::facts::recognize::date::Calendar;
use crate::ontology::Ontology;

/// Figures of `text` as `value unit`, with the whole behind a stroke.
fn read(text: &str) -> Vec<Figure> {
    let document = Document { text: text.to_owned(), ..Document::default() };
    let reading = Reading::new(Ontology::builtin(), &document);
    let dates = Calendar::new(&reading, Some("2021-07-16"), None).dates;
    figures(&reading, &dates, Some(2021))
}

fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text)
        .into_iter()
        .map(|f| match f.of {
            Some(of) => format!("{}/{of} {}", f.value, f.unit),
            None => format!("{} {}", f.value, f.unit),
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn measures_are_read() {
    check("Thu ngân sách đạt 1.250,5 tỷ đồng, bằng 61,2% dự toán.", &["1250.5 tỷ đồng", "61.2 %"]);
    check("Năng suất lúa đạt 62,4 tạ/ha trên 3.150 ha.", &["62.4 tạ/ha", "3150 ha"]);
    check("Thu nhập đạt 45 triệu đồng/người/năm.", &["45 triệu đồng/người/năm"]);
    check("Kinh tế tăng bình quân trên 9%/năm.", &["9 %"]);
    check("Bội chi bằng 4,4% GDP.", &["4.4 % GDP"]);
    check("Làm 2,3km đường, hiến 1.150 m2 đất.", &["2.3 km", "1150 m2"]);
    check("Xuất khẩu 1,2 tỷ USD và 36 vạn tấn thóc.", &["1.2 tỷ USD", "36 vạn tấn"]);
    check("Tổng vốn 12 tỷ 500 triệu đồng.", &["12.5 tỷ đồng"]);
    check("Thu nhập tăng 1,5 lần.", &["1.5 lần"]);
}

#[test]
fn counts_are_read() {
    check("Kết nạp 27 đảng viên mới, khai trừ 02 đảng viên.", &["27 đảng viên", "2 đảng viên"]);
    check("Thi hành kỷ luật 22 ĐV tại 8 TCCSĐ.", &["22 đảng viên", "8 tổ chức cơ sở đảng"]);
    check("Toàn huyện có 9/16 xã đạt chuẩn.", &["9/16 xã"]);
    check("Đã có 312 lượt người tham gia.", &["312 lượt người"]);
    check("Mở 4 lớp học cho 96 ngàn lao động.", &["4 lớp", "96 ngàn lao động"]);
}

#[test]
fn other_numbers_are_left() {
    for text in [
        "Ngày 12/3/2021, kỳ họp thứ 9 và lần thứ 5 đại biểu HĐND.",
        "Nhiệm kỳ 2020 - 2025 tổ chức đại hội, sau 5 năm và 20 ngày.",
        "Nghị quyết số 35 xã hội hóa, Quyết định 12 đồng chí",
        "Dịch Covid-19 người dân lo lắng",
        "Dự hội nghị có 150 đại biểu và 30 cán bộ tham dự.",
        "được bầu với 30/30 phiếu, đạt 100% số phiếu",
        "Điện thoại 0255.3851261, số 395 đường A, lượt xem: 318",
        "ông A, 54 tuổi, 30 năm tuổi Đảng",
        "Tin liên quan\nHuyện B có 15 xã đạt chuẩn.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn figures_have_names_and_periods() {
    let check = |text: &str, expected: &[(&str, Option<&str>)]| {
        let found = read(text);
        let found: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.period.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    };
    check(
        "6 tháng đầu năm, tổng thu ngân sách đạt 120 tỷ đồng, bằng 61% dự toán năm.",
        &[
            ("tổng thu ngân sách", Some("2021-H1")),
            ("tổng thu ngân sách so với dự toán năm", Some("2021-H1")),
        ],
    );
    check(
        "Năm 2020, kết nạp 93 đảng viên mới; tỷ lệ hộ nghèo còn 4,5%.",
        &[("kết nạp đảng viên mới", Some("2020")), ("tỷ lệ hộ nghèo", Some("2020"))],
    );
    check(
        "Quý I/2020, giá trị sản xuất đạt 80 tỷ đồng, tăng 7% so với cùng kỳ.",
        &[
            ("giá trị sản xuất", Some("2020-Q1")),
            ("giá trị sản xuất tăng so với cùng kỳ", Some("2020-Q1")),
        ],
    );
    check("Có 11 xã đạt chuẩn nông thôn mới.", &[("xã đạt chuẩn nông thôn mới", None)]);
}

#[test]
fn a_figure_told_twice_is_one() {
    let found = read("Huyện có 1.500 hộ nghèo.\n\nĐến nay còn 1.500 hộ nghèo.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].mentions.len(), 2);
}

#[test]
fn text_cut_anywhere_is_read() {
    let text =
        "Quý I/2020 đạt (12 tỷ 500 triệu đồng/người), 11/21 xã; tăng 1,5 lần, 2-3%/năm so với";
    for (start, _) in text.char_indices() {
        for (end, _) in text.char_indices().filter(|(end, _)| *end >= start) {
            read(&text[start..end]);
        }
    }
}
