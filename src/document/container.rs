//! What holds other files: compressed streams, archives, crawls. Told by content, whatever the name.

mod bounded;
mod frames;
mod gather;
mod shared;
mod tar;
pub(super) mod warc;
pub(super) mod zip;

use std::io::{self, BufRead, BufReader};

use flate2::bufread::MultiGzDecoder;
use lzma_rust2::XzReader;

use super::format::{Format, Records};
use super::source::Origin;
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
pub(super) fn open(
    origin: Origin,
    mut bytes: Box<dyn BufRead + Send>,
) -> Result<Records, ReadError> {
    let failed = |source| ReadError::Read { place: Place::whole(&origin.path), source };
    let start = bytes.fill_buf().map_err(failed)?;
    let found = MAGIC
        .iter()
        .find(|(_, at, magic)| start.get(*at..).is_some_and(|start| start.starts_with(magic)));
    let Some(&(container, ..)) = found else {
        let format = Format::of_both(origin.format, start, &origin.reading.pages);
        return Ok(format.records(origin, bytes));
    };
    if origin.depth >= DEPTH {
        return Err(failed(io::Error::other("too many archives within archives")));
    }
    let origin = Origin { depth: origin.depth + 1, ..origin };
    let (bytes, taken): (Box<dyn BufRead + Send>, _) = match container {
        Container::Gzip | Container::Zstd | Container::Xz => counted(bytes),
        Container::Zip => return zip::open(origin, bytes),
        Container::Tar => return Ok(gather::gather(tar::Members::new(origin, bytes))),
        Container::Warc => return Ok(warc::records(origin, bytes)),
    };
    let stream: Box<dyn io::Read + Send> = match container {
        Container::Gzip => Box::new(MultiGzDecoder::new(bytes)),
        Container::Zstd => Box::new(Frames::new(bytes)),
        _ => Box::new(XzReader::new_mem_limit(bytes, true, XZ_KIB)),
    };
    let bounded = Bounded::new(stream, taken, origin.reading.ratio);
    open(origin.unpacked(), Box::new(BufReader::with_capacity(CHUNK, bounded)))
}
