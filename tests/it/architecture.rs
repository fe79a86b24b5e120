//! The order of the rooms, and the size of their files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may import; `main.rs` is the command's last step, `pipeline` chains the data rooms.
const MAY_IMPORT: [(&str, &[&str]); 15] = [
    ("text", &[]),
    ("ontology", &["text"]),
    ("document", &["text", "ontology"]),
    ("facts", &["text", "ontology", "document"]),
    ("evaluation", &["text", "facts"]),
    ("links", &["text", "ontology", "facts"]),
    ("graph", &["links", "facts"]),
    ("triples", &["graph", "links", "facts", "ontology", "text"]),
    ("exports", &["graph", "triples", "links", "facts"]),
    ("reports", &["triples", "links", "ontology", "text"]),
    ("serve", &["reports", "exports", "triples", "graph", "links", "facts", "ontology", "text"]),
    ("pipeline", &["document", "facts", "ontology", "links", "graph", "triples", "exports"]),
    (
        "cli",
        &[
            "text",
            "ontology",
            "document",
            "facts",
            "evaluation",
            "links",
            "graph",
            "triples",
            "exports",
            "reports",
            "serve",
            "pipeline",
        ],
    ),
    ("guide", &[]),
    ("main", &["cli"]),
];

const LONGEST_FILE: usize = 350;

/// A longer file gives its reason after these words.
const LONG_FOR_A_REASON: &str = "Longer than most:";

fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Name of the room that a file belongs to.
fn room(file: &Path) -> String {
    let below = file.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Rooms that the code of a file names after `crate::`, its tests left out.
fn imports(code: &str) -> Vec<(usize, String)> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = code.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
    let named = lines.flat_map(|(number, line)| {
        line.split("crate::").skip(1).filter_map(move |rest| {
            let rest = rest.trim_start_matches('{');
            let word = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next();
            word.map(|word| (number + 1, word.to_owned()))
        })
    });
    named.filter(|(_, word)| MAY_IMPORT.iter().any(|(room, _)| room == word)).collect()
}

#[test]
fn rooms_import_only_what_stands_to_their_left() {
    let allowed: BTreeMap<_, _> = MAY_IMPORT.into_iter().collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let own = room(&file);
        if own == "lib" {
            continue;
        }
        let allowed = allowed.get(own.as_str()).unwrap_or_else(|| {
            panic!("{} is in no room: add `{own}` to the table of rooms", file.display())
        });
        for (line, import) in imports(&fs::read_to_string(&file).unwrap()) {
            if import != own && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{}:{line}: {own} imports {import}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_found_wherever_they_stand() {
    let code = "use crate::graph::Node;\n// crate::cli\nlet x = crate::{triples::Store};\n\
        #[cfg(test)]\nmod tests { use crate::cli; }";
    assert_eq!(imports(code), [(1, "graph".to_owned()), (3, "triples".to_owned())]);
}

#[test]
fn files_are_short_and_no_folder_has_a_mod_file() {
    let mut long = Vec::new();
    for file in sources() {
        assert_ne!(file.file_name().unwrap(), "mod.rs", "{}", file.display());
        let code = fs::read_to_string(&file).unwrap();
        let lines = code.lines().count();
        if lines > LONGEST_FILE && !code.contains(LONG_FOR_A_REASON) {
            long.push(format!("{}: {lines} lines and no reason", file.display()));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_dependency_has_its_reason_in_the_guide() {
    let read =
        |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let tables =
        ["dependencies", "dev-dependencies"].map(|name| manifest[name].as_table().unwrap());
    let depended: Vec<&str> = tables.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    let guide = read("src/guide/dependencies.md");
    let told: Vec<&str> = guide.split('`').skip(1).step_by(2).collect();
    let unsaid: Vec<_> = depended.iter().filter(|name| !told.contains(name)).collect();
    assert!(unsaid.is_empty(), "without a reason: {unsaid:?}");
    let optional = manifest["features"].as_table().unwrap();
    let gone = told.iter().filter(|n| !depended.contains(n) && !optional.contains_key(**n));
    let gone: Vec<_> = gone.filter(|name| !name.contains(' ')).collect();
    assert!(gone.is_empty(), "not depended on: {gone:?}");
}
