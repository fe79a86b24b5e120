"""Asks a SPARQL endpoint by a module for it and prints what it answers."""

import json
import sys

import SPARQLWrapper as wrapper

_, endpoint = sys.argv[1:]
WHO = "SELECT DISTINCT ?name WHERE { ?p ct:chaired ?m ; skos:prefLabel ?name } ORDER BY ?name"


def client(query, form, method=wrapper.GET):
    asked = wrapper.SPARQLWrapper(endpoint)
    asked.setQuery(query)
    asked.setReturnFormat(form)
    asked.setMethod(method)
    return asked


def names(method):
    rows = client(PREFIXES + WHO, wrapper.JSON, method).queryAndConvert()["results"]["bindings"]
    return [row["name"]["value"] for row in rows]


PREFIXES = "PREFIX ct: <https://w3id.org/chutri/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
xml = client(PREFIXES + WHO, wrapper.XML).queryAndConvert()
try:
    client("SELECT WHERE", wrapper.JSON).query()
    wrong = "none"
except Exception as error:
    wrong = type(error).__name__
print(json.dumps({
    "get": names(wrapper.GET),
    "post": names(wrapper.POST),
    "xml": [node.firstChild.data for node in xml.getElementsByTagName("literal")],
    "ask": client("ASK { ?s ?p ?o }", wrapper.JSON).queryAndConvert()["boolean"],
    "triples": len(client(PREFIXES + "CONSTRUCT WHERE { ?s ct:chaired ?o }", wrapper.TURTLE).query().response.read().splitlines()),
    "wrong": wrong,
}))
