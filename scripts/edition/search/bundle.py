"""The small packing of the search index: one script with every text, and one with what the first results do not need.

The first has the articles and those concepts whose forms widen a query: topics, and records with more than one form.
The second has notes, the other records, and what is told of each. Articles are known by their place in the list,
which is in order of their numbers, so that results come in the same order as from the large packing.
"""

from __future__ import annotations

from edition.search.material import Concept, Material, Piece, Said
from edition.search.parts import BASES, Json, head, part


def pack(material: Material) -> dict[str, bytes]:
    """Return the files of the index, by their names below its folder."""
    order = {piece.slot: number for number, piece in enumerate(material.pieces)}
    concepts = material.by_name
    widening = [one for one in concepts if one.topic or len(one.same) + len(one.near) > 1]
    others = [one for one in concepts if one not in widening]
    said: dict[int, list[tuple[int, Said]]] = {}
    for number, topic in enumerate(one for one in widening if one.topic):
        for passage in topic.passages:
            said.setdefault(passage.unit, []).append((number, passage))
    first = head(material, "bundle") | {
        "outlets": material.outlets,
        "articles": [_article(one, material.stride, said) for one in material.pieces],
        "concepts": [_forms(one, order, material.stride) for one in widening],
    }
    more = {
        "authors": material.authors,
        "notes": [[[note.key, note.at, note.sort, note.text] for note in one.notes] for one in material.pieces],
        "others": [_forms(one, order, material.stride) for one in others],
        "told": [[one.address, one.kind, list(one.also), list(one.texts)] for one in (*widening, *others)],
        "order": [(*widening, *others).index(one) for one in concepts],
    }
    return {"index.js": part("index", first), "more.js": part("more", more)}


def _article(piece: Piece, stride: int, said: dict[int, list[tuple[int, Said]]]) -> Json:
    units = [
        [unit.id, list(unit.words), unit.summary, *(_said(unit.words, *one) for one in said.get(at, ()))]
        for at, unit in enumerate(piece.units, piece.slot * stride)
    ]
    return [
        piece.address.split("/")[1],
        piece.names,
        piece.date,
        int(piece.texts),
        list(piece.authors),
        piece.outlet,
        piece.day,
        piece.year,
        units,
    ]


def _said(own: tuple[str, ...], topic: int, passage: Said) -> Json:
    """Return a passage: its topic's place among the topics, its ground, and words, by place where they are a term.

    One by a form, without words, is the topic's place alone.
    """
    if passage.basis == "form" and not passage.words:
        return topic
    return [topic, BASES.index(passage.basis), *(own.index(w) if w in own else w for w in passage.words)]


def _forms(one: Concept, order: dict[int, int], stride: int) -> Json:
    """Return a concept: the id of a topic, its forms with the label first, near forms, and units that do not count.

    A short form stands in a list, with the articles where alone it counts if the record names any.
    """
    near = [[n.form, *(order[slot] for slot in n.within)] if n.short else n.form for n in one.near]
    off = [order[unit // stride] * stride + unit % stride for unit in one.excluded]
    held: list[Json] = [one.topic, list(dict.fromkeys((one.label, *one.same))), near, off]
    while not held[-1]:
        held.pop()
    return held
