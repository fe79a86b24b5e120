// Reads exports with graphology and prints their nodes and edges as JSON; of a folder, all files by their names.
const fs = require("fs");
const { join } = require("path");
const { MultiGraph, MultiDirectedGraph, MultiUndirectedGraph } = require("graphology");
const gexf = require("graphology-gexf");
const graphml = require("graphology-graphml");

function read(path) {
  const text = fs.readFileSync(path, "utf8");
  const directed = !/(edgedefault|defaultedgetype)="undirected"/.test(text);
  const graph = path.endsWith(".gexf")
    ? gexf.parse(MultiGraph, text, { allowUndeclaredAttributes: true })
    : graphml.parse(directed ? MultiDirectedGraph : MultiUndirectedGraph, text);
  const nodes = {};
  graph.forEachNode((node, data) => { nodes[node] = data; });
  const edges = graph.mapEdges((edge, data, source, target) => [source, target, data]);
  return { directed, nodes, edges };
}

const path = process.argv[3];
const told = fs.statSync(path).isDirectory()
  ? Object.fromEntries(fs.readdirSync(path).map((name) => [name, read(join(path, name))]))
  : read(path);
process.stdout.write(JSON.stringify(told));
