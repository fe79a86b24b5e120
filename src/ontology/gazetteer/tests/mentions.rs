//! What mentions resolve to.

use super::*;

/// Resolves `kind name` (a bare name where the kind is empty) on a day, within a unit (or none), near
/// units. One id is a decision, several the candidates in any order, none is unknown.
fn check(mention: (&str, &str), on: &str, within: &str, nearby: &[&str], expected: &[&str]) {
    let (kind, name) = mention;
    let near = |id: &&str| Nearby { unit: unit(id), weight: 1.0 };
    let nearby: Vec<Nearby> = nearby.iter().map(near).collect();
    let query = UnitQuery {
        name: GAZETTEER.name(name).unwrap_or_else(|| panic!("no name {name}")),
        kinds: if kind.is_empty() { KindSet::EMPTY } else { GAZETTEER.kinds_of_word(kind) },
        day: Day::parse(on),
        within: (!within.is_empty()).then(|| unit(within)),
        nearby: &nearby,
    };
    let found = match GAZETTEER.resolve(&query) {
        Resolution::Decided(unit) => ids([unit]),
        Resolution::Candidates(ranked) => {
            let sum: f64 = ranked.iter().map(|r| r.score).sum();
            assert!(ranked.len() > 1 && sum < 1.0 + 1e-9, "{mention:?} {ranked:?}");
            assert!(ranked.is_sorted_by(|a, b| a.score >= b.score), "{mention:?} {ranked:?}");
            let mut found = ids(ranked.iter().map(|r| r.unit));
            found.sort_unstable();
            found
        }
        Resolution::Unknown => Vec::new(),
    };
    assert_eq!(found, expected, "{mention:?} on {on:?} within {within:?}");
}

#[test]
fn the_kind_stated_decides() {
    check(("huyện", "Kim Thành"), "2020-07-09", "", &[], &["d293"]);
    check(("thành phố", "Hải Phòng"), "2020-07-09", "", &[], &["p31"]);
    check(("thành phố", "Hải Dương"), "2020-07-09", "", &["p30"], &["d288"]);
    check(("tỉnh", "Hải Dương"), "2020-07-09", "", &["d288"], &["p30"]);
    check(("thị trấn", "Chợ Mới"), "2018-01-01", "d065", &[], &["c02086"]);
    check(("huyện", "Kỳ Anh"), "2020-01-01", "", &[], &["d447"]);
    check(("thị xã", "Kỳ Anh"), "2020-01-01", "", &[], &["d449"]);
    check(("thị xã", "Sơn Tây"), "2013-11-01", "", &[], &["d269@2009-05-09"]);
    check(("huyện", "Sơn Tây"), "2013-11-01", "", &[], &["d530"]);
    // a town that has been a city since 2012, and a city that the text promotes too early
    check(("thị xã", "Thủ Dầu Một"), "2013-11-01", "", &[], &["d718"]);
    check(("thành phố", "Đức Phổ"), "2021-11-01", "", &[], &["d534@2020-02-01"]);
    check(("quận", "Kim Thành"), "2020-07-09", "", &[], &["d293"]);
    check(("xã", "Kim Thành"), "2020-07-09", "", &[], &["c17521"]);
}

#[test]
fn names_alone_mean_the_higher_level() {
    check(("", "Quảng Ngãi"), "2020-07-01", "", &[], &["p51"]);
    check(("", "Bình Dương"), "2020-07-01", "", &[], &["p74"]);
    check(("", "Bình Sơn"), "2020-07-01", "", &["p51"], &["d524"]);
    check(("", "Bình Dương"), "2025-09-01", "", &[], &["p74"]);
    check(("", "Sài Gòn"), "2013-09-01", "", &[], &["p79"]);
    check(("", "Bình Dương"), "2020-07-01", "", &["d524"], &["c21070", "p74"]);
}

#[test]
fn surroundings_decide() {
    check(("huyện", "Chợ Mới"), "2020-07-01", "", &["p06"], &["d065"]);
    check(("huyện", "Chợ Mới"), "2020-07-01", "", &["p89"], &["d893"]);
    check(("huyện", "Chợ Mới"), "2020-07-01", "p89", &["p06"], &["d893"]);
    check(("huyện", "Chợ Mới"), "2018-07-01", "", &["c02104"], &["d065"]);
    check(("xã", "Bình Dương"), "2020-07-01", "", &["d524"], &["c21070"]);
    check(("xã", "Bình Dương"), "2020-07-01", "d524", &["p74"], &["c21070"]);
    // land of a province that has ended lies in its heir
    check(("xã", "Đăk Hà"), "2025-09-01", "", &["p51@2025-07-01"], &["c23500@2025-07-01"]);
    check(("phường", "1"), "2020-07-01", "d794", &[], &["c27694@2009-08-25"]);
}

#[test]
fn units_of_the_day_come_first() {
    check(("xã", "Bình Sơn"), "2025-08-01", "", &["p51@2025-07-01"], &["c21040@2025-07-01"]);
    check(("huyện", "Bình Sơn"), "2025-08-01", "", &["p51@2025-07-01"], &["d524"]);
    check(("tỉnh", "Lào Cai"), "2020-08-01", "", &[], &["p10"]);
    check(("tỉnh", "Lào Cai"), "2025-08-01", "", &[], &["p15@2025-07-01"]);
    check(("tỉnh", "Yên Bái"), "2025-08-01", "", &[], &["p15"]);
    check(("tỉnh", "Hà Tây"), "2007-08-01", "", &[], &["p28"]);
    check(("tỉnh", "Hà Tây"), "2013-08-01", "", &[], &["p28"]);
    check(("thành phố", "Hà Nội"), "2007-08-01", "", &[], &["p01"]);
    check(("thành phố", "Hà Nội"), "2013-08-01", "", &[], &["p01@2008-08-01"]);
    check(("xã", "Bình Thanh"), "2021-01-01", "d524", &[], &["c21091@2020-02-01"]);
    check(("huyện", "Tây Trà"), "2021-01-01", "", &[], &["d526"]);
}

#[test]
fn without_a_day_the_latest_version_stands_for_a_unit() {
    check(("tỉnh", "Lào Cai"), "", "", &[], &["p15@2025-07-01"]);
    check(("tỉnh", "Quảng Ngãi"), "", "", &[], &["p51@2025-07-01"]);
    check(("huyện", "Bình Sơn"), "", "", &["p51"], &["d524"]);
    check(("thị xã", "Sơn Tây"), "", "", &[], &["d269@2009-05-09"]);
}

#[test]
fn equal_readings_stay_candidates() {
    check(("huyện", "Chợ Mới"), "2020-07-01", "", &[], &["d065", "d893"]);
    check(("huyện", "Chợ Mới"), "", "", &[], &["d065", "d893"]);
    check(("", "Chợ Mới"), "2021-07-01", "", &[], &["d065", "d893"]);
    check(("huyện", "Chợ Mới"), "2020-07-01", "", &["p06", "p89"], &["d065", "d893"]);
    let ten = ["d708", "d808", "d821", "d831", "d847", "d877", "d892", "d905", "d933", "d942"];
    check(("huyện", "Châu Thành"), "2020-07-01", "", &[], &ten);
}

/// The communes of a district, and the districts of a province, are told apart by kind and name.
#[test]
fn every_unit_is_decided_within_the_one_around_it() {
    for on in ["2012-06-01", "2020-07-01", "2025-06-30"] {
        let in_force = |(_, unit): &(UnitIdx, &UnitVersion)| unit.in_force(day(on));
        for (at, version) in GAZETTEER.units().filter(in_force) {
            let query = UnitQuery {
                name: GAZETTEER.name(version.name).unwrap(),
                kinds: version.kind.into(),
                day: Some(day(on)),
                within: version.parent,
                nearby: &[],
            };
            assert_eq!(GAZETTEER.resolve(&query), Resolution::Decided(at), "{} {on}", version.id);
        }
    }
}

/// Without surroundings, every unit in force stays among the candidates of its kind and name.
#[test]
fn no_unit_in_force_is_lost() {
    for on in ["2008-09-01", "2024-12-31", "2026-08-01"] {
        let in_force = |(_, unit): &(UnitIdx, &UnitVersion)| unit.in_force(day(on));
        let mut undecided = 0;
        for (at, version) in GAZETTEER.units().filter(in_force) {
            let query = UnitQuery {
                name: GAZETTEER.name(version.name).unwrap(),
                kinds: version.kind.into(),
                day: Some(day(on)),
                within: None,
                nearby: &[],
            };
            match GAZETTEER.resolve(&query) {
                Resolution::Decided(unit) => assert_eq!(unit, at, "{} {on}", version.id),
                Resolution::Candidates(ranked) => {
                    assert!(ranked.iter().any(|r| r.unit == at), "{} {on}", version.id);
                    undecided += 1;
                }
                Resolution::Unknown => panic!("{} {on}", version.id),
            }
        }
        // 3,687 communes; ten districts, seven times two; and six by a spelling (Ea H'leo, Ea H'Leo)
        match on {
            "2024-12-31" => assert_eq!(undecided, 3_687 + 10 + 7 * 2 + 6),
            "2026-08-01" => assert_eq!(undecided, 572 + 4),
            _ => assert!(undecided > 0),
        }
    }
}
