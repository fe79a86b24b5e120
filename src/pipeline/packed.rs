//! Facts in a form that is read a fifth as long as JSON: beside the file of the facts, of which it can be made
//! at any time. It is used where it is whole and of exactly this file.

mod value;

use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rustc_hash::FxHasher;

use self::value::Value;
use super::pool::{cores, map};
use crate::facts::DocumentFacts;

/// First words of the file; another program, whose facts may have other fields, begins otherwise.
const BEGINNING: &[u8] = concat!("chutri ", env!("CARGO_PKG_VERSION"), " facts 1\n").as_bytes();
const BUFFER: usize = 1 << 20;

/// What a file of facts is known again by, without reading it: its length and when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    nanoseconds: u64,
}

impl Stamp {
    fn of(path: &Path) -> io::Result<Self> {
        let file = fs::metadata(path)?;
        let written = file.modified()?.duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
        Ok(Self { length: file.len(), nanoseconds: written.as_nanos() as u64 })
    }
}

/// Writes the facts of a file of facts into another beside it.
pub(super) fn write<'a>(
    path: &Path,
    of: &Path,
    facts: impl Iterator<Item = &'a DocumentFacts>,
) -> io::Result<()> {
    let stamp = Stamp::of(of)?;
    let mut out = BufWriter::with_capacity(BUFFER, File::create_new(path)?);
    out.write_all(BEGINNING)?;
    let (mut bytes, mut ends) = (Vec::new(), Vec::new());
    let (mut hasher, mut end) = (FxHasher::default(), 0);
    for facts in facts {
        bytes.clear();
        facts.pack(&mut bytes);
        hasher.write(&bytes);
        out.write_all(&bytes)?;
        end += bytes.len() as u64;
        ends.push(end);
    }
    for number in ends.iter().copied().chain([ends.len() as u64, stamp.length, stamp.nanoseconds]) {
        out.write_all(&number.to_le_bytes())?;
        hasher.write_u64(number);
    }
    out.write_all(&hasher.finish().to_le_bytes())?;
    out.flush()
}

/// Reads what was written of a file of facts; nothing where that is not whole, or of another file.
pub(super) fn read(path: &Path, of: &Path) -> Option<Vec<DocumentFacts>> {
    let bytes = fs::read(path).ok()?;
    let stamp = Stamp::of(of).ok()?;
    let (mut rest, mut tail) = (bytes.strip_prefix(BEGINNING)?, [0; 4]);
    for number in tail.iter_mut().rev() {
        *number = last(&mut rest)?;
    }
    let [count, length, nanoseconds, digest] = tail;
    if stamp != (Stamp { length, nanoseconds }) || count > rest.len() as u64 / 8 {
        return None;
    }
    let (packed, ends) = rest.split_at(rest.len() - 8 * count as usize);
    let places = places(packed, ends)?;
    let mut hasher = FxHasher::default();
    for place in &places {
        hasher.write(&packed[place.clone()]);
    }
    let ends = places.iter().map(|place| place.end as u64);
    for number in ends.chain([count, length, nanoseconds]) {
        hasher.write_u64(number);
    }
    if hasher.finish() != digest {
        return None;
    }
    let facts = map(&places, cores(), |place| DocumentFacts::unpack(&mut &packed[place.clone()]));
    facts.into_iter().collect()
}

/// Takes the last number off.
fn last(bytes: &mut &[u8]) -> Option<u64> {
    let (rest, number) = bytes.split_last_chunk()?;
    *bytes = rest;
    Some(u64::from_le_bytes(*number))
}

/// Where the facts of each document are, by where each ends.
fn places(packed: &[u8], ends: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut start = 0;
    let (ends, _) = ends.as_chunks();
    let place = |end: &[u8; 8]| {
        let end = usize::try_from(u64::from_le_bytes(*end)).ok()?;
        let place = std::mem::replace(&mut start, end)..end;
        (place.start <= end && end <= packed.len()).then_some(place)
    };
    let places: Option<Vec<Range<usize>>> = ends.iter().map(place).collect();
    places.filter(|_| start == packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(doc: &str) -> DocumentFacts {
        let facts = serde_json::json!({
            "doc": doc, "url": null, "published": "2020-07-09", "sha256": "ab", "author": "Lê Hồng",
            "people": [{"name": "Phan Thị Ổi", "confidence": 0.1,
                        "evidence": [{"start": 3, "end": 14, "quote": "Phan Thị Ổi", "rule": "person-name"}]}],
            "units": [{"name": "huyện Chợ Mới", "level": "district", "candidates": [{"id": "d1", "score": 0.5}]}],
            "organizations": [{"name": "Huyện ủy Chợ Mới", "kind": "huyen-uy"}],
            "tenures": [{"person": "Phan Thị Ổi", "title": "Bí thư", "status": "ended", "term": "2015-2020"}],
            "meetings": [{"id": "m1", "kind": "council_session", "label": "kỳ họp thứ 9", "ordinal": 9}],
            "participations": [{"person": "Phan Thị Ổi", "meeting": "m1", "role": "chair"}],
            "citations": [{"kind": "Nghị quyết", "number": "26"}],
            "indicators": [{"name": "tỷ lệ hộ nghèo", "value": 11.3, "of": 21.0, "unit": "%"}],
        });
        serde_json::from_value(facts).unwrap()
    }

    #[test]
    fn facts_are_read_as_they_were_written_and_only_with_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let [json, packed] = ["facts.jsonl", "facts.packed"].map(|name| folder.path().join(name));
        fs::write(&json, "any").unwrap();
        let all: Vec<DocumentFacts> = ["a", "b", "c"].map(facts).into();
        write(&packed, &json, all.iter()).unwrap();
        assert_eq!(read(&packed, &json), Some(all.clone()));
        let whole = fs::read(&packed).unwrap();
        for at in 0..whole.len() {
            let mut hurt = whole.clone();
            hurt[at] ^= 0x15;
            fs::write(&packed, &hurt).unwrap();
            assert_eq!(read(&packed, &json), None, "byte {at}");
            fs::write(&packed, &whole[..at]).unwrap();
            assert_eq!(read(&packed, &json), None, "{at} bytes");
        }
        fs::write(&packed, &whole).unwrap();
        fs::write(&json, "other").unwrap();
        assert_eq!(read(&packed, &json), None);
        fs::remove_file(&packed).unwrap();
        write(&packed, &json, [].into_iter()).unwrap();
        assert_eq!(read(&packed, &json), Some(Vec::new()));
    }
}
