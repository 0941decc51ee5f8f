"""Threads: what passages of several articles have in common, a topic that they treat or a record that they name.

A thread weighs the more the fewer articles it runs through: log((N + 1) / n) for n of N articles, an inverse document
frequency (Spärck Jones 1972), which nearly vanishes where all have it. To name a record is less than to treat a topic
and weighs half; a record that more than half of the articles name joins nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from edition.model.edition import Edition
from edition.passages import Passage

Named = Mapping[str, Iterable[tuple[str, str]]]
"""article → the paragraphs in which it names a record, each with the address of the record's page."""

RECORD = 0.5  # what naming a record weighs, where treating a topic weighs 1
READING = 0.5  # what a thread weighs where one end of it rests on the editor's reading alone
COMMON = 0.5  # the share of articles above which a record joins nothing


@dataclass(frozen=True)
class Spot:
    """Where a thread runs through an article: a paragraph, or ``''`` for the article as a whole."""

    paragraph: str
    reading: bool = False
    """Whether it rests on the editor's reading."""


Spots = tuple[Spot, ...]


@dataclass(frozen=True)
class Thread:
    """A topic or record, its weight, and where it runs through which articles, these in order of date."""

    address: str
    """The address of its page: ``topics/sanctions/``, ``events/hanoi-summit-2019/``."""
    weight: float
    spots: Mapping[str, Spots]

    def joins(self, here: str, there: str) -> float:
        """Return what it weighs between two articles."""
        return self.weight * (READING if here in self.read or there in self.read else 1)

    @cached_property
    def read(self) -> frozenset[str]:
        """The articles through which it runs by the editor's reading alone."""
        return frozenset(a for a, spots in self.spots.items() if all(spot.reading for spot in spots))

    def near(self, article: str, reach: int) -> Iterator[str]:
        """Yield other articles it runs through, those nearest in date first, at most `reach` on either side."""
        place = self._places[article]
        for step in range(1, reach + 1):
            if place >= step:
                yield self._ids[place - step]
            if place + step < len(self._ids):
                yield self._ids[place + step]

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(self.spots)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {article: index for index, article in enumerate(self._ids)}


def threads(edition: Edition, passages: Mapping[str, tuple[Passage, ...]], named: Named) -> dict[str, Thread]:
    """Return the threads that run through at least two articles, by address."""
    found: dict[str, dict[str, dict[str, bool]]] = {}
    for article in edition.articles:
        for passage in passages[article.id]:
            held = found.setdefault(f"topics/{passage.topic}/", {}).setdefault(article.id, {})
            held[passage.paragraph] = passage.reading
        for paragraph, record in named.get(article.id, ()):
            found.setdefault(record, {}).setdefault(article.id, {}).setdefault(paragraph, False)
    made = {}
    for address, articles in found.items():
        topic = address.startswith("topics/")
        if len(articles) < 2 or (not topic and len(articles) > COMMON * len(edition.articles)):
            continue
        weight = math.log((len(edition.articles) + 1) / len(articles)) * (1 if topic else RECORD)
        spots = {a: tuple(Spot(p, reading) for p, reading in held.items()) for a, held in articles.items()}
        made[address] = Thread(address, weight, spots)
    return made
