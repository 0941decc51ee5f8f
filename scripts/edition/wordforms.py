"""Finding forms of words in texts, all in one pass, by the automaton of Aho and Corasick (CACM 18, 1975).

Unlike names (see `mentions`), forms are found whatever their capitals, and within longer forms of other owners too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from edition.mentions import alike, bounded


@dataclass(frozen=True)
class Found:
    """A place in a text, ``text[start:end]``, and whose form stands there."""

    start: int
    end: int
    owner: str


class FormFinder:
    """Finds the forms of many owners (topics, headwords); made once, used for every text."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a form and its owner."""
        owners: dict[str, list[str]] = {}
        for form, owner in forms:
            key = alike(form)
            if key and owner not in owners.setdefault(key, []):
                owners[key].append(owner)
        self._automaton = ahocorasick.Automaton()
        for key, held in owners.items():
            self._automaton.add_word(key, (len(key), tuple(held)))
        self._any = bool(owners)
        if self._any:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Found]:
        """Yield the places of forms in order; of one owner's that overlap, the first and longest."""
        if not self._any:
            return
        plain = alike(text)
        found: list[Found] = []
        for last, (length, owners) in self._automaton.iter(plain):
            start = last + 1 - length
            if bounded(plain, start, last + 1):
                found += [Found(start, last + 1, owner) for owner in owners]
        done: dict[str, int] = {}
        for one in sorted(found, key=lambda f: (f.start, -f.end, f.owner)):
            if one.start >= done.get(one.owner, 0):
                done[one.owner] = one.end
                yield one
