// Where pages disagree: both sides with their words.

import { html } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { t, term } from "../language.js";
import { Pages, rowsInWords } from "../parts/filters.js";
import { Answered, Empty } from "../parts/sheet.js";
import { Thing } from "../parts/thing.js";
import { spanInWords } from "../time.js";

function Side({ row, side }) {
  const page = row[`${side}_page_address`];
  return html`<div>
    <h3><${Thing} address=${row[`${side}_address`]} name=${row[side]} /></h3>
    ${row[`${side}_quote`] && html`<ul class="quotes"><li><figure><blockquote lang="vi">${row[`${side}_quote`]}</blockquote>
      <figcaption><${Thing} address=${page} name=${row[`${side}_page`]} /></figcaption></figure></li></ul>`}
  </div>`;
}

export function Contradictions({ query }) {
  const answer = useAnswer("/api/contradictions", { offset: query.get("offset") });
  return html`<header class="title"><h1>${t("contradictions")}</h1><p class="lead">${t("contradictions-lead")}</p></header>
    <${Answered} answer=${answer}>${(data) =>
      data.rows.length
        ? html`<p class="soft" role="status">${rowsInWords(data)}</p>
          ${data.rows.map((row) => html`<article class="sheet"><h2>${term(row.kind_code, row.kind)} <span class="count">${spanInWords(row.from, row.until)}</span></h2>
            <div class="sides"><${Side} row=${row} side="left" /><${Side} row=${row} side="right" /></div></article>`)}
          <${Pages} data=${data} />`
        : html`<div class="sheet"><${Empty}>${t("no-contradictions")}<//></div>`}<//>`;
}
