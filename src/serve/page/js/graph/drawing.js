// The picture of a graph on its canvas. Loaded with the library that draws, when a picture is asked for.

import { forceAtlas2, Graph, Sigma } from "../../vendor/graph.js";

/** Longer names are cut in the picture; the list beside it has them whole. */
const LONGEST_LABEL = 34;
const SMALLEST = 5;
const LARGEST = 16;
const ROUNDS = 240;
const ROUNDS_A_FRAME = 8;
/** The angle between one new point and the next around the point that they belong to. */
const TURN = 2.399963;

/** Colours and letters of the page as it looks now. */
function looks(container) {
  const style = getComputedStyle(container);
  const colour = (name) => resolved(container, `var(${name}, var(--edge))`);
  return { family: style.fontFamily, ink: colour("--ink"), sheet: colour("--sheet"), line: colour("--edge"), colour };
}

/** A colour as the canvas understands it: `light-dark()` is settled by the browser. */
function resolved(container, value) {
  const probe = document.createElement("span");
  probe.style.color = value;
  container.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  const hex = (part) => Math.round(part).toString(16).padStart(2, "0");
  return `#${hex(red)}${hex(green)}${hex(blue)}`;
}

const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** A colour that steps back towards the ground. */
function faded(colour, ground) {
  const mixed = parts(colour).map((part, n) => Math.round(part * 0.22 + parts(ground)[n] * 0.78));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

const cut = (label) => (label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL).trimEnd()}…` : label);

/** The name of a point, set off from the lines behind it. */
function named(look) {
  return (context, data, settings) => {
    if (!data.label) return;
    const size = settings.labelSize;
    const [x, y] = [data.x + data.size + 3, data.y + size / 3];
    context.font = `${size}px ${look.family}`;
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = look.sheet;
    context.strokeText(data.label, x, y);
    context.fillStyle = look.ink;
    context.fillText(data.label, x, y);
  };
}

/** The name of a point under the pointer, in a box of the page's colours. */
function hovered(look) {
  return (context, data, settings) => {
    if (!data.label) return;
    const size = settings.labelSize;
    context.font = `600 ${size}px ${look.family}`;
    const width = context.measureText(data.label).width + 12;
    context.fillStyle = look.sheet;
    context.strokeStyle = look.line;
    context.beginPath();
    context.roundRect(data.x + data.size + 2, data.y - size / 2 - 5, width, size + 10, 4);
    context.fill();
    context.stroke();
    context.fillStyle = look.ink;
    context.fillText(data.label, data.x + data.size + 8, data.y + size / 3);
  };
}

export class Drawing {
  #graph = new Graph();
  #container;
  #sigma;
  #look;
  #hidden = { kinds: new Set(), links: new Set() };
  #selected = null;
  #frame = 0;

  /** @param {HTMLElement} container */
  constructor(container, { select }) {
    this.#container = container;
    this.#look = looks(container);
    this.#sigma = new Sigma(this.#graph, container, {
      allowInvalidContainer: true,
      defaultEdgeType: "arrow",
      labelDensity: 0.45,
      labelGridCellSize: 110,
      labelRenderedSizeThreshold: 6,
      labelSize: 13,
      minCameraRatio: 0.08,
      maxCameraRatio: 4,
      stagePadding: 40,
      zIndex: true,
      nodeReducer: (id, data) => this.#node(id, data),
      edgeReducer: (id, data) => this.#edge(id, data),
    });
    this.#sigma.on("clickNode", ({ node }) => select(node));
    this.#sigma.on("enterNode", () => (container.style.cursor = "pointer"));
    this.#sigma.on("leaveNode", () => (container.style.cursor = ""));
    this.dress();
  }

  /** Takes the colours of the page anew. */
  dress() {
    this.#look = looks(this.#container);
    this.#sigma.setSetting("labelFont", this.#look.family);
    this.#sigma.setSetting("defaultDrawNodeLabel", named(this.#look));
    this.#sigma.setSetting("defaultDrawNodeHover", hovered(this.#look));
    this.#graph.updateEachNodeAttributes((_, data) => ({ ...data, color: this.#look.colour(`--kind-${data.kind}`) }));
    this.#graph.updateEachEdgeAttributes((_, data) => ({ ...data, color: this.#look.colour(`--link-${data.kind}`) }));
    this.#sigma.refresh();
  }

  #near(id) {
    return this.#selected === null || id === this.#selected || this.#graph.areNeighbors(id, this.#selected);
  }

  #node(id, data) {
    if (this.#hidden.kinds.has(data.kind)) return { ...data, hidden: true };
    if (!this.#near(id)) return { ...data, label: "", color: faded(data.color, this.#look.sheet), zIndex: 0 };
    return { ...data, highlighted: id === this.#selected, forceLabel: id === this.#selected, zIndex: 1 };
  }

  #edge(id, data) {
    if (this.#hidden.links.has(data.kind)) return { ...data, hidden: true };
    const far = this.#selected !== null && !this.#graph.extremities(id).includes(this.#selected);
    return far ? { ...data, color: faded(data.color, this.#look.sheet), zIndex: 0 } : data;
  }

  /** Shows these points and links: what is there already keeps its place. */
  show(nodes, links) {
    const wanted = new Set(nodes.map((node) => node.id));
    for (const id of this.#graph.nodes()) if (!wanted.has(id)) this.#graph.dropNode(id);
    const grown = this.#add(nodes, links);
    this.#graph.forEachNode((id) => {
      const size = Math.min(LARGEST, SMALLEST + 1.6 * Math.sqrt(this.#graph.degree(id)));
      this.#graph.setNodeAttribute(id, "size", size);
    });
    if (grown) this.#settle();
    else this.#ready();
  }

  #add(nodes, links) {
    const before = this.#graph.order;
    const around = new Map();
    for (const { source, target } of links) {
      if (this.#graph.hasNode(source)) around.set(target, source);
      else if (this.#graph.hasNode(target)) around.set(source, target);
    }
    nodes.forEach((node, n) => {
      if (this.#graph.hasNode(node.id)) return;
      const centre = around.has(node.id) ? this.#graph.getNodeAttributes(around.get(node.id)) : { x: 0, y: 0 };
      const radius = before ? 6 : 10 * Math.sqrt(n + 1);
      const [x, y] = [centre.x + radius * Math.cos(n * TURN), centre.y + radius * Math.sin(n * TURN)];
      this.#graph.addNode(node.id, { label: cut(node.label), kind: node.kind, x, y, size: SMALLEST, color: this.#look.colour(`--kind-${node.kind}`) });
    });
    for (const { source, target, kind } of links) {
      const key = `${source} ${kind} ${target}`;
      if (this.#graph.hasEdge(key) || !this.#graph.hasNode(source) || !this.#graph.hasNode(target)) continue;
      this.#graph.addEdgeWithKey(key, source, target, { kind, size: 2, color: this.#look.colour(`--link-${kind}`) });
    }
    return this.#graph.order > before;
  }

  /** Lets the points find their places, before the reader's eyes unless they want less motion. */
  #settle() {
    cancelAnimationFrame(this.#frame);
    const settings = { ...forceAtlas2.inferSettings(this.#graph), gravity: 0.6, scalingRatio: 12, adjustSizes: false };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let left = ROUNDS;
    const step = () => {
      const iterations = still ? left : Math.min(left, ROUNDS_A_FRAME);
      if (this.#graph.order > 1) forceAtlas2.assign(this.#graph, { iterations, settings });
      left -= iterations;
      if (left > 0) this.#frame = requestAnimationFrame(step);
      else this.#ready();
    };
    step();
  }

  /** Says to whom looks at the page from outside how much is drawn. */
  #ready() {
    this.#sigma.refresh();
    const shown = this.#graph.filterNodes((_, data) => !this.#hidden.kinds.has(data.kind));
    this.#container.dataset.ready = String(shown.length);
  }

  /** @param {{ kinds: Set<string>, links: Set<string> }} hidden */
  hide(hidden) {
    this.#hidden = hidden;
    this.#ready();
  }

  /** @param {string | null} id */
  select(id) {
    this.#selected = id !== null && this.#graph.hasNode(id) ? id : null;
    this.#sigma.refresh();
  }

  /** Where each point stands. */
  places() {
    return new Map(this.#graph.mapNodes((id, { x, y }) => [id, { x, y }]));
  }

  /** @param {"in" | "out" | "all"} way */
  zoom(way) {
    const camera = this.#sigma.getCamera();
    if (way === "in") camera.animatedZoom();
    else if (way === "out") camera.animatedUnzoom();
    else camera.animatedReset();
  }

  end() {
    cancelAnimationFrame(this.#frame);
    this.#sigma.kill();
  }
}
