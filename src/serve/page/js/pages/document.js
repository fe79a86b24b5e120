// A page that was read: its text, or as much of it as the server keeps, with the words that count marked.

import { html, useEffect, useMemo, useState } from "../../vendor/elements.js";
import { useAddress } from "../address.js";
import { t, term } from "../language.js";
import { Empty, Sheet } from "../parts/sheet.js";
import { Dot, Thing, Title } from "../parts/thing.js";
import { dayInWords } from "../time.js";

const kindOfQuote = (quote) => (quote.said.some((said) => said.statement?.startsWith("id:participation")) ? "meeting" : "post");

/**
 * The text cut where quotes begin and end, as pieces with the quotes that cover each. Offsets count code
 * points, of which letters beyond the basic plane are one each.
 */
export function pieces(text, quotes) {
  const letters = [...text];
  const cuts = [...new Set([0, letters.length, ...quotes.flatMap((quote) => [quote.start, quote.end])])];
  const places = cuts.filter((at) => at >= 0 && at <= letters.length).sort((a, b) => a - b);
  return places.slice(0, -1).map((start, n) => {
    const end = places[n + 1];
    const covering = quotes.filter((quote) => quote.start <= start && end <= quote.end);
    return { start, words: letters.slice(start, end).join(""), covering };
  });
}

function Said({ quote }) {
  return html`<ul class="facts close">${quote.said.map((said) => html`<li>
    <${Thing} address=${said.who_address} name=${said.who} /> <span class="tag">${term(said.how_code, said.how)}</span> <${Thing} address=${said.what_address} name=${said.what} />
  </li>`)}</ul>`;
}

function Text({ text, quotes, chosen, choose }) {
  const begun = new Set();
  return html`<div class="text" lang="vi">${pieces(text, quotes).map(({ start, words, covering }) => {
    if (!covering.length) return words;
    const narrow = covering.at(-1);
    const first = !begun.has(narrow.start) && narrow.start === start;
    if (first) begun.add(start);
    return html`<mark key=${start} class="kind-${kindOfQuote(narrow)} ${covering.includes(chosen) ? "on" : ""}" id=${first ? `at-${start}` : undefined}
      tabindex=${first ? 0 : undefined} role="button" aria-pressed=${covering.includes(chosen)}
      onClick=${() => choose(narrow)} onKeyDown=${(event) => event.key === "Enter" && choose(narrow)}>${words}</mark>`;
  })}</div>`;
}

function List({ quotes, chosen }) {
  return html`<p class="soft">${t("no-text")}</p>
    <ol class="lines">${quotes.map((quote, n) => html`<li key=${`${quote.start}-${quote.end}`} id=${quotes[n - 1]?.start === quote.start ? undefined : `at-${quote.start}`}>
      <div class="text" lang="vi"><mark class="kind-${kindOfQuote(quote)} ${quote === chosen ? "on" : ""}">${quote.quote}</mark></div>
      <${Said} quote=${quote} />
    </li>`)}</ol>`;
}

function Mentions({ rows }) {
  return html`<ul class="facts close">${rows.map((row) => html`<li><${Dot} kind=${row.kind} /> <${Thing} address=${row.address} name=${row.name} /></li>`)}</ul>`;
}

/** The quotes that say something, and that which was asked for: names alone stand beside the text. */
function telling(quotes, asked) {
  const found = quotes.filter((quote) => quote.said.length || quote.start === asked);
  const said = found.filter((quote) => quote.said.length || !found.some((other) => other.said.length && other.start === asked));
  return said.length ? said : quotes;
}

export function Document({ data }) {
  const { hash } = useAddress();
  const asked = Number(/^#at-(\d+)$/.exec(hash)?.[1] ?? -1);
  const [chosen, choose] = useState(null);
  const quotes = useMemo(() => telling(data.quotes, asked), [data, asked]);
  useEffect(() => {
    choose(quotes.find((quote) => quote.start === asked) ?? null);
    if (asked >= 0) document.getElementById(`at-${asked}`)?.scrollIntoView({ block: "center" });
  }, [data, asked]);
  const note = [data.published && t("published", { day: dayInWords(data.published) })].filter(Boolean).join(" · ");
  return html`<${Title} kind="document" name=${data.name} note=${note}>
      ${data.url && html`<a class="button" href=${data.url} target="_blank" rel="noopener noreferrer">${t("original")} ↗</a>`}
    <//>
    ${data.copy_of && html`<p><${Thing} address=${data.copy_of_address} name=${t("copy-of", { page: data.copy_of })} /></p>`}
    <div class="two">
      <div><${Sheet} title=${data.text ? t("text") : t("evidence")} name="page">
        ${data.text ? html`<${Text} text=${data.text} quotes=${quotes} chosen=${chosen} choose=${choose} />`
          : quotes.length ? html`<${List} quotes=${quotes} chosen=${chosen} />` : html`<${Empty}>${t("no-evidence")}<//>`}
      <//></div>
      <div>
        ${data.text && chosen && html`<${Sheet} title=${t("said")} name="said"><blockquote class="soft" lang="vi">${chosen.quote}</blockquote><${Said} quote=${chosen} /><//>`}
        <${Sheet} title=${t("mentioned")} count=${data.mentions.length} name="mentions"><${Mentions} rows=${data.mentions} /><//>
      </div>
    </div>`;
}
