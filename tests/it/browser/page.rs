//! A window of a browser that shows the page, and what a reader does with it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

use super::programs::{Driver, Server};

/// How long a test waits for what it expects to see.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(40);

/// One browser at a time: several at once are slower than one after the other.
static ALONE: Mutex<()> = Mutex::const_new(());

/// How large the window is, and which languages its reader likes.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) language: &'static str,
}

/// A desk, at which Vietnamese is read.
pub(super) const DESK: Window = Window { width: 1280, height: 900, language: "vi-VN" };
/// A telephone.
pub(super) const PHONE: Window = Window { width: 390, height: 844, language: "vi-VN" };

pub(super) struct Page {
    client: Client,
    driver: Driver,
    pub(super) server: Server,
    downloads: TempDir,
    _alone: MutexGuard<'static, ()>,
}

/// Whether there is a browser. Where there is none the test is skipped, and says so; never when the machine
/// is one that proves changes.
fn has_browser() -> bool {
    let runs = |program| {
        let mut command = Command::new(program);
        let command = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if runs("chromium") && runs("chromedriver") {
        return true;
    }
    assert!(std::env::var_os("CI").is_none(), "no chromium or no chromedriver");
    let _ = writeln!(
        std::io::stderr(),
        "skipped: no chromium or no chromedriver; install both to run this test"
    );
    false
}

impl Page {
    /// Opens a window on an address of the page; none where there is no browser.
    pub(super) async fn open(window: Window, path: &str) -> Option<Self> {
        Self::open_with(window, path, &[]).await
    }

    /// The same, of a server with these arguments.
    pub(super) async fn open_with(window: Window, path: &str, more: &[&str]) -> Option<Self> {
        if !has_browser() {
            return None;
        }
        let alone = ALONE.lock().await;
        let server = Server::start(more);
        let driver = Driver::start();
        let downloads = tempfile::tempdir().unwrap();
        let capabilities = capabilities(window, &downloads);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let builder = builder.capabilities(capabilities.as_object().unwrap().clone());
        let client = builder.connect(&driver.origin).await.unwrap();
        let page = Self { client, driver, server, downloads, _alone: alone };
        page.go(path).await;
        Some(page)
    }

    pub(super) async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.server.origin)).await.unwrap();
    }

    pub(super) async fn back(&self) {
        self.client.back().await.unwrap();
    }

    pub(super) async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Path and query of the address, as the reader would share it.
    pub(super) async fn address(&self) -> String {
        let address = self.client.current_url().await.unwrap();
        address.as_str().strip_prefix(&self.server.origin).unwrap().to_owned()
    }

    /// Where the page shows the thing of a name.
    pub(super) async fn way_to(&self, name: &str) -> String {
        let hits = self
            .later(&format!(
                "fetch('/api/search?limit=1000&q=' + encodeURIComponent({name:?})).then((answer) => answer.json()) \
                 .then(({{ hits }}) => done(hits.filter(({{ label }}) => label === {name:?})))"
            ))
            .await;
        let address = hits[0]["address"].as_str().unwrap_or_else(|| panic!("{name}: {hits}"));
        address.replacen("id:", "/id/", 1)
    }

    /// What a script gives in the page.
    pub(super) async fn script(&self, script: &str) -> Value {
        self.client
            .execute(script, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What an asynchronous script gives, which ends by `done(value)`.
    pub(super) async fn later(&self, script: &str) -> Value {
        let script = format!("const done = arguments[0]; {script}");
        self.client.execute_async(&script, Vec::new()).await.unwrap()
    }

    /// Waits until a script gives something that is true.
    pub(super) async fn until(&self, what: &str, condition: &str) -> Value {
        let begun = Instant::now();
        loop {
            let value = self.script(&format!("return {condition}")).await;
            if value.as_bool().unwrap_or(!value.is_null()) {
                return value;
            }
            if begun.elapsed() > PATIENCE {
                let seen = self.script("return document.body.innerText").await;
                panic!("{what}: not seen at {}: {}", self.address().await, seen.as_str().unwrap());
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until something that `css` selects holds these words.
    pub(super) async fn see(&self, css: &str, words: &str) {
        let condition = format!(
            "[...document.querySelectorAll({css:?})].some((element) => element.innerText.includes({words:?}))"
        );
        self.until(&format!("{css} with `{words}`"), &condition).await;
    }

    /// Waits until `css` selects this many.
    pub(super) async fn see_number(&self, css: &str, number: usize) {
        let condition = format!("document.querySelectorAll({css:?}).length === {number}");
        self.until(&format!("{number} of {css}"), &condition).await;
    }

    /// The words of all that `css` selects.
    pub(super) async fn texts(&self, css: &str) -> Vec<String> {
        let script = format!(
            "return [...document.querySelectorAll({css:?})].map((element) => element.innerText.trim())"
        );
        serde_json::from_value(self.script(&script).await).unwrap()
    }

    pub(super) async fn count(&self, css: &str) -> usize {
        self.texts(css).await.len()
    }

    /// Clicks the first that `css` selects, as soon as there is one.
    pub(super) async fn click(&self, css: &str) {
        let wait = self.client.wait().at_most(PATIENCE);
        let element = wait
            .for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"));
        self.script(&format!(
            "document.querySelector({css:?}).scrollIntoView({{ block: 'center' }})"
        ))
        .await;
        element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Types into a box in place of what it holds.
    pub(super) async fn type_into(&self, css: &str, words: &str) {
        let wait = self.client.wait().at_most(PATIENCE);
        let element = wait
            .for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"));
        element.clear().await.unwrap();
        element.send_keys(words).await.unwrap();
    }

    /// Presses a key where the reader is.
    pub(super) async fn press(&self, key: Key) {
        let element = self.client.active_element().await.unwrap();
        element.send_keys(&char::from(key).to_string()).await.unwrap();
    }

    /// Where a file was saved, once it is whole.
    pub(super) async fn downloaded(&self, name: &str) -> PathBuf {
        let path: PathBuf = self.downloads.path().join(name);
        let begun = Instant::now();
        while !path.exists() {
            assert!(begun.elapsed() < PATIENCE, "{name} was not saved");
            tokio::time::sleep(PAUSE).await;
        }
        path
    }

    /// What the window shows, as PNG.
    pub(super) async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.unwrap()
    }

    /// Ends, having seen no error on the console and no request to anyone else.
    pub(super) async fn end(self) {
        let session = self.client.session_id().await.unwrap().unwrap();
        let errors: Vec<_> =
            self.driver.log(&session, "browser").into_iter().filter(is_error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let events = self.driver.log(&session, "performance");
        let asked: Vec<_> = events.iter().filter_map(address_of_request).collect();
        let own = |address: &String| {
            address.starts_with(&self.server.origin)
                || address.starts_with("blob:")
                || address.starts_with("data:")
        };
        assert!(asked.iter().any(own), "no request was seen at all");
        let others: Vec<_> = asked.iter().filter(|address| !own(address)).collect();
        assert!(others.is_empty(), "{others:#?}");
        self.client.close().await.unwrap();
    }
}

fn capabilities(window: Window, downloads: &TempDir) -> Value {
    let arguments = [
        "--headless=new".to_owned(),
        // As root, as in containers, there is no other way.
        "--no-sandbox".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--enable-unsafe-swiftshader".to_owned(),
        "--force-prefers-reduced-motion".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--window-size={},{}", window.width.max(500), window.height),
        format!("--lang={}", window.language),
    ];
    let mut options = json!({
        "args": arguments,
        "prefs": {
            "download.default_directory": downloads.path(),
            "download.prompt_for_download": false,
            "intl.accept_languages": window.language,
        },
    });
    if window.width < 500 {
        let screen = json!({ "width": window.width, "height": window.height, "pixelRatio": 1.0 });
        options["mobileEmulation"] = json!({ "deviceMetrics": screen });
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    })
}

/// Whether an entry of the console tells of an error: of a script, of the policy, of a file that is missing.
fn is_error(entry: &Value) -> bool {
    entry["level"] == "SEVERE"
}

/// The address that an event of the network tells of.
fn address_of_request(event: &Value) -> Option<String> {
    let message: Value = serde_json::from_str(event["message"].as_str()?).ok()?;
    let message = &message["message"];
    (message["method"] == "Network.requestWillBeSent")
        .then(|| message["params"]["request"]["url"].as_str().map(str::to_owned))?
}
