// A person: offices in time, meetings with the part taken in each, partners, pages, and who may be the same.

import { html } from "../../vendor/elements.js";
import { link } from "../address.js";
import { heading, number, t } from "../language.js";
import { Evidence } from "../parts/evidence.js";
import { Roles, YearsOf } from "../parts/meetings.js";
import { About, Empty, Sheet } from "../parts/sheet.js";
import { Axis, domainOf, Key, spansOf, Tenure, Track } from "../parts/timeline.js";
import { pathOf, several, Thing, Title } from "../parts/thing.js";
import { dayInWords, endOf, spanInWords, startOf } from "../time.js";

const chairs = (meeting) => several(meeting.role_code).includes("ct:role-chair");

/** The meetings that a person chaired, as points in time. */
function chairings(meetings) {
  const dated = meetings.filter((row) => row.date && chairs(row));
  return dated.map((row) => {
    const from = startOf(row.date);
    return { kind: "meeting", from, until: endOf(row.date), words: `${dayInWords(row.date)}: ${row.meeting}` };
  });
}

function Offices({ person }) {
  const points = chairings(person.meetings);
  const spans = [...person.offices.flatMap(spansOf), ...points];
  const domain = domainOf(spans);
  if (!person.offices.length) return html`<${Empty}>${t("no-offices")}<//>`;
  const quotes = (row) => person.quotes.filter((quote) => quote.statement === row.tenure);
  return html`${domain && html`<${Key} spans=${spans} />`}
    <div class="timeline">
      ${domain && html`<${Axis} domain=${domain} />`}
      <ol>
        ${person.offices.map((row) => html`<${Tenure} key=${row.tenure} row=${row} domain=${domain} quotes=${quotes(row)}
          name=${html`<${Thing} address=${row.post_address} name=${row.office} />`} />`)}
        ${points.length > 0 && html`<li><div class="row">
          <div class="what">${heading("meeting-key")} <span class="soft">(${number(points.length)})</span></div>
          <${Track} domain=${domain} spans=${points} />
        </div></li>`}
      </ol>
    </div>`;
}

function Meetings({ person }) {
  if (!person.meetings.length) return html`<${Empty}>${t("no-meetings")}<//>`;
  return html`<ol class="lines">${person.meetings.map((row) => html`<li key=${row.address}>
    <div><${YearsOf} day=${row.date} /> <${Roles} row=${row} /></div>
    <div class="what"><${Thing} address=${row.address} name=${row.meeting} /></div>
    ${row.body && html`<div class="when"><${Thing} address=${row.body_address} name=${row.body} /></div>`}
    ${row.capacity && html`<small>${t("capacity", { office: several(row.capacity).join(", ") })}</small>`}
    <div><${Evidence} rows=${person.quotes.filter((quote) => quote.what_address === row.address)} /></div>
  </li>`)}</ol>`;
}

function Partners({ rows }) {
  return html`<ul class="facts close">${rows.map((row) => html`<li>
    <${Thing} address=${row.address} name=${row.person} />
    <div class="when">${row.meetings === "1" ? t("one-meeting") : t("n-meetings", { n: number(row.meetings) })} · ${spanInWords(row.first, row.last)}</div>
  </li>`)}</ul>`;
}

function Perhaps({ rows }) {
  return html`<p class="soft">${t("perhaps-same-lead")}</p>
    <ul class="facts close">${rows.map((row) => html`<li>
      <${Thing} address=${row.address} name=${row.person} /> <span class="tag">${t("score", { n: number(row.score) })}</span>
      ${row.office && html`<div class="when" lang="vi">${several(row.office).join(", ")}</div>`}
    </li>`)}</ul>
    <p><a href="/review">${t("review")}</a></p>`;
}

export function Sources({ rows }) {
  return html`<ul class="facts close">${rows.map((row) => html`<li>
    <${Thing} address=${row.page_address} name=${row.page} />
    <div class="when">${[
      row.published && t("published", { day: dayInWords(row.published) }),
      row.copy_of && t("copy-of", { page: row.copy_of }),
      row.url && html`<a href=${row.url} target="_blank" rel="noopener noreferrer">${t("source")} ↗</a>`,
    ].filter(Boolean).map((part, n) => html`${n ? " · " : ""}${part}`)}</div>
  </li>`)}</ul>`;
}

/** The office of latest date, which tells who this is. */
function latest(offices) {
  const dated = offices.filter((row) => row.attested_until && !/former|ended/.test(row.status_code ?? ""));
  return dated.sort((a, b) => (a.attested_until < b.attested_until ? 1 : -1))[0]?.office;
}

export function Person({ data }) {
  return html`<${Title} kind="person" name=${data.name} note=${html`<span lang="vi">${latest(data.offices)}</span>`}>
      <a class="button" href=${link("/graph", { at: pathOf(data.address) })}>${t("see-graph")}</a>
      <a class="button" href=${link("/chaired", { person: data.name })}>${t("see-chaired")}</a>
    <//>
    <${About} rows=${[[t("also-written"), data.also_written && html`<span lang="vi">${several(data.also_written).join(", ")}</span>`]]} />
    <${Sheet} title=${t("offices")} count=${data.offices.length} name="offices"><${Offices} person=${data} /><//>
    <div class="two">
      <div><${Sheet} title=${t("meetings")} count=${data.meetings.length} name="meetings"><${Meetings} person=${data} /><//></div>
      <div>
        ${data.chaired_with.length > 0 && html`<${Sheet} title=${t("chaired-with")} count=${data.chaired_with.length} name="partners"><${Partners} rows=${data.chaired_with} /><//>`}
        ${data.perhaps_the_same.length > 0 && html`<${Sheet} title=${t("perhaps-same")} count=${data.perhaps_the_same.length} name="perhaps"><${Perhaps} rows=${data.perhaps_the_same} /><//>`}
        <${Sheet} title=${t("sources")} count=${data.sources.length} name="sources"><${Sources} rows=${data.sources} /><//>
      </div>
    </div>`;
}
