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

/// Pairs of bytes that are looked at together, so that their count fits a byte.
const BLOCK: usize = 128;

/// Letters with two marks, with a horn or a stroke. Looks at all pairs alike, which processors do many at a
/// time.
fn own_letters(sample: &[u8]) -> usize {
    let seconds = sample.get(1..).unwrap_or_default();
    let blocks = sample.chunks(BLOCK).zip(seconds.chunks(BLOCK));
    let count = |(firsts, seconds): (&[u8], &[u8])| {
        let pairs = firsts.iter().zip(seconds);
        usize::from(pairs.map(|(&first, &second)| u8::from(is_own(first, second))).sum::<u8>())
    };
    blocks.map(count).sum()
}

/// Whether two bytes begin U+1E80 to U+1EFF, or are one of the letters with a horn or a stroke.
#[inline]
#[allow(clippy::needless_bitwise_bool, reason = "branches would keep it from many bytes at a time")]
fn is_own(first: u8, second: u8) -> bool {
    (first == 0xe1) & (second | 1 == 0xbb)
        | (first == 0xc6) & ((second | 1 == 0xa1) | (second == 0xaf) | (second == 0xb0))
        | (first == 0xc4) & ((second | 1 == 0x83) | (second | 1 == 0x91))
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
