// The box in which SPARQL is written, with completion of terms, prefixes, variables and keywords.

import { html, useId, useLayoutEffect, useRef, useState } from "../../vendor/elements.js";
import { t } from "../language.js";
import { offers, wordBefore } from "./vocabulary.js";

/** Where the caret stands in the box, in pixels from its corner. */
function caretPlace(box) {
  const style = getComputedStyle(box);
  const before = box.value.slice(0, box.selectionStart).split("\n");
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = style.font;
  const left = pen.measureText(before.at(-1)).width + parseFloat(style.paddingLeft) - box.scrollLeft;
  const top = before.length * parseFloat(style.lineHeight) + parseFloat(style.paddingTop) - box.scrollTop;
  return { left: Math.min(left, box.clientWidth - 200), top: Math.min(top, box.clientHeight) + 4 };
}

/** @param {{ text: string, write: (text: string) => void, run: () => void, prefixes: Record<string, string> }} props */
export function Editor({ text, write, run, prefixes }) {
  const box = useRef(null);
  const caret = useRef(null);
  const list = useId();
  const [open, set] = useState(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    box.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const look = () => {
    const found = offers(box.current.value, box.current.selectionStart, prefixes);
    set(found.length ? { found, at: 0, ...caretPlace(box.current) } : null);
  };
  const take = (offer) => {
    const end = box.current.selectionStart;
    const start = end - wordBefore(text, end).length;
    caret.current = start + offer.text.length;
    write(text.slice(0, start) + offer.text + text.slice(end));
    set(null);
    box.current.focus();
  };
  const press = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      set(null);
      return run();
    }
    if (event.key === " " && event.ctrlKey) return event.preventDefault(), look();
    if (!open) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) set({ ...open, at: (open.at + step + open.found.length) % open.found.length });
    else if (event.key === "Enter" || event.key === "Tab") take(open.found[open.at]);
    else if (event.key === "Escape") set(null);
    else return;
    event.preventDefault();
  };
  return html`<div class="editor">
    <textarea ref=${box} aria-label=${t("editor")} spellcheck="false" autocapitalize="off" autocomplete="off" value=${text}
      aria-autocomplete="list" aria-controls=${open ? list : undefined} aria-activedescendant=${open ? `${list}-${open.at}` : undefined}
      onInput=${(event) => (write(event.target.value), look())} onKeyDown=${press} onBlur=${() => set(null)} onClick=${() => set(null)}></textarea>
    ${open && html`<ul class="offers" id=${list} role="listbox" aria-label=${t("offers")} style=${{ left: `${open.left}px`, top: `${open.top}px` }}>
      ${open.found.map((offer, n) => html`<li key=${offer.text} id=${`${list}-${n}`} role="option" aria-selected=${n === open.at}
        onMouseDown=${(event) => (event.preventDefault(), take(offer))}><code>${offer.text}</code><small>${offer.note}</small></li>`)}
    </ul>`}
  </div>`;
}
