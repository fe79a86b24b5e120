//! The page in a real browser, as readers use it: searching, reading, filtering, saving, asking.

mod page;
mod programs;
mod whole;

use std::collections::BTreeSet;
use std::fs;

use fantoccini::key::Key;

use crate::cli::run;
use page::{DESK, Page};

const PERSON: &str = "Nông Thị Lan Chi";
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
    assert_eq!(page.address().await, page.way_to(PERSON).await);

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
    page.see("tr.unfolded blockquote", "Vi Thị Hoài An").await;
    page.click("a[download='chaired.csv']").await;
    let mut reader = csv::Reader::from_path(page.downloaded("chaired.csv").await).unwrap();
    let column = |reader: &mut csv::Reader<fs::File>, name: &str| {
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
    let Some(page) = Page::open(DESK, "/").await else { return };
    let path = page.way_to(PERSON).await;
    page.go(&format!("/graph?at={}", path.trim_start_matches("/id/"))).await;
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
    for (form, name) in [("graphml", "chutri.graphml"), ("gexf", "chutri.gexf")] {
        page.click(&format!(".save [data-format={form}]")).await;
        let file = page.downloaded(name).await;
        let checked = run(["export".as_ref(), "--check".as_ref(), file.as_os_str()]);
        assert_eq!(checked.code, 0, "{}", checked.stderr);
        let told = checked.stdout + &checked.stderr;
        assert!(told.contains(&format!("{seen} nodes")), "{told}");
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
    let Some(page) = Page::open(DESK, "/").await else { return };
    page.go(&page.way_to(PERSON).await).await;
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
