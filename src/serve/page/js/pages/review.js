// Pairs of people of one name that the pages leave open, with reasons; decisions where the server keeps them.

import { html, useState } from "../../vendor/elements.js";
import { forget, send, ask, useAnswer } from "../api.js";
import { number, t } from "../language.js";
import { Pages } from "../parts/filters.js";
import { Answered, Empty } from "../parts/sheet.js";
import { Thing } from "../parts/thing.js";

const VERDICTS = ["same", "different", "unsure"];

const Lines = ({ title, lines }) => lines.length > 0 && html`<h4 class="soft">${title}</h4><ul class="facts close" lang="vi">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const Side = ({ side }) => html`<div>
  <h3><${Thing} address=${side.address} name=${side.name} /></h3>
  <${Lines} title=${t("offices")} lines=${side.offices} />
  <${Lines} title=${t("meetings")} lines=${side.meetings} />
  <${Lines} title=${t("n-quote")} lines=${side.quotes} />
</div>`;

const Reasons = ({ pair }) => html`<ul class="reasons">
  ${["for", "against"].map((way) => pair[way].map((reason) => html`<li class="tag ${way}" title=${t(way)}><span class="unseen">${t(way)}: </span><span lang="vi">${reason}</span></li>`))}
</ul>`;

/** Buttons of the verdict, and what was decided. */
function Decision({ pair }) {
  const [verdict, set] = useState(pair.verdict);
  const [why, say] = useState(pair.why ?? "");
  const [error, fail] = useState(null);
  const done = (verdict) => () => (forget(), fail(null), set(verdict));
  const decide = (verdict) => send("/api/review", "POST", { pair: pair.pair, verdict, why }).then(done(verdict), fail);
  const takeBack = () => ask("/api/review", { pair: pair.pair }, { method: "DELETE" }).then(done(null), fail);
  return html`<div class="bar tools decision">
    <input type="text" aria-label=${t("why-so")} placeholder=${t("why-so")} value=${why} onInput=${(event) => say(event.target.value)} />
    ${VERDICTS.map((name) => html`<button type="button" key=${name} class="button" aria-pressed=${verdict === name} onClick=${() => decide(name)}>${t(name)}</button>`)}
    ${verdict && html`<button type="button" class="plain" onClick=${takeBack}>${t("take-back")}</button>`}
    <span role="status" class="soft">${verdict ? t("saved", { verdict: t(verdict) }) : ""}</span>
    ${error && html`<span class="failed" role="alert">${t("failed", { why: error.message })}</span>`}
  </div>`;
}

export function Review({ query }) {
  const answer = useAnswer("/api/review", { offset: query.get("offset") });
  return html`<header class="title"><h1>${t("review")}</h1><p class="lead">${t("review-lead")}</p></header>
    <${Answered} answer=${answer}>${(data) => html`
      ${!data.writes && html`<p class="soft note">${t("review-read-only")}</p>`}
      ${data.decided > 0 && html`<p class="soft">${t("n-decided", { n: number(data.decided) })}</p>`}
      ${data.pairs.length === 0 && html`<div class="sheet"><${Empty}>${t("no-pairs")}<//></div>`}
      ${data.pairs.map((pair) => html`<article class="sheet pair" key=${pair.pair}>
        <h2><span lang="vi">${pair.left.name}</span> <span class="count">${t("score", { n: number(pair.score) })}</span></h2>
        <div class="sides"><${Side} side=${pair.left} /><${Side} side=${pair.right} /></div>
        <${Reasons} pair=${pair} />
        ${data.writes && html`<${Decision} pair=${pair} />`}
      </article>`)}
      <${Pages} data=${data} />`}<//>`;
}
