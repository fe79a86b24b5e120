"""Writes the graph of a GraphML file by igraph and by networkx with lxml, and prints their processor time, alone and
as a multiple of the seconds that are given."""

import os
import sys
import tempfile
import time

import igraph
import networkx
from lxml import etree

path, ours = sys.argv[1], float(sys.argv[2])
graph = igraph.Graph.Read_GraphML(path)
out = os.path.join(tempfile.mkdtemp(), "graph.graphml")


def row(name, write):
    started, wall = time.process_time(), time.perf_counter()
    write()
    cpu, wall = time.process_time() - started, time.perf_counter() - wall
    size = os.path.getsize(out) / 1e6
    print(f"{name:<56} {wall:>9.3f} s  {cpu:.2f} s CPU, {cpu / ours:.1f} times ours, {size:.0f} MB")
    os.remove(out)


row(f"  the same by python-igraph {igraph.__version__}", lambda: graph.write_graphml(out))

nodes = graph.vs["id"]
other = networkx.MultiDiGraph()
names = [name for name in graph.vs.attributes() if name != "id"]
columns = [graph.vs[name] for name in names]
for node, values in zip(nodes, zip(*columns)):
    other.add_node(node, **dict(zip(names, values)))
names = [name for name in graph.es.attributes() if name != "id"]
columns = [graph.es[name] for name in names]
for edge, values in zip(graph.get_edgelist(), zip(*columns)):
    other.add_edge(nodes[edge[0]], nodes[edge[1]], **dict(zip(names, values)))
del graph, columns
version = ".".join(map(str, etree.LXML_VERSION[:3]))
row(
    f"  the same by networkx {networkx.__version__} (lxml {version})",
    lambda: networkx.write_graphml_lxml(other, out),
)
