//! Whether a text is in Vietnamese, at a glance.

/// Bytes that are looked at.
const SAMPLE: usize = 2048;
/// One letter of Vietnamese alone in so many bytes.
const ONE_IN: usize = 40;

/// Whether enough letters that only Vietnamese has stand in a text.
pub(super) fn is_vietnamese(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Pages begin with menus, so the middle tells more.
    let from = bytes.len().saturating_sub(SAMPLE) / 2;
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    own_letters(sample) * ONE_IN >= sample.len().max(1)
}

/// Letters with two marks, with a horn or a stroke.
fn own_letters(sample: &[u8]) -> usize {
    let pairs = sample.iter().zip(sample.iter().skip(1));
    let own = |&(&first, &second): &(&u8, &u8)| match first {
        0xe1 => matches!(second, 0xba | 0xbb),
        0xc6 => matches!(second, 0xa0 | 0xa1 | 0xaf | 0xb0),
        0xc4 => matches!(second, 0x82 | 0x83 | 0x90 | 0x91),
        _ => false,
    };
    pairs.filter(own).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_told_from_its_neighbours() {
        assert!(is_vietnamese("Sáng nay, Huyện ủy tổ chức hội nghị tổng kết."));
        for other in [
            "The committee met this morning in H\u{1ed9}i An to review its work over the whole of last year.",
            "La comisión se reunió esta mañana para examinar la situación económica del año pasado.",
            "Şehir meclisi bu sabah toplandı ve geçen yılın bütçesini görüştü.",
            "会议今天上午举行",
            "",
        ] {
            assert!(!is_vietnamese(other), "{other}");
        }
    }
}
