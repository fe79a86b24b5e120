"""What pySHACL finds in the graphs of a folder: for each the things that break a constraint."""

import json
import logging
import sys
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

logging.disable(logging.CRITICAL)
rdflib.NORMALIZE_LITERALS = False
folder = Path(sys.argv[2])
shapes, ontology = rdflib.Graph().parse(folder / "shapes.ttl"), rdflib.Graph().parse(folder / "chutri.ttl")


def broken(name):
    graph = rdflib.Graph().parse(folder / name, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology, meta_shacl=name == "whole.nt")
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        component = str(report.value(result, SH.sourceConstraintComponent)).rsplit("#", 1)[1]
        component = component.removesuffix("ConstraintComponent")
        found.add((str(report.value(result, SH.focusNode)), component[0].lower() + component[1:]))
    return sorted(found)


print(json.dumps({name: broken(name) for name in ("whole.nt", "hurt.nt")}))
