// A province, district or commune through time: names, superiors, mergers, and the bodies that it has.

import { html } from "../../vendor/elements.js";
import { link, setQuery } from "../address.js";
import { t, term } from "../language.js";
import { Empty, Sheet } from "../parts/sheet.js";
import { pathOf, Thing, Title } from "../parts/thing.js";
import { dayInWords } from "../time.js";

const idLink = (id, name) => (id ? html`<a lang="vi" href="/id/unit/${id}">${name}</a>` : html`<span lang="vi">${name}</span>`);

/** From when until when a version of a unit stood. */
function Validity({ from, until }) {
  const ends = [from && t("since", { day: dayInWords(from) }), until && t("until", { day: dayInWords(until) })];
  return html`<span class="when">${ends.filter(Boolean).join(" ") || t("always")}</span>`;
}

const Versions = ({ rows }) => html`<ol class="lines">${rows.map((row) => html`<li key=${row.id}>
  <div class="what" lang="vi">${row.unit}</div>
  <div class="when">${row.lies_in && html`${t("lies-in", { unit: row.lies_in })} · `}<${Validity} ...${row} /> · <code>${row.id}</code></div>
</li>`)}</ol>`;

const Changes = ({ rows }) => html`<div class="scroll"><table class="cards">
  <thead><tr><th scope="col">${t("date")}</th><th scope="col">${t("became-of")}</th><th scope="col">${t("before")}</th><th scope="col">${t("after")}</th><th scope="col">${t("legal-act")}</th></tr></thead>
  <tbody>${rows.map((row) => html`<tr>
    <td><time datetime=${row.date}>${dayInWords(row.date)}</time></td>
    <td>${term(`ct:change-${row.change}`, row.change)}</td>
    <td data-name=${t("before")}>${row.before && idLink(row.before_id, row.before)}</td>
    <td data-name=${t("after")}>${row.after && idLink(row.after_id, row.after)}</td>
    <td data-name=${t("legal-act")} lang="vi">${row.decree}</td>
  </tr>`)}</tbody>
</table></div>`;

const Held = ({ rows }) => html`<ul class="lines">${rows.map((row) => html`<li key=${row.id}>
  ${idLink(row.id, row.unit)} <${Validity} ...${row} />
  ${row.became && html`<div class="when">${t("became", { unit: row.became })}${row.decree && `, ${t("by-decree", { decree: row.decree })}`}</div>`}
</li>`)}</ul>`;

function AsOf({ query }) {
  return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
    <label><span>${t("as-of")}</span><input type="date" value=${query.get("as_of") ?? ""} onChange=${(event) => setQuery({ as_of: event.target.value })} /></label>
  </form>`;
}

export function Unit({ data, query }) {
  const path = data.address && pathOf(data.address);
  return html`<${Title} kind="unit" name=${data.name} note=${data.lies_in && t("lies-in", { unit: data.lies_in })}>
      ${path && html`<a class="button" href=${link("/graph", { at: path })}>${t("see-graph")}</a>`}
      <a class="button" href=${link("/chaired", { unit: data.name })}>${t("chaired")}</a>
    <//>
    <div class="two">
      <div>
        <${Sheet} title=${t("versions")} count=${data.versions.length} name="versions"><${Versions} rows=${data.versions} /><//>
        ${data.changes.length > 0 && html`<${Sheet} title=${t("became-of")} count=${data.changes.length} name="changes"><${Changes} rows=${data.changes} /><//>`}
        <${Sheet} title=${t("bodies")} count=${data.bodies.length} name="bodies">
          ${data.bodies.length
            ? html`<ul class="facts close">${data.bodies.map((row) => html`<li key=${row.address}><${Thing} address=${row.address} name=${row.body} dot=${true} /></li>`)}</ul>`
            : html`<${Empty}>${t("no-bodies")}<//>`}
        <//>
      </div>
      <div>
        <${Sheet} title=${t("through-time")}><${AsOf} query=${query} /><//>
        ${data.held.length > 0 && html`<${Sheet} title=${t("held")} count=${data.held.length} name="held"><${Held} rows=${data.held} /><//>`}
      </div>
    </div>`;
}
