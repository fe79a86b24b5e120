// The words behind a statement, with the page that has them and how sure the reading is.

import { html, useState } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { number, t } from "../language.js";
import { apiOf, pageOf } from "./thing.js";
import { Answered, Empty } from "./sheet.js";

/** Below this the reading is marked as unsure. */
const SURE = 0.75;

/** How sure a statement is, as a bar and in figures. */
export function Sure({ confidence }) {
  if (!confidence) return null;
  const share = Number(confidence);
  const percent = Math.round(share * 100);
  return html`<span class="sure ${share < SURE ? "low" : ""}"><i aria-hidden="true"><b style=${{ width: `${percent}%` }}></b></i>${t("confidence", { n: number(percent) })}</span>`;
}

/** Where in its page a quote stands: the view of that page marks it. */
export const placeOf = (row) => `${pageOf(row.page_address)}#at-${row.start}`;

function Quote({ row, sure }) {
  return html`<li><figure>
    <blockquote lang="vi">${row.quote}</blockquote>
    <figcaption>
      <a href=${placeOf(row)}><span lang="vi">${row.page}</span></a>
      ${row.url && html`<a href=${row.url} target="_blank" rel="noopener noreferrer">${t("source")} ↗</a>`}
      ${sure && html`<${Sure} confidence=${row.confidence} />`}
      ${row.rule && html`<span>${t("rule", { rule: row.rule })}</span>`}
    </figcaption>
  </figure></li>`;
}

/** The same words of the same place, said once however many statements they support. */
function distinct(rows) {
  const seen = new Map(rows.map((row) => [`${row.page} ${row.start} ${row.end}`, row]));
  return [...seen.values()];
}

/** Quotes in the order of their pages; how sure each is only where that is not said beside them. */
export function Quotes({ rows, sure }) {
  const once = distinct(rows);
  if (!once.length) return html`<${Empty}>${t("no-evidence")}<//>`;
  return html`<ul class="quotes">${once.map((row) => html`<${Quote} row=${row} sure=${sure} key=${`${row.page} ${row.start}`} />`)}</ul>`;
}

/** The quotes that the server has of a statement. */
export function QuotesOf({ of }) {
  const answer = useAnswer(apiOf(of, "why/"));
  return html`<${Answered} answer=${answer}>${(data) => html`<${Quotes} rows=${data.rows} sure=${true} />`}<//>`;
}

/** Quotes that are unfolded on demand: rows at hand, or those that the server has of a statement. */
export function Evidence({ rows, of }) {
  const [open, set] = useState(false);
  const count = rows && distinct(rows).length;
  const heading = count ? t("n-evidence", { n: number(count) }) : t("evidence");
  return html`<details class="evidence" onToggle=${(event) => set(event.currentTarget.open)}>
    <summary>${heading}</summary>
    ${open && (rows ? html`<${Quotes} rows=${rows} />` : html`<${QuotesOf} of=${of} />`)}
  </details>`;
}
