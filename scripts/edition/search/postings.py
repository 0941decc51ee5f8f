"""Where words stand: for each term and layer the units that hold it and its places in each, ready to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from edition.search import codec
from edition.search.material import Material
from edition.search.tokens import atoms_of, is_unspaced, layer

LAYERS = ("words", "summary", "notes", "records")


@dataclass
class Held:
    """One term in one layer, units rising; both parts are kept as written, for they are many."""

    last: int = 0
    units: bytearray = field(default_factory=bytearray)
    places: bytearray = field(default_factory=bytearray)

    def add(self, unit: int, places: list[int]) -> None:
        """Add a unit, which is greater than those before, with the places of the term in it."""
        self.units += codec.written(unit - self.last)
        self.last = unit
        if len(places) == 1:
            self.places += codec.written(2 * places[0])
        else:
            self.places += codec.places((places,)).encode()


class Postings:
    """The index of every layer; units must be added in rising order."""

    def __init__(self) -> None:
        self.held: tuple[dict[str, Held], ...] = ({}, {}, {}, {})

    def add(self, number: int, unit: int, texts: Iterable[str]) -> None:
        """Add the texts of a unit to the layer of a number."""
        found: dict[str, list[int]] = {}
        for term, place in layer(texts):
            found.setdefault(term, []).append(place)
        held = self.held[number]
        for term, places in found.items():
            one = held.get(term)
            if one is None:
                one = held[term] = Held()
            one.add(unit, places)

    def units(self, number: int, term: str) -> list[int]:
        """Return the units of a layer that hold a term, rising."""
        one = self.held[number].get(term)
        return codec.rising(one.units.decode()) if one else []

    def places(self, number: int, term: str) -> dict[int, list[int]]:
        """Return the units of a layer that hold a term, with its places in each."""
        one = self.held[number].get(term)
        if one is None:
            return {}
        return dict(zip(self.units(number, term), codec.read_places(one.places.decode()), strict=True))

    def terms(self) -> Iterator[str]:
        """Yield every term once, sorted."""
        yield from sorted(set().union(*self.held))

    def phrase(self, number: int, atoms: list[str]) -> list[int]:
        """Return the units of a layer where atoms stand one after the other, rising."""
        steps = steps_of(atoms)
        if len(steps) == 1 and len(steps[0][1]) == 1:
            return self.units(number, steps[0][1][0])
        starts: dict[int, set[int]] | None = None
        for at, terms in steps:
            here: dict[int, set[int]] = {}
            for term in terms:
                for unit, places in self.places(number, term).items():
                    if starts is None or unit in starts:
                        here.setdefault(unit, set()).update(place - at for place in places)
            if starts is not None:
                here = {unit: kept for unit, places in here.items() if (kept := places & starts[unit])}
            starts = here
            if not starts:
                break
        return sorted(starts or ())


def index(material: Material) -> Postings:
    """Return the index of all that search is made of."""
    found = Postings()
    for piece in material.pieces:
        for number, unit in enumerate(piece.units):
            found.add(0, piece.slot * material.stride + number, unit.words)
            found.add(1, piece.slot * material.stride + number, (unit.summary,))
        for number, note in enumerate(piece.notes):
            found.add(2, piece.slot * material.stride + number, (note.text,))
    for concept in material.concepts:
        found.add(3, concept.slot, concept.texts)
    return found


def steps_of(atoms: list[str]) -> list[tuple[int, list[str]]]:
    """Return atoms as steps of a phrase, each the terms of which one must stand so many atoms after the beginning.

    A run of three or more characters without spaces may have spaces within, as in Korean.
    """
    steps: list[tuple[int, list[str]]] = []
    start = 0
    while start < len(atoms):
        end = start
        while end < len(atoms) and is_unspaced(atoms[end]):
            end += 1
        if end - start < 2:
            steps.append((start, [atoms[start]]))
            start += 1
            continue
        for at in range(start, end - 1):
            two = atoms[at] + atoms[at + 1]
            steps.append((at, [two, f"{atoms[at]} {atoms[at + 1]}"] if end - start > 2 else [two]))
        start = end
    return steps


def form_ways(form: str) -> list[list[str]]:
    """Return the ways to write a form, each as atoms: as it stands, and with two or all of its words as one."""
    atoms = atoms_of(form)
    if not atoms:
        return []
    found = [atoms]
    if not 2 <= len(atoms) <= 6 or any(map(is_unspaced, atoms)):
        return found
    for at in range(len(atoms) - 1):
        joined = atoms[at] + atoms[at + 1]
        if not joined.isdecimal():
            found.append([*atoms[:at], joined, *atoms[at + 2 :]])
    if len(atoms) > 2:
        found.append(["".join(atoms)])
    return found
