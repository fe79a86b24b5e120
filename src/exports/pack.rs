//! Packed files.

use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::ExportError;

/// Bytes of one frame of Zstandard, packed by themselves.
const FRAME: usize = 1 << 22;

/// How a file is packed. The same bytes are packed the same each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// gzip, without name or time.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Packing {
    /// The packing that the ending of a file asks for.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "gz" => Some(Self::Gzip),
            "zst" => Some(Self::Zstd),
            _ => None,
        }
    }
}

/// Packs what `write` writes into `out`; without packing it goes there as it is.
///
/// # Errors
/// Those of `write`, and if `out` does not take it.
pub fn packed<W: Write>(
    packing: Option<Packing>,
    mut out: W,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    match packing {
        None => write(&mut out)?,
        Some(Packing::Gzip) => {
            let mut packer = GzEncoder::new(&mut out, Compression::default());
            write(&mut packer)?;
            packer.finish()?;
        }
        Some(Packing::Zstd) => {
            let mut packer = Frames { out: &mut out, bytes: Vec::with_capacity(FRAME) };
            write(&mut packer)?;
            packer.send()?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Frames of Zstandard one after another, which its readers join.
struct Frames<W> {
    out: W,
    /// What is not yet packed.
    bytes: Vec<u8>,
}

impl<W: Write> Frames<W> {
    /// Packs what there is as a frame.
    fn send(&mut self) -> io::Result<()> {
        let frame = compress_to_vec(self.bytes.as_slice(), CompressionLevel::Fastest);
        self.bytes.clear();
        self.out.write_all(&frame)
    }
}

impl<W: Write> Write for Frames<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(FRAME - self.bytes.len());
        self.bytes.extend_from_slice(&bytes[..taken]);
        if self.bytes.len() == FRAME {
            self.send()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_hold_what_was_written() {
        let text: Vec<u8> = (0..FRAME * 2 + 5).map(|n| (n / 7 % 251) as u8).collect();
        for written in [&text[..], &text[..FRAME], b"", b"a"] {
            let mut packed_bytes = Vec::new();
            packed(Some(Packing::Zstd), &mut packed_bytes, |out| {
                for piece in written.chunks(100_000) {
                    out.write_all(piece)?;
                }
                Ok(())
            })
            .unwrap();
            let mut unpacked = Vec::with_capacity(written.len() + 1);
            let mut decoder = ruzstd::decoding::FrameDecoder::new();
            decoder.decode_all_to_vec(&packed_bytes, &mut unpacked).unwrap();
            assert!(unpacked == written, "{} bytes", written.len());
        }
    }
}
