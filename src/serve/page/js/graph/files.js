// What a picture shows, as files that other programs load. They hold what is seen and nothing else; whole graphs,
// with all that is known of them, are written by `chutri export`.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text of XML; what XML 1.0 cannot hold is left out. */
const xml = (text) => text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "").replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

/** Short ids, which every reader takes; the addresses stand beside them. */
const ids = (nodes) => new Map(nodes.map((node, n) => [node.id, `n${n}`]));

/** @typedef {{ nodes: object[], links: object[], places: Map<string, { x: number, y: number }> }} Seen */

/**
 * Gephi keeps two links between the same points apart by their labels.
 * @param {Seen} seen
 */
function graphml({ nodes, links }) {
  const id = ids(nodes);
  const data = (key, text) => `<data key="${key}">${xml(text)}</data>`;
  const key = (name, of, attribute, type) => `  <key id="${name}" for="${of}" attr.name="${attribute}" attr.type="${type}"/>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    key("n_label", "node", "label", "string"),
    key("n_class", "node", "class", "string"),
    key("n_iri", "node", "iri", "string"),
    key("e_rel", "edge", "rel", "string"),
    key("e_weight", "edge", "weight", "double"),
    '  <graph id="seen" edgedefault="directed">',
    ...nodes.map((node) => `    <node id="${id.get(node.id)}">${data("n_label", node.label)}${data("n_class", node.kind)}${data("n_iri", node.id)}</node>`),
    ...links.map((link, n) => `    <edge id="e${n}" source="${id.get(link.source)}" target="${id.get(link.target)}" label="${xml(link.kind)}">${data("e_rel", link.kind)}${data("e_weight", "1")}</edge>`),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}

/** @param {Seen} seen */
function gexf({ nodes, links, places }) {
  const id = ids(nodes);
  const values = (pairs) => `<attvalues>${pairs.map(([name, text]) => `<attvalue for="${name}" value="${xml(text)}"/>`).join("")}</attvalues>`;
  const place = (node) => {
    const at = places.get(node.id);
    return at ? `<viz:position x="${at.x}" y="${at.y}" z="0"/>` : "";
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    '  <graph defaultedgetype="directed" mode="static">',
    '    <attributes class="node"><attribute id="class" title="class" type="string"/><attribute id="iri" title="iri" type="string"/></attributes>',
    '    <attributes class="edge"><attribute id="rel" title="rel" type="string"/></attributes>',
    "    <nodes>",
    ...nodes.map((node) => `      <node id="${id.get(node.id)}" label="${xml(node.label)}">${values([["class", node.kind], ["iri", node.id]])}${place(node)}</node>`),
    "    </nodes>",
    "    <edges>",
    ...links.map((link, n) => `      <edge id="e${n}" source="${id.get(link.source)}" target="${id.get(link.target)}" weight="1" kind="${xml(link.kind)}" label="${xml(link.kind)}">${values([["rel", link.kind]])}</edge>`),
    "    </edges>",
    "  </graph>",
    "</gexf>",
    "",
  ].join("\n");
}

/** The forms of files, by what their names end in. */
export const FORMS = { graphml: { name: "GraphML", write: graphml }, gexf: { name: "GEXF", write: gexf } };

/** Gives the reader a file. */
export function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
