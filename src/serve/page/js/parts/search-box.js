// The box that finds things while their name is typed: a combobox of the ARIA patterns.

import { html, useEffect, useId, useRef, useState } from "../../vendor/elements.js";
import { ask } from "../api.js";
import { go, link } from "../address.js";
import { number, t } from "../language.js";
import { Dot, pageOf } from "./thing.js";

const PAUSE = 120;
const SHOWN = 7;

/** Hits for what is typed, asked for after a pause in typing. */
function useHits(words) {
  const [found, set] = useState({ words: "", hits: [], total: 0 });
  useEffect(() => {
    if (!words.trim()) return set({ words: "", hits: [], total: 0 });
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { hits, total } = await ask("/api/search", { q: words, limit: SHOWN }, { signal: stop.signal });
        set({ words, hits, total });
      } catch {
        // Typed on, or the server is away: the page of results says which.
      }
    }, PAUSE);
    return () => (clearTimeout(timer), stop.abort());
  }, [words]);
  return found;
}

const Hit = ({ hit, id, chosen, choose }) => html`<li
  id=${id} role="option" aria-selected=${chosen} onMouseDown=${(event) => (event.preventDefault(), choose(hit))}>
  <${Dot} kind=${hit.kind} /><span lang="vi">${hit.label}</span>
  <small><span>${t(hit.kind)}</span>${hit.context && html` · <span lang="vi">${hit.context}</span>`}</small>
</li>`;

/** @param {{ choose?: (hit: object) => void, focus?: boolean, label?: string }} props */
export function SearchBox({ choose, focus, label = t("search-label") }) {
  const [words, type] = useState("");
  const [open, unfold] = useState(false);
  const [at, move] = useState(-1);
  const input = useRef(null);
  const list = useId();
  const found = useHits(words);
  const shown = open && found.words && found.words === words;
  useEffect(() => {
    if (focus) input.current.focus();
  }, [focus]);
  useEffect(() => move(-1), [found]);

  const take = (hit) => {
    type("");
    unfold(false);
    input.current.blur();
    if (choose) choose(hit);
    else go(pageOf(hit.address));
  };
  const submit = (event) => {
    event.preventDefault();
    if (found.hits[at]) take(found.hits[at]);
    else if (choose) found.hits[0] && take(found.hits[0]);
    else if (words.trim()) (unfold(false), go(link("/", { q: words.trim() })));
  };
  const press = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.hits.length) {
      event.preventDefault();
      unfold(true);
      move((at + step + found.hits.length + (at < 0 && step < 0 ? 1 : 0)) % found.hits.length);
    } else if (event.key === "Escape") unfold(false);
  };
  return html`<form class="search" role="search" aria-label=${label} onSubmit=${submit}>
    <input type="search" ref=${input} value=${words} placeholder=${t("search-hint")} aria-label=${label} autocomplete="off"
      role="combobox" aria-expanded=${Boolean(shown)} aria-controls=${list} aria-autocomplete="list"
      aria-activedescendant=${shown && at >= 0 ? `${list}-${at}` : undefined}
      onInput=${(event) => (type(event.target.value), unfold(true))}
      onFocus=${() => unfold(true)} onBlur=${() => unfold(false)} onKeyDown=${press} />
    <ul class="hits" id=${list} role="listbox" aria-label=${t("search")} hidden=${!shown || !found.hits.length}>
      ${shown && found.hits.map((hit, n) => html`<${Hit} key=${hit.address} hit=${hit} id=${`${list}-${n}`} chosen=${n === at} choose=${take} />`)}
    </ul>
    ${shown && !found.hits.length && html`<div class="hits"><span class="none">${t("no-hits", { q: words })}</span></div>`}
    <span class="unseen" role="status">${shown ? t("n-hits", { n: number(found.total) }) : ""}</span>
  </form>`;
}
