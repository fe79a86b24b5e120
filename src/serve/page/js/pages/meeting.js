// A meeting: when, where and whose it was, and who took which part in it.

import { html } from "../../vendor/elements.js";
import { link } from "../address.js";
import { heading, t, term } from "../language.js";
import { Evidence, Sure } from "../parts/evidence.js";
import { Roles } from "../parts/meetings.js";
import { About, Empty, Sheet } from "../parts/sheet.js";
import { pathOf, several, Thing, Title } from "../parts/thing.js";
import { dayInWords } from "../time.js";
import { Sources } from "./person.js";

const ORDER = ["ct:role-chair", "ct:role-speaker", "ct:role-attendee"];

/** The participations of each person, the chairs first. */
function byPerson(people) {
  const rank = (row) => (ORDER.indexOf(row.role_code) + ORDER.length + 1) % (ORDER.length + 1);
  const persons = new Map();
  for (const row of [...people].sort((a, b) => rank(a) - rank(b))) {
    persons.set(row.address, [...(persons.get(row.address) ?? []), row]);
  }
  return [...persons.values()];
}

function Person({ rows, quotes }) {
  const [{ person, address }] = rows;
  const capacity = [...new Set(rows.flatMap((row) => several(row.capacity)))];
  const joined = (name) => rows.map((row) => row[name]).join(" | ");
  const statements = rows.map((row) => row.participation);
  const least = Math.min(...rows.map((row) => Number(row.confidence ?? 1)));
  return html`<li>
    <div class="what"><${Thing} address=${address} name=${person} /> <${Roles} row=${{ role: joined("role"), role_code: joined("role_code") }} /></div>
    ${capacity.length > 0 && html`<div class="when" lang="vi">${capacity.join(", ")}</div>`}
    <div class="below"><${Sure} confidence=${least} /><${Evidence} rows=${quotes.filter((quote) => statements.includes(quote.statement))} /></div>
  </li>`;
}

/** The pages that speak of it, each once. */
function pages(quotes) {
  const known = new Map(quotes.map((row) => [row.page_address, row]));
  return [...known.values()];
}

export function Meeting({ data }) {
  const people = byPerson(data.people);
  const note = [data.date && dayInWords(data.date), term(data.kind_code, data.kind)].filter(Boolean).join(" · ");
  return html`<${Title} kind="meeting" name=${data.name} note=${note}>
      <a class="button" href=${link("/graph", { at: pathOf(data.address) })}>${t("see-graph")}</a>
    <//>
    <div class="two">
      <div><${Sheet} title=${t("people")} count=${people.length} name="people">
        ${people.length ? html`<ol class="lines">${people.map((rows) => html`<${Person} key=${rows[0].address} rows=${rows} quotes=${data.quotes} />`)}</ol>` : html`<${Empty}>${t("no-rows")}<//>`}
      <//></div>
      <div>
        <${Sheet} title=${heading("meeting")} name="about"><${About} rows=${[
          [t("date"), data.date && dayInWords(data.date)],
          [t("kind"), data.kind && term(data.kind_code, data.kind)],
          [t("host-body"), data.bodies.length > 0 && data.bodies.map((row, n) => html`${n ? ", " : ""}<${Thing} address=${row.address} name=${row.body} />`)],
          [t("place"), data.place && html`<span lang="vi">${data.place}</span>`],
        ]} /><//>
        <${Sheet} title=${t("sources")} count=${pages(data.quotes).length} name="sources"><${Sources} rows=${pages(data.quotes)} /><//>
      </div>
    </div>`;
}
