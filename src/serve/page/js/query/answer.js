// Answers of SPARQL in one shape: columns and rows of cells, whatever the form of the query.

import { Refusal } from "../api.js";

const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, application/json;q=0.5";

/** @typedef {{ text: string, address?: string, link?: string }} Cell */

/** An IRI as it is written with the prefixes; one of the graph leads to its page. */
export function shortened(iri, prefixes) {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace)) {
      const name = `${prefix}:${iri.slice(namespace.length)}`;
      return prefix === "id" ? { text: name, address: name } : { text: name };
    }
  }
  return /^https?:/.test(iri) ? { text: iri, link: iri } : { text: iri };
}

/** @returns {Cell | null} */
const cellOf = (term, prefixes) => term && (term.type === "uri" ? shortened(term.value, prefixes) : { text: term.value });

/** A cell of a row of words, in which addresses begin with `id:`. */
export const cellOfWords = (words) => words && (words.startsWith("id:") ? { text: words, address: words } : { text: words });

const TRIPLE = /^(\S+) (\S+) (.*) \.$/;

function termOfLine(text) {
  if (text.startsWith("<")) return { type: "uri", value: text.slice(1, -1) };
  const literal = /^"((?:[^"\\]|\\.)*)"/.exec(text);
  return { type: "literal", value: literal ? JSON.parse(`"${literal[1].replace(/\\U([0-9A-F]{8})/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))}"`) : text };
}

function ofTriples(body, prefixes) {
  const lines = body.split("\n").map((line) => TRIPLE.exec(line)).filter(Boolean);
  const rows = lines.map(([, ...terms]) => terms.map((term) => cellOf(termOfLine(term), prefixes)));
  return { columns: ["subject", "predicate", "object"], rows };
}

function ofBindings(body, prefixes) {
  if ("boolean" in body) return { truth: body.boolean, columns: [], rows: [] };
  const columns = body.head.vars;
  const rows = body.results.bindings.map((row) => columns.map((name) => cellOf(row[name], prefixes) ?? null));
  return { columns, rows };
}

/** Asks the endpoint. */
export async function sparql(query, prefixes, signal) {
  const begun = performance.now();
  const response = await fetch("/sparql", { method: "POST", headers: { accept: ACCEPT }, body: new URLSearchParams({ query }), signal });
  if (!response.ok) {
    const body = await response.text();
    const error = parsed(body)?.error;
    throw new Refusal(response.status, error?.message ?? (body.slice(0, 500) || response.statusText), error?.line && error);
  }
  const type = response.headers.get("content-type") ?? "";
  const answer = type.includes("n-triples") ? ofTriples(await response.text(), prefixes) : ofBindings(await response.json(), prefixes);
  return { ...answer, took: performance.now() - begun };
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
