// What is served: how much, by which version, and how other programs ask for it.

import { html } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { number, t } from "../language.js";
import { About as Terms, Answered, Sheet } from "../parts/sheet.js";

const TOOLS = [
  ["sparql-endpoint", "/sparql"],
  ["json-api", "/api/openapi.json"],
  ["void", "/.well-known/void"],
  ["ontology", "/ns"],
  ["licences", "/assets/vendor/LICENCES.txt"],
];

export function About() {
  const answer = useAnswer("/api/about");
  return html`<header class="title"><h1>${t("about")}</h1><p class="lead">${t("about-lead")}</p></header>
    <${Answered} answer=${answer}>${(data) => html`<div class="two">
      <div><${Sheet} title=${t("for-tools")}><ul class="facts close">${TOOLS.map(([name, path]) => html`<li key=${path}><a href=${path} data-leave>${t(name)}</a> <code>${path}</code></li>`)}</ul><//></div>
      <div><${Sheet} title=${t("version", { v: data.version })}>
        <${Terms} rows=${[
          [t("n-document"), number(data.documents)],
          [t("statements"), number(data.statements)],
          ["ct:", html`<code>${data.namespace}</code>`],
          ["id:", html`<code>${data.base}</code>`],
        ]} />
      <//></div>
    </div>`}<//>`;
}
