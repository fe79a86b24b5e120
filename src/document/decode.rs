//! Bytes to text, with the place of what is wrong.

use std::path::Path;

use super::{Place, ReadError};

const BOM: &[u8] = b"\xEF\xBB\xBF";
const OTHER_ENCODING: &str =
    "save it as UTF-8, for instance by `iconv -f WINDOWS-1258 -t UTF-8 OLD > NEW`";
const UTF_16: &str = "it looks like UTF-16: convert it by `iconv -f UTF-16 -t UTF-8 OLD > NEW`";

/// The bytes after a UTF-8 byte order mark, if there is one.
pub(super) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}

/// The text of `bytes`, which begin on line `first_line` of `path`.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    path: &Path,
    first_line: u64,
) -> Result<&'b str, ReadError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        let line = first_line + good.split(|&byte| byte == b'\n').count() as u64 - 1;
        let hint = if is_utf_16(bytes) { UTF_16 } else { OTHER_ENCODING };
        ReadError::Encoding { place: Place::line(path, line), byte: good.len() as u64 + 1, hint }
    })
}

fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_byte_is_located_by_line_and_offset() {
        let error = decode(b"m\xE1\xBB\x99t\nhai \xFF", Path::new("a.txt"), 1).unwrap_err();
        assert_eq!(error.place(), &Place::line(Path::new("a.txt"), 2));
        assert!(error.to_string().starts_with("a.txt:2: byte 11 is not UTF-8; save it as UTF-8"));
    }

    #[test]
    fn utf_16_is_named() {
        let error = decode(b"\xFF\xFEa\0", Path::new("a.txt"), 1).unwrap_err();
        assert!(error.to_string().contains("iconv -f UTF-16"), "{error}");
    }
}
