//! Text of the encodings that tables spell out.

use crate::ontology::pages::{Coded, Letters};

/// Takes the sign behind it for itself in VIQR.
const ESCAPE: u8 = b'\\';

/// Bytes as text; what the table does not have is read as windows-1252.
pub(super) fn decode(bytes: &[u8], coded: Coded, letters: &Letters) -> String {
    let mut text = String::with_capacity(bytes.len() * 5 / 4);
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if coded == Coded::Viqr && rest[0] == ESCAPE && rest.len() > 1 {
            text.push(char::from(rest[1]));
            at += 2;
        } else if let Some((letter, length)) = letters.letter(coded, rest) {
            text.push(letter);
            at += length;
        } else {
            text.push_str(&western(&rest[..1]));
            at += 1;
        }
    }
    text
}

fn western(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0
}
