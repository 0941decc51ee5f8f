"""The large packing of the search index: files of which a query asks only for those of its words.

Terms are divided by how they begin: a bucket that would grow over LIMIT is divided by the next character, so that
words of one family stay together, and a change to one bucket leaves the others as they are. A character that is not
of a to z or a figure counts as its code point, ``~`` and five hexadecimal digits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Sized
from itertools import accumulate

from edition.search import codec
from edition.search.material import Concept, Material, Piece, year_of
from edition.search.parts import Json, article, concept, head, part
from edition.search.postings import LAYERS, Postings, form_ways
from edition.search.tokens import is_unspaced, key_of

LIMIT = 16_000  # characters of a bucket, before it is divided
TOGETHER = 16  # numbers of concepts in a file: of four, at most, on average
BLOCK = 32_768  # articles' numbers in a file of facets: of 8,192 articles, at most


def pack(material: Material) -> dict[str, bytes]:
    """Return the files of the index, by their names below its folder."""
    forms = _forms(material)
    postings = Postings(material, forms, path)
    written = [layer.written() for layer in postings.layers]
    sizes = [
        sum(len(units[rank]) for units, _ in written) + len(term) + sum(map(len, forms.get(term, ())))
        for rank, term in enumerate(postings.terms)
    ]
    divided = list(divide(postings.keys, sizes))
    blocks = _blocks(material)
    files = {
        "index.js": part(
            "index",
            head(material, "buckets")
            | {
                "buckets": sorted(name for name, _ in divided),
                "blocks": [str(name) for name in blocks],
                "together": TOGETHER,
                "order": codec.write(one.slot for one in material.by_name),
            },
        ),
        "forms.js": part("forms", _known(material)),
    }
    for name, within in divided:
        words: dict[str, Json] = {}
        places: dict[str, Json] = {}
        under: dict[str, Json] = {}
        for rank in within:
            term = postings.terms[rank]
            if any(units[rank] for units, _ in written):
                words[term] = _trimmed([units[rank] for units, _ in written])
                places[term] = _trimmed([held[rank] for _, held in written])
            if term in forms:
                under[term] = forms[term]
        files[f"t-{name}.js"] = part(f"t-{name}", {"words": words, "forms": under})
        files[f"p-{name}.js"] = part(f"p-{name}", places)
    for number, pieces in blocks.items():
        files[f"f-{number}.js"] = part(f"f-{number}", _facets(material, pieces))
    for piece in material.pieces:
        files[f"a-{piece.slot}.js"] = part(f"a-{piece.slot}", article(piece))
    together: dict[int, dict[int, Json]] = {}
    for one in material.concepts:
        told = concept(one) | {"found": _found(postings, material, one)}
        together.setdefault(one.slot // TOGETHER, {})[one.slot] = told
    for number, concepts in together.items():
        files[f"c-{number}.js"] = part(f"c-{number}", concepts)
    return files


def path(term: str) -> str:
    """Return how the names of a term's bucket may begin."""
    if term.isascii() and term.isalnum():
        return term
    return "".join(c if c.isascii() and c.isalnum() else f"~{ord(c):05x}" for c in term)


def divide(paths: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[str, range]]:
    """Yield the buckets of sorted paths, each with its name, with which its paths begin, and their numbers.

    The path that is no longer than the name of a divided bucket gets one of its own, with a full stop.
    """
    before = [0, *accumulate(sizes)]

    def parted(name: str, start: int, end: int) -> Iterator[tuple[str, range]]:
        if before[end] - before[start] <= LIMIT or end - start < 2:
            yield name, range(start, end)
            return
        if paths[start] == name:
            yield f"{name}.", range(start, start + 1)
            start += 1
        while start < end:
            longer = paths[start][: len(name) + 1]
            upto = bisect_left(paths, longer[:-1] + chr(ord(longer[-1]) + 1), start, end)
            yield from parted(longer, start, upto)
            start = upto

    yield from parted("", 0, len(paths))


def _trimmed(held: Sequence[str]) -> Sequence[str]:
    """Return the layers without the empty ones at the end."""
    while held and not held[-1]:
        held = held[:-1]
    return held


def _forms(material: Material) -> dict[str, dict[str, list[int]]]:
    """Return the forms of concepts by their first term: form → twice the concept's number, and 1 if it is near."""
    found: dict[str, dict[str, list[int]]] = {}
    for one in material.concepts:
        same = [(form, one.slot * 2) for form in one.same]
        for form, ref in [*same, *((near.form, one.slot * 2 + 1) for near in one.near)]:
            for way in form_ways(form):
                refs = found.setdefault(_first(way), {}).setdefault(key_of(way), [])
                if all(ref // 2 != other // 2 for other in refs):
                    refs.append(ref)
    return found


def _first(atoms: list[str]) -> str:
    if is_unspaced(atoms[0]) and len(atoms) > 1 and is_unspaced(atoms[1]):
        return atoms[0] + atoms[1]
    return atoms[0]


def _known(material: Material) -> Json:
    return [form for one in material.concepts for form in (*one.same, *(near.form for near in one.near))]


def _found(postings: Postings, material: Material, one: Concept) -> dict[str, Sequence[str]]:
    """Return, as written, the units of each layer with a form of a concept, and of the first with a near one."""
    same = [_units(postings, number, one.same) for number in range(len(LAYERS))]
    named = {unit // material.stride for units in same[:2] for unit in units}
    near: set[int] = set()
    for form in one.near:
        within = named if form.short and not form.within else form.within
        near.update(u for u in _units(postings, 0, [form.form]) if not form.short or u // material.stride in within)
    for units in (*same[:2], near):
        units.difference_update(one.excluded)
    return {
        "same": _trimmed([codec.steps(sorted(units)) for units in same]),
        "near": _trimmed([codec.steps(sorted(near))]),
    }


def _units(postings: Postings, number: int, forms: Iterable[str]) -> set[int]:
    return {unit for form in forms for way in form_ways(form) for unit in postings.phrase(number, way)}


def _blocks(material: Material) -> dict[int, list[Piece]]:
    found: dict[int, list[Piece]] = {}
    for piece in material.pieces:
        found.setdefault(piece.slot // BLOCK, []).append(piece)
    return found


def _facets(material: Material, pieces: list[Piece]) -> Json:
    """Return what facets need of some articles: the names of their values, and columns of numbers.

    In columns, because numbers of one kind are pressed better together. A year is told where it is not the day's.
    """
    authors = sorted({name for piece in pieces for name in piece.authors})
    outlets = sorted({piece.outlet for piece in pieces})
    topics = sorted({topic for piece in pieces for unit in piece.units for topic in unit.topics})
    author = {name: at for at, name in enumerate(authors)}
    outlet = {name: at for at, name in enumerate(outlets)}
    topic = {name: at for at, name in enumerate(topics)}
    first = min(piece.day for piece in pieces)
    own = [sorted({topic[name] for unit in piece.units for name in unit.topics}) for piece in pieces]
    masks = [
        sum(1 << held.index(topic[name]) for name in unit.topics)
        for piece, held in zip(pieces, own, strict=True)
        for unit in piece.units
    ]
    return {
        "slots": codec.steps(piece.slot for piece in pieces),
        "authors": [[name, material.authors[name]] for name in authors],
        "author": [
            _counts(piece.authors for piece in pieces),
            codec.write(author[a] for p in pieces for a in p.authors),
        ],
        "outlets": [[name, material.outlets[name]] for name in outlets],
        "outlet": codec.write(outlet[piece.outlet] for piece in pieces),
        "topics": [[name, material.topics[name]] for name in topics],
        "topic": [_counts(own), "".join(map(codec.steps, own))],
        "unit": [_counts(piece.units for piece in pieces), codec.write(masks)],
        "note": [
            _counts(piece.notes for piece in pieces),
            codec.write(n.at for piece in pieces for n in piece.notes),
        ],
        "first": first,
        "day": codec.write(piece.day - first for piece in pieces),
        "years": {piece.slot: piece.year for piece in pieces if piece.year != year_of(piece.day)},
    }


def _counts(held: Iterable[Sized]) -> str:
    return codec.write(map(len, held))
