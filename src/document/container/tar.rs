//! Tar, as it streams by: POSIX headers, long names of GNU and pax.

use std::io::BufRead;
use std::io::{self, BufReader, Read};

use super::super::source::Origin;
use super::super::{Place, ReadError};
use super::gather::Member;
use super::shared::Shared;

const BLOCK: u64 = 512;
/// Longest name of a member, in bytes.
const NAME: u64 = 64 * 1024;

/// The members of an archive that are files of a known form.
pub(super) struct Members {
    origin: Origin,
    stream: Shared,
    /// Where the next header stands.
    next: u64,
    done: bool,
}

/// A header, as far as it matters.
struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl Members {
    pub(super) fn new(origin: Origin, bytes: Box<dyn BufRead + Send>) -> Self {
        Self { origin, stream: Shared::new(bytes), next: 0, done: false }
    }

    /// The next file; none at the end.
    fn file(&mut self) -> io::Result<Option<(String, u64)>> {
        let mut long_name = None;
        loop {
            if !self.stream.skip_to(self.next)? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let Some(header) = self.header()? else { return Ok(None) };
            self.next += BLOCK + header.size.div_ceil(BLOCK) * BLOCK;
            match header.kind {
                b'L' => long_name = Some(self.text(header.size)?),
                b'x' => long_name = path_of_pax(&self.text(header.size)?).or(long_name),
                b'0' | 0 => return Ok(Some((long_name.unwrap_or(header.name), header.size))),
                _ => long_name = None,
            }
        }
    }

    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut block = Vec::with_capacity(BLOCK as usize);
        (&mut self.stream).take(BLOCK).read_to_end(&mut block)?;
        if block.is_empty() || block.iter().all(|&byte| byte == 0) {
            return Ok(None);
        }
        if block.len() < BLOCK as usize {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let (sum, mut own) = (octal(&block[148..156]), 8 * u64::from(b' '));
        own += block[..148].iter().chain(&block[156..]).map(|&byte| u64::from(byte)).sum::<u64>();
        if sum != Some(own) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a header of the archive is damaged",
            ));
        }
        let (prefix, name) = (words(&block[345..500]), words(&block[..100]));
        let name = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        let size = octal(&block[124..136]).ok_or(io::ErrorKind::InvalidData)?;
        Ok(Some(Header { name, size, kind: block[156] }))
    }

    fn text(&mut self, size: u64) -> io::Result<String> {
        let mut name = Vec::new();
        (&mut self.stream).take(size.min(NAME)).read_to_end(&mut name)?;
        Ok(words(&name))
    }
}

impl Iterator for Members {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        while !self.done {
            match self.file() {
                Ok(Some((name, size))) => {
                    let Some(origin) = self.origin.member(&name) else { continue };
                    let bytes = BufReader::new(self.stream.clone().take(size));
                    return Some(Ok((origin, Box::new(bytes))));
                }
                Ok(None) => self.done = true,
                Err(source) => {
                    self.done = true;
                    let place = Place::whole(&self.origin.path);
                    return Some(Err(ReadError::Read { place, source }));
                }
            }
        }
        None
    }
}

/// Bytes up to the first NUL.
fn words(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

/// A number in octal digits, or in binary where the first bit is set.
fn octal(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let low = &field[field.len() - 8..];
        return Some(low.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)));
    }
    let digits = field.iter().skip_while(|&&byte| byte == b' ');
    let mut digits = digits.take_while(|&&byte| byte != b' ' && byte != 0);
    digits.try_fold(0u64, |number, &byte| {
        let digit = matches!(byte, b'0'..=b'7').then(|| u64::from(byte - b'0'))?;
        number.checked_mul(8)?.checked_add(digit)
    })
}

/// The `path` of a pax header: lines of `length key=value`.
fn path_of_pax(header: &str) -> Option<String> {
    let mut lines = header.lines().filter_map(|line| line.split_once(' ')?.1.split_once('='));
    lines.find(|(key, _)| *key == "path").map(|(_, path)| path.to_owned())
}
