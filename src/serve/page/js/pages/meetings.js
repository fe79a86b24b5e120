// All meetings in order of time, filtered by kind, time, place, body and person.

import { html } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { link } from "../address.js";
import { heading, t, term } from "../language.js";
import { ChoiceFilter, chosen, Filters, Pages, rowsInWords, TextFilter } from "../parts/filters.js";
import { MeetingTable } from "../parts/meetings.js";
import { Answered, Empty } from "../parts/sheet.js";

const NAMES = ["person", "body", "unit", "since", "until", "kind"];
const KINDS = ["conference", "working-session", "congress", "council-session", "ceremony", "visit", "other"];

export function Meetings({ query }) {
  const params = chosen(query, NAMES);
  const answer = useAnswer("/api/meetings", { ...params, offset: query.get("offset") });
  const kinds = [["any", t("any-kind")], ...KINDS.map((kind) => [kind, term(`ct:kind-${kind}`)])];
  return html`<header class="title"><h1>${t("meetings")}</h1><p class="lead">${t("way-meetings")}</p></header>
    <section class="sheet" aria-label=${t("filter")}>
      <${Filters} names=${NAMES}>
        ${["person", "body", "unit"].map((name) => html`<${TextFilter} key=${name} name=${name} label=${heading(name)} query=${query} />`)}
        <${TextFilter} name="since" label=${t("since_")} hint=${t("time-hint")} query=${query} />
        <${TextFilter} name="until" label=${t("until_")} hint=${t("time-hint")} query=${query} />
        <${ChoiceFilter} name="kind" label=${t("kind")} query=${query} choices=${kinds} first="any" />
      <//>
    </section>
    <section class="sheet" aria-label=${t("results")}>
      <${Answered} answer=${answer}>${(data) => html`
        <div class="bar"><span class="soft" role="status">${rowsInWords(data)}</span>
          <a class="button small" download="meetings.csv" href=${link("/api/meetings", { ...params, format: "csv" })}>${t("csv")}</a></div>
        ${data.rows.length ? html`<${MeetingTable} rows=${data.rows} /><${Pages} data=${data} />` : html`<${Empty}>${t("no-rows")}<//>`}`}<//>
    </section>`;
}
