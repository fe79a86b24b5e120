//! Facts of the gazetteer and what mentions resolve to.
#![allow(clippy::non_ascii_literal)]

mod addresses;
mod changes;
mod mentions;

use std::sync::LazyLock;

use super::*;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load(None).unwrap());

fn day(iso: &str) -> Day {
    Day::parse(iso).unwrap()
}

fn unit(id: &str) -> UnitIdx {
    GAZETTEER.find(id).unwrap_or_else(|| panic!("no unit {id}"))
}

fn ids(units: impl IntoIterator<Item = UnitIdx>) -> Vec<&'static str> {
    units.into_iter().map(|unit| GAZETTEER.unit(unit).id).collect()
}

#[test]
fn counts_on_days() {
    for (on, provinces, districts, communes) in [
        ("2005-01-01", 64, 662, 10_774),
        ("2008-12-31", 63, 686, 11_034),
        ("2013-12-31", 63, 708, 11_161),
        ("2015-12-31", 63, 713, 11_162),
        ("2020-01-01", 63, 711, 10_767),
        ("2020-07-01", 63, 707, 10_614),
        ("2022-01-01", 63, 705, 10_599),
        ("2023-12-31", 63, 705, 10_598),
        ("2024-12-31", 63, 701, 10_322),
        ("2025-01-01", 63, 696, 10_039),
        ("2025-02-01", 63, 696, 10_035),
        ("2025-06-30", 63, 696, 10_035),
        ("2025-07-01", 34, 0, 3_321),
        ("2026-08-01", 34, 0, 3_321),
        ("2026-11-22", 34, 0, 3_321),
    ] {
        let count = |level| {
            let in_force = |(_, unit): &(UnitIdx, &UnitVersion)| {
                unit.level() == level && unit.in_force(day(on))
            };
            GAZETTEER.units().filter(in_force).count()
        };
        let counts = (count(Level::Province), count(Level::District), count(Level::Commune));
        assert_eq!(counts, (provinces, districts, communes), "{on}");
    }
}

#[test]
fn kinds_on_days() {
    for (on, kind, count) in [
        ("2025-07-01", UnitKind::CentralCity, 6),
        ("2025-07-01", UnitKind::Commune, 2_621),
        ("2025-07-01", UnitKind::Ward, 687),
        ("2025-07-01", UnitKind::SpecialZone, 13),
        ("2026-08-01", UnitKind::CentralCity, 7),
        ("2026-08-01", UnitKind::Commune, 2_611),
        ("2026-11-22", UnitKind::CentralCity, 9),
        ("2026-11-22", UnitKind::Ward, 709),
    ] {
        let of_kind =
            |(_, unit): &(UnitIdx, &UnitVersion)| unit.kind == kind && unit.in_force(day(on));
        assert_eq!(GAZETTEER.units().filter(of_kind).count(), count, "{on} {kind:?}");
    }
}

#[test]
fn one_version_a_code_a_day_and_parents_last_as_long() {
    for (at, version) in GAZETTEER.units() {
        if let Some(from) = version.valid_from {
            assert_eq!(GAZETTEER.version_on(at, from), Some(at), "{}", version.id);
        }
        assert_eq!(version.parent.is_none(), version.level() == Level::Province, "{}", version.id);
        if let Some(parent) = version.parent.map(|parent| GAZETTEER.unit(parent)) {
            assert!(parent.level() < version.level(), "{}", version.id);
            assert!(parent.valid_from <= version.valid_from, "{}", version.id);
            let last = |to: Option<Day>| to.map_or(u32::MAX, Day::packed);
            assert!(last(parent.valid_to) >= last(version.valid_to), "{}", version.id);
        }
    }
}

#[test]
fn every_id_and_name_is_found_again() {
    for (at, version) in GAZETTEER.units() {
        assert_eq!(GAZETTEER.find(version.id), Some(at));
        assert!(GAZETTEER.lookup(version.name).contains(&at), "{}", version.id);
    }
    for (written, name) in GAZETTEER.names() {
        assert_eq!(GAZETTEER.name(written), Some(name), "{written}");
        assert!(!GAZETTEER.units_of_name(name).is_empty(), "{written}");
    }
    for id in ["", "x01", "d", "d524@", "d524@2020-02-01", "c99999", "p1x"] {
        assert_eq!(GAZETTEER.find(id), None, "{id:?}");
    }
}

#[test]
fn full_names_and_places() {
    for (id, full, province) in [
        ("p51", "tỉnh Quảng Ngãi", "p51"),
        ("p31", "thành phố Hải Phòng", "p31"),
        ("d524", "huyện Bình Sơn", "p51"),
        ("c21040", "thị trấn Châu Ổ", "p51"),
        ("c21040@2025-07-01", "xã Bình Sơn", "p51@2025-07-01"),
        ("c21070", "xã Bình Dương", "p51"),
        ("d065", "huyện Chợ Mới", "p06"),
        ("d893", "huyện Chợ Mới", "p89"),
        ("d293", "huyện Kim Thành", "p30"),
        ("d458", "thị xã Ba Đồn", "p44"),
        ("p15", "tỉnh Yên Bái", "p15"),
        ("p15@2025-07-01", "tỉnh Lào Cai", "p15@2025-07-01"),
    ] {
        assert_eq!(GAZETTEER.full_name(unit(id)), full, "{id}");
        assert_eq!(ids([GAZETTEER.province_of(unit(id))]), [province], "{id}");
    }
    assert_eq!(ids(GAZETTEER.ancestors(unit("c21070"))), ["d524", "p51"]);
    assert_eq!(GAZETTEER.district_of(unit("c21070")), Some(unit("d524")));
    assert_eq!(GAZETTEER.district_of(unit("c21040@2025-07-01")), None);
}

#[test]
fn folding_keeps_accents() {
    for (written, same) in [
        ("HOÀ BÌNH", "Hòa Bình"),
        ("Mĩ Tho", "Mỹ Tho"),
        ("Ea H’leo", "Ea H'Leo"),
        ("Ia HDrai", "Ia H'Drai"),
        ("Bà Rịa–Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Phan Rang - Tháp Chàm", "Phan Rang-Tháp Chàm"),
        ("01", "1"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("TPHCM", "Hồ Chí Minh"),
        ("Đắklắk", "Đắk Lắk"),
    ] {
        let found = GAZETTEER.lookup(written);
        assert!(!found.is_empty(), "{written}");
        assert!(found.iter().all(|unit| GAZETTEER.lookup(same).contains(unit)), "{written}");
    }
    for (a, b) in [("Hoằng Phú", "Hoằng Phụ"), ("Trực Hùng", "Trực Hưng"), ("Tân Phú", "Tân Phúc")]
    {
        let (a, b) = (GAZETTEER.lookup(a), GAZETTEER.lookup(b));
        assert!(!a.is_empty() && !b.is_empty() && a.iter().all(|unit| !b.contains(unit)));
    }
}

#[test]
fn the_longest_name_wins() {
    for (text, name) in [
        ("Bình Sơn chiều nay", Some((2, "Bình Sơn"))),
        ("Bà Rịa Vũng Tàu hôm qua", Some((4, "Bà Rịa - Vũng Tàu"))),
        ("Bà Rịa hôm qua", Some((2, "Bà Rịa"))),
        ("Quảng", None),
        ("họp", None),
    ] {
        let folded = fold_name(text);
        let found = GAZETTEER.longest_name(folded.split(' '));
        let expected = name.map(|(count, name)| (count, GAZETTEER.name(name).unwrap()));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn wrong_rows_are_told_with_their_place() {
    type Spoil = fn(&mut Tables, TableText);
    let units: Spoil = |tables, text| tables.units = text;
    let aliases: Spoil = |tables, text| tables.aliases.push(text);
    let sites: Spoil = |tables, text| tables.sites.push(text);
    let patterns: Spoil = |tables, text| tables.site_patterns.push(text);
    let successions: Spoil = |tables, text| tables.successions = text;
    let head = "id,kind,name,parent,from,to\n";
    for (spoil, text, message) in [
        (units, "id,name\n".to_owned(), "my.csv:1: expected the fields id,kind,name"),
        (units, format!("{head}d1,huyen"), "my.csv:2: expected the fields id,kind,name"),
        (units, format!("{head}q1,huyen,A,,,"), "my.csv:2: \"q1\" is no unit id"),
        (units, format!("{head}d1,x,A,,,"), "my.csv:2: \"x\" is no kind"),
        (units, format!("{head}d1,huyen,A,p9,,"), "my.csv:2: no unit \"p9\""),
        (units, format!("{head}d1,huyen,A,,now,"), "my.csv:2: \"now\" is no date"),
        (units, format!("{head}d2,huyen,A,,,\nd1,huyen,A,,,"), "my.csv:3: \"d1\" is out of order"),
        (aliases, "unit,alias\n\nd999,A".to_owned(), "my.csv:3: no unit \"d999\""),
        (sites, "domain,unit,kind\na.vn,p01,shop".to_owned(), "my.csv:2: \"shop\" is no kind"),
        (patterns, "before,after,kind\na,b,shop".to_owned(), "my.csv:2: \"shop\" is no kind"),
        (
            successions,
            "predecessor,successor,date,kind,decree\np02,p04,never,merged,".to_owned(),
            "my.csv:2: \"never\" is no date",
        ),
    ] {
        let mut tables = Tables::built_in();
        spoil(&mut tables, TableText { path: "my.csv", text: text.leak() });
        let error = Gazetteer::read(&tables).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn a_folder_of_the_users_own_adds_rows() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("aliases.csv"), "unit,alias\nd524,Châu Ổ cũ\n").unwrap();
    std::fs::write(folder.join("sites.csv"), "domain,unit,kind\nbinhson.example,d524,portal\n")
        .unwrap();
    let gazetteer = Tables::built_in().overlay(folder).and_then(|t| Gazetteer::read(&t)).unwrap();
    assert_eq!(gazetteer.lookup("châu ổ cũ"), [unit("d524")]);
    let home = gazetteer.home_unit("binhson.example", Some(day("2020-07-09")));
    assert_eq!(home, Some(unit("d524")));
    std::fs::write(folder.join("aliases.csv"), b"unit,alias\nd524,\xff\n").unwrap();
    let error = Tables::built_in().overlay(folder).unwrap_err().to_string();
    assert!(error.contains("aliases.csv: "), "{error}");
}
