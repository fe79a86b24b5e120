//! `chutri export` as users run it.

use std::fs;
use std::path::Path;

use crate::cli::{Run, command, finish, graph, on_examples};

fn export(arguments: &[&str]) -> Run {
    finish(command().arg("export").args(arguments).env("CHUTRI_GRAPH", graph()))
}

#[test]
fn the_ending_tells_the_form() {
    let folder = tempfile::tempdir().unwrap();
    for (ending, start) in [
        ("graphml", "<?xml"),
        ("gexf", "<?xml"),
        ("svg", "<svg"),
        ("csv", "person,office,"),
        ("dot", "digraph"),
        ("cyjs", "{\"format_version\""),
        ("json", "{\"directed\":true"),
        ("ttl", "@base"),
        ("nq", "<https://"),
    ] {
        let path = folder.path().join("graph").with_extension(ending);
        let file = path.to_str().unwrap();
        assert_eq!(on_examples(&["export", "--output", file]).stdout, "");
        let written = fs::read_to_string(&path).unwrap();
        assert!(written.starts_with(start), "{ending}: {}", &written[..40]);
        assert_eq!(on_examples(&["export", "--format", ending]).stdout, written, "{ending}");
    }
}

#[test]
fn folders_hold_tables_for_neo4j_and_files_of_years() {
    let folder = tempfile::tempdir().unwrap();
    let names = |path: &Path| {
        let files = fs::read_dir(path).unwrap().map(|file| file.unwrap().file_name());
        files.map(|name| name.into_string().unwrap()).collect::<Vec<_>>()
    };
    let tables = folder.path().join("graph.neo4j");
    on_examples(&["export", "--output", tables.to_str().unwrap()]);
    for name in ["import.sh", "person.csv", "chaired.person.meeting.csv", "holds.person.post.csv"] {
        assert!(names(&tables).contains(&name.to_owned()), "{name}");
    }
    let years = folder.path().join("years");
    on_examples(&[
        "export",
        "--slice",
        "year",
        "--since",
        "2014",
        "--until",
        "2015",
        "-o",
        years.to_str().unwrap(),
    ]);
    let mut files = names(&years);
    files.sort();
    assert_eq!(files, ["2014.gexf", "2015.gexf"]);
    let run = export(&["--format", "neo4j"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (2, "chutri: this is a folder of files: give --output DIR\n")
    );
}

#[test]
fn filters_are_by_name_and_time() {
    let count = |arguments: &[&str]| {
        let arguments = [&["export", "--format", "graphml"], arguments].concat();
        on_examples(&arguments).stdout.matches("<node ").count()
    };
    let all = count(&[]);
    let near = count(&["--unit", "bac son"]);
    let far = count(&["--unit", "Bắc Sơn", "--hops", "2"]);
    assert!(1 < near && near < far && far < all, "{near} {far} {all}");
    let person = count(&["--person", "Hoàng Thị Sim"]);
    assert!(1 < person && person < near, "{person}");
    assert!(count(&["--since", "2024", "--until", "2024"]) < all);
    assert!(count(&["--kinds", "person,meeting"]) < all);
    assert_eq!(count(&["--person", "Hoàng Thị Sim", "--since", "2001", "--until", "2002"]), 0);
    let run = export(&["--format", "svg", "--unit", "Không Đâu"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("chutri: nothing is said of `Không Đâu`"), "{}", run.stderr);
}

#[test]
fn columns_are_asked_for_by_name() {
    let run = on_examples(&["export", "--format", "graphml", "--columns", "label,rel,weight"]);
    assert_eq!(run.stdout.matches("<key ").count(), 3);
    let run = export(&["--format", "graphml", "--columns", "wight"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("chutri: no column is called `wight`; there are label, "));
}

#[test]
fn a_check_tells_what_readers_would_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph.graphml");
    let file = path.to_str().unwrap();
    on_examples(&["export", "--flavour", "gephi", "--output", file]);
    let run = export(&["--check", file]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.ends_with(" edges, 0 findings\n"), "{}", run.stderr);
    // In other flavours Gephi does not see that two edges are of two kinds.
    on_examples(&["export", "--output", file]);
    let run = export(&["--check", file]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("Gephi") && run.stdout.contains("sums"), "{}", run.stdout);
    let run = export(&["--check", "no/such/file"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("chutri: no/such/file: cannot be read: "), "{}", run.stderr);
}

#[test]
fn the_pictures_are_exports_of_the_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pictures");
    let pictures = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pictures: Vec<_> = pictures.filter(|path| path.extension().unwrap() == "svg").collect();
    assert!(pictures.len() >= 2, "{pictures:?}");
    for path in pictures {
        let picture = fs::read_to_string(&path).unwrap();
        assert!(picture.contains("<title>chutri: "), "{}", path.display());
        assert!(picture.contains("Hoàng Thị Sim"), "{}", path.display());
    }
}

#[test]
fn pages_show_pictures_that_there_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["README.md", "README.vi.md", "src/guide/gephi.md", "src/guide/serving.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let links = text.split(['(', ')', ' ', '\n']);
        let pictures: Vec<_> = links.filter(|link| link.contains("examples/pictures/")).collect();
        assert!(!pictures.is_empty(), "{page}: no picture");
        let folder = root.join(page).parent().unwrap().to_owned();
        for picture in pictures {
            assert!(folder.join(picture).is_file(), "{page}: {picture}");
        }
    }
}
