//! Bytes to text, with the place of what is wrong.

use std::path::Path;

use super::{Place, ReadError};

const BOM: &[u8] = b"\xEF\xBB\xBF";
pub(super) const OTHER_ENCODING: &str = "save it as UTF-8, or name its encoding by `--encoding`";

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
    std::str::from_utf8(bytes)
        .map_err(|error| wrong_byte(bytes, error.valid_up_to(), path, first_line))
}

/// Says that the byte `at`, counted from 0, is no text.
pub(super) fn wrong_byte(bytes: &[u8], at: usize, path: &Path, first_line: u64) -> ReadError {
    let line = first_line + bytes[..at].split(|&byte| byte == b'\n').count() as u64 - 1;
    let place = Place::line(path, line);
    ReadError::Encoding { place, byte: at as u64 + 1, hint: OTHER_ENCODING }
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
}
