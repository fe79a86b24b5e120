// Who chaired what: one table, filtered by time, place, body, person, office and part.

import { html, useState } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { link } from "../address.js";
import { heading, t, term } from "../language.js";
import { QuotesOf } from "../parts/evidence.js";
import { ChoiceFilter, chosen, Filters, Pages, rowsInWords, TextFilter } from "../parts/filters.js";
import { Roles, YearsOf } from "../parts/meetings.js";
import { Answered, Empty } from "../parts/sheet.js";
import { several, Thing } from "../parts/thing.js";

const NAMES = ["person", "body", "unit", "office", "since", "until", "role", "sort"];
const COLUMNS = ["date", "person", "office", "meeting", "host-body", "evidence"];
const SORTS = ["date", "-date", "person"];
const ROLES = ["chair", "speaker", "attendee"];

/** A row; the words behind it unfold below, across the whole table. */
function Row({ row, any }) {
  const [open, unfold] = useState(false);
  return html`<tr class=${open ? "opened" : ""}>
    <td><${YearsOf} day=${row.date} /></td>
    <th scope="row"><${Thing} address=${row.person_address} name=${row.person} /> ${any && html`<${Roles} row=${row} />`}</th>
    <td data-name=${heading("office")} lang="vi">${several(row.office).join(", ")}</td>
    <td data-name=${heading("meeting")}><${Thing} address=${row.meeting_address} name=${row.meeting} /></td>
    <td data-name=${t("host-body")}>${row.body && html`<${Thing} address=${row.body_address} name=${row.body} />`}</td>
    <td><button type="button" class="unfold" aria-expanded=${open} onClick=${() => unfold(!open)}>${t("quote")}</button></td>
  </tr>
  ${open && html`<tr class="unfolded"><td></td><td colspan=${COLUMNS.length - 1}><${QuotesOf} of=${row.participation} /></td></tr>`}`;
}

export function Chaired({ query }) {
  const params = chosen(query, NAMES);
  const answer = useAnswer("/api/chaired", { ...params, offset: query.get("offset") });
  const roles = [...ROLES.map((role) => [role, term(`ct:role-${role}`)]), ["any", t("role-any")]];
  return html`<header class="title"><h1>${t("chaired")}</h1><p class="lead">${t("chaired-lead")}</p></header>
    <section class="sheet" aria-label=${t("filter")}>
      <${Filters} names=${NAMES}>
        ${["person", "body", "unit", "office"].map((name) => html`<${TextFilter} key=${name} name=${name} label=${heading(name)} query=${query} />`)}
        <${TextFilter} name="since" label=${t("since_")} hint=${t("time-hint")} query=${query} />
        <${TextFilter} name="until" label=${t("until_")} hint=${t("time-hint")} query=${query} />
        <${ChoiceFilter} name="role" label=${t("role")} query=${query} choices=${roles} first="chair" />
        <${ChoiceFilter} name="sort" label=${t("sort")} query=${query} choices=${SORTS.map((sort) => [sort, t(`sort-${sort}`)])} first="date" />
      <//>
    </section>
    <section class="sheet" aria-label=${t("results")}>
      <${Answered} answer=${answer}>${(data) => html`
        <div class="bar"><span class="soft" role="status">${rowsInWords(data)}</span>
          <a class="button small" download="chaired.csv" href=${link("/api/chaired", { ...params, format: "csv" })}>${t("csv")}</a></div>
        ${data.rows.length
          ? html`<div class="scroll"><table class="cards who-chaired">
              <thead><tr>${COLUMNS.map((name) => html`<th scope="col">${heading(name)}</th>`)}</tr></thead>
              <tbody>${data.rows.map((row) => html`<${Row} key=${row.participation + row.role_code} row=${row} any=${params.role === "any"} />`)}</tbody>
            </table></div><${Pages} data=${data} />`
          : html`<${Empty}>${t("no-rows")}<//>`}`}<//>
    </section>`;
}
