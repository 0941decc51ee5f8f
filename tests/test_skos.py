"""The thesaurus as SKOS: what is written, held by pyshacl to the shapes in shapes/skos.ttl."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from edition import skos
from edition.model.edition import Edition
from pyshacl import validate
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

SHAPES = Path(__file__).parent / "shapes" / "skos.ttl"
ROOT = Path(__file__).parent.parent
BASE = "https://toy.example/"


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES)


@pytest.fixture(scope="module")
def toy_graph(toy_edition: Edition) -> Graph:
    return Graph().parse(data=skos.files(toy_edition)[skos.TURTLE], format="turtle")


def conforms(data: Graph, shapes: Graph) -> tuple[bool, str]:
    held, _, said = validate(data, shacl_graph=shapes, advanced=False)
    return bool(held), str(said)


def concept(key: str) -> URIRef:
    return URIRef(f"{BASE}topics/{key}/")


def labels(graph: Graph, key: str, predicate: str) -> set[tuple[str, str | None]]:
    found = graph.objects(concept(key), SKOS[predicate])
    return {(str(one), one.language) for one in found if isinstance(one, Literal)}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader still uses it
def test_both_files_say_the_same(toy_edition: Edition, real_edition: Edition) -> None:
    for edition in (toy_edition, real_edition):
        written = skos.files(edition)
        turtle = Graph().parse(data=written[skos.TURTLE], format="turtle")
        json_ld = Graph().parse(data=written[skos.JSON_LD], format="json-ld")
        assert isomorphic(turtle, json_ld)
        assert isomorphic(turtle, skos.graph(edition))


def test_the_thesaurus_keeps_the_shapes(toy_graph: Graph, real_edition: Edition, shapes: Graph) -> None:
    assert conforms(toy_graph, shapes) == (True, "Validation Report\nConforms: True\n")
    assert conforms(skos.graph(real_edition), shapes)[0]


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "said"),
    [
        ("tides", SKOS.altLabel, Literal("Tides", lang="en"), "S13"),
        ("tides", SKOS.hiddenLabel, Literal("tide", lang="en"), "S13"),
        ("tides", SKOS.prefLabel, Literal("The tide", lang="en"), "S14"),
        ("dues", SKOS.related, concept("nets"), "S27"),
        ("nets", SKOS.related, concept("dues"), "S27"),
        ("tides", RDF.type, SKOS.ConceptScheme, "Not"),
        ("tides", SKOS.broader, concept("moon"), "Class"),
    ],
    ids=["S13 alternative", "S13 hidden", "S14", "S27 broader", "S27 narrower", "S9", "no such concept"],
)
def test_the_shapes_see_what_they_are_there_to_see(
    toy_graph: Graph, shapes: Graph, subject: str, predicate: URIRef, value: URIRef | Literal, said: str
) -> None:
    spoiled = Graph()
    for triple in toy_graph:
        spoiled.add(triple)
    spoiled.add((concept(subject), predicate, value))
    held, told = conforms(spoiled, shapes)
    assert not held
    assert said in told


def test_forms_have_the_language_of_their_script_and_near_ones_are_hidden(toy_graph: Graph) -> None:
    assert labels(toy_graph, "tides", "prefLabel") == {("Tides", "en")}
    assert labels(toy_graph, "tides", "altLabel") == {("tide", "en"), ("潮", "ja")}
    assert labels(toy_graph, "tides", "hiddenLabel") == {("high water", "en")}
    assert labels(toy_graph, "tides", "note") == {("Goes with: moon.", "en")}
    assert labels(toy_graph, "lamps", "prefLabel") == {("Lamps & lights", "en"), ("灯", "ja")}
    assert labels(toy_graph, "dues", "note") == {("The board writes “due”; skippers write “tax”.", "en")}


def test_relations_are_written_in_both_directions(toy_graph: Graph) -> None:
    assert (concept("dues"), SKOS.broader, concept("nets")) in toy_graph
    assert (concept("nets"), SKOS.narrower, concept("dues")) in toy_graph
    assert (concept("nets"), SKOS.related, concept("lamps")) in toy_graph
    assert set(toy_graph.subjects(SKOS.topConceptOf)) == {concept(key) for key in ("tides", "lamps", "nets")}


def test_labels_are_known_in_three_languages(real_edition: Edition) -> None:
    graph = skos.graph(real_edition)
    found = {one.language for one in graph.objects(None, SKOS.prefLabel) if isinstance(one, Literal)}
    assert {"en", "ja", "ko"} <= found


@pytest.mark.parametrize(
    ("form", "language"),
    [("tide", "en"), ("拉致", "ja"), ("ハノイ", "ja"), ("납치", "ko"), ("2차 북미정상회담", "ko")],
)
def test_a_script_tells_the_language(form: str, language: str) -> None:
    assert skos.language_of(form) == language


def test_the_bytes_do_not_depend_on_the_order_of_hashes() -> None:
    program = (
        "import hashlib, pathlib; from edition import reader, skos\n"
        "files = skos.files(reader.read_edition(pathlib.Path('.'))[0])\n"
        "print([hashlib.sha256(data).hexdigest() for data in files.values()])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT / "tests" / "toy",
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
