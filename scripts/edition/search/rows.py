"""The words of one article as the index takes them: a function of the article alone, so that it can be kept."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from typing import NamedTuple

from edition.search.tokens import layer


class Rows(NamedTuple):
    """The tokens of one layer, unit after unit; small, since an edition holds one for each."""

    terms: str
    """Each term once, on a line of its own."""
    counts: array[int]
    """How many tokens each unit has."""
    tokens: array[int]
    """Of each token the number of its term among the terms."""
    places: array[int]
    """Of each token its place in the unit."""


def rows(units: Iterable[Sequence[str]]) -> Rows:
    """Return the tokens of units, each of which is some texts of one layer."""
    numbers: dict[str, int] = defaultdict(count().__next__)
    counts: list[int] = []
    found: list[int] = []
    places: list[int] = []
    for texts in units:
        terms, at = layer(texts)
        counts.append(len(terms))
        found += map(numbers.__getitem__, terms)
        places += at
    return Rows("\n".join(numbers), _packed(counts), _packed(found), _packed(places))


def terms_of(held: Rows) -> list[str]:
    """Return each term of some rows once, in order of their numbers."""
    return held.terms.split("\n") if held.terms else []


def _packed(numbers: list[int]) -> array[int]:
    try:
        return array("H", numbers)
    except OverflowError:
        return array("I", numbers)
