//! What became of units.

use super::*;

static HISTORY: LazyLock<History> = LazyLock::new(|| History::read(&GAZETTEER).unwrap());

#[test]
fn identities_last_through_names_kinds_and_parents() {
    for (a, b, same) in [
        ("d534", "d534@2020-02-01", true),
        ("p01", "p01@2008-08-01", true),
        ("p51", "p51@2025-07-01", true),
        ("p10", "p15@2025-07-01", true),
        ("p15", "p15@2025-07-01", false),
        ("p28", "p01@2008-08-01", false),
        ("c21040", "c21040@2025-07-01", false),
        ("d269", "d269@2009-05-09", true),
        ("d454", "d458", false),
    ] {
        assert_eq!(HISTORY.identity(unit(a)) == HISTORY.identity(unit(b)), same, "{a} {b}");
    }
    assert_eq!(ids(HISTORY.versions(unit("d269@2007-08-17"))).len(), 4);
    assert_eq!(ids(HISTORY.versions(unit("p10"))), ["p10", "p15@2025-07-01"]);
}

#[test]
fn identities_are_their_own_and_older() {
    for (at, version) in GAZETTEER.units() {
        let identity = HISTORY.identity(at);
        assert_eq!(HISTORY.identity(identity), identity, "{}", version.id);
        assert!(GAZETTEER.unit(identity).valid_from <= version.valid_from, "{}", version.id);
    }
}

/// The unit of a name in a district (of a name in a province) on the day before or on a change.
fn named(name: &str, outer: &str, on: &str) -> UnitIdx {
    let units = GAZETTEER.lookup(name).iter().copied();
    let mut found = units.filter(|&candidate| {
        GAZETTEER.unit(candidate).in_force(day(on)) && GAZETTEER.lies_in(candidate, unit(outer))
    });
    let first = found.next().unwrap_or_else(|| panic!("no {name} in {outer} on {on}"));
    assert_eq!(found.next(), None, "{name} in {outer}");
    first
}

#[test]
fn mergers_of_2020_and_2025_have_their_act() {
    for (old, outer, new, decree) in [
        ("Bình Tân", "d524", "Bình Tân Phú", "867/NQ-UBTVQH14"),
        ("Bình Phú", "d524", "Bình Tân Phú", "867/NQ-UBTVQH14"),
        ("Bình Thanh Đông", "d524", "Bình Thanh", "867/NQ-UBTVQH14"),
        ("Bình Thới", "d524", "Châu Ổ", "867/NQ-UBTVQH14"),
        ("Trà Khê", "d526", "Sơn Trà", "867/NQ-UBTVQH14"),
        ("Trà Quân", "d526", "Sơn Trà", "867/NQ-UBTVQH14"),
        ("Trà Lãnh", "d526", "Hương Trà", "867/NQ-UBTVQH14"),
        ("Trà Thọ", "d526", "Trà Tây", "867/NQ-UBTVQH14"),
        ("Nghĩa Thọ", "p51", "Nghĩa Thắng", "867/NQ-UBTVQH14"),
        ("Tây Trà", "p51", "Trà Bồng", "867/NQ-UBTVQH14"),
    ] {
        let merged = HISTORY.successors(named(old, outer, "2020-01-31"));
        let [change] = merged else { panic!("{old}: {merged:?}") };
        assert_eq!(GAZETTEER.unit(change.successor.unwrap()).name, new, "{old}");
        assert_eq!((change.kind, change.decree), (ChangeKind::Merged, decree), "{old}");
        assert_eq!(change.date, day("2020-02-01"), "{old}");
    }
    let names = |id| {
        let changes = HISTORY.successors(unit(id)).iter();
        changes.filter_map(|c| Some(GAZETTEER.unit(c.successor?).name)).collect::<Vec<_>>()
    };
    assert_eq!(names("c21070"), ["Bình Sơn"]);
    let [change] = HISTORY.successors(unit("c21070")) else { panic!("one change") };
    assert_eq!(change.decree, "1677/NQ-UBTVQH15");
    let origins = ids(HISTORY.predecessors(unit("p51@2025-07-01")).map(|c| c.predecessor));
    assert_eq!(origins, ["p51", "p62"]);
    let parts = HISTORY.successors(named("Ba Chùa", "p51", "2020-01-31")).iter();
    let mut parts: Vec<_> = parts.map(|c| GAZETTEER.unit(c.successor.unwrap()).name).collect();
    parts.sort_unstable();
    assert_eq!(parts, ["Ba Dinh", "Ba Tơ"]);
    let [district] = HISTORY.successors(unit("d524")) else { panic!("one change") };
    assert_eq!((district.kind, district.successor), (ChangeKind::Abolished, None));
}

#[test]
fn every_commune_of_the_last_day_of_three_levels_lives_on() {
    let on = day("2025-06-30");
    for (at, version) in GAZETTEER.units() {
        if version.level() == Level::Commune && version.in_force(on) {
            let lives = version.valid_to.is_none()
                || HISTORY.successors(at).iter().any(|change| change.successor.is_some());
            assert!(lives, "{}", version.id);
        }
    }
}
