// Things of the graph as links, each with the colour of its kind.

import { html } from "../../vendor/elements.js";
import { t } from "../language.js";

/** Kinds by the first word of an address. */
const KINDS = { org: "body", doc: "document", participation: "meeting", tenure: "post", version: "unit", role: "post" };

/** Several values in one cell. */
export const several = (cell) => (cell ? cell.split(" | ") : []);

/** `person/a.b` of `id:person/a.b`. */
export const pathOf = (address) => address.replace(/^id:/, "");

const encoded = (path) => encodeURI(path).replace(/[?#]/g, encodeURIComponent);

/** Where the page shows a thing. */
export const pageOf = (address) => `/id/${encoded(pathOf(address))}`;

/** Where the server answers about a thing. */
export const apiOf = (address, prefix = "") => `/api/${prefix}${encoded(pathOf(address))}`;

/** Whether a thing is a person, a body, a meeting … */
export function kindOf(address) {
  const first = pathOf(address).split("/")[0];
  return KINDS[first] ?? first;
}

export const Dot = ({ kind }) => html`<span class="dot kind-${kind}" aria-hidden="true"></span>`;

/** A thing by its name, which is in Vietnamese, and a link where it has an address. */
export function Thing({ address, name, dot }) {
  if (!address) return html`<span lang="vi">${name}</span>`;
  return html`${dot && html`<${Dot} kind=${kindOf(address)} /> `}<a class="thing" lang="vi" href=${pageOf(address)}>${name}</a>`;
}

/** Names and addresses of one row, which stand in the same order. */
export function Things({ names, addresses }) {
  const at = several(addresses);
  return several(names).map((name, n) => html`${n ? ", " : ""}<${Thing} name=${name} address=${at[n]} />`);
}

/** The head of the page of a thing. */
export function Title({ kind, name, note, children }) {
  return html`<header class="title">
    <div class="kind"><${Dot} kind=${kind} /> ${t(kind)}</div>
    <h1 lang="vi" class=${kind === "document" ? "as-is" : ""}>${name}</h1>
    ${note && html`<p class="lead">${note}</p>`}
    ${children && html`<div class="tools">${children}</div>`}
  </header>`;
}
