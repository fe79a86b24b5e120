"""Reads a GraphML file with a module and prints its nodes and edges as JSON."""

import json
import os
import sys
import warnings

module, path = sys.argv[1:]
warnings.simplefilter("error")


def networkx():
    import networkx

    graph = networkx.read_graphml(path)
    assert type(graph) in (networkx.DiGraph, networkx.MultiDiGraph), type(graph)
    nodes = {node: dict(data) for node, data in graph.nodes(data=True)}
    edges = [[a, b, dict(data)] for a, b, data in graph.edges(data=True)]
    return {"nodes": nodes, "edges": edges}


def igraph():
    import igraph

    graph = igraph.Graph.Read_GraphML(path)
    assert graph.is_directed()
    nodes = {}
    for vertex in graph.vs:
        data = vertex.attributes()
        nodes[data.pop("id")] = filled(data)
    names = [vertex["id"] for vertex in graph.vs] if len(graph.vs) else []
    edges = []
    for edge in graph.es:
        data = filled(edge.attributes())
        data.pop("id", None)
        edges.append([names[edge.source], names[edge.target], data])
    return {"nodes": nodes, "edges": edges}


def filled(data):
    """Without what igraph puts where a file has no value."""
    return {k: v for k, v in data.items() if v != "" and v is not None and v == v}


def lxml():
    from lxml import etree

    folder = os.path.dirname(os.path.abspath(__file__))
    schema = etree.XMLSchema(etree.parse(os.path.join(folder, "graphml.xsd")))
    document = etree.parse(path)
    schema.validate(document)
    return {"errors": [str(error) for error in schema.error_log]}


json.dump({"networkx": networkx, "igraph": igraph, "lxml": lxml}[module](), sys.stdout)
