"""The thesaurus as SKOS (W3C Recommendation, 18 August 2009), in Turtle and in JSON-LD.

The page of a topic is the address of its concept. What was decided:

- `label` is the preferred label in English; `labels` are those in other languages, one a language.
- `same` forms are alternative labels, each in the language of its script: Hangul Korean, kana and Han Japanese, else
  English. One that only differs in capitals from a preferred label of its language is left out (S13).
- `near` forms are hidden labels: a search finds the concept by them, but they are no names of it, and a contested
  wording among them is not shown as one.
- `assoc` forms are no labels at all: they stand in a note.
- `scope` is the scope note, `usage` a note.
- `broader` and `related` are written in both directions; what is broader than nothing is a top concept.
- Events and documents that belong to a topic are related to it by `dcterms:relation`, being no concepts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from edition.model.authority import Topic
from edition.model.edition import Edition
from edition.thesaurus import Thesaurus

if TYPE_CHECKING:
    from rdflib import Graph

TURTLE = "topics/thesaurus.ttl"
JSON_LD = "topics/thesaurus.jsonld"

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_KANA_OR_HAN = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")


def files(edition: Edition) -> dict[str, bytes]:
    """Return the thesaurus as files by their addresses; the same edition always gives the same bytes."""
    made = graph(edition)
    turtle = made.serialize(format="turtle")
    context = {prefix: str(uri) for prefix, uri in made.namespaces() if prefix in ("skos", "dcterms")}
    json_ld = _ordered(json.loads(made.serialize(format="json-ld", context=context)))
    return {
        TURTLE: turtle.encode(),
        JSON_LD: json.dumps(json_ld, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n",
    }


def _ordered(value: Any) -> Any:
    """Return JSON with its lists in order: in JSON-LD they are sets, and the library writes them in any."""
    if isinstance(value, dict):
        return {key: _ordered(held) for key, held in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda one: json.dumps(one, ensure_ascii=False, sort_keys=True))
    return value


def graph(edition: Edition) -> Graph:
    """Return the thesaurus as triples."""
    from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef  # only here: a third of a second to load

    settings = edition.settings
    made = Graph(bind_namespaces="none")
    made.bind("skos", SKOS)
    made.bind("dcterms", DCTERMS)
    scheme = URIRef(f"{settings.base}topics/")
    made.add((scheme, RDF.type, SKOS.ConceptScheme))
    made.add((scheme, DCTERMS.title, Literal(f"Topics of {settings.site_name}", lang="en")))
    made.add((scheme, DCTERMS.creator, Literal(settings.site_author)))
    made.add((scheme, DCTERMS.license, URIRef(settings.edition.licence_url)))
    made.add((scheme, DCTERMS.hasVersion, Literal(settings.edition.version)))
    thesaurus = Thesaurus(edition.authority.topics)

    def concept(key: str) -> URIRef:
        return URIRef(f"{settings.base}topics/{key}/")

    for key, topic in thesaurus.topics.items():
        here = concept(key)
        made.add((here, RDF.type, SKOS.Concept))
        made.add((here, SKOS.inScheme, scheme))
        for predicate, text, language in _texts(topic):
            made.add((here, SKOS[predicate], Literal(text, lang=language)))
        for predicate, keys in (
            ("broader", thesaurus.broader[key]),
            ("narrower", thesaurus.narrower[key]),
            ("related", thesaurus.related[key]),
        ):
            for other in keys:
                made.add((here, SKOS[predicate], concept(other)))
        if not thesaurus.broader[key]:
            made.add((here, SKOS.topConceptOf, scheme))
            made.add((scheme, SKOS.hasTopConcept, here))
        for kind, ids in (("events", topic.events), ("documents", topic.documents)):
            for one in ids:
                made.add((here, DCTERMS.relation, URIRef(f"{settings.base}{kind}/{one}/")))
    return made


def _texts(topic: Topic) -> Iterator[tuple[str, str, str]]:
    """Yield a topic's labels and notes as the names of SKOS properties, texts and languages."""
    preferred: dict[str, str] = {"en": topic.label} | {str(tag): text for tag, text in topic.labels.items()}
    taken = {(language, text.casefold()) for language, text in preferred.items()}
    for tag, text in preferred.items():
        yield "prefLabel", text, tag
    for predicate, forms in (("altLabel", topic.forms.same), ("hiddenLabel", topic.forms.near)):
        for form in forms:
            language = language_of(form)
            if (language, form.casefold()) not in taken:
                taken.add((language, form.casefold()))
                yield predicate, form, language
    yield "scopeNote", _line(topic.scope), "en"
    if topic.usage:
        yield "note", _line(topic.usage), "en"
    if topic.forms.assoc:
        yield "note", f"Goes with: {'; '.join(topic.forms.assoc)}.", "en"


def language_of(form: str) -> str:
    """Return the language of a form by its script: ``ko``, ``ja``, else ``en``."""
    if _HANGUL.search(form):
        return "ko"
    return "ja" if _KANA_OR_HAN.search(form) else "en"


def _line(text: str) -> str:
    return " ".join(text.split())
