// What a query found, as a table or, where rows join things, as a picture.

import { html, useEffect, useMemo, useState } from "../../vendor/elements.js";
import { columnName, number, t } from "../language.js";
import { Picture } from "../graph/picture.js";
import { Empty } from "../parts/sheet.js";
import { kindOf, pageOf, pathOf } from "../parts/thing.js";
import { dayInWords } from "../time.js";
import { sparql } from "./answer.js";

const MOST_ROWS = 500;
const MOST_NAMES = 400;
const MOST_LINKS = 1500;
const DAY = /^\d{4}(-\d{2}){0,2}$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const KINDS = ["person", "body", "post", "unit", "meeting", "act", "document"];

function Cell({ cell }) {
  if (!cell) return null;
  if (cell.address) return html`<a href=${pageOf(cell.address)}>${cell.text}</a>`;
  if (cell.link) return html`<a href=${cell.link} target="_blank" rel="noopener noreferrer">${cell.text}</a>`;
  if (DAY.test(cell.text) && cell.text.length > 4) return html`<time datetime=${cell.text}>${dayInWords(cell.text)}</time>`;
  return html`<span lang="vi">${cell.text}</span>`;
}

/** Columns of figures stand to the right. */
const isNumber = (rows, column) => rows.some((row) => row[column]) && rows.every((row) => !row[column] || NUMBER.test(row[column].text));

function Table({ columns, rows }) {
  const numbers = columns.map((_, n) => (isNumber(rows, n) ? "number" : ""));
  return html`<div class="scroll results"><table>
    <thead><tr>${columns.map((name, n) => html`<th scope="col" class=${numbers[n]}>${columnName(name)}</th>`)}</tr></thead>
    <tbody>${rows.slice(0, MOST_ROWS).map((row) => html`<tr>${row.map((cell, n) => html`<td class=${numbers[n]}><${Cell} cell=${cell} /></td>`)}</tr>`)}</tbody>
  </table></div>
  ${rows.length > MOST_ROWS && html`<p class="soft">${t("first-of", { n: number(MOST_ROWS) })}</p>`}`;
}

/** Columns whose cells can be points: addresses, or, where there are none, the first two of words. */
function ends(columns, rows) {
  const every = columns.map((_, n) => n);
  const addresses = every.filter((n) => rows.some((row) => row[n]?.address));
  if (addresses.length > 1) return addresses;
  const words = every.filter((n) => rows.some((row) => row[n] && !NUMBER.test(row[n].text) && !DAY.test(row[n].text)));
  return addresses.length || words.length < 2 ? [] : words.slice(0, 2);
}

function pointOf(cell, names) {
  const kind = cell.address ? kindOf(cell.address) : "thing";
  const label = (cell.address && names.get(cell.address)) ?? cell.text.split("/").at(-1);
  return { id: cell.address ?? cell.text, label, kind: KINDS.includes(kind) ? kind : "thing" };
}

/** Points and links of the rows; each row joins the things it names, one after another. */
export function asGraph({ columns, rows }, names) {
  const at = ends(columns, rows);
  const nodes = new Map();
  const links = new Map();
  if (at.length < 2) return null;
  for (const row of rows) {
    const points = at.map((n) => row[n]).filter(Boolean).map((cell) => pointOf(cell, names));
    for (const point of points) nodes.set(point.id, point);
    points.slice(1).forEach((point, n) => {
      const link = { source: points[n].id, target: point.id, kind: columns[at[n + 1]] };
      if (links.size < MOST_LINKS) links.set(`${link.source} ${link.target}`, link);
    });
  }
  return { nodes: [...nodes.values()], links: [...links.values()], cut: links.size >= MOST_LINKS };
}

/** Names of the things in the rows, asked for when they are to be drawn. */
function useNames({ rows }, prefixes, wanted) {
  const [names, set] = useState(new Map());
  useEffect(() => {
    const addresses = new Set(rows.flat().map((cell) => cell?.address).filter(Boolean));
    if (!wanted || !addresses.size) return;
    const things = [...addresses].slice(0, MOST_NAMES).map((address) => `<${prefixes.id}${pathOf(address)}>`);
    const query = `SELECT ?x ?name WHERE { VALUES ?x { ${things.join(" ")} } ?x skos:prefLabel ?name }`;
    sparql(query, prefixes).then(
      (found) => set(new Map(found.rows.map(([x, name]) => [x.text, name.text]))),
      (error) => console.warn(error.message),
    );
  }, [rows, wanted]);
  return names;
}

export function Results({ answer, prefixes, children }) {
  const [view, set] = useState("table");
  const names = useNames(answer, prefixes, view === "graph");
  const graph = useMemo(() => asGraph(answer, names), [answer, names]);
  const shown = graph ? view : "table";
  if (answer.truth !== undefined) return html`<p><strong>${t(answer.truth ? "yes" : "no")}</strong></p>`;
  const count = answer.took === undefined ? t("n-rows", { n: number(answer.rows.length) }) : t("in-ms", { n: number(answer.rows.length), ms: number(Math.round(answer.took)) });
  return html`<div class="bar"><span class="soft" role="status">${count}</span>
      <span class="tools">
        ${graph && ["table", "graph"].map((name) => html`<button type="button" key=${name} class="button small" aria-pressed=${shown === name} onClick=${() => set(name)}>${t(`as-${name}`)}</button> `)}
        ${children}
      </span></div>
    ${answer.truncated && html`<p class="soft">${t("truncated")}</p>`}
    ${!answer.rows.length ? html`<${Empty}>${t("no-results")}<//>`
      : shown === "graph" ? html`<${Picture} nodes=${graph.nodes} links=${graph.links} cut=${graph.cut} />`
      : html`<${Table} ...${answer} />`}`;
}
