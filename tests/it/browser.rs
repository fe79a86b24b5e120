//! The page in a real browser, as readers use it: searching, reading, filtering, saving, asking.
//!
//! With `CHUTRI_PICTURES` set the pictures of the README are made anew.

mod page;
mod programs;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use page::{DESK, PHONE, Page, Window};

/// Every view, with things of the example articles.
const VIEWS: [&str; 16] = [
    "/",
    "/?q=bac+son",
    "/chaired",
    "/meetings",
    "/graph?at=person/nong-thi-lan-chi.5gg6",
    "/query",
    "/query?question=who-chaired-most",
    "/contradictions",
    "/review",
    "/about",
    "/id/person/nong-thi-lan-chi.5gg6",
    "/id/org/huyen-uy/bac-son.lang-son",
    "/id/unit/huyen-bac-son.lang-son",
    "/id/meeting/working-session/huyen-uy/bac-son.lang-son/2014-03-11.bj83",
    "/id/doc/bac-son-2016-06-28",
    "/id/post/bi-thu/huyen-uy/bac-son.lang-son",
];
const PERSON: &str = "/id/person/nong-thi-lan-chi.5gg6";
/// The page may weigh so much over the wire, all in all.
const MOST_BYTES: usize = 150 * 1024;

const SEARCH: &str = "input[type=search]";

#[tokio::test]
async fn a_person_is_found_without_accents_and_read_down_to_the_words() {
    let Some(page) = Page::open(DESK, "/").await else { return };
    page.type_into(SEARCH, "nong thi lan").await;
    page.see(".hits [role=option]", "Nông Thị Lan Chi").await;
    page.press(Key::Down).await;
    page.see(".hits [aria-selected=true]", "Nông Thị Lan Chi").await;
    page.press(Key::Enter).await;
    page.see("h1", "Nông Thị Lan Chi").await;
    assert_eq!(page.address().await, PERSON);

    let offices = page.texts(".offices .timeline > ol > li .what").await;
    assert!(
        offices.iter().any(|office| office == "Chủ tịch Hội đồng nhân dân tỉnh Lạng Sơn"),
        "{offices:?}"
    );
    let days = page.texts(".offices .when").await;
    assert!(days.iter().any(|day| day.contains("28/6/2016 – 6/2/2018")), "{days:?}");
    assert_eq!(
        page.count(".offices .track .span-attested").await,
        page.count(".offices .below .when:first-child").await
    );
    let partners = page.texts(".partners a").await;
    assert_eq!(partners, ["Dương Thời Vịnh"]);

    page.click(".offices .evidence summary").await;
    page.see(".offices blockquote", "Nông Thị Lan Chi").await;
    let quote = page.texts(".offices blockquote").await.remove(0);
    page.click(".offices figcaption a").await;
    page.see("h1", "bac-son-").await;
    assert!(page.address().await.contains("#at-"), "{}", page.address().await);
    page.see("[id^=at-]", &quote).await;
    page.back().await;
    page.see("h1", "Nông Thị Lan Chi").await;
    page.end().await;
}

#[tokio::test]
async fn what_pages_show_what_they_state_and_terms_are_drawn_apart() {
    let Some(page) = Page::open(DESK, "/id/org/huyen-uy/bac-son.lang-son").await else { return };
    page.see(".posts h3", "Bí thư").await;
    let holders = page.texts(".posts .succession > li:first-child .what").await;
    assert_eq!(holders, ["Hoàng Thế Bách", "Hoàng Thế Bách", "Dương Công Tấn"]);
    page.see(".posts .row small", "cách 587 ngày").await;
    assert_eq!(page.count(".posts .track .span-term").await, 1);
    let wide = page
        .script(
            "const width = (css) => document.querySelector(css).getBoundingClientRect().width; \
             return width('.track .span-term') > width('.track .span-attested')",
        )
        .await;
    assert_eq!(wide, true, "a term of five years is wider than a day");
    page.click(".posts .evidence summary").await;
    page.see(".posts blockquote", "Hoàng Thế Bách").await;
    page.end().await;
}

#[tokio::test]
async fn who_chaired_what_is_filtered_shared_and_saved() {
    let Some(page) = Page::open(DESK, "/chaired").await else { return };
    page.see(".who-chaired th", "Vi Thị Hoài An").await;
    let all = page.count(".who-chaired tbody tr").await;
    page.type_into("input[name=body]", "con cuong").await;
    page.type_into("input[name=until]", "2015").await;
    let rows = "[...document.querySelectorAll('.who-chaired tbody tr')]";
    let condition = format!(
        "{rows}.length > 0 && {rows}.every((row) => row.innerText.includes('Con Cuông') && /201[0-5]/.test(row.innerText))"
    );
    page.until("rows of Con Cuông until 2015", &condition).await;
    let few = page.count(".who-chaired tbody tr").await;
    assert!(few < all, "{few} of {all}");
    let address = page.address().await;
    assert!(address.contains("body=con+cuong") && address.contains("until=2015"), "{address}");

    page.click(".unfold").await;
    page.see("tr.unfolded blockquote", "chủ trì").await;
    page.click("a[download='chutri-chaired.csv']").await;
    let table = page.downloaded("chutri-chaired.csv").await;
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let column = |reader: &mut csv::Reader<&[u8]>, name: &str| {
        reader.headers().unwrap().iter().position(|column| column == name).unwrap()
    };
    let body = column(&mut reader, "body");
    let bodies: Vec<_> = reader.records().map(|row| row.unwrap()[body].to_owned()).collect();
    assert_eq!(bodies.len(), few);
    assert!(bodies.iter().all(|body| body.contains("Con Cuông")), "{bodies:?}");

    page.go(&address).await;
    page.see_number(".who-chaired tbody tr", few).await;
    page.click(".filters button").await;
    page.see_number(".who-chaired tbody tr", all).await;
    page.end().await;
}

#[tokio::test]
async fn the_graph_grows_is_filtered_and_saved_as_it_is_seen() {
    let Some(page) =
        Page::open(DESK, &format!("/graph?at={}", PERSON.trim_start_matches("/id/"))).await
    else {
        return;
    };
    let drawn = "Number(document.querySelector('#graph')?.dataset.ready ?? 0)";
    page.until("a picture", &format!("{drawn} > 1 || null")).await;
    let first = page.script(&format!("return {drawn}")).await.as_u64().unwrap();
    let nodes = page.texts(".shown button").await;
    assert_eq!(nodes.len() as u64, first);
    let meeting = nodes.iter().position(|name| name.contains("làm việc với")).unwrap();
    page.click(&format!(".shown li:nth-child({}) button", meeting + 1)).await;
    page.click(".picture .button.first").await;
    page.until("more of it", &format!("{drawn} > {first} || null")).await;
    page.see(".shown button", "Dương Thời Vịnh").await;
    assert!(page.address().await.contains("working-session"), "{}", page.address().await);

    let before = page.script(&format!("return {drawn}")).await.as_u64().unwrap();
    page.click(".legend label:has(.kind-post) input").await;
    page.until("no posts", &format!("{drawn} < {before} || null")).await;
    let seen = page.count(".shown button").await;
    assert_eq!(page.script(&format!("return {drawn}")).await, seen);
    for (name, sign) in [("chutri.graphml", "<node "), ("chutri.gexf", "<node ")] {
        let (_, format) = name.split_once('.').unwrap();
        page.click(&format!(".save [data-format={format}]")).await;
        let file = String::from_utf8(page.downloaded(name).await).unwrap();
        assert_eq!(file.matches(sign).count(), seen, "{name}");
    }
    page.reload().await;
    page.see(".shown button", "Dương Thời Vịnh").await;
    page.back().await;
    page.until("what was before", &format!("{drawn} === {first} || null")).await;
    page.end().await;
}

#[tokio::test]
async fn questions_are_chosen_filled_in_shared_and_written() {
    let Some(page) = Page::open(DESK, "/query").await else { return };
    page.click("[data-question='who-chaired-what']").await;
    page.see(".answer td", "Nông Thị Lan Chi").await;
    let all = page.count(".answer tbody tr").await;
    page.type_into("input[name=person]", "lan chi").await;
    page.until(
        "fewer rows",
        &format!("document.querySelectorAll('.answer tbody tr').length < {all}"),
    )
    .await;
    let few = page.texts(".answer tbody tr").await;
    assert!(few.iter().all(|row| row.contains("Lan Chi")), "{few:?}");
    let address = page.address().await;
    page.go(&address).await;
    page.see_number(".answer tbody tr", few.len()).await;

    page.click("details.sparql summary").await;
    page.click("details.sparql button").await;
    page.see_number(".answer tbody tr", few.len()).await;
    let query = page.script("return document.querySelector('textarea').value").await;
    assert!(query.as_str().unwrap().contains("ct:chaired"), "{query}");

    page.type_into("textarea", "SELECT ?p ?m WHERE { ?p ct:chair").await;
    page.see(".offers [role=option]", "ct:chaired").await;
    page.press(Key::Tab).await;
    let text = page.script("return document.querySelector('textarea').value").await;
    assert_eq!(text, "SELECT ?p ?m WHERE { ?p ct:chaired");
    page.type_into("textarea", "SELECT ?p ?m WHERE { ?p ct:chaired ?m } ").await;
    page.press(Key::Escape).await;
    page.click(".run").await;
    page.see(".answer td a", "id:meeting/").await;
    page.click(".answer button[aria-pressed=false]").await;
    page.until(
        "a picture of the answer",
        "document.querySelector('#graph')?.dataset.ready > 1 || null",
    )
    .await;
    page.see(".shown button", "Nông Thị Lan Chi").await;
    page.end().await;
}

#[tokio::test]
async fn a_query_that_is_wrong_says_where() {
    let Some(page) = Page::open(DESK, "/query").await else { return };
    page.see("h1", "Truy vấn").await;
    let answer = page
        .later(
            "fetch('/sparql', { method: 'POST', body: new URLSearchParams({ query: 'SELECT x' }), \
             headers: { accept: 'application/json' } }).then((response) => response.json()).then(done)",
        )
        .await;
    let message = answer["error"]["message"].as_str().unwrap().to_owned();
    page.go("/query?q=SELECT+x").await;
    page.see(".answer .failed", &message).await;
}

#[tokio::test]
async fn all_words_are_there_in_two_languages() {
    let Some(page) = Page::open(DESK, PERSON).await else { return };
    page.see(".offices h2", "Chức vụ theo thời gian").await;
    page.click(".settings .language").await;
    page.see(".offices h2", "Offices in time").await;
    page.see(".offices .tag", "current").await;
    page.see(".offices .when", "28 June 2016 – 6 Feb 2018").await;
    assert_eq!(page.script("return document.documentElement.lang").await, "en");
    page.reload().await;
    page.see(".offices h2", "Offices in time").await;
    let rows = page
        .later("import('/assets/js/words.js').then(({ words, columns }) => done([words, columns]))")
        .await;
    let mut seen = 0;
    for (name, row) in rows.as_array().unwrap().iter().flat_map(|table| table.as_object().unwrap())
    {
        let [vietnamese, english] = [&row[0], &row[1]].map(|words| words.as_str().unwrap());
        assert!(
            row.as_array().unwrap().len() == 2 && !vietnamese.is_empty() && !english.is_empty(),
            "{name}"
        );
        assert_eq!(blanks(vietnamese), blanks(english), "{name}");
        seen += 1;
    }
    assert!(seen > 200, "{seen}");
    page.end().await;
}

/// The names in braces, for which something is filled in.
fn blanks(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[tokio::test]
async fn decisions_are_saved_where_the_server_allows_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("decisions.csv");
    let arguments = ["--write-decisions", file.to_str().unwrap()];
    let Some(page) = Page::open_with(DESK, "/review", &arguments).await else { return };
    page.see(".pair .count", "điểm").await;
    page.type_into(".pair .decision input", "cùng quê").await;
    page.click(".pair .decision button").await;
    page.see(".pair .decision [role=status]", "Cùng một người").await;
    let saved = fs::read_to_string(&file).unwrap();
    assert!(saved.contains("same") && saved.contains("cùng quê"), "{saved}");
    page.end().await;

    let Some(page) = Page::open(DESK, "/review").await else { return };
    page.see(".note", "--write-decisions").await;
    page.see(".pair .count", "điểm").await;
    assert_eq!(page.count(".decision").await, 0);
    page.end().await;
}

/// Goes to a view and waits until it is whole.
async fn settle(page: &Page, view: &str) {
    page.go(view).await;
    page.until(
        "a view without anything on its way",
        "document.querySelector('h1') !== null && document.querySelector('.waiting') === null \
         && (document.querySelector('#graph') === null || document.querySelector('#graph').dataset.ready > 0)",
    )
    .await;
}

#[tokio::test]
async fn nothing_is_wider_than_a_telephone() {
    let Some(page) = Page::open(PHONE, "/").await else { return };
    for view in VIEWS {
        settle(&page, view).await;
        let width = page.script("return document.documentElement.scrollWidth").await;
        assert!(width.as_u64().unwrap() <= u64::from(PHONE.width), "{view}: {width}");
    }
    page.end().await;
}

/// The program that judges whether everybody can use a page, where `NODE_PATH` has it.
fn axe() -> Option<String> {
    let folders = std::env::var_os("NODE_PATH").unwrap_or_default();
    let mut files =
        std::env::split_paths(&folders).map(|folder| folder.join("axe-core/axe.min.js"));
    let file = files.find(|file| file.exists());
    if file.is_none() {
        eprintln!(
            "skipped: no axe-core; `npm install axe-core` into a folder of NODE_PATH to run this test"
        );
    }
    file.map(|file| fs::read_to_string(file).unwrap())
}

const JUDGE: &str = "axe.run({ resultTypes: ['violations'] }).then(({ violations, passes }) => done({ passes: passes.length, \
    wrong: violations.filter(({ impact }) => impact === 'serious' || impact === 'critical') \
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`) }))";

#[tokio::test]
async fn everybody_can_use_every_view_in_light_and_dark() {
    let Some(axe) = axe() else { return };
    for (theme, window) in [("light", DESK), ("dark", DESK), ("light", PHONE)] {
        let Some(page) = Page::open(window, "/").await else { return };
        page.script(&format!("localStorage.setItem('chutri-theme', {theme:?})")).await;
        for view in VIEWS {
            settle(&page, view).await;
            page.script(&format!("{axe}; return null")).await;
            let judged = page.later(JUDGE).await;
            assert!(judged["passes"].as_u64().unwrap() > 10, "{view}: {judged}");
            assert_eq!(
                judged["wrong"],
                Value::Array(Vec::new()),
                "{view}, {theme}, {} wide",
                window.width
            );
        }
        page.end().await;
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn page_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/page")
}

#[test]
fn the_page_is_small() {
    let mut found = Vec::new();
    files(&page_folder(), &mut found);
    let packed = found.iter().map(|file| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        std::io::copy(&mut fs::File::open(file).unwrap(), &mut encoder).unwrap();
        encoder.finish().unwrap().len()
    });
    let bytes: usize = packed.sum();
    assert!((40_000..=MOST_BYTES).contains(&bytes), "{bytes} bytes");
}

#[test]
fn files_of_the_page_are_short() {
    let mut found = Vec::new();
    files(&page_folder(), &mut found);
    let own =
        found.iter().filter(|file| !file.components().any(|part| part.as_os_str() == "vendor"));
    for file in own {
        let lines = fs::read_to_string(file).unwrap().lines().count();
        let words = file.ends_with("js/words.js");
        assert!(lines <= 350 || words, "{}: {lines} lines", file.display());
    }
}

/// What the README shows: a name, a window, a view, and what is done before it is drawn.
const PICTURES: [(&str, Window, &str, &str); 4] = [
    ("page-person", DESK, PERSON, "document.querySelector('.evidence summary').click()"),
    ("page-chaired", DESK, "/chaired", "document.querySelectorAll('.unfold')[2].click()"),
    ("page-graph", DESK, "/graph", ""),
    ("page-phone", PHONE, PERSON, "document.querySelector('.evidence summary').click()"),
];

#[tokio::test]
async fn pictures_of_the_page_are_drawn_when_asked_for() {
    if std::env::var_os("CHUTRI_PICTURES").is_none() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pictures");
    for (name, window, view, before) in PICTURES {
        let page = Page::open(window, "/").await.expect("a browser");
        settle(&page, view).await;
        page.script(before).await;
        page.until("what was asked for", "document.querySelector('.waiting') === null").await;
        fs::write(folder.join(name).with_extension("png"), page.picture().await).unwrap();
        page.end().await;
    }
}
