"""Where words stand: for each layer every token as one number, sorted; from these the index is written.

A token is the number of its term, of its unit and of its place, each in so many bits, so that sorting numbers sorts
tokens and a term's are a slice. Millions of them are numpy's matter: plain Python took ten times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import NamedTuple

import numpy as np

from edition.search.codec import IntArray, write_apart
from edition.search.material import Material
from edition.search.rows import Rows, rows, terms_of
from edition.search.tokens import atoms_of, is_unspaced

LAYERS = ("words", "summary", "notes", "records")
AT_ONCE = 1 << 20  # tokens that are written at a time, which bounds the memory that it takes


class Numbered(NamedTuple):
    """Rows whose terms have numbers in the whole index."""

    first: int
    """The number of their first unit."""
    terms: IntArray
    rows: Rows


class Layer:
    """The tokens of one layer of all articles."""

    def __init__(self, ranks: IntArray, held: Iterable[Numbered]) -> None:
        """Take the rank of each term by its number, in which order terms are written, and rows."""
        held = [one for one in held if len(one.rows.tokens)]
        self._count = len(ranks)
        self._place = max((int(np.max(one.rows.places)) for one in held), default=0).bit_length()
        self._unit = max((one.first + len(one.rows.counts) for one in held), default=0).bit_length()
        if self._place + self._unit + self._count.bit_length() > 63:
            raise OverflowError("an index of so many words, units and places needs numbers of more than 64 bits")
        self._tokens = np.empty(sum(len(one.rows.tokens) for one in held), np.int64)
        done = 0
        for first, terms, (_, counts, tokens, places) in held:
            units = np.repeat(np.arange(first, first + len(counts)), np.asarray(counts))
            found = self._tokens[done : done + len(tokens)]
            np.left_shift(ranks[terms[np.asarray(tokens)]], self._unit, out=found)
            found |= units
            found <<= self._place
            found |= np.asarray(places)
            done += len(tokens)
        self._tokens.sort()
        ends = np.arange(self._count + 1) << (self._unit + self._place)
        self._starts = np.searchsorted(self._tokens, ends)

    def written(self) -> tuple[list[str], list[str]]:
        """Return as written, for each term by its number, the units that hold it and its places in each."""
        units: list[str] = []
        places: list[str] = []
        start = 0
        while start < self._count:
            limit = self._starts[start] + AT_ONCE
            end = max(start + 1, int(np.searchsorted(self._starts, limit, side="right")) - 1)
            more_units, more_places = self._written(start, end)
            units += more_units
            places += more_places
            start = end
        return units, places

    def _written(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """Return what is written of terms from one number to another."""
        bounds = self._starts[start : end + 1] - self._starts[start]
        tokens = self._tokens[self._starts[start] : self._starts[end]]
        within = tokens >> self._place
        opens = np.diff(within, prepend=-1) != 0
        places = tokens & ((1 << self._place) - 1)
        steps = np.diff(places, prepend=0)
        steps[opens] = places[opens]
        steps *= 2
        steps[:-1] += ~opens[1:]
        unit_bounds = np.concatenate(([0], np.cumsum(opens)))[bounds]
        within = within[opens]
        units = within & ((1 << self._unit) - 1)
        rising = np.diff(units, prepend=0)
        fresh = np.diff(within >> self._unit, prepend=-1) != 0
        rising[fresh] = units[fresh]
        return write_apart(rising, unit_bounds[1:]), write_apart(steps, bounds[1:])

    def phrase(self, ranks: Mapping[str, int], atoms: list[str]) -> list[int]:
        """Return the units where atoms stand one after the other, rising; `ranks` are those of terms."""
        starts: IntArray | None = None
        for at, terms in steps_of(atoms):
            found = [self._starting(ranks[term], at) for term in terms if term in ranks]
            if not found:
                return []
            here = found[0] if len(found) == 1 else np.unique(np.concatenate(found))
            starts = here if starts is None else np.intersect1d(starts, here, assume_unique=True)
            if not len(starts):
                return []
        return [] if starts is None else np.unique(starts >> self._place).tolist()

    def _starting(self, rank: int, at: int) -> IntArray:
        """Return unit and place of each token that begins so many atoms before a term."""
        held = self._tokens[self._starts[rank] : self._starts[rank + 1]] & ((1 << (self._unit + self._place)) - 1)
        return held[(held & ((1 << self._place) - 1)) >= at] - at


class Postings:
    """The index of every layer; its terms are those of the edition and some more, in an order of the caller's."""

    def __init__(self, material: Material, more: Iterable[str], order: Callable[[str], str]) -> None:
        """Take what is searched, more terms, and what terms are sorted by."""
        numbers: dict[str, int] = defaultdict(count().__next__)
        pieces = [(piece.slot * material.stride, piece.rows) for piece in material.pieces]
        layers: list[list[tuple[int, Rows]]] = [[(first, held[at]) for first, held in pieces] for at in range(3)]
        layers.append([(concept.slot, rows([concept.texts])) for concept in material.concepts])
        numbered = [[_numbered(numbers, *one) for one in held] for held in layers]
        for term in more:
            numbers[term]
        keys = sorted((order(term), term) for term in numbers)
        self.keys = [key for key, _ in keys]
        """What terms are sorted by, in order."""
        self.terms = [term for _, term in keys]
        """The terms, in the same order."""
        self.ranks = {term: rank for rank, term in enumerate(self.terms)}
        by_number = np.empty(len(numbers), np.int64)
        by_number[[numbers[term] for term in self.terms]] = np.arange(len(numbers))
        self.layers = [Layer(by_number, held) for held in numbered]

    def phrase(self, number: int, atoms: list[str]) -> list[int]:
        """Return the units of a layer where atoms stand one after the other, rising."""
        return self.layers[number].phrase(self.ranks, atoms)


def _numbered(numbers: Mapping[str, int], first: int, held: Rows) -> Numbered:
    return Numbered(first, np.fromiter(map(numbers.__getitem__, terms_of(held)), np.int64), held)


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
