"""Reads exports with a module and prints their nodes and edges as JSON, or what a schema says of them.

Of a folder it reads all files, and prints an object of what it reads by their names."""

import csv
import json
import os
import sys
import warnings

module, path = sys.argv[1:]
warnings.simplefilter("error")


def networkx(path, ending):
    import networkx

    if ending == "graphml":
        graph = networkx.read_graphml(path)
    elif ending == "gexf":
        graph = networkx.read_gexf(path)
    else:
        with open(path, encoding="utf-8") as file:
            graph = networkx.node_link_graph(json.load(file), edges="edges")
    nodes = {node: dict(data) for node, data in graph.nodes(data=True)}
    edges = [[a, b, dict(data)] for a, b, data in graph.edges(data=True)]
    for _, _, data in edges:
        # Of simple graphs the ids of edges are data; of multigraphs they are keys.
        if ending == "graphml" and "id" in data:
            assert data.pop("id") == data["eid"]
    return {
        "directed": graph.is_directed(),
        "graph": {k: v for k, v in graph.graph.items() if isinstance(v, str)},
        "nodes": nodes,
        "edges": edges,
    }


def igraph(path, ending):
    import igraph

    graph = igraph.Graph.Read_GraphML(path)
    nodes = {}
    for vertex in graph.vs:
        data = vertex.attributes()
        node = data.pop("id")
        nodes[node] = filled(data)
    names = [vertex["id"] for vertex in graph.vs] if len(graph.vs) else []
    edges = []
    for edge in graph.es:
        data = filled(edge.attributes())
        data.pop("id", None)
        edges.append([names[edge.source], names[edge.target], data])
    about = {name: graph[name] for name in graph.attributes()}
    return {"directed": graph.is_directed(), "graph": about, "nodes": nodes, "edges": edges}


def filled(data):
    """Without what igraph puts where a file has no value."""
    return {k: v for k, v in data.items() if v != "" and v is not None and v == v}


def lxml(path, ending):
    from lxml import etree

    folder = os.path.dirname(os.path.abspath(__file__))
    schema = etree.XMLSchema(etree.parse(os.path.join(folder, ending + ".xsd")))
    document = etree.parse(path)
    schema.validate(document)
    return {"errors": [str(error) for error in schema.error_log]}


def rows():
    """All CSV files of a folder, read by another reader than the one that wrote them."""
    tables = {}
    for name in sorted(os.listdir(path)):
        if name.endswith(".csv"):
            with open(os.path.join(path, name), encoding="utf-8", newline="") as file:
                tables[name] = list(csv.DictReader(file))
    return tables


def read(file):
    readers = {"networkx": networkx, "igraph": igraph, "lxml": lxml}
    return readers[module](file, file.rsplit(".", 1)[-1])


if module == "csv":
    told = rows()
elif os.path.isdir(path):
    told = {name: read(os.path.join(path, name)) for name in os.listdir(path)}
else:
    told = read(path)
json.dump(told, sys.stdout)
