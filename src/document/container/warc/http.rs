//! Answers of web servers: header, chunks, compression.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};

use super::super::super::MAX_BYTES;

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer<'b> {
    pub(super) status: u16,
    pub(super) media_type: String,
    pub(super) body: Cow<'b, [u8]>,
}

/// Reads an answer, its body whole and unpacked.
pub(super) fn answer(bytes: &[u8]) -> io::Result<Answer<'_>> {
    let (head, body) = split(bytes);
    let mut lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let first = String::from_utf8_lossy(lines.next().unwrap_or_default());
    let status = first.split_whitespace().nth(1).and_then(|status| status.parse().ok());
    let (mut media_type, mut chunked, mut packed) = (String::new(), false, String::new());
    for line in lines {
        let line = String::from_utf8_lossy(line);
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match name.to_ascii_lowercase().as_str() {
            "content-type" => media_type = value,
            "transfer-encoding" => chunked = value.contains("chunked"),
            "content-encoding" => packed = value,
            _ => {}
        }
    }
    let body = if chunked { Cow::Owned(joined(body)) } else { Cow::Borrowed(body) };
    let status =
        status.ok_or_else(|| io::Error::other("the answer of the server has no status"))?;
    let body = match unpacked(&body, &packed) {
        Some(whole) => Cow::Owned(whole?),
        None => body,
    };
    Ok(Answer { status, media_type, body })
}

/// Header and body, which an empty line parts.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let ends = [&b"\r\n\r\n"[..], b"\n\n"].into_iter().filter_map(|gap| {
        let at = bytes.windows(gap.len()).position(|part| part == gap)?;
        Some((at, at + gap.len()))
    });
    let (end, from) = ends.min().unwrap_or((bytes.len(), bytes.len()));
    (&bytes[..end], &bytes[from..])
}

/// The chunks of a body together. Crawlers keep the header and join the chunks: what has no sizes stays.
fn joined(body: &[u8]) -> Vec<u8> {
    let (mut whole, mut rest) = (Vec::with_capacity(body.len()), body);
    while let Some(end) = rest.iter().take(32).position(|&byte| byte == b'\n') {
        let line = String::from_utf8_lossy(&rest[..end]);
        let size = line.split(';').next().unwrap_or_default().trim();
        let Ok(size) = usize::from_str_radix(size, 16) else { break };
        let chunk = &rest[end + 1..];
        if size == 0 || size > chunk.len() {
            whole.extend_from_slice(&chunk[..size.min(chunk.len())]);
            return whole;
        }
        whole.extend_from_slice(&chunk[..size]);
        rest = chunk[size..].strip_prefix(b"\r\n").unwrap_or(&chunk[size..]);
    }
    if whole.is_empty() { body.to_vec() } else { whole }
}

/// A body unpacked; none where it is not packed.
fn unpacked(body: &[u8], packed: &str) -> Option<io::Result<Vec<u8>>> {
    let is_gzip = body.starts_with(b"\x1F\x8B");
    match packed {
        "gzip" | "x-gzip" if is_gzip => Some(all(MultiGzDecoder::new(body))),
        "deflate" => Some(all(ZlibDecoder::new(body))),
        "br" | "zstd" if std::str::from_utf8(body).is_err() => {
            Some(Err(io::Error::other("its answer is packed in a way that is not read")))
        }
        _ => None,
    }
}

fn all(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut whole = Vec::new();
    let read = stream.take(MAX_BYTES + 1).read_to_end(&mut whole)?;
    let fits = (read as u64) <= MAX_BYTES;
    fits.then_some(whole).ok_or_else(|| io::Error::other("its answer unpacks to too much"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n3;x=y\r\nb</\r\n0\r\n\r\n";
        let answer = answer(bytes).unwrap();
        assert_eq!((answer.status, &*answer.body), (200, &b"<p>ab</"[..]));
        assert_eq!(answer.media_type, "text/html; charset=utf-8");
    }

    #[test]
    fn chunks_that_the_crawler_joined_stay() {
        let bytes = b"HTTP/1.1 404 Not Found\nTransfer-Encoding: chunked\n\n<html>\nkhong</html>";
        let answer = answer(bytes).unwrap();
        assert_eq!((answer.status, &*answer.body), (404, &b"<html>\nkhong</html>"[..]));
    }
}
