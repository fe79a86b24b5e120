//! Reading files, folders and records, good and bad.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chutri::document::{Document, ReadError, read};
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn ids(items: &[Result<Document, ReadError>]) -> Vec<&str> {
    items.iter().flatten().map(|document| document.id.as_str()).collect()
}

fn complaints(items: &[Result<Document, ReadError>], root: &Path) -> Vec<String> {
    let root = format!("{}/", root.display());
    let errors = items.iter().filter_map(|item| item.as_ref().err());
    errors.map(|error| error.to_string().replace(&root, "")).collect()
}

fn read_all(paths: impl IntoIterator<Item = PathBuf>) -> Vec<Result<Document, ReadError>> {
    read(paths).collect()
}

#[test]
fn a_folder_is_read_recursively_in_order_of_names() {
    let folder = folder(&[
        ("b.txt", b"hai"),
        ("a/z.txt", b"m\xE1\xBB\x99t"),
        ("a/.hidden.txt", b"x"),
        ("c.jsonl", b"{\"id\":\"r1\",\"text\":\"ba\"}\n{\"id\":\"r2\",\"text\":\"t\"}"),
        ("picture.jpg", b"\xFF\xD8"),
    ]);
    let items = read_all([folder.path().to_owned()]);
    assert_eq!(ids(&items), ["a/z", "b", "r1", "r2"]);
    assert_eq!(items[0].as_ref().unwrap().text, "một");
    assert!(complaints(&items, folder.path()).is_empty());
}

#[test]
fn bad_input_is_told_with_its_place_and_the_rest_is_read() {
    let folder = folder(&[
        ("1-good.txt", b"\xEF\xBB\xBFH\xE1\xBB\x8Dp"),
        ("2-empty.txt", b" \n"),
        ("3-latin.txt", b"m\xE1\xBB\x99t\n\xD0\xE0ng"),
        ("4-bom-only.txt", b"\xEF\xBB\xBF"),
        ("5.jsonl", b"{\"id\":\"1-good\",\"text\":\"x\"}\n{\"id\":\"5\",\"text\":\"y\"}"),
    ]);
    let missing = folder.path().join("missing.txt");
    let items = read_all([folder.path().to_owned(), missing]);
    assert_eq!(ids(&items), ["1-good", "5"]);
    assert_eq!(items[0].as_ref().unwrap().text, "Họp");
    assert_eq!(
        complaints(&items, folder.path()),
        [
            "2-empty.txt: there is no text in it; remove it or fill it in",
            "3-latin.txt:2: byte 7 is not UTF-8; save it as UTF-8, or name its encoding by `--encoding`",
            "4-bom-only.txt: there is no text in it; remove it or fill it in",
            "5.jsonl:1: an earlier document is already called `1-good`; give each document its own id",
            "missing.txt: cannot be read: No such file or directory (os error 2); check the path \
             and its permissions",
        ]
    );
}

#[test]
fn a_folder_without_documents_says_so() {
    let folder = folder(&[("a/b/readme.md", b"x"), ("a/c.png", b"PNG")]);
    let items = read_all([folder.path().join("a")]);
    assert_eq!(
        complaints(&items, folder.path()),
        [
            "a: the folder holds no document; put .txt, .jsonl, .html or other files into it that it reads"
        ]
    );
}

#[test]
fn a_file_asked_for_by_name_is_read_whatever_its_ending() {
    let folder = folder(&[("pages", b"\n{\"id\":\"a\",\"text\":\"x\"}"), ("page.article", b"y")]);
    let items = read_all(["pages", "page.article"].map(|name| folder.path().join(name)));
    assert_eq!(ids(&items), ["a", "page"]);
}

#[test]
fn the_example_articles_are_all_readable() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let items = read_all([folder]);
    assert!(items.iter().all(Result::is_ok), "{:?}", items.iter().find(|item| item.is_err()));
    assert!(items.len() >= 12);
    let dated = items.iter().flatten().filter(|document| document.published.is_some());
    assert_eq!(dated.count(), 4);
}

/// A folder that its owner may not list is told like any other; the superuser may list everything.
#[cfg(unix)]
#[test]
fn an_unreadable_file_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", b"x"), ("b.txt", b"y")]);
    let locked = folder.path().join("a.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&locked).is_ok() {
        let _ = writeln!(io::stderr(), "skipped: this user may read every file");
        return;
    }
    let items = read_all([folder.path().to_owned()]);
    assert_eq!(ids(&items), ["b"]);
    assert!(complaints(&items, folder.path())[0].starts_with("a.txt: cannot be read: Permission"));
}
