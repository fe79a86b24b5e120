// The graph as a picture that grows: each point that is clicked brings its neighbours. What was expanded
// stands in the address.

import { html, useEffect, useMemo, useState } from "../../vendor/elements.js";
import { ask, useAnswer } from "../api.js";
import { go, link } from "../address.js";
import { t } from "../language.js";
import { Picture } from "../graph/picture.js";
import { SearchBox } from "../parts/search-box.js";
import { Answered, Failed, Waiting } from "../parts/sheet.js";
import { apiOf, pathOf } from "../parts/thing.js";

const NEIGHBOURS = 150;
/** Participations of the first look, before anything was chosen. */
const FIRST_LOOK = 120;
const LINK_OF_ROLE = { "ct:role-chair": "chaired", "ct:role-speaker": "spoke_at", "ct:role-attendee": "attended" };

/** Neighbourhoods laid over each other: every point and link once. */
function together(answers) {
  const nodes = new Map();
  const links = new Map();
  for (const answer of answers) {
    for (const node of answer.nodes) nodes.set(node.id, nodes.get(node.id) ?? node);
    for (const link of answer.links) links.set(`${link.source} ${link.kind} ${link.target}`, link);
  }
  const joined = [...links.values()].filter(({ source, target }) => nodes.has(source) && nodes.has(target));
  return { nodes: [...nodes.values()], links: joined, cut: answers.some((answer) => answer.truncated) };
}

/** Neighbourhoods of all things that were expanded; what is there stays while more comes. */
function useNeighbourhoods(paths) {
  const [known, set] = useState(new Map());
  const [error, fail] = useState(null);
  const key = paths.join(",");
  useEffect(() => {
    const missing = paths.filter((path) => !known.has(path));
    if (!missing.length) return;
    let left = false;
    const asked = missing.map((path) => ask(apiOf(path, "graph/"), { hops: 1, limit: NEIGHBOURS }).then((data) => [path, data]));
    Promise.all(asked).then(
      (found) => left || set((known) => new Map([...known, ...found])),
      (error) => left || fail(error),
    );
    return () => (left = true);
  }, [key]);
  const graph = useMemo(() => together(paths.map((path) => known.get(path)).filter(Boolean)), [key, known]);
  return { graph, error, waiting: !graph.nodes.length };
}

/** People and meetings of late, from the table of who chaired what. */
function fromRows(rows) {
  const nodes = rows.flatMap((row) => [
    { id: row.person_address, label: row.person, kind: "person" },
    { id: row.meeting_address, label: row.meeting, kind: "meeting" },
    row.body_address && !row.body_address.includes(" | ") && { id: row.body_address, label: row.body, kind: "body" },
  ]);
  const links = rows.flatMap((row) => [
    ...(row.role_code ?? "").split(" | ").map((code) => ({ source: row.person_address, target: row.meeting_address, kind: LINK_OF_ROLE[code] ?? "attended" })),
    { source: row.meeting_address, target: row.body_address, kind: "meeting_of" },
  ]);
  return together([{ nodes: nodes.filter(Boolean), links }]);
}

function Grown({ paths }) {
  const { graph, error, waiting } = useNeighbourhoods(paths);
  const expand = (id) => {
    const path = pathOf(id);
    if (!paths.includes(path)) go(link("/graph", { at: [...paths, path].join(",") }));
  };
  if (error) return html`<${Failed} error=${error} />`;
  if (waiting) return html`<${Waiting} />`;
  return html`<${Picture} nodes=${graph.nodes} links=${graph.links} cut=${graph.cut} expand=${expand} />`;
}

function FirstLook() {
  const answer = useAnswer("/api/chaired", { role: "any", sort: "-date", limit: FIRST_LOOK });
  const graph = useMemo(() => answer.data && fromRows(answer.data.rows), [answer.data]);
  return html`<${Answered} answer=${answer}>${() => html`<${Picture} nodes=${graph.nodes} links=${graph.links} expand=${(id) => go(link("/graph", { at: pathOf(id) }))} />`}<//>`;
}

export function GraphView({ query }) {
  const paths = (query.get("at") ?? "").split(",").filter(Boolean);
  return html`<header class="title"><h1>${t("graph")}</h1><p class="lead">${t("graph-lead")}</p>
      <div class="tools"><${SearchBox} label=${t("graph-start")} choose=${(hit) => go(link("/graph", { at: pathOf(hit.address) }))} /></div>
    </header>
    ${paths.length ? html`<${Grown} key=${paths[0]} paths=${paths} />` : html`<${FirstLook} />`}`;
}
