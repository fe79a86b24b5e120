"""Reads all files of a folder with a module for RDF and prints, by their names, how many triples they hold, and of
rdflib a hash of all of them, of pyoxigraph how many are about triples."""

import hashlib
import json
import os
import sys

module, folder = sys.argv[1:]


def rdflib(path, ending):
    import rdflib

    formats = {"nt": "nt", "nq": "nquads", "ttl": "turtle", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}
    data = rdflib.Dataset(default_union=True)
    data.parse(path, format=formats[ending])
    lines = sorted({" ".join(term.n3() for term in quad[:3]) for quad in data.quads()})
    return {"triples": len(lines), "hash": hashlib.sha256("\n".join(lines).encode()).hexdigest()}


def pyoxigraph(path, ending):
    import pyoxigraph

    quads = list(pyoxigraph.parse(path=path))
    reified = [quad for quad in quads if isinstance(quad.object, pyoxigraph.Triple)]
    assert all(quad.predicate.value.endswith("#reifies") for quad in reified)
    return {"triples": len(quads), "reified": len(reified)}


read = {"rdflib": rdflib, "pyoxigraph": pyoxigraph}[module]
told = {name: read(os.path.join(folder, name), name.rsplit(".", 1)[-1]) for name in os.listdir(folder)}
json.dump(told, sys.stdout)
