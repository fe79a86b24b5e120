// What the editor offers while a query is written.

import { knownTerms, term } from "../language.js";

const KEYWORDS = `SELECT CONSTRUCT ASK DESCRIBE WHERE FILTER OPTIONAL UNION MINUS BIND VALUES GRAPH DISTINCT COUNT SUM MIN MAX AVG
GROUP_CONCAT ORDER GROUP HAVING LIMIT OFFSET DESC ASC EXISTS REGEX CONTAINS STRSTARTS LANG COALESCE BOUND CONCAT STR YEAR`.split(/\s+/);

/** Properties and classes of other vocabularies that the graph is made of. */
const BORROWED = `org:member org:organization org:hasMembership org:postIn org:subOrganizationOf org:Post org:Membership
skos:prefLabel skos:altLabel skos:hiddenLabel skos:notation schema:startDate schema:organizer schema:url schema:mentions
schema:containedInPlace cv:hasParticipant cv:role cv:hasParticipation prov:wasDerivedFrom prov:wasQuotedFrom oa:exact oa:start oa:end
dct:identifier dct:isVersionOf rdfs:label foaf:Person`.split(/\s+/);

const MOST = 12;

/** The word before the caret that can be completed. */
export function wordBefore(text, caret) {
  return /[?$]?[\p{L}\w:-]*$/u.exec(text.slice(0, caret))[0];
}

const starts = (whole, word) => whole.toLowerCase().startsWith(word.toLowerCase());

/** Whether a term's name or what it is called begins so. */
function fits(name, word) {
  const [, local] = name.split(":");
  return starts(name, word) || (!word.includes(":") && starts(local ?? "", word));
}

/** @returns {{ text: string, note?: string }[]} what a word may become, terms of the graph first */
export function offers(text, caret, prefixes) {
  const word = wordBefore(text, caret);
  if (!word) return [];
  if (/^[?$]/.test(word)) {
    const used = new Set(text.match(/[?$]\w+/g));
    return [...used].filter((name) => starts(name, word) && name !== word).slice(0, MOST).map((name) => ({ text: name }));
  }
  const names = [...new Set([...Object.keys(knownTerms()), ...BORROWED])].sort();
  const terms = names.filter((name) => fits(name, word)).map((name) => ({ text: name, note: term(name, "") }));
  const namespaces = Object.keys(prefixes).filter((prefix) => !word.includes(":") && starts(prefix, word)).map((prefix) => ({ text: `${prefix}:`, note: prefixes[prefix] }));
  const keywords = word.length > 1 ? KEYWORDS.filter((keyword) => starts(keyword, word) && keyword !== word).map((text) => ({ text })) : [];
  return [...keywords.slice(0, 3), ...namespaces, ...terms].filter((offer) => offer.text !== word).slice(0, MOST);
}
