// A picture of points and links with its legend: kinds can be switched off, and what is shown can be read
// as a list, so that nothing needs a pointer or eyes.

import { Fragment, html, useEffect, useMemo, useRef, useState } from "../../vendor/elements.js";
import { number, t, useLanguage } from "../language.js";
import { Dot, pageOf } from "../parts/thing.js";
import { theme } from "../theme.js";
import { FORMS, save } from "./files.js";

const NAMES_OF_LINKS = { chaired: "link-chaired" };
const KINDS = ["person", "body", "post", "unit", "meeting", "act", "document", "thing"];

export const linkName = (kind) => {
  const name = NAMES_OF_LINKS[kind] ?? kind;
  try {
    return t(name);
  } catch {
    return kind;
  }
};

const counted = (rows) => {
  const counts = new Map();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

function toggled(set, item) {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

/** The canvas, which exists as long as the component; the library comes when it is first needed. */
function useDrawing(nodes, links, hidden, selected, select) {
  const container = useRef(null);
  const drawing = useRef(null);
  const chosen = useRef(select);
  chosen.current = select;
  const [state, set] = useState("waiting");
  useEffect(() => {
    let left = false;
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const dress = () => requestAnimationFrame(() => drawing.current?.dress());
    const forget = theme.watch(dress);
    scheme.addEventListener("change", dress);
    import("./drawing.js")
      .then(({ Drawing }) => {
        if (left) return;
        drawing.current = new Drawing(container.current, { select: (id) => chosen.current(id) });
        set("drawn");
      })
      .catch((error) => (container.current.dataset.error = error.message, set(error)));
    return () => {
      left = true;
      forget();
      scheme.removeEventListener("change", dress);
      drawing.current?.end();
    };
  }, []);
  useEffect(() => drawing.current?.show(nodes, links), [state, nodes, links]);
  useEffect(() => drawing.current?.hide(hidden), [state, hidden]);
  useEffect(() => drawing.current?.select(selected), [state, selected, nodes]);
  return { container, drawing, state };
}

function Legend({ title, counts, order, hidden, toggle, name, mark }) {
  const kinds = order.filter((kind) => counts.has(kind));
  return html`<fieldset class="legend"><legend class="soft">${title}</legend>
    ${kinds.map((kind) => html`<label key=${kind}>
      <span class="dot ${mark}-${kind} ${mark === "link" ? "square" : ""}" aria-hidden="true"></span>
      <input type="checkbox" checked=${!hidden.has(kind)} onChange=${() => toggle(kind)} />
      <span>${name(kind)}</span><span class="count">${number(counts.get(kind))}</span>
    </label>`)}
  </fieldset>`;
}

function Selected({ node, expand }) {
  return html`<section class="sheet" aria-live="polite"><h2>${t("selected")}</h2>
    <p><${Dot} kind=${node.kind} /> <span lang="vi">${node.label}</span></p>
    <div class="bar">
      ${node.id.startsWith("id:") && html`<a class="button small" href=${pageOf(node.id)}>${t("open")}</a>`}
      ${expand && html`<button type="button" class="button small first" onClick=${() => expand(node.id)}>${t("grow")}</button>`}
    </div></section>`;
}

function Save({ nodes, links, drawing }) {
  const write = (form) => save(`chutri.${form}`, FORMS[form].write({ nodes, links, places: drawing.current?.places() ?? new Map() }));
  return html`<section class="sheet save"><h2>${t("save-as")}</h2>
    <div class="end">${Object.keys(FORMS).map((form) => html`<button type="button" class="button small" key=${form} data-format=${form} onClick=${() => write(form)}>${FORMS[form].name}</button>`)}</div></section>`;
}

function Shown({ nodes, select, selected }) {
  return html`<section class="sheet"><h2>${t("shown-things")}</h2>
    <ul class="shown">${nodes.map((node) => html`<li key=${node.id}><${Dot} kind=${node.kind} />
      <button type="button" class="plain" lang="vi" aria-pressed=${node.id === selected} onClick=${() => select(node.id)}>${node.label}</button></li>`)}</ul></section>`;
}

/** @param {{ nodes: object[], links: object[], expand?: (id: string) => void, cut?: boolean }} props */
export function Picture({ nodes, links, expand, cut }) {
  useLanguage();
  const [kinds, hideKinds] = useState(new Set());
  const [rels, hideLinks] = useState(new Set());
  const [selected, select] = useState(null);
  const hidden = useMemo(() => ({ kinds, links: rels }), [kinds, rels]);
  const click = (id) => (select(id), expand?.(id));
  const { container, drawing, state } = useDrawing(nodes, links, hidden, selected, click);
  const seen = nodes.filter((node) => !kinds.has(node.kind));
  const ids = new Set(seen.map((node) => node.id));
  const seenLinks = links.filter((link) => ids.has(link.source) && ids.has(link.target) && !rels.has(link.kind));
  const node = nodes.find((node) => node.id === selected);
  const nameOf = (kind) => t(KINDS.includes(kind) ? kind : "thing");
  const linkCounts = counted(links);
  return html`<div class="picture">
    <div>
      <div class="canvas" ref=${container} id="graph" role="img" aria-label=${t("graph-alt", { n: number(seen.length), m: number(seenLinks.length) })}></div>
      ${state === "waiting" && html`<p class="waiting" role="status">${t("waiting")}</p>`}
      ${state instanceof Error && html`<p class="failed" role="alert">${t("failed", { why: state.message })}</p>`}
      <div class="bar tools zoom">
        <span class="soft" role="status">${cut ? t("is-cut") : t("graph-alt", { n: number(seen.length), m: number(seenLinks.length) })}</span>
        <span>${["in", "out", "all"].map((way) => html`<${Fragment} key=${way}> <button type="button" class="button small" onClick=${() => drawing.current?.zoom(way)}>${t(`zoom-${way}`)}</button><//>`)}</span>
      </div>
    </div>
    <div>
      ${node && html`<${Selected} node=${node} expand=${expand} />`}
      <section class="sheet"><h2>${t("filter")}</h2>
        <${Legend} title=${t("shown-kinds")} counts=${counted(nodes)} order=${KINDS} hidden=${kinds} toggle=${(kind) => hideKinds(toggled(kinds, kind))} name=${nameOf} mark="kind" />
        <${Legend} title=${t("shown-links")} counts=${linkCounts} order=${[...linkCounts.keys()].sort()} hidden=${rels} toggle=${(kind) => hideLinks(toggled(rels, kind))} name=${linkName} mark="link" />
      </section>
      <${Save} nodes=${seen} links=${seenLinks} drawing=${drawing} />
      <${Shown} nodes=${seen} select=${select} selected=${selected} />
    </div>
  </div>`;
}
