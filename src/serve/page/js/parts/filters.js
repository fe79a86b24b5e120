// Filters of a table, kept in the address so that the table can be shared, and its pages.

import { html } from "../../vendor/elements.js";
import { setQuery } from "../address.js";
import { number, t } from "../language.js";

const PAUSE = 250;
let timer;
/** What was typed since the address changed last, perhaps in several boxes. */
let typed = {};

/** Changes filters once typing rests; a change begins at the first page. */
function later(name, text) {
  clearTimeout(timer);
  typed[name] = text.trim();
  timer = setTimeout(() => {
    setQuery({ ...typed, offset: "" });
    typed = {};
  }, PAUSE);
}

export function TextFilter({ name, label, hint, query }) {
  return html`<label><span>${label}</span>
    <input type="text" name=${name} defaultValue=${query.get(name) ?? ""} key=${`${name} ${cleared}`} placeholder=${hint} autocomplete="off" onInput=${(event) => later(name, event.target.value)} />
  </label>`;
}

export function ChoiceFilter({ name, label, query, choices, first }) {
  return html`<label><span>${label}</span>
    <select name=${name} value=${query.get(name) ?? first} onChange=${(event) => setQuery({ [name]: event.target.value === first ? "" : event.target.value, offset: "" })}>
      ${choices.map(([value, words]) => html`<option value=${value}>${words}</option>`)}
    </select>
  </label>`;
}

/** Counts how often the filters were cleared: their boxes are then made anew. */
let cleared = 0;

export function Filters({ names, children }) {
  const clear = () => {
    cleared += 1;
    clearTimeout(timer);
    typed = {};
    setQuery(Object.fromEntries([...names, "offset"].map((name) => [name, ""])));
  };
  return html`<form class="filters" role="search" aria-label=${t("filter")} onSubmit=${(event) => event.preventDefault()}>
    ${children}
    <div class="end"><button type="button" class="button" onClick=${clear}>${t("clear")}</button></div>
  </form>`;
}

/** The parameters of the address that a route takes. */
export const chosen = (query, names) => Object.fromEntries(names.map((name) => [name, query.get(name)]));

/** Which rows are shown, of how many. */
export const rowsInWords = ({ total, offset, rows }) =>
  total > rows.length ? t("rows-of", { from: number(offset + 1), to: number(offset + rows.length), n: number(total) }) : total === 1 ? t("one-row") : t("n-rows", { n: number(total) });

export function Pages({ data }) {
  const { total, offset, limit } = data;
  if (total <= limit) return null;
  const to = (offset) => () => {
    setQuery({ offset: offset > 0 ? String(offset) : "" });
    document.querySelector("main").scrollIntoView();
  };
  return html`<div class="pages">
    <button type="button" class="button" disabled=${offset === 0} onClick=${to(offset - limit)}>${t("earlier")}</button>
    <button type="button" class="button" disabled=${offset + limit >= total} onClick=${to(offset + limit)}>${t("later")}</button>
    <span class="soft">${rowsInWords({ total, offset, rows: { length: Math.min(limit, total - offset) } })}</span>
  </div>`;
}
