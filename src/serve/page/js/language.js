// The language of the interface. What documents say stays as they say it.

import { kept, useValue } from "./value.js";
import { columns, words } from "./words.js";

const LANGUAGES = ["vi", "en"];

export const language = kept("chutri-language", LANGUAGES, navigator.language.startsWith("en") ? "en" : "vi");

/** The language, so that what a component says is said anew when it changes. */
export const useLanguage = () => useValue(language);

const column = () => LANGUAGES.indexOf(language.get());

/**
 * The words of the table under a name, with `{n}` filled in.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function t(name, values = {}) {
  const row = words[name];
  if (!row) throw new Error(`no words for ${name}`);
  return row[column()].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** Those words as a heading. */
export function heading(name, values) {
  const words = t(name, values);
  return words[0].toLocaleUpperCase() + words.slice(1);
}

/** What a column or parameter of a question is called; as it stands where the table has no words for it. */
export function columnName(name) {
  return columns[name]?.[column()] ?? name.replaceAll("_", " ");
}

/** A number as the language writes it. */
export const number = (count) => Number(count).toLocaleString(language.get() === "vi" ? "vi-VN" : "en-GB");

let terms = {};

/** Words of the ontology, which come from the server. */
export function learn(known) {
  terms = known;
}

export const knownTerms = () => terms;

/** What a term such as `ct:role-chair` is called; the given words where it has none. */
export function term(code, otherwise = code) {
  const known = terms[code];
  return (known && (known[language.get()] ?? known.vi)) || otherwise;
}
