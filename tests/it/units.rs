//! Administrative units through time, as the command tells them.

use serde_json::Value;

use crate::cli::{command, finish, graph, on_examples};

fn unit(arguments: &[&str]) -> Value {
    let all = [&["unit", "--format", "json"], arguments].concat();
    serde_json::from_str(&on_examples(&all).stdout).unwrap()
}

fn column<'a>(report: &'a Value, section: &str, name: &str) -> Vec<&'a str> {
    let rows = report[section].as_array().unwrap().iter();
    rows.map(|row| row[name].as_str().unwrap_or_default()).collect()
}

#[test]
fn a_merged_province_tells_what_it_went_into_and_by_which_act() {
    let report = unit(&["tỉnh Yên Bái"]);
    assert_eq!((&report["id"], &report["level"]), (&"p15".into(), &"province".into()));
    let change = report["changes"].as_array().unwrap().last().unwrap();
    assert_eq!(change["change"], "merged");
    assert_eq!(change["after"], "tỉnh Lào Cai");
    assert_eq!(change["date"], "2025-07-01");
    assert_eq!(change["decree"], "202/2025/QH15");
}

#[test]
fn a_unit_is_seen_as_of_a_day() {
    let before = unit(&["p51", "--as-of", "2020-07-01"]);
    assert!(column(&before, "held", "unit").contains(&"huyện Mộ Đức"));
    let after = unit(&["tinh quang ngai", "--as-of", "2025-08"]);
    assert!(column(&after, "held", "unit").iter().all(|unit| !unit.starts_with("huyện ")));
    assert!(column(&after, "held", "unit").len() > 50);
    assert_eq!(after["as_of"], "2025-08-01");
    assert!(column(&before, "versions", "id").len() >= 2);
}

#[test]
fn a_district_tells_what_its_communes_became() {
    let report = unit(&["huyen bac son"]);
    assert_eq!(report["lies_in"], "tỉnh Lạng Sơn");
    let held = report["held"].as_array().unwrap();
    assert_eq!(held.len(), 18);
    assert!(held.iter().all(|row| row["until"] == "2025-07-01"));
    assert!(held.iter().all(|row| row["became"].as_str().is_some_and(|b| b.starts_with("xã "))));
    assert!(held.iter().all(|row| row["decree"] == held[0]["decree"]));
    assert!(column(&report, "bodies", "body").contains(&"Huyện ủy Bắc Sơn"));
    assert_eq!(report["address"], "id:unit/huyen-bac-son.lang-son");
    assert_eq!(unit(&["unit/huyen-bac-son.lang-son"])["id"], "d185");
}

#[test]
fn units_of_one_name_are_told_apart() {
    let refused = |arguments: &[&str]| {
        let run = finish(command().arg("unit").args(arguments).env("CHUTRI_GRAPH", graph()));
        assert_eq!(run.code, 2, "{}", run.stdout);
        run.stderr
    };
    let several = refused(&["huyen cho moi"]);
    assert!(several.contains("  d065  huyện Chợ Mới, tỉnh Bắc Kạn"), "{several}");
    assert!(several.contains("  d893  huyện Chợ Mới, tỉnh An Giang"), "{several}");
    assert_eq!(unit(&["huyen cho moi", "--province", "an giang"])["id"], "d893");
    assert_eq!(unit(&["con cuong", "--as-of", "2025-08-01"])["id"], "c17254@2025-07-01");
    let nothing = refused(&["huyện Bắc Sơm"]);
    assert!(nothing.contains("but perhaps `huyện Bắc Sơn`"), "{nothing}");
    assert!(refused(&["huyện Bắc Sơn", "--as-of", "2026"]).contains("no unit is called"));
}
