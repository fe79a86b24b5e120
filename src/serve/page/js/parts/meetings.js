// Meetings as rows: the day, the kind, the meeting, whose it was, who chaired it.

import { html } from "../../vendor/elements.js";
import { heading, number, t, term } from "../language.js";
import { dayInWords } from "../time.js";
import { several, Thing, Things } from "./thing.js";

/** A day of the calendar, or that none is known. */
export const YearsOf = ({ day }) => (day ? html`<time datetime=${day}>${dayInWords(day)}</time>` : html`<span class="soft">${t("undated")}</span>`);

/** The parts that a person took, chairing first to be seen. */
export function Roles({ row }) {
  const codes = several(row.role_code);
  return html`<span class="tags">${several(row.role).map((role, n) => html`<span class="tag ${codes[n] === "ct:role-chair" ? "chair" : ""}">${term(codes[n], role)}</span>`)}</span>`;
}

export function MeetingTable({ rows, caption }) {
  return html`<div class="scroll"><table class="cards">
    ${caption && html`<caption>${caption}</caption>`}
    <thead><tr><th scope="col">${t("date")}</th><th scope="col">${heading("meeting")}</th><th scope="col">${t("host-body")}</th>
      <th scope="col">${t("chairs")}</th><th scope="col" class="number">${t("n-people")}</th></tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${row.address}>
      <td><${YearsOf} day=${row.date} /></td>
      <td><${Thing} address=${row.address} name=${row.meeting} />${row.kind && html`<br /><small>${term(row.kind_code, row.kind)}</small>`}</td>
      <td data-name=${t("host-body")}>${row.body && html`<${Thing} address=${row.body_address} name=${row.body} />`}</td>
      <td data-name=${t("chairs")}>${row.chairs && html`<${Things} names=${row.chairs} addresses=${row.chair_addresses} />`}</td>
      <td class="number" data-name=${t("n-people")}>${number(row.people ?? 0)}</td>
    </tr>`)}</tbody>
  </table></div>`;
}
