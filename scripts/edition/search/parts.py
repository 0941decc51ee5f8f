"""The parts of the search index that both packings have alike, as the scripts that the page loads.

A part is a script ``editionSearch.take(name, value)``, so that a page opened from disk can load it too. Values are
JSON; docs/searching.md describes them all.
"""

from __future__ import annotations

import json
from typing import Any

from edition.search.material import Concept, Material, Piece

FORMAT = 1
BASES = ("form", "words", "reading", "tagged")
Json = Any


def part(name: str, value: Json) -> bytes:
    """Return a part as a script; the same value gives the same bytes."""
    held = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # JSON may hold these two, and old scripts may not.
    held = held.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"editionSearch.take({json.dumps(name)},{held});\n".encode()


def head(material: Material, packing: str) -> dict[str, Json]:
    """Return what is known of the index as a whole."""
    return {
        "format": FORMAT,
        "packing": packing,
        "stride": material.stride,
    }


def article(piece: Piece) -> dict[str, Json]:
    """Return an article with its titles, paragraphs and its notes."""
    return {
        "slot": piece.slot,
        "address": piece.address,
        "names": piece.names,
        "outlet": piece.outlet,
        "date": piece.date,
        "texts": piece.texts,
        "units": [[unit.id, list(unit.words), unit.summary] for unit in piece.units],
        "notes": [[note.key, note.at, note.sort, note.text] for note in piece.notes],
    }


def concept(one: Concept) -> dict[str, Json]:
    """Return a topic, record or outlet with its forms, passages and texts."""
    return {
        "slot": one.slot,
        "address": one.address,
        "label": one.label,
        "kind": one.kind,
        "topic": one.topic,
        "same": list(one.same),
        "near": [near.form for near in one.near],
        "also": list(one.also),
        "texts": list(one.texts),
        "passages": [[p.unit, BASES.index(p.basis), *p.words] for p in one.passages],
    }
