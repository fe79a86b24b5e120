//! Fonts: which letters their codes are, and how wide.

use std::collections::HashMap;

use lopdf::{Dictionary, Document as File, Encoding, Object};

/// Most bytes that the table of letters of a font may unpack to.
const TABLE: usize = 16 * 1024 * 1024;
/// Most widths of a font.
const WIDTHS: usize = 1 << 16;
/// Units of a font's measure to its size.
const UNITS: f32 = 1000.0;
/// Width of a letter of which the font does not tell it.
const USUAL: f32 = 500.0;

/// A font as far as the text needs it.
pub(super) struct Font<'d> {
    encoding: Option<Encoding<'d>>,
    /// Bytes of a code.
    code: usize,
    widths: HashMap<u32, f32>,
    other: f32,
    scale: f32,
}

/// A font's dictionary, of which its table of letters is the only encoding where it has one: a table tells
/// more than the name of an encoding beside it.
pub(super) fn told_by_table(font: &Dictionary, file: &File) -> Dictionary {
    let mut own = font.clone();
    let has_table = font.get_deref(b"ToUnicode", file).and_then(Object::as_stream).is_ok();
    if has_table {
        own.remove(b"Encoding");
    }
    own.set("Type", Object::Name(b"Font".to_vec()));
    own
}

impl<'d> Font<'d> {
    /// Reads a font of [`told_by_table`].
    pub(super) fn new(font: &'d Dictionary, file: &'d File) -> lopdf::Result<Self> {
        let encoding = match font.get_font_encoding_with_limit(file, TABLE) {
            Ok(encoding) => Some(encoding),
            Err(error @ lopdf::Error::Decompress(_)) => return Err(error),
            Err(_) => None,
        };
        let composite = descendant(font, file);
        let (code, widths) = match composite {
            Some(descendant) => (2, widths_of_glyphs(descendant, file)),
            None => (1, widths_of_letters(font, file)),
        };
        let stated = composite.and_then(|d| d.get_deref(b"DW", file).ok()?.as_float().ok());
        let other = stated.unwrap_or(if composite.is_some() { UNITS } else { USUAL });
        let matrix = font.get_deref(b"FontMatrix", file).and_then(Object::as_array);
        let scale = matrix.ok().and_then(|matrix| matrix.first()?.as_float().ok());
        Ok(Self { encoding, code, widths, other, scale: scale.map_or(1.0 / UNITS, f32::abs) })
    }

    /// The letters of a string; those that the font does not tell are U+FFFD.
    pub(super) fn letters(&self, string: &[u8]) -> String {
        let told =
            self.encoding.as_ref().and_then(|encoding| encoding.bytes_to_string(string).ok());
        told.unwrap_or_else(|| "\u{fffd}".repeat(string.len().div_ceil(self.code)))
    }

    /// The codes of a string: width of each in ems, and whether it is the space of one byte.
    pub(super) fn codes<'s>(&'s self, string: &'s [u8]) -> impl Iterator<Item = (f32, bool)> + 's {
        string.chunks(self.code).map(|code| {
            let number = code.iter().fold(0, |number, &byte| number << 8 | u32::from(byte));
            let width = self.widths.get(&number).copied().unwrap_or(self.other);
            (width * self.scale, code == b" ")
        })
    }
}

/// The font whose glyphs a composite font draws.
fn descendant<'d>(font: &'d Dictionary, file: &'d File) -> Option<&'d Dictionary> {
    let descendants = font.get_deref(b"DescendantFonts", file).ok()?.as_array().ok()?;
    file.dereference(descendants.first()?).ok()?.1.as_dict().ok()
}

/// `FirstChar` and `Widths`.
fn widths_of_letters(font: &Dictionary, file: &File) -> HashMap<u32, f32> {
    let first = font.get_deref(b"FirstChar", file).and_then(Object::as_i64).unwrap_or(0);
    let widths = font.get_deref(b"Widths", file).and_then(Object::as_array);
    let widths = widths.map(Vec::as_slice).unwrap_or_default().iter().take(WIDTHS);
    let codes = (u32::try_from(first).unwrap_or(0)..).zip(widths);
    codes.filter_map(|(code, width)| Some((code, number(width, file)?))).collect()
}

/// `W`: `first [width …]` or `first last width`.
fn widths_of_glyphs(font: &Dictionary, file: &File) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let list = font.get_deref(b"W", file).and_then(Object::as_array);
    let mut list = list.map(Vec::as_slice).unwrap_or_default().iter();
    while let (Some(first), Some(next)) = (list.next(), list.next()) {
        let Some(first) = code(first, file) else { break };
        if let Ok((_, Object::Array(own))) = file.dereference(next) {
            let own = own.iter().take(WIDTHS).filter_map(|width| number(width, file));
            widths.extend((first..).zip(own));
            continue;
        }
        let (Some(last), Some(width)) = (code(next, file), list.next()) else { break };
        let Some(width) = number(width, file) else { break };
        widths.extend((first..=last).take(WIDTHS).map(|code| (code, width)));
        if widths.len() > WIDTHS {
            break;
        }
    }
    widths
}

fn number(object: &Object, file: &File) -> Option<f32> {
    file.dereference(object).ok()?.1.as_float().ok()
}

fn code(object: &Object, file: &File) -> Option<u32> {
    u32::try_from(file.dereference(object).ok()?.1.as_i64().ok()?).ok()
}
