// What views are made of: sheets with a heading, and what stands there while nothing does.

import { html, useId } from "../../vendor/elements.js";
import { number, t } from "../language.js";

/** A part of a view under a heading. */
export function Sheet({ title, count, children, name }) {
  const id = useId();
  return html`<section class="sheet ${name ?? ""}" aria-labelledby=${id}>
    <h2 id=${id}>${title}${count !== undefined && html`<span class="count">${number(count)}</span>`}</h2>
    ${children}
  </section>`;
}

export const Waiting = () => html`<p class="waiting" role="status">${t("waiting")}</p>`;

export const Empty = ({ children }) => html`<p class="empty">${children}</p>`;

/** Why something could not be shown. */
export function Failed({ error }) {
  if (error.status === 404) {
    return html`<div role="alert"><h1>${t("not-found")}</h1><p class="soft">${t("not-found-lead")}</p>
      <p><a href="/">${t("start")}</a></p></div>`;
  }
  return html`<p class="failed" role="alert">${t("failed", { why: error.message })}</p>`;
}

/** An answer of the server, or that it is on its way, or why there is none. */
export function Answered({ answer, children }) {
  if (answer.error) return html`<${Failed} error=${answer.error} />`;
  if (!answer.data) return html`<${Waiting} />`;
  return html`<div aria-busy=${answer.waiting ? "true" : undefined}>${children(answer.data)}</div>`;
}

/** A list of terms and what is said of them; rows without a value are left out. */
export function About({ rows }) {
  const given = rows.filter(([, what]) => what !== null && what !== undefined && what !== "" && what !== false);
  if (!given.length) return null;
  return html`<dl class="terms">${given.map(([name, what]) => html`<dt>${name}</dt><dd>${what}</dd>`)}</dl>`;
}
