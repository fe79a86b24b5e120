//! The files of the page: part of the program, each with its media type, its digest and its packed form.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::accept::HTML;

/// The page itself.
pub(super) const INDEX: &str = "index.html";

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("page/", $name)))),*]
    };
}

/// All files of the page by their path below `/assets/`.
const FILES: &[(&str, &[u8])] = files![
    "css/base.css",
    "css/frame.css",
    "css/print.css",
    "css/things.css",
    "css/timeline.css",
    "css/tools.css",
    "favicon.svg",
    "index.html",
    "js/address.js",
    "js/api.js",
    "js/app.js",
    "js/graph/drawing.js",
    "js/graph/files.js",
    "js/graph/picture.js",
    "js/language.js",
    "js/main.js",
    "js/pages/about.js",
    "js/pages/body.js",
    "js/pages/chaired.js",
    "js/pages/contradictions.js",
    "js/pages/document.js",
    "js/pages/graph.js",
    "js/pages/home.js",
    "js/pages/meeting.js",
    "js/pages/meetings.js",
    "js/pages/person.js",
    "js/pages/post.js",
    "js/pages/query.js",
    "js/pages/review.js",
    "js/pages/thing.js",
    "js/pages/unit.js",
    "js/parts/evidence.js",
    "js/parts/filters.js",
    "js/parts/meetings.js",
    "js/parts/search-box.js",
    "js/parts/sheet.js",
    "js/parts/succession.js",
    "js/parts/thing.js",
    "js/parts/timeline.js",
    "js/query/answer.js",
    "js/query/editor.js",
    "js/query/results.js",
    "js/query/vocabulary.js",
    "js/theme.js",
    "js/time.js",
    "js/value.js",
    "js/words.js",
    "vendor/LICENCES.txt",
    "vendor/elements.js",
    "vendor/graph.js",
];

/// A file.
struct Asset {
    media: &'static str,
    tag: HeaderValue,
    plain: Bytes,
    /// Packed by gzip, where that is smaller.
    packed: Option<Bytes>,
}

/// The files of the page.
pub(super) struct Page {
    built_in: BTreeMap<&'static str, Asset>,
    /// Where files are looked for first.
    folder: Option<PathBuf>,
}

impl Page {
    /// The built-in files, or those of a folder in their place.
    pub(super) fn new(folder: Option<&Path>) -> Self {
        let built_in =
            FILES.iter().map(|&(name, bytes)| (name, Asset::new(name, Bytes::from_static(bytes))));
        Self { built_in: built_in.collect(), folder: folder.map(Path::to_owned) }
    }

    /// The answer to a request for a file; none where there is no such.
    pub(super) fn get(&self, name: &str, headers: &HeaderMap) -> Option<Response> {
        if let Some(folder) = &self.folder {
            let bytes = std::fs::read(inside(folder, name)?).ok()?;
            return Some(Asset::new(name, bytes.into()).answer(headers));
        }
        self.built_in.get(name).map(|asset| asset.answer(headers))
    }
}

/// The path of a file in a folder; none where the name leads out of it.
fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    plain.then(|| folder.join(name))
}

impl Asset {
    fn new(name: &str, plain: Bytes) -> Self {
        let digest = Sha256::digest(&plain);
        let tag = HeaderValue::from_str(&format!("\"{digest:x}\""));
        let tag = tag.unwrap_or(HeaderValue::from_static("\"\""));
        let packed = packed(&plain).filter(|packed| packed.len() < plain.len());
        Self { media: media(name), tag, plain, packed }
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let fixed = [
            (header::ETAG, self.tag.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ];
        if known(headers, &self.tag) {
            return (StatusCode::NOT_MODIFIED, fixed).into_response();
        }
        let media = (header::CONTENT_TYPE, HeaderValue::from_static(self.media));
        let coding = (header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        match &self.packed {
            Some(packed) if takes_gzip(headers) => {
                (fixed, [media, coding], packed.clone()).into_response()
            }
            _ => (fixed, [media], self.plain.clone()).into_response(),
        }
    }
}

fn packed(plain: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

/// Whether the client holds the answer of a tag already.
pub(super) fn known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let tag = tag.to_str().unwrap_or_default().trim_start_matches("W/");
    let lines = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|held| held == "*" || held.trim_start_matches("W/") == tag)
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter();
    let mut codings = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(','));
    codings.any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = quality.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        name.trim() == "gzip" && !refused
    })
}

/// The media type of a file by its ending.
fn media(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => HTML,
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the folder for those who make the page, and is not sent.
    const NOT_SENT: [&str; 2] = ["sh", "md"];

    fn below(folder: &Path, root: &Path, names: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if path.is_dir() {
                below(&path, root, names);
            } else if !NOT_SENT.contains(&ending) {
                names.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_sent() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/page");
        let mut names = Vec::new();
        below(&folder, &folder, &mut names);
        names.sort();
        let mut listed: Vec<_> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        listed.sort();
        assert_eq!(listed, names);
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let folder = Path::new("page");
        for name in ["../secret", "/etc/passwd", "a/../../b", ".."] {
            assert_eq!(inside(folder, name), None, "{name}");
        }
        assert_eq!(inside(folder, "js/app.js"), Some(PathBuf::from("page/js/app.js")));
    }
}
