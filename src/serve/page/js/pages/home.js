// The start: what this is, how much there is, and where to go. With `?q=`, what a search found.

import { html } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { link, setQuery } from "../address.js";
import { number, t } from "../language.js";
import { SearchBox } from "../parts/search-box.js";
import { Answered, Empty } from "../parts/sheet.js";
import { Dot, pageOf } from "../parts/thing.js";

/** What is counted on the start page: the class of the ontology and the kind of the page. */
const COUNTED = [
  ["Person", "person"],
  ["Organization", "body"],
  ["Post", "post"],
  ["Meeting", "meeting"],
  ["Administrative unit", "unit"],
  ["Document", "document"],
  ["Quote", "quote"],
];
const WAYS = ["chaired", "meetings", "graph", "query", "contradictions", "review"];
const MOST = 200;

function Counts({ counts }) {
  const rows = COUNTED.map(([name, kind]) => [kind, counts.find((row) => row.what === "thing" && row.kind === name)]);
  return html`<dl class="counts">${rows
    .filter(([, row]) => row)
    .map(([kind, row]) => html`<div><dt><${Dot} kind=${kind} />${t(`n-${kind}`)}</dt><dd>${number(row.number)}</dd></div>`)}</dl>`;
}

const targetOf = (hit) => (hit.page_address ? `${pageOf(hit.page_address)}#${startOfQuote(hit)}` : pageOf(hit.address));

function Hits({ words, kind }) {
  const answer = useAnswer("/api/search", { q: words, limit: MOST, kind });
  return html`<div class="sheet"><${Answered} answer=${answer}>${({ hits, total }) =>
    hits.length
      ? html`<p class="soft">${t("n-hits", { n: number(total) })}</p>
        <ul class="found">${hits.map((hit) => html`<li key=${hit.address}>
          <${Dot} kind=${hit.kind} /><a lang="vi" href=${targetOf(hit)}>${hit.label}</a>
          <span class="soft">${t(hit.kind)}</span>
          ${hit.context && html`<small lang="vi">${hit.context}</small>`}
        </li>`)}</ul>`
      : html`<${Empty}>${t("no-hits", { q: words })}<//>`}<//></div>`;
}

function Found({ query }) {
  const words = query.get("q");
  const quotes = query.get("in") === "quotes";
  return html`<header class="title">
      <h1>${t("search-of", { q: words })}</h1>
      <div class="tools"><label><input type="checkbox" checked=${quotes} onChange=${(event) => setQuery({ in: event.target.checked && "quotes" })} /> ${t("search-quotes")}</label></div>
    </header>
    <${Hits} words=${words} />
    ${quotes && html`<${Hits} words=${words} kind="quote" />`}`;
}

const startOfQuote = (hit) => `at-${/\/(\d+)-\d+[^/]*$/.exec(hit.address)?.[1]}`;

export function Home({ query }) {
  const answer = useAnswer("/api/about");
  if (query.get("q")) return html`<${Found} query=${query} />`;
  return html`<div class="hero">
      <h1>${t("hero")}</h1>
      <p>${t("hero-lead")}</p>
      <${SearchBox} label=${t("search-label")} />
    </div>
    <${Answered} answer=${answer}>${(data) => html`<${Counts} counts=${data.counts} />`}<//>
    <ul class="ways">${WAYS.map((way) => html`<li><a href=${link(`/${way}`)}><h2>${t(way)}</h2><p>${t(`way-${way}`)}</p></a></li>`)}</ul>`;
}
