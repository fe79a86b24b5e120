//! Zip: archives, and the office documents that are one.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use flate2::bufread::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::super::format::Records;
use super::super::plain::whole;
use super::super::source::{CHUNK, Origin};
use super::super::{MAX_BYTES, Place, ReadError, office};
use super::bounded::{Bounded, counted};
use super::gather::{Member, gather};

/// What has the bytes of an archive.
#[derive(Clone)]
enum Store {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

impl Store {
    fn open(&self) -> io::Result<Box<dyn Bytes>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }
}

/// An archive, its list read.
pub(in crate::document) struct Archive {
    origin: Origin,
    store: Store,
    list: ZipArchive<Box<dyn Bytes>>,
}

/// The documents of an archive, or the one of an office document.
pub(super) fn open(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Result<Records, ReadError> {
    let place = Place::whole(&origin.path);
    let store = match &origin.file {
        Some(path) => {
            let size = path.metadata().map_or(0, |file| file.len());
            origin.reading.tally.take(size.saturating_sub(CHUNK as u64));
            Store::File(path.clone())
        }
        // The list stands at the end.
        None => Store::Memory(whole(&place, bytes, MAX_BYTES)?.into()),
    };
    let failed = |source| ReadError::Read { place: place.clone(), source };
    let list = ZipArchive::new(store.open().map_err(failed)?);
    let list = list.map_err(|error| failed(io::Error::new(io::ErrorKind::InvalidData, error)))?;
    let mut archive = Archive { origin, store, list };
    if let Some(kind) = office::kind(&archive) {
        return Ok(Box::new(std::iter::once_with(move || office::read(&mut archive, kind))));
    }
    let count = archive.list.len();
    Ok(gather((0..count).filter_map(move |at| archive.member(at))))
}

impl Archive {
    /// What the archive is to its reader.
    pub(in crate::document) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whether there is a member of a name.
    pub(in crate::document) fn has(&self, name: &str) -> bool {
        self.list.index_for_name(name).is_some()
    }

    /// The bytes of the member of a name.
    pub(in crate::document) fn bytes(&mut self, name: &str) -> io::Result<Box<dyn BufRead + Send>> {
        let at = self.list.index_for_name(name).ok_or(io::ErrorKind::NotFound)?;
        self.stream(at)
    }

    /// A member that is a file of a known form.
    fn member(&mut self, at: usize) -> Option<Member> {
        let place = Place::whole(&self.origin.path);
        let failed = |source| Err(ReadError::Read { place, source });
        let name = match self.list.by_index_raw(at) {
            Ok(member) if member.is_dir() => return None,
            Ok(member) => String::from_utf8_lossy(member.name_raw()).into_owned(),
            Err(error) => return Some(failed(io::Error::new(io::ErrorKind::InvalidData, error))),
        };
        let origin = self.origin.member(&name)?;
        Some(match self.stream(at) {
            Ok(bytes) => Ok((origin, bytes)),
            Err(source) => Err(ReadError::Read { place: Place::whole(&origin.path), source }),
        })
    }

    fn stream(&mut self, at: usize) -> io::Result<Box<dyn BufRead + Send>> {
        let member = self.list.by_index_raw(at).map_err(io::Error::other)?;
        let (start, length) = (member.data_start(), member.compressed_size());
        let (method, encrypted) = (member.compression(), member.encrypted());
        drop(member);
        if encrypted {
            return Err(io::Error::other("it is encrypted; unpack it with its password"));
        }
        let mut bytes = self.store.open()?;
        bytes.seek(SeekFrom::Start(start.ok_or(io::ErrorKind::InvalidData)?))?;
        let packed = BufReader::new(bytes.take(length));
        let ratio = self.origin.reading.ratio;
        Ok(match method {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::Deflated => {
                let (packed, taken) = counted(packed);
                Box::new(BufReader::new(Bounded::new(DeflateDecoder::new(packed), taken, ratio)))
            }
            _ => return Err(io::Error::other("it is packed in a rare way; pack it anew")),
        })
    }
}
