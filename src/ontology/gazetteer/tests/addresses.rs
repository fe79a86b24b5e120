//! What addresses tell.

use super::*;

#[test]
fn addresses_name_their_unit() {
    for (address, on, home) in [
        ("https://binhson.quangngai.gov.vn/tin-tuc/hoi-nghi", "2020-07-09", Some("d524")),
        ("https://quangngai.gov.vn/web/xa-binh-duong-hop-hdnd", "2020-07-09", Some("c21070")),
        ("https://quangngai.gov.vn/huyen-binh-son/xa-binh-duong", "2020-07-09", Some("d524")),
        ("https://quangngai.gov.vn/xa-binh-duong/xa-binh-chau", "2020-07-09", Some("p51")),
        ("https://binhson.quangngai.gov.vn/a/huyen-son-tay-hop", "2020-07-09", Some("p51")),
        ("https://binhson.quangngai.gov.vn/xa-binh-duong-hop", "2020-07-09", Some("d524")),
        ("https://binhson.quangngai.gov.vn/", "2025-08-01", Some("c21040@2025-07-01")),
        ("http://www.baomoi.com/ThoiSu/www.baoquangngai.vn/x/1.epi", "2020-07-09", Some("p51")),
        ("Baoquangngai.vn", "2020-07-09", Some("p51")),
        ("binhson@quangngai.gov.vn", "2020-07-09", Some("p51")),
        ("binhson.quangngai.gov.vn:8080", "2020-07-09", Some("d524")),
        ("https://txducpho.quangngai.gov.vn/", "2020-07-09", Some("d534@2020-02-01")),
        ("https://quangngai.gov.vn/tx-duc-pho/1.html", "2020-07-09", Some("d534@2020-02-01")),
        ("https://xabinhduong.binhson.quangngai.gov.vn", "2020-07-09", Some("c21070")),
        ("https://quangtri.dcs.vn/tin", "2020-07-09", Some("p45")),
        ("https://www.tinhuyquangtri.vn/tin", "2020-07-09", Some("p45")),
        ("https://mttqcaobang.gov.vn", "2020-07-09", Some("p04")),
        ("https://tinhuyhatay.vn", "2020-07-09", None),
        ("https://kontum.gov.vn/x", "2025-08-01", Some("p51@2025-07-01")),
        ("https://laocai.gov.vn/x", "2020-08-01", Some("p10")),
        ("https://vnexpress.net/xa-binh-duong", "2020-07-09", None),
        ("", "2020-07-09", None),
    ] {
        let found = GAZETTEER.home_unit(address, Day::parse(on));
        assert_eq!(found.map(|unit| GAZETTEER.unit(unit).id), home, "{address} on {on}");
    }
}

#[test]
fn no_address_is_too_strange() {
    for address in [
        "://",
        "@",
        "..",
        "a..gov.vn",
        "quangngai.gov.vn.",
        ".quangngai.gov.vn",
        "bao.vn",
        "tv.vn",
        "http://Ỉnh.quangngai.gov.vn/xã-bình-dương/%E1%BB%8B",
        "quangngai.gov.vn/xa",
        "xa-/xa/xa",
        "quangngai.gov.vn/-xa--",
        "\u{301}",
        "https://quangngai.gov.vn:x/?u=@&@=#",
    ] {
        for on in ["2004-01-01", "2020-07-09", "2030-01-01", ""] {
            let home = GAZETTEER.home(address, Day::parse(on));
            assert!(home.is_none_or(|home| home.named.is_empty()), "{address}");
        }
    }
}
