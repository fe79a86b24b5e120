//! Measuring facts against annotations, and facts as annotations of other programs and back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chutri::facts::DocumentFacts;
use serde_json::{Value, json};

use crate::cli::{Run, command, finish, on_examples, rows};

/// One page as somebody annotated it, and as a program read it.
fn page() -> (Value, Value) {
    let gold = json!({
        "doc": "a",
        "people": [{"name": "Lê Văn Tư"}, {"name": "Đỗ Thị Sáu", "alt": ["Đỗ Sáu"]}, {"name": "Vũ An", "optional": true}],
        "units": [{"name": "huyện Tam Nông", "province": "Phú Thọ"}, {"name": "xã Hương Nộn", "province": null},
                  {"name": "huyện Chợ Lách", "province": "Bến Tre", "alt_province": [null]}],
        "organizations": [{"name": "Ủy ban nhân dân huyện Tam Nông"}, {"name": "Mặt trận Tổ quốc Việt Nam huyện Tam Nông"}],
        "tenures": [{"person": "Lê Văn Tư", "title": "Bí thư", "organization": "Huyện ủy Tam Nông", "status": "current"},
                    {"person": "Đỗ Thị Sáu", "title": "Phó Bí thư", "organization": "Huyện ủy Tam Nông", "status": null}],
        "meetings": [{"id": "m1", "kind": "conference", "body": "Huyện ủy Tam Nông", "date": "2020-07-15"},
                     {"id": "m2", "kind": "visit", "body": null, "date": null, "optional": true}],
        "participations": [{"person": "Lê Văn Tư", "meeting": "m1", "role": "chair"},
                           {"person": "Đỗ Thị Sáu", "meeting": "m1", "role": "chair"},
                           {"person": "Vũ An", "meeting": "m2", "role": "attendee"}],
        "citations": [{"kind": "Nghị quyết", "number": "867/NQ-UBTVQH14"}],
        "indicators": [{"name": "thu ngân sách", "value": 120.5, "unit": "tỷ đồng"}],
    });
    let found = json!({
        "doc": "pages/a.txt",
        "people": [{"name": "Lê Văn Tư"}, {"name": "Đỗ Sáu"}, {"name": "Đỗ Thị Sáu"}, {"name": "Hàm Luông"}],
        "units": [{"name": "huyện Tam Nông", "province": "Đồng Tháp"}, {"name": "xã Hương Nộn", "province": "Phú Thọ"},
                  {"name": "huyện Chợ Lách", "province": null}],
        "organizations": [{"name": "UBND huyện Tam Nông"}, {"name": "MTTQ huyện Tam Nông"}],
        "tenures": [{"person": "Lê Văn Tư", "title": "Bí thư", "organization": "Huyện uỷ Tam Nông"},
                    {"person": "Đỗ Thị Sáu", "title": "Phó Bí thư", "organization": "Tỉnh ủy"}],
        "meetings": [{"id": "m7", "kind": "other", "body": "Huyện ủy Tam Nông", "date": "2020-07"},
                     {"id": "m8", "kind": "visit", "body": null, "date": null}],
        "participations": [{"person": "Lê Văn Tư", "meeting": "m7", "role": "chair"},
                           {"person": "Lê Văn Tư", "meeting": "m7", "role": "speaker"},
                           {"person": "Hàm Luông", "meeting": "m8", "role": "chair"}],
        "citations": [{"kind": "Nghị quyết", "number": "867 / NQ - UBTVQH14"}],
        "indicators": [{"name": "thu", "value": 120.5, "unit": "tỷ đồng"}, {"name": "thu", "value": 7, "unit": "ha"}],
    });
    (gold, found)
}

fn score(gold: &Path, facts: &Path, more: &[&str]) -> Run {
    finish(command().arg("score").args([gold, facts]).args(more))
}

#[test]
fn figures_are_those_of_the_guide_counted_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let (gold, found) = page();
    let (annotated, facts) = (folder.path().join("gold"), folder.path().join("facts.jsonl"));
    fs::create_dir(&annotated).unwrap();
    fs::write(annotated.join("a.json"), gold.to_string()).unwrap();
    fs::write(&facts, format!("{found}\n\n")).unwrap();
    let run = score(&annotated, &facts, &["--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // Kind, annotated, found, and of both right: a second wording of a person found is no error.
    let expected = [
        ("people", 2, 3, 2),
        ("units", 3, 3, 2),
        ("organizations", 2, 2, 2),
        ("tenures", 2, 2, 1),
        ("tenures (person, title)", 2, 2, 2),
        ("meetings", 1, 1, 1),
        ("participations", 2, 2, 1),
        ("who chaired what", 2, 1, 1),
        ("citations", 1, 1, 1),
        ("indicators", 1, 2, 1),
        ("core (the six kinds)", 12, 13, 9),
    ];
    for (row, (kind, gold, found, right)) in rows(&run.stdout).iter().zip(expected) {
        let share = |of: i32| format!("{:.4}", f64::from(right) / f64::from(of));
        let told: Vec<&str> = [0, 1, 2, 4, 5].iter().map(|&at| &row[at]).collect();
        assert_eq!(
            told,
            [kind, &share(found), &share(gold), &gold.to_string(), &found.to_string()]
        );
    }
    let told = score(&annotated, &facts, &["--errors", "--format", "csv"]).stdout;
    for miss in ["wrong,people,a,Hàm Luông", "missing,who chaired what,a,Đỗ Thị Sáu chair m1"]
    {
        assert!(told.contains(miss), "{miss}: {told}");
    }
    let table = score(&annotated, &facts, &["--errors"]).stdout;
    assert!(table.contains("Hàm Luông") && table.contains("0.720"), "{table}");
    let none = score(&folder.path().join("facts.jsonl"), &folder.path().join("none"), &[]);
    assert_eq!(none.code, 2);
    let empty = score(folder.path(), &facts, &[]);
    assert!(empty.stderr.contains("no annotations here"), "{}", empty.stderr);
}

#[test]
fn figures_are_those_of_the_script_beside_the_annotated_documents() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let script = gold.join("score.py");
    if !script.exists() {
        eprintln!("skipped: no annotated documents in {}", gold.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("facts.jsonl");
    let extracted = finish(command().arg("extract").arg(gold.join("documents.jsonl")));
    // Every third document is left out, and one line is of a document that nobody annotated.
    let lines = extracted.stdout.lines().enumerate().filter(|(at, _)| at % 3 < 2);
    let mut lines: Vec<&str> = lines.map(|(_, line)| line).collect();
    let stranger = json!({"doc": "stranger", "people": [{"name": "A B"}]}).to_string();
    lines.push(&stranger);
    fs::write(&facts, lines.join("\n")).unwrap();
    let Ok(theirs) =
        Command::new("python3").arg(script).args([&gold, &facts]).arg("--json").output()
    else {
        eprintln!("skipped: no python3");
        return;
    };
    assert!(theirs.status.success(), "{}", String::from_utf8_lossy(&theirs.stderr));
    let theirs: BTreeMap<String, Value> = serde_json::from_slice(&theirs.stdout).unwrap();
    let ours = score(&gold, &facts, &["--format", "csv"]);
    assert_eq!(ours.code, 0, "{}", ours.stderr);
    let ours = rows(&ours.stdout);
    assert_eq!(ours.len(), theirs.len());
    for row in &ours {
        let theirs = &theirs[&row[0]];
        for (at, name) in [(1, "precision"), (2, "recall"), (3, "f1"), (4, "gold"), (5, "found")] {
            let own: f64 = row[at].parse().unwrap();
            assert_eq!(Some(own), theirs[name].as_f64(), "{} {name}", &row[0]);
        }
    }
}

/// Facts by document: each fact with each of its places; with facts that rest on no place, or without.
fn places(lines: &str, unplaced: bool) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for line in lines.lines() {
        let facts: Value = serde_json::from_str(line).unwrap();
        let mut placed = BTreeSet::new();
        for list in DocumentFacts::KINDS {
            for fact in facts[list].as_array().unwrap() {
                let mut fact = fact.clone();
                let evidence = fact.as_object_mut().unwrap().remove("evidence").unwrap();
                let evidence = evidence.as_array().unwrap();
                placed.extend(evidence.iter().map(|place| format!("{list} {fact} {place}")));
                if unplaced && evidence.is_empty() {
                    placed.insert(format!("{list} {fact}"));
                }
            }
        }
        all.insert(facts["doc"].as_str().unwrap().to_owned(), placed);
    }
    all
}

fn annotate(arguments: &[&str]) -> Run {
    let run = finish(command().arg("annotate").args(arguments));
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    run
}

/// Annotations of the examples for a program.
fn exported(form: &str, output: &Path) {
    let output = output.to_str().unwrap();
    annotate(&["export", "examples/articles", "--form", form, "--output", output]);
}

#[test]
fn standoff_files_of_brat_hold_every_fact_at_its_places() {
    let folder = tempfile::tempdir().unwrap();
    exported("brat", folder.path());
    let extracted = on_examples(&["extract", "examples/articles"]).stdout;
    let imported = annotate(&["import", folder.path().to_str().unwrap()]).stdout;
    assert_eq!(places(&imported, true), places(&extracted, false));
    let configured = fs::read_to_string(folder.path().join("annotation.conf")).unwrap();
    assert!(configured.starts_with("[entities]\nPerson\nUnit\n"), "{configured}");
    let name: PathBuf = folder.path().join("bac-son-2016-06-28");
    let text: Vec<char> = fs::read_to_string(name.with_extension("txt")).unwrap().chars().collect();
    let lines = fs::read_to_string(name.with_extension("ann")).unwrap();
    for line in lines.lines().filter(|line| line.starts_with('T')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let place: Vec<usize> =
            parts[1].split(' ').skip(1).map(|number| number.parse().unwrap()).collect();
        let words: String = text[place[0]..place[1]].iter().collect();
        assert_eq!(parts[2], words.replace('\n', " "));
    }
}

#[test]
fn tasks_of_label_studio_hold_all_that_is_known_of_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tasks.json");
    exported("label-studio", &file);
    let extracted = on_examples(&["extract", "examples/articles"]).stdout;
    let imported = annotate(&["import", file.to_str().unwrap()]).stdout;
    assert_eq!(places(&imported, true), places(&extracted, true));
    let heads = |lines: &str| -> BTreeMap<String, Value> {
        let facts = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let head = |f: &Value| json!([f["url"], f["published"], f["title"], f["sha256"]]);
        facts.map(|facts| (facts["doc"].as_str().unwrap().to_owned(), head(&facts))).collect()
    };
    assert_eq!(heads(&imported), heads(&extracted));
    let labels = fs::read_to_string(file.with_extension("xml")).unwrap();
    assert!(labels.contains("<Label value=\"Participation\"/>"), "{labels}");
}

#[test]
fn what_people_correct_is_read_and_what_is_wrong_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Sáng 9/7 😀, ông Lê An chủ trì hội nghị.";
    fs::write(folder.path().join("a.txt"), text).unwrap();
    let place = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count();
        (start, start + words.chars().count())
    };
    let ((from, to), (start, end)) = (place("Lê An"), place("hội nghị"));
    let (a, z) = place("ông Lê An chủ trì");
    let lines = format!(
        "T1\tPerson {from} {to}\tLê An\nT2\tMeeting {start} {end}\thội nghị\n\
         T3\tParticipation {a} {z}\tông Lê An chủ trì\n\
         #1\tAnnotatorNotes T3\t{{\"person\": \"Lê An\", \"meeting\": \"m1\", \"role\": \"chair\"}}\n\
         R1\tRelated Arg1:T1 Arg2:T2\nT4\tDragon 0 4\tSáng\n#2\tAnnotatorNotes T1\tunsure\n"
    );
    fs::write(folder.path().join("a.ann"), lines).unwrap();
    let run = finish(command().args(["annotate", "import"]).arg(folder.path()));
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("a.ann:6: no mark of a known label"), "{}", run.stderr);
    assert!(run.stderr.contains("a.ann:7: the note is no JSON object"), "{}", run.stderr);
    let facts: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(facts["people"][0]["name"], "Lê An");
    assert_eq!(facts["participations"][0]["evidence"][0]["quote"], "ông Lê An chủ trì");
    // The places of Label Studio count the smiling face twice.
    let region = |label: &str, (start, end): (usize, usize)| json!({"id": label, "type": "labels", "value": {"start": start + 1, "end": end + 1, "labels": [label]}});
    let tasks = json!([{
        "id": 7, "data": {"text": text},
        "predictions": [{"result": [region("Unit", (0, 4))]}],
        "annotations": [{"result": [region("Person", (from, to))]},
                        {"was_cancelled": true, "result": []}],
    }]);
    let file = folder.path().join("export.json");
    fs::write(&file, tasks.to_string()).unwrap();
    let facts: Value =
        serde_json::from_str(&annotate(&["import", file.to_str().unwrap()]).stdout).unwrap();
    assert_eq!((&facts["doc"], &facts["people"][0]["name"]), (&json!("task-7"), &json!("Lê An")));
    assert_eq!(facts["units"], json!([]));
}
