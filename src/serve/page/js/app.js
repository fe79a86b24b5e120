// The frame of all views, and which view an address shows.

import { html, useEffect, useErrorBoundary, useRef } from "../vendor/elements.js";
import { useAddress } from "./address.js";
import { language, t, useLanguage } from "./language.js";
import { nextTheme, theme } from "./theme.js";
import { useValue } from "./value.js";
import { SearchBox } from "./parts/search-box.js";
import { Failed } from "./parts/sheet.js";
import { About } from "./pages/about.js";
import { Chaired } from "./pages/chaired.js";
import { Contradictions } from "./pages/contradictions.js";
import { GraphView } from "./pages/graph.js";
import { Home } from "./pages/home.js";
import { Meetings } from "./pages/meetings.js";
import { Query } from "./pages/query.js";
import { Review } from "./pages/review.js";
import { Thing } from "./pages/thing.js";

const VIEWS = {
  "/": Home,
  "/chaired": Chaired,
  "/meetings": Meetings,
  "/graph": GraphView,
  "/query": Query,
  "/contradictions": Contradictions,
  "/review": Review,
  "/about": About,
};
const MENU = ["chaired", "meetings", "graph", "query", "contradictions", "review"];
const THING = "/id/";
const THEME_SIGNS = { auto: "◐", light: "○", dark: "●" };

const Brand = () => html`<a class="brand" href="/"><svg viewBox="0 0 32 32" aria-hidden="true">
  <g fill="none" stroke="currentColor" stroke-width="2.2"><path d="M16 11 7 24M16 11l9 13M16 11v14" /></g>
  <circle cx="16" cy="8.5" r="5.5" fill="currentColor" /><g fill="currentColor"><circle cx="6.5" cy="25" r="3" /><circle cx="16" cy="26.5" r="3" /><circle cx="25.5" cy="25" r="3" /></g></svg>chutri</a>`;

function Settings() {
  const now = useValue(theme);
  const other = language.get() === "vi" ? "en" : "vi";
  const name = t(`theme-${now}`);
  return html`<div class="settings">
    <button type="button" class="button small language" lang=${other} onClick=${() => language.set(other)}>${t("other-language")}</button>
    <button type="button" class="button small" aria-label=${name} title=${name} onClick=${nextTheme}>${THEME_SIGNS[now]}</button>
  </div>`;
}

const Head = ({ path, query }) => html`<header class="head"><div>
  <${Brand} /><${path === "/" && !query.get("q") ? Nothing : SearchBox} />
  <nav aria-label=${t("menu")}><ul>${MENU.map((name) => html`<li key=${name}><a href="/${name}" aria-current=${path === `/${name}` ? "page" : undefined}>${t(name)}</a></li>`)}</ul></nav>
  <${Settings} />
</div></header>`;

/** Where the start has its own box to search in. */
const Nothing = () => html`<span class="spacer"></span>`;

/** The path of a thing as the graph has it; one that is not well encoded stays as it is. */
function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function View({ path, query }) {
  const [error] = useErrorBoundary(console.error);
  if (error) return html`<${Failed} error=${error} />`;
  if (path.startsWith(THING)) return html`<${Thing} path=${decoded(path.slice(THING.length))} query=${query} />`;
  const Shown = VIEWS[path.replace(/(.)\/$/, "$1")];
  return Shown ? html`<${Shown} query=${query} />` : html`<${Failed} error=${{ status: 404 }} />`;
}

/** The name of a view is that of its heading; after a step to another view the reader stands at its begin. */
function useHeading(main, path, search) {
  const first = useRef(true);
  useEffect(() => {
    const name = () => {
      const heading = main.current.querySelector("h1");
      document.title = heading && path !== "/" ? `${heading.textContent} · chutri` : t("title");
    };
    name();
    const watch = new MutationObserver(name);
    watch.observe(main.current, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [path, search, language.get()]);
  useEffect(() => {
    if (!first.current && !location.hash) main.current.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
}

export function App() {
  const spoken = useLanguage();
  const { path, query } = useAddress();
  const main = useRef(null);
  useHeading(main, path, query.toString());
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  return html`<a class="skip" href="#main">${t("skip")}</a>
    <${Head} path=${path} query=${query} />
    <main id="main" tabindex="-1" ref=${main}><${View} key=${path} path=${path} query=${query} /></main>
    <footer class="foot"><a href="/about">${t("about")}</a><a href="/sparql" data-leave>SPARQL</a><a href="/api/openapi.json" data-leave>JSON API</a></footer>`;
}
