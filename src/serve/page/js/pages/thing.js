// The page of any thing: a view of its kind where there is one, else all that is said of it.

import { html } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { link } from "../address.js";
import { t, term } from "../language.js";
import { Evidence } from "../parts/evidence.js";
import { Answered, Sheet } from "../parts/sheet.js";
import { apiOf, kindOf, pathOf, Thing as ThingLink, Title } from "../parts/thing.js";
import { Body } from "./body.js";
import { Document } from "./document.js";
import { Meeting } from "./meeting.js";
import { Person } from "./person.js";
import { Post } from "./post.js";
import { Unit } from "./unit.js";

const VIEWS = { person: Person, org: Body, unit: Unit, meeting: Meeting, doc: Document, post: Post };
const NAMED = ["person", "body", "post", "unit", "meeting", "act", "document", "quote"];
/** Kinds of things that have quotes. */
const WITH_WORDS = /^id:(tenure|participation)\//;

function Rows({ rows, property, name }) {
  return html`<div class="scroll"><table><tbody>${rows.map((row) => html`<tr>
    <th scope="row">${term(row[property], row[property])}</th>
    <td>${row.address?.startsWith("id:") ? html`<${ThingLink} address=${row.address} name=${row[name]} dot=${true} />` : html`<span lang="vi">${term(row.address, row[name])}</span>`}</td>
  </tr>`)}</tbody></table></div>`;
}

/** All that is said of a thing, and of what with it. */
export function Properties({ data }) {
  return html`<div class="two">
      <div><${Sheet} title=${t("properties")} count=${data.properties.length}><${Rows} rows=${data.properties} property="property" name="value" /><//></div>
      <div>${data.referred_by.length > 0 && html`<${Sheet} title=${t("referred-by")} count=${data.referred_by.length}><${Rows} rows=${data.referred_by} property="property" name="thing" /><//>`}</div>
    </div>`;
}

function Generic({ data }) {
  const kind = kindOf(data.address);
  return html`<${Title} kind=${NAMED.includes(kind) ? kind : "thing"} name=${data.name} note=${data.classes.map((name) => term(name)).join(", ")}>
      <a class="button" href=${link("/graph", { at: pathOf(data.address) })}>${t("see-graph")}</a>
    <//>
    ${WITH_WORDS.test(data.address) && html`<${Sheet} title=${t("evidence")} name="words"><${Evidence} of=${data.address} /><//>`}
    <${Properties} data=${data} />`;
}

export function Thing({ path, query }) {
  const kind = path.split("/")[0];
  const View = VIEWS[kind] ?? Generic;
  const prefix = VIEWS[kind] || kind === "act" ? "" : "thing/";
  const answer = useAnswer(apiOf(path, prefix), { as_of: query.get("as_of") });
  return html`<${Answered} answer=${answer}>${(data) => html`<${View} key=${data.address} data=${data} query=${query} />`}<//>`;
}
