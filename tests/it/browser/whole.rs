//! The page as a whole: every view on a telephone, for everybody, its size, and its pictures.
//!
//! With `CHUTRI_PICTURES` set the pictures of the README are made anew.

use std::fs;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use super::PERSON;
use super::page::{DESK, PHONE, Page, Window};

/// Every view that is not of one thing.
const VIEWS: [&str; 10] = [
    "/",
    "/?q=bac+son&in=quotes",
    "/chaired",
    "/meetings",
    "/graph",
    "/query",
    "/query?question=who-chaired-most",
    "/contradictions",
    "/review",
    "/about",
];
/// A thing of each kind of the example articles.
const THINGS: [&str; 6] = [
    PERSON,
    "Huyện ủy Bắc Sơn",
    "huyện Bắc Sơn",
    "làm việc với Huyện ủy Bắc Sơn",
    "bac-son-2016-06-28",
    "Bí thư Huyện ủy Bắc Sơn",
];
/// The page may weigh so much over the wire, all in all.
const MOST_BYTES: usize = 150 * 1024;

/// Every view, and a view of every kind of thing.
async fn views(page: &Page) -> Vec<String> {
    let mut views: Vec<String> = VIEWS.iter().map(|&view| view.to_owned()).collect();
    for name in THINGS {
        views.push(page.way_to(name).await);
    }
    views
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
    for view in views(&page).await {
        settle(&page, &view).await;
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
        for view in views(&page).await {
            settle(&page, &view).await;
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
        let view = if view.starts_with('/') { view.to_owned() } else { page.way_to(view).await };
        settle(&page, &view).await;
        page.script(before).await;
        page.until("what was asked for", "document.querySelector('.waiting') === null").await;
        fs::write(folder.join(name).with_extension("png"), page.picture().await).unwrap();
        page.end().await;
    }
}
