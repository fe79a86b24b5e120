// Offices in time. A list that reads well aloud, with bars beside it for the eye: what pages show, what
// they state and the term of office are drawn apart.

import { html } from "../../vendor/elements.js";
import { number, t, term } from "../language.js";
import { dayInWords, endOf, spanInWords, startOf, termSpan } from "../time.js";
import { Evidence, Sure } from "./evidence.js";
import { several } from "./thing.js";

const STEPS = [1, 2, 5, 10, 20, 50];
const MOST_TICKS = 9;

/** The spans of a tenure on the line of time, the widest first. */
export function spansOf(row) {
  const spans = [];
  const term = termSpan(row.term);
  if (term) spans.push({ kind: "term", from: term[0], until: term[1], words: t("term", { term: row.term }) });
  if (row.stated_from || row.stated_until) {
    const from = startOf(row.stated_from) ?? startOf(row.attested_from) ?? startOf(row.stated_until);
    const until = endOf(row.stated_until) ?? endOf(row.attested_until) ?? endOf(row.stated_from);
    spans.push({ kind: "stated", from, until, words: statedInWords(row) });
  }
  if (row.attested_from) {
    const words = t("attested", { span: spanInWords(row.attested_from, row.attested_until) });
    spans.push({ kind: "attested", from: startOf(row.attested_from), until: endOf(row.attested_until ?? row.attested_from), words });
  }
  return spans;
}

function statedInWords(row) {
  const ends = [
    row.stated_from && t("stated-from", { day: dayInWords(row.stated_from) }),
    row.stated_until && t("stated-until", { day: dayInWords(row.stated_until) }),
  ];
  return t("stated", { span: ends.filter(Boolean).join(" ") });
}

/** First and last year of what is drawn. */
export function domainOf(spans) {
  if (!spans.length) return null;
  const from = Math.floor(Math.min(...spans.map((span) => span.from)));
  const until = Math.ceil(Math.max(...spans.map((span) => span.until)));
  return { from, until: Math.max(until, from + 1) };
}

const place = (domain, year) => (100 * (year - domain.from)) / (domain.until - domain.from);

/** The years above the bars. */
export function Axis({ domain }) {
  const length = domain.until - domain.from;
  const step = STEPS.find((step) => length / step <= MOST_TICKS) ?? 100;
  const first = Math.ceil(domain.from / step) * step;
  const years = [];
  for (let year = first; year < domain.until; year += step) years.push(year);
  return html`<div class="axis" aria-hidden="true"><div class="years">
    ${years.map((year) => html`<span style=${{ left: `${place(domain, year)}%` }}>${year}</span>`)}
  </div></div>`;
}

export function Track({ domain, spans }) {
  const year = 100 / (domain.until - domain.from);
  return html`<div class="track" aria-hidden="true" style=${{ "--year": `${year}%` }}>
    ${spans.map((span) => {
      const left = place(domain, span.from);
      const style = span.kind === "meeting" ? { left: `${left}%` } : { left: `${left}%`, width: `${place(domain, span.until) - left}%` };
      return html`<span class="span-${span.kind}" title=${span.words} style=${style}></span>`;
    })}
  </div>`;
}

/** What the bars mean; only those that are drawn. */
export function Key({ spans }) {
  const drawn = ["attested", "stated", "term", "meeting"].filter((kind) => spans.some((span) => span.kind === kind));
  return html`<ul class="key" aria-hidden="true">${drawn.map((kind) => html`<li><span class="span-${kind}"></span>${t(`${kind}-key`)}</li>`)}</ul>`;
}

/** What is known of the time of a tenure, in words. */
function When({ row }) {
  const spans = spansOf(row);
  const words = spans.map((span) => span.words).reverse();
  if (row.over_by) words.push(t("over-by", { day: dayInWords(row.over_by) }));
  return html`<span class="when">${words.length ? words.join(" · ") : t("undated")}</span>`;
}

export function Statuses({ row }) {
  const codes = several(row.status_code);
  return html`<span class="tags">${several(row.status).map((status, n) => {
    const over = /ended|former/.test(codes[n] ?? "");
    return html`<span class="tag ${over ? "over" : ""}">${term(codes[n], status)}</span>`;
  })}</span>`;
}

/** One tenure: its name, its bars, and below them status, time, sureness and quotes. */
export function Tenure({ row, name, note, domain, quotes }) {
  return html`<li>
    <div class="row">
      <div><div class="what">${name}</div>${note && html`<small>${note}</small>`}</div>
      ${domain && html`<${Track} domain=${domain} spans=${spansOf(row)} />`}
    </div>
    <div class="below">
      <${When} row=${row} /><${Statuses} row=${row} /><span class="when">${row.pages === "1" ? t("one-page") : t("n-pages", { n: number(row.pages) })}</span><${Sure} confidence=${row.confidence} />
      <${Evidence} rows=${quotes} of=${row.tenure} />
    </div>
  </li>`;
}
