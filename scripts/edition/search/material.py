"""What search is made of: the edition as plain data, each text with the layer that says whose words it is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property

from edition.search.rows import Rows, rows


@dataclass(frozen=True)
class Unit:
    """What a result is: an article's title, whose id is empty, or one of its paragraphs."""

    id: str
    words: tuple[str, ...]
    """The author's words: the text, the terms, or the title as printed."""
    summary: str
    """The edition's words: the summary, or a title that the editor supplied."""
    topics: tuple[str, ...]


@dataclass(frozen=True)
class NoteText:
    """A note of the edition."""

    key: str
    at: int
    """The number of the unit that it belongs to."""
    sort: str
    text: str


@dataclass(frozen=True)
class Piece:
    """An article as search holds it."""

    slot: int
    address: str
    names: str
    """The authors, as citations credit them."""
    date: str
    texts: bool
    """Whether the author's words are a text; else they are terms."""
    authors: tuple[str, ...]
    outlet: str
    day: int
    """The day, counted from 1 January of the year 1, by which results are ordered."""
    year: str
    units: tuple[Unit, ...]
    notes: tuple[NoteText, ...]

    @cached_property
    def rows(self) -> tuple[Rows, Rows, Rows]:
        """The tokens of the author's words, of the summaries and of the notes."""
        return (
            rows(unit.words for unit in self.units),
            rows((unit.summary,) for unit in self.units),
            rows((note.text,) for note in self.notes),
        )

    def at(self, slot: int) -> Piece:
        """Return the article under another number; what was made of its words comes along."""
        moved = replace(self, slot=slot)
        if "rows" in self.__dict__:
            moved.__dict__["rows"] = self.rows
        return moved


@dataclass(frozen=True)
class Near:
    """Another wording of a topic, or a short form of a name."""

    form: str
    short: bool = False
    """Whether it is a short form, which counts only in articles that have one of the full forms."""
    within: tuple[int, ...] = ()
    """The articles in which alone a short form counts, where the record names them."""


@dataclass(frozen=True)
class Said:
    """A passage of a topic: the unit, on what ground, and the author's own few words."""

    unit: int
    basis: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """A topic, record or outlet: its forms, what the edition says of it, and its passages."""

    slot: int
    address: str
    label: str
    kind: str
    topic: str
    """The id of a topic; empty for anything else."""
    same: tuple[str, ...]
    near: tuple[Near, ...]
    also: tuple[str, ...]
    """Words that go with it, offered and never merged."""
    texts: tuple[str, ...]
    passages: tuple[Said, ...]
    excluded: tuple[int, ...]
    """The units in which a form of it stands but means something else."""


@dataclass(frozen=True)
class Material:
    """All that search is made of, articles and concepts in order of their numbers."""

    pieces: tuple[Piece, ...]
    concepts: tuple[Concept, ...]
    stride: int
    """How many numbers each article has for its units; a unit's is its article's times this, and its own."""
    topics: dict[str, str]
    authors: dict[str, str]
    outlets: dict[str, str]

    @property
    def by_name(self) -> list[Concept]:
        """The concepts in order of their labels."""
        return sorted(self.concepts, key=lambda one: (one.label.casefold(), one.address))


def year_of(day: int) -> str:
    """Return the year of a day, as a facet has it."""
    return f"{datetime.date.fromordinal(day).year:04}" if day else ""
