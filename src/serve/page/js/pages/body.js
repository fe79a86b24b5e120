// A body: its posts with their holders one after another, its meetings, what it is part of.

import { html } from "../../vendor/elements.js";
import { link } from "../address.js";
import { number, t, term } from "../language.js";
import { MeetingTable } from "../parts/meetings.js";
import { About, Empty, Sheet } from "../parts/sheet.js";
import { Posts } from "../parts/succession.js";
import { pathOf, several, Thing, Title } from "../parts/thing.js";
import { dayInWords } from "../time.js";

const Bodies = ({ rows }) => html`<ul class="facts close">${rows.map((row) => html`<li>
  <${Thing} address=${row.address} name=${row.body} />
  ${(row.on || row.decree) && html`<div class="when">${[dayInWords(row.on), row.decree && t("by-decree", { decree: row.decree })].filter(Boolean).join(", ")}</div>`}
</li>`)}</ul>`;

export function Body({ data }) {
  const beside = [["part-of", data.part_of], ["parts", data.parts], ["continued-as", data.continued_as], ["continues", data.continues]];
  const given = beside.filter(([, rows]) => rows?.length);
  const aside = given.length > 0 || data.readings_left_open?.length > 0;
  return html`<${Title} kind="body" name=${data.name} note=${term(data.class_code, data.class)}>
      <a class="button" href=${link("/graph", { at: pathOf(data.address) })}>${t("see-graph")}</a>
      <a class="button" href=${link("/chaired", { body: data.name })}>${t("chaired")}</a>
    <//>
    <${About} rows=${[
      [t("of-unit"), data.unit && html`<${Thing} address=${data.unit_address} name=${data.unit} />`],
      [t("also-written"), data.also_written && several(data.also_written).join(", ")],
    ]} />
    <div class=${aside ? "two" : ""}>
      <div>
        <${Sheet} title=${t("posts")} name="posts">${data.posts.length ? html`<${Posts} rows=${data.posts} />` : html`<${Empty}>${t("nobody")}<//>`}<//>
        <${Sheet} title=${t("meetings")} count=${data.meetings.length} name="meetings">
          ${data.meetings.length ? html`<${MeetingTable} rows=${data.meetings} />` : html`<${Empty}>${t("no-meetings")}<//>`}
        <//>
      </div>
      ${aside && html`<div>
        ${given.map(([name, rows]) => html`<${Sheet} key=${name} title=${t(name)} count=${rows.length}><${Bodies} rows=${rows} /><//>`)}
        ${data.readings_left_open?.length > 0 && html`<${Sheet} title=${t("readings")}>
          <ol class="facts close">${data.readings_left_open.map((row) => html`<li><span lang="vi">${row.reading}</span> <span class="tag">${t("score", { n: number(row.score) })}</span></li>`)}</ol>
        <//>`}
      </div>`}
    </div>`;
}
