// Questions: those of the catalogue with their parameters, and any other in SPARQL. The question stands in
// the address, so that it can be shared.

import { html, useEffect, useMemo, useState } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { go, link, useAddress } from "../address.js";
import { columnName, language, t } from "../language.js";
import { Answered, Failed, Sheet, Waiting } from "../parts/sheet.js";
import { TextFilter } from "../parts/filters.js";
import { cellOfWords, sparql } from "../query/answer.js";
import { Editor } from "../query/editor.js";
import { Results } from "../query/results.js";

const BEGIN = "SELECT ?who ?meeting WHERE {\n  ?person ct:chaired ?m ; skos:prefLabel ?who .\n  ?m skos:prefLabel ?meeting .\n}\nORDER BY ?who\nLIMIT 100";
const FORMATS = [["csv", "CSV"], ["json", "JSON"]];

function Catalogue({ questions, chosen }) {
  const [words, type] = useState("");
  const fits = (question) => `${question.vi} ${question.en} ${question.name}`.toLowerCase().includes(words.toLowerCase());
  return html`<${Sheet} title=${t("questions")} count=${questions.length} name="questions">
    <input type="search" aria-label=${t("find-question")} placeholder=${t("find-question")} value=${words} onInput=${(event) => type(event.target.value)} />
    <div class="catalogue">${questions.filter(fits).map((question) => html`<button type="button" key=${question.name} data-question=${question.name}
      aria-current=${question.name === chosen ? "true" : undefined} onClick=${() => go(link("/query", { question: question.name }))}>${question[language.get()]}</button>`)}</div>
  <//>`;
}

function Parameters({ question, query }) {
  if (!question.parameters.length) return null;
  const hint = (parameter) => (/day/.test(parameter.kind) ? t("time-hint") : parameter.default);
  return html`<form class="filters" aria-label=${t("parameters")} onSubmit=${(event) => event.preventDefault()} key=${question.name}>
    ${question.parameters.map((parameter) => html`<${TextFilter} key=${parameter.name} name=${parameter.name} label=${columnName(parameter.name)} hint=${hint(parameter)} query=${query} />`)}
  </form>`;
}

const Downloads = ({ path, params }) => FORMATS.map(([format, name]) => html`<a key=${format} class="button small" download="chutri.${format}" href=${link(path, { ...params, format })}>${name}</a> `);

/** A question of the catalogue with its answer, and its SPARQL to go on from. */
function Asked({ question, query, prefixes }) {
  const params = Object.fromEntries(question.parameters.map(({ name }) => [name, query.get(name)]));
  const path = `/api/questions/${question.name}`;
  const answer = useAnswer(path, params);
  const found = useMemo(() => answer.data && { ...answer.data, rows: answer.data.rows.map((row) => row.map(cellOfWords)) }, [answer.data]);
  return html`<section class="sheet"><h2>${question[language.get()]}</h2>
      <${Parameters} question=${question} query=${query} />
      ${answer.data && html`<details class="sparql"><summary>SPARQL</summary><pre class="scroll">${answer.data.query}</pre>
        <button type="button" class="button small" onClick=${() => go(link("/query", { q: answer.data.query }))}>${t("use-editor")}</button></details>`}
    </section>
    <${Sheet} title=${t("results")} name="answer"><${Answered} answer=${answer}>${() => html`<${Results} key=${question.name} answer=${found} prefixes=${prefixes}><${Downloads} path=${path} params=${params} /><//>`}<//><//>`;
}

/** The answer to a query of the reader's own. */
function useSparql(query, prefixes) {
  const [state, set] = useState({});
  useEffect(() => {
    if (!query) return set({});
    const stop = new AbortController();
    set({ waiting: true });
    sparql(query, prefixes, stop.signal).then(
      (data) => set({ data }),
      (error) => stop.signal.aborted || set({ error }),
    );
    return () => stop.abort();
  }, [query]);
  return state;
}

function Written({ query, prefixes }) {
  const asked = query.get("q");
  const [text, write] = useState(asked ?? BEGIN);
  useEffect(() => write(asked ?? BEGIN), [asked]);
  const { data, error, waiting } = useSparql(asked, prefixes);
  const run = () => go(link("/query", { q: text }));
  return html`<section class="sheet" aria-label=${t("editor")}>
      <${Editor} text=${text} write=${write} run=${run} prefixes=${prefixes} />
      <div class="bar tools"><button type="button" class="button first run" onClick=${run}>${t("run")}</button></div>
    </section>
    ${asked && html`<${Sheet} title=${t("results")} name="answer">
      ${waiting && html`<${Waiting} />`}
      ${error && html`<${Failed} error=${error} />${error.place && html`<p class="soft">${t("at-line", error.place)}</p>`}`}
      ${data && html`<${Results} answer=${data} prefixes=${prefixes}><${Downloads} path="/sparql" params=${{ query: asked }} /><//>`}
    <//>`}`;
}

export function Query() {
  const { query } = useAddress();
  const catalogue = useAnswer("/api/questions");
  const about = useAnswer("/api/about");
  const name = query.get("question");
  return html`<header class="title"><h1>${t("query")}</h1><p class="lead">${t("query-lead")}</p></header>
    <${Answered} answer=${about.data ? catalogue : about}>${({ questions }) => {
      const question = questions.find((question) => question.name === name);
      const prefixes = about.data.prefixes;
      return html`<div class="ask">
        <div><${Catalogue} questions=${questions} chosen=${name} /></div>
        <div>${question ? html`<${Asked} key=${name} question=${question} query=${query} prefixes=${prefixes} />` : html`<${Written} query=${query} prefixes=${prefixes} />`}
          ${question && html`<p><a href="/query">${t("editor")}</a></p>`}</div>
      </div>`;
    }}<//>`;
}
