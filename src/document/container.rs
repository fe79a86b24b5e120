//! What holds other files: compressed streams, archives, crawls. Told by content, whatever the name.

mod bounded;
mod frames;
mod gather;
mod shared;
mod tar;
pub(super) mod warc;
pub(super) mod zip;

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use lzma_rust2::XzReader;

use super::format::{Format, Records};
use super::lines::Lines;
use super::source::{Bytes, Origin};
use super::{Place, ReadError};
use bounded::{Bounded, counted};
use frames::Frames;

/// Containers within containers.
const DEPTH: u8 = 4;
const CHUNK: usize = 64 * 1024;
/// KiB of dictionary that an xz stream may ask for.
const XZ_KIB: u32 = 128 * 1024;

/// A form that holds others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Gzip,
    Zstd,
    Xz,
    Zip,
    Tar,
    Warc,
}

/// First bytes of each, and where they stand.
const MAGIC: [(Container, usize, &[u8]); 8] = [
    (Container::Gzip, 0, b"\x1F\x8B"),
    (Container::Zstd, 0, b"\x28\xB5\x2F\xFD"),
    (Container::Xz, 0, b"\xFD7zXZ\0"),
    (Container::Zip, 0, b"PK\x03\x04"),
    (Container::Zip, 0, b"PK\x05\x06"),
    (Container::Tar, 257, b"ustar"),
    (Container::Warc, 0, b"WARC/1."),
    (Container::Warc, 0, b"WARC/0."),
];

/// The documents in a stream of bytes, through whatever holds them.
pub(super) fn open(origin: Origin, mut bytes: Bytes) -> Result<Records, ReadError> {
    let Some(container) = held(&origin, &mut bytes)? else {
        let start = bytes.fill_buf().map_err(|source| failed(&origin, source))?;
        let format = Format::of_both(origin.format, start, &origin.reading.pages);
        return Ok(format.records(origin, bytes));
    };
    let origin = Origin { depth: origin.depth + 1, ..origin };
    match container {
        Container::Zip => zip::open(origin, bytes),
        Container::Tar => Ok(gather::gather(tar::Members::new(origin, bytes))),
        Container::Warc => Ok(warc::records(origin, bytes)),
        packed => {
            let (origin, bytes) = unpacked(packed, origin, bytes);
            open(origin, bytes)
        }
    }
}

/// The lines in a stream of bytes, whatever it is compressed by.
pub(super) fn lines(origin: Origin, mut bytes: Bytes) -> Result<Lines, ReadError> {
    match held(&origin, &mut bytes)? {
        None => Ok(Lines::new(origin.path, bytes)),
        Some(Container::Zip | Container::Tar | Container::Warc) => {
            Err(failed(&origin, io::Error::other("it holds files, not lines; unpack it")))
        }
        Some(packed) => {
            let origin = Origin { depth: origin.depth + 1, ..origin };
            let (origin, bytes) = unpacked(packed, origin, bytes);
            lines(origin, bytes)
        }
    }
}

/// The container that begins here; none where the bytes are what they are.
fn held(origin: &Origin, bytes: &mut Bytes) -> Result<Option<Container>, ReadError> {
    let start = bytes.fill_buf().map_err(|source| failed(origin, source))?;
    let found = MAGIC
        .iter()
        .find(|(_, at, magic)| start.get(*at..).is_some_and(|start| start.starts_with(magic)));
    if found.is_some() && origin.depth >= DEPTH {
        return Err(failed(origin, io::Error::other("too many archives within archives")));
    }
    Ok(found.map(|&(container, ..)| container))
}

/// What a compressed stream holds.
fn unpacked(packed: Container, origin: Origin, bytes: Bytes) -> (Origin, Bytes) {
    let (bytes, taken) = counted(bytes);
    let stream: Box<dyn Read + Send> = match packed {
        Container::Gzip => Box::new(MultiGzDecoder::new(bytes)),
        Container::Zstd => Box::new(Frames::new(bytes)),
        _ => Box::new(XzReader::new_mem_limit(bytes, true, XZ_KIB)),
    };
    let bounded = Bounded::new(stream, taken, origin.reading.ratio);
    (origin.unpacked(), Box::new(BufReader::with_capacity(CHUNK, bounded)))
}

fn failed(origin: &Origin, source: io::Error) -> ReadError {
    ReadError::Read { place: Place::whole(&origin.path), source }
}
