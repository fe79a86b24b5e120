//! Text in encodings older than Unicode, told and read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use chutri::document::{Document, Encoding, Reading, Repair, read_by};
use fastrand::Rng;
use unicode_normalization::UnicodeNormalization;

/// The table of letters: letter, and its bytes by encoding.
fn table() -> Vec<(char, BTreeMap<String, Vec<u8>>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/reading/encodings.csv");
    let mut rows = csv::Reader::from_path(path).unwrap();
    let heads = rows.headers().unwrap().clone();
    let unhex = |cell: &str| {
        let digits = |at: usize| u8::from_str_radix(&cell[at..at + 2], 16).unwrap();
        (0..cell.len()).step_by(2).map(digits).collect::<Vec<_>>()
    };
    let row = |row: csv::StringRecord| {
        let cells = heads.iter().zip(row.iter()).skip(1);
        let bytes = cells.map(|(head, cell)| (head.to_owned(), unhex(cell))).collect();
        (row[0].chars().next().unwrap(), bytes)
    };
    rows.records().map(|record| row(record.unwrap())).collect()
}

/// A text in an encoding; letters that it lacks are left out.
fn encoded(text: &str, name: &str, table: &[(char, BTreeMap<String, Vec<u8>>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.chars() {
        if let Some((_, row)) = table.iter().find(|(letter, _)| *letter == c) {
            match name {
                "windows-1258" => bytes.extend(windows(c)),
                name => bytes.extend(&row[name]),
            }
        } else if c.is_ascii() {
            if name == "viqr" && b"'`?~.^(+\\".contains(&(c as u8)) {
                bytes.push(b'\\');
            }
            bytes.push(c as u8);
        }
    }
    bytes
}

/// A letter of windows-1258: with its shape, then its tone.
fn windows(c: char) -> Vec<u8> {
    let mut parts: Vec<char> = c.nfd().collect();
    let tone = parts.iter().position(|c| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c));
    let tone = tone.map(|at| parts.remove(at));
    let letter = parts.into_iter().nfc().chain(tone).collect::<String>();
    let (bytes, _, lost) = encoding_rs::WINDOWS_1258.encode(&letter);
    assert!(!lost, "{c}");
    bytes.into_owned()
}

const NAMES: [&str; 5] = ["windows-1258", "tcvn3", "viscii", "vni", "viqr"];

fn read(bytes: &[u8], encoding: Option<Encoding>) -> Result<Document, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, bytes).unwrap();
    let reading = Arc::new(Reading { encoding, ..Reading::default() });
    let item = read_by(&reading, [path]).next().unwrap();
    item.map_err(|error| error.to_string())
}

#[test]
fn all_accented_letters_come_back() {
    let table = table();
    assert_eq!(table.len(), 134);
    let letters: String = table.iter().flat_map(|(letter, _)| [*letter, ' ']).collect();
    for name in NAMES {
        let bytes = encoded(&letters, name, &table);
        let document = read(&bytes, Encoding::of_name(name)).unwrap();
        assert_eq!(document.text.trim_end(), letters.trim_end(), "{name}");
    }
    let utf_16: Vec<u8> = letters.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(&utf_16, Encoding::of_name("utf-16be")).unwrap().text, letters);
}

/// Articles put together of sentences of the examples.
fn articles(count: usize) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut sentences = Vec::new();
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let text = fs::read_to_string(path).unwrap();
        sentences.extend(text.split_inclusive(['.', ';']).map(|s| s.trim().to_owned()));
    }
    let mut rng = Rng::with_seed(5);
    let article = |_| {
        let mut text = String::new();
        while text.chars().filter(|c| c.is_alphabetic()).count() < 300 {
            text.push_str(&sentences[rng.usize(..sentences.len())]);
            text.push('\n');
        }
        text
    };
    (0..count).map(article).collect()
}

#[test]
fn encodings_are_told_by_their_syllables() {
    let table = table();
    for name in NAMES {
        let mut right = 0;
        let articles = articles(200);
        for article in &articles {
            let bytes = encoded(article, name, &table);
            let document = read(&bytes, None);
            let plain: String = encodable(article, &table);
            right += usize::from(document.is_ok_and(|document| {
                document.encoding == Encoding::of_name(name).unwrap() && document.text == plain
            }));
        }
        assert!(right * 100 >= articles.len() * 99, "{name}: {right} of {}", articles.len());
    }
}

/// A text without what no old encoding has.
fn encodable(text: &str, table: &[(char, BTreeMap<String, Vec<u8>>)]) -> String {
    text.chars().filter(|c| c.is_ascii() || table.iter().any(|(letter, _)| letter == c)).collect()
}

#[test]
fn utf_16_is_told_with_and_without_its_mark() {
    let text = &articles(1)[0];
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(&read(&little, None).unwrap().text, text);
    let marked = [b"\xFE\xFF".to_vec(), text.encode_utf16().flat_map(u16::to_be_bytes).collect()];
    assert_eq!(&read(&marked.concat(), None).unwrap().text, text);
}

#[test]
fn what_was_decoded_wrongly_is_made_good() {
    let text = &articles(1)[0];
    let (twice, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
    let document = read(twice.as_bytes(), None).unwrap();
    assert_eq!(&document.text, text);
    assert_eq!(document.repair, Some(Repair::DoubleUtf8));
    let table = table();
    let bytes = encoded(text, "tcvn3", &table);
    let (mistaken, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    let document = read(mistaken.as_bytes(), None).unwrap();
    assert_eq!(document.text, encodable(text, &table));
    assert!(matches!(document.repair, Some(Repair::Mistaken(_))));
    // A question mark for each letter that went lost.
    let lost = twice.replace(['\u{90}', '\u{a3}'], "\u{fffd}");
    let error = read(lost.as_bytes(), None).unwrap_err();
    assert!(error.contains("UTF-8 twice"), "{error}");
}

#[test]
fn other_languages_are_left_as_they_are() {
    for text in [
        "Über die Straße nach Österreich fährt täglich ein größerer Bus für Schüler.",
        "L'été dernier, le maire a présidé la réunion à l'hôtel de ville, où il a été élu.",
    ] {
        let document = read(text.as_bytes(), None).unwrap();
        assert_eq!((document.text.as_str(), document.repair), (text, None));
    }
    let error = read(b"caf\xE9 d\xE9j\xE0", None).unwrap_err();
    assert!(error.contains("byte 4 is not UTF-8"), "{error}");
}

/// The script that makes the table makes this one. It needs Python and iconv, which not every machine has.
#[test]
fn the_table_is_what_its_script_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/reading");
    let made = std::process::Command::new("python3").arg(folder.join("encodings.py")).output();
    match made {
        Ok(made) if made.status.success() => {
            assert_eq!(made.stdout, fs::read(folder.join("encodings.csv")).unwrap());
        }
        _ => eprintln!("skipped: no python3 or no iconv"),
    }
}
