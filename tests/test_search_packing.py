"""The packed index against brute force: what a query finds is what reading every text finds, from both packings."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from edition.search import buckets, bundle
from edition.search.material import Concept, Material, Near, NoteText, Piece, Said, Unit
from edition.search.slots import slots
from edition.search.tokens import atoms_of, is_unspaced, layer
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.conftest import Node

PACKINGS: dict[str, Callable[[Material], dict[str, bytes]]] = {"bundle": bundle.pack, "buckets": buckets.pack}
FEW = [
    "tide",
    "tides",
    "lamp",
    "on",
    "lock-on",
    "lockon",
    "lock",
    "the",
    "灯台",
    "灯",
    "한국",
    "정부",
    "국정",
    "한국정부",
]
WORDS = st.sampled_from(FEW)


def texts(longest: int) -> st.SearchStrategy[str]:
    """Texts of a few words, of which many are the same."""
    joined = st.tuples(WORDS, st.sampled_from([" ", " ", " ", "", ", ", "-"]))
    return st.lists(joined, max_size=longest).map(lambda parts: "".join(map("".join, parts)).strip(" ,-"))


TEXTS = texts(7)
SHORT = WORDS | texts(2).filter(atoms_of)
TOPICS = ("sea", "light")
STRIDE = 64


def material(pieces: Iterable[Piece], concepts: Iterable[Concept]) -> Material:
    held = sorted(pieces, key=lambda one: one.slot)
    return Material(
        tuple(held),
        tuple(sorted(concepts, key=lambda one: one.slot)),
        STRIDE,
        {key: key for key in TOPICS},
        {key: key for one in held for key in one.authors},
        {one.outlet: one.outlet for one in held},
    )


def piece(key: str, slot: int, day: int, units: Iterable[Unit], notes: Iterable[NoteText] = ()) -> Piece:
    year = str(2000 + day % 3)
    author = f"author-{day % 2}"
    return Piece(
        slot,
        f"articles/{key}/",
        author,
        f"day {day}",
        False,
        (author,),
        "paper",
        day,
        year,
        tuple(units),
        tuple(notes),
    )


@st.composite
def editions(draw: st.DrawFn) -> Material:
    keys = [f"a{n}" for n in range(draw(st.integers(1, 4)))]
    numbers = slots(keys)
    forms = st.lists(SHORT, max_size=2, unique_by=lambda form: tuple(atoms_of(form)))
    said: dict[str, list[Said]] = {topic: [] for topic in TOPICS}
    pieces = []
    for key in keys:
        units = []
        for number in range(draw(st.integers(1, 4))):
            topics = draw(st.lists(st.sampled_from(TOPICS), max_size=1)) if number > 1 else []
            words = tuple(draw(st.lists(TEXTS, max_size=3)))
            units.append(Unit(f"p{number}" if number else "", words, draw(TEXTS), tuple(topics)))
            for topic in topics:
                basis = draw(st.sampled_from(["form", "words", "reading"]))
                quoted = words[:1] if basis == "words" else ()
                said[topic].append(Said(numbers[key] * STRIDE + number, basis, quoted))
        notes = [NoteText(f"n{n}", draw(st.integers(0, len(units) - 1)), "context", draw(TEXTS)) for n in range(2)]
        pieces.append(piece(key, numbers[key], draw(st.integers(1, 9)), units, notes))
    addresses = [f"topics/{topic}/" for topic in TOPICS] + ["people/her/"]
    places = slots(addresses)
    concepts = []
    for topic, address in zip((*TOPICS, ""), addresses, strict=True):
        short = not topic
        near = [
            Near(form, short, (numbers[keys[0]],) if short and draw(st.booleans()) else ()) for form in draw(forms)
        ]
        same = [f"{address.split('/')[1]} itself", *draw(forms)]
        off = draw(st.lists(st.sampled_from([numbers[keys[0]] * STRIDE + 1]), max_size=1)) if topic else []
        passages = tuple(sorted(said.get(topic, ()), key=lambda one: one.unit))
        texts = (same[0], draw(TEXTS))
        kind = "topic" if topic else "person"
        concepts.append(
            Concept(
                places[address],
                address,
                same[0],
                kind,
                topic,
                tuple(same),
                tuple(near),
                (),
                texts,
                passages,
                tuple(off),
            )
        )
    return material(pieces, concepts)


class Oracle:
    """Reads every text for every question; knows nothing of indexes. What a query means it takes from its plan."""

    def __init__(self, held: Material) -> None:
        self.texts: dict[str, dict[int, set[tuple[str, int]]]] = {
            name: {} for name in ("words", "summary", "notes", "records")
        }
        self.values: dict[tuple[str, int], dict[str, Any]] = {}
        self.names: dict[tuple[str, int], str] = {}
        self.concepts = {one.address: one for one in held.concepts}
        for one in held.pieces:
            facets = {"author": one.authors, "outlet": (one.outlet,), "year": (one.year,)}
            for number, unit in enumerate(one.units):
                at = one.slot * STRIDE + number
                self.put("words", at, unit.words, one, unit.id, facets | {"topic": unit.topics})
                self.put("summary", at, (unit.summary,), one, unit.id, facets | {"topic": unit.topics})
            for number, note in enumerate(one.notes):
                at = one.slot * STRIDE + number
                self.put(
                    "notes", at, (note.text,), one, f"n-{note.key}", facets | {"topic": one.units[note.at].topics}
                )
        for concept in held.concepts:
            self.texts["records"][concept.slot] = set(zip(*layer(concept.texts), strict=True))
            self.names["records", concept.slot] = concept.address

    def put(self, name: str, at: int, texts: Iterable[str], one: Piece, anchor: str, values: dict[str, Any]) -> None:
        self.texts[name][at] = set(zip(*layer(texts), strict=True))
        self.values[name, at] = values | {"day": one.day}
        self.names[name, at] = one.address.split("/")[1] + (f"#{anchor}" if anchor else "")

    def stands(self, name: str, at: int, atoms: list[str]) -> bool:
        """Whether atoms stand one after the other: looked for at every place."""
        held = self.texts[name][at]
        places = {place for term, place in held if term.startswith(atoms[0])}
        return any(all(self.step(held, place, atoms, i) for i in range(len(atoms))) for place in places)

    def step(self, held: set[tuple[str, int]], place: int, atoms: list[str], i: int) -> bool:
        if not is_unspaced(atoms[i]):
            return (atoms[i], place + i) in held
        run = i
        while run and is_unspaced(atoms[run - 1]):
            run -= 1
        end = i
        while end < len(atoms) and is_unspaced(atoms[end]):
            end += 1
        if end - run == 1 or i + 1 == end:  # the last of a run is held by what stands before it
            return end - run > 1 or (atoms[i], place + i) in held
        two = (atoms[i] + atoms[i + 1], place + i) in held
        return two or (end - run > 2 and (f"{atoms[i]} {atoms[i + 1]}", place + i) in held)

    def any_way(self, name: str, at: int, ways: Iterable[list[str]]) -> bool:
        return any(self.stands(name, at, way) for way in ways)

    def forms(self, forms: Iterable[str]) -> Iterator[list[str]]:
        for form in forms:
            yield from ways(atoms_of(form))

    def level(self, name: str, at: int, span: dict[str, Any]) -> float:
        found = [float("inf")]
        if self.any_way(name, at, span["ways"]):
            found.append(0)
        if any(self.stands(name, at, [word]) for word in span["inflected"]):
            found.append(2)
        used = any(self.any_way("words", other, ways(span["atoms"])) for other in self.texts["words"])
        for ref in span["concepts"]:
            if ref["near"] and span["quoted"] and used:
                continue
            one = self.concepts[ref["address"]]
            off = at in one.excluded and name in ("words", "summary")
            if not off and self.any_way(name, at, self.forms(one.same)):
                found.append(4 if ref["near"] and name == "words" else 2)
            if name == "records" and at == one.slot:
                found.append(2)
            if name != "words":
                continue
            if any(said.unit == at for said in one.passages):
                found.append(3)
            if not off and any(self.near(at, near, one) for near in one.near):
                found.append(4)
        return min(found)

    def near(self, at: int, near: Near, one: Concept) -> bool:
        if not self.any_way("words", at, self.forms([near.form])):
            return False
        if not near.short or at // STRIDE in near.within:
            return True
        units = [u for u in self.texts["words"] if u // STRIDE == at // STRIDE]
        full = list(self.forms(one.same))
        return not near.within and any(self.any_way(name, u, full) for name in ("words", "summary") for u in units)

    def fits(self, name: str, at: int, plan: dict[str, Any]) -> float | None:
        off = ("words", "summary") if name in ("words", "summary") else (name,)
        if any(self.any_way(other, at, ways(part["atoms"])) for part in plan["not"] for other in off):
            return None
        level = max(self.level(name, at, span) for span in plan["spans"])
        level = 1 if level == 0 else level
        if all(self.any_way(name, at, ways(part["atoms"])) for part in plan["parts"]):
            level = 0 if plan["quoted"] else 1
        whole = [atom for part in plan["parts"] for atom in part["atoms"]]
        if not plan["quoted"] and self.any_way(name, at, ways(whole)):
            level = 0
        return None if level == float("inf") else level

    def groups(self, plan: dict[str, Any], chosen: dict[str, list[str]]) -> dict[str, list[str]]:
        if not plan["parts"]:
            return {}
        found: dict[str, list[tuple[Any, ...]]] = {}
        told = set()
        for name, units in self.texts.items():
            if chosen.get("layer") and name not in chosen["layer"]:
                continue
            for at in units:
                level = self.fits(name, at, plan)
                values = self.values.get((name, at))
                facets = [key for key in chosen if key != "layer" and chosen[key]]
                if level is None or not all(values and set(values[key]) & set(chosen[key]) for key in facets):
                    continue
                if name == "words":
                    told.add(at)
                    key = ["exact", "all", "form", "topic", "near"][int(level)]
                elif name == "summary" and at in told:
                    continue
                elif name == "records":
                    itself = {ref["address"] for span in plan["spans"] for ref in span["concepts"]}
                    key = "record" if self.names[name, at] in itself else "records"
                else:
                    key = name
                order = (values["day"], at) if values else (self.names[name, at].split("/")[1],)
                found.setdefault(key, []).append((*order, self.names[name, at]))
        return {key: [hit[-1] for hit in sorted(hits)] for key, hits in found.items()}


def ways(atoms: list[str]) -> list[list[str]]:
    """The ways to write some atoms, told once more from docs/searching.md."""
    found = [atoms]
    if 2 <= len(atoms) <= 6 and not any(map(is_unspaced, atoms)):
        pairs = [i for i in range(len(atoms) - 1) if not (atoms[i] + atoms[i + 1]).isdecimal()]
        found += [[*atoms[:i], atoms[i] + atoms[i + 1], *atoms[i + 2 :]] for i in pairs]
        if len(atoms) > 2:
            found.append(["".join(atoms)])
    return found


QUERIES = st.lists(
    st.tuples(st.sampled_from(["{} ", "{} ", "{} ", "“{}” ", '"{}"', " -{} "]), SHORT), min_size=1, max_size=2
).map(lambda parts: "".join(frame.format(text) for frame, text in parts))
CHOSEN: st.SearchStrategy[dict[str, list[str]]] = st.just({}) | st.fixed_dictionaries(
    {},
    optional={
        "layer": st.lists(
            st.sampled_from(["words", "summary", "notes", "records"]), min_size=1, max_size=2, unique=True
        ),
        "topic": st.just(["sea"]),
        "year": st.just(["2001", "2002"]),
    },
)


@given(editions(), st.lists(st.tuples(QUERIES, CHOSEN), min_size=5, max_size=5))
def test_both_packings_find_what_reading_every_text_finds(
    node: Node, held: Material, asked: list[tuple[str, dict[str, list[str]]]]
) -> None:
    oracle = Oracle(held)
    with tempfile.TemporaryDirectory() as folder:
        for packing, pack in PACKINGS.items():
            write(Path(folder, packing), pack(held))
        for query, chosen in asked:
            answers = [
                node.ask("query", folder=str(Path(folder, packing)), packing=packing, query=query, chosen=chosen)
                for packing in PACKINGS
            ]
            one, other = answers
            assert one["groups"] == other["groups"]
            assert one["facets"] == other["facets"]
            assert one["layers"] == other["layers"]
            found = {group["key"]: group["hits"] for group in one["groups"]}
            assert found == oracle.groups(one["plan"], chosen)


def write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def many() -> Material:
    """An edition of 60 articles in whose words no letter is much more frequent than others."""
    import random

    chance = random.Random(5)
    vocabulary = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(3, 8))) for _ in range(4000)]
    keys = [f"article-{n}" for n in range(60)]
    numbers = slots(keys)
    pieces = []
    for day, key in enumerate(keys, 1):
        units = [Unit("", (key,), "", ())]
        units += [Unit(f"p{n}", (" ".join(chance.choices(vocabulary, k=60)),), "", ("sea",)) for n in range(1, 9)]
        pieces.append(piece(key, numbers[key], day, units))
    topics = [f"topics/{topic}/" for topic in TOPICS]
    places = slots(topics)
    concepts = [
        Concept(places[a], a, t, "topic", t, (t, vocabulary[n]), (), (), (t,), (), ())
        for n, (a, t) in enumerate(zip(topics, TOPICS, strict=True))
    ]
    return material(pieces, concepts)


def moved(keys: list[str], new: str) -> list[str]:
    """Return which articles a new one would move; that it is hardly ever any, test_search_slots.py tells."""
    before, after = slots(keys), slots([*keys, new])
    return [key for key in keys if before[key] != after[key]]


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_the_same_edition_gives_the_same_bytes(many: Material) -> None:
    for pack in PACKINGS.values():
        assert pack(many) == pack(replace(many))


def test_a_changed_word_rewrites_its_article_and_its_buckets_only(many: Material) -> None:
    before = buckets.pack(many)
    one = many.pieces[7]
    unit = one.units[3]
    words = unit.words[0].split()
    words[5] = "zither"
    units = (*one.units[:3], replace(unit, words=(" ".join(words),)), *one.units[4:])
    after = buckets.pack(replace(many, pieces=(*many.pieces[:7], replace(one, units=units), *many.pieces[8:])))
    rewritten = changed(before, after)
    assert len(before) > 100
    assert len([name for name in rewritten if name.startswith("t-")]) <= 2
    assert len([name for name in rewritten if name.startswith("p-")]) <= 2
    assert rewritten - {name for name in rewritten if name[:2] in ("t-", "p-")} <= {f"a-{one.slot}.js", "index.js"}
    assert len(rewritten) <= 6


def test_a_rewritten_paragraph_leaves_other_articles_and_facets_alone(many: Material) -> None:
    before = buckets.pack(many)
    one = many.pieces[7]
    units = (
        *one.units[:3],
        replace(one.units[3], words=("a new beginning " + one.units[3].words[0],)),
        *one.units[4:],
    )
    after = buckets.pack(replace(many, pieces=(*many.pieces[:7], replace(one, units=units), *many.pieces[8:])))
    mine = set(layer(units[3].words)[0])
    rewritten = changed(before, after)
    for name in rewritten:
        if name[:2] in ("t-", "p-"):
            prefix = name[2:].removesuffix(".js").rstrip(".")
            assert any(buckets.path(term).startswith(prefix) for term in mine), name
        else:
            assert name in (f"a-{one.slot}.js", "index.js")


def test_a_new_article_leaves_the_others_where_they_are(many: Material) -> None:
    before = buckets.pack(many)
    keys = [one.address.split("/")[1] for one in many.pieces]
    new_key = next(key for key in ("new-1", "new-2", "new-3") if not moved(keys, key))
    number = slots([*keys, new_key])[new_key]
    new = piece(new_key, number, 99, [Unit("", ("new",), "", ()), Unit("p1", ("brand new",), "", ())])
    after = buckets.pack(material([*many.pieces, new], many.concepts))
    rewritten = changed(before, after)
    assert {name for name in rewritten if name.startswith("a-")} == {f"a-{new.slot}.js"}
    assert len(rewritten) <= 9


def test_every_bucket_is_small_or_holds_one_term(many: Material) -> None:
    for name, data in buckets.pack(many).items():
        if name.startswith("t-") and len(data) > 2 * buckets.LIMIT:
            assert data.count(b'":["') == 1
