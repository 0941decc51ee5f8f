"""What an input is divided into: pieces that together are the input, and the data that were found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from edition.importing.names import Note

Kind = Literal["text", "heading", "list", "quote", "code", "picture"]


class Role(Enum):
    """What became of a piece of the input."""

    SPACE = "space"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    DATUM = "datum"
    CUT = "cut"


class Sure(Enum):
    """How sure a datum is; what is neither is left open."""

    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True)
class Cut:
    """What was left out, where, and by which rule."""

    rule: str
    text: str
    line: int


@dataclass(frozen=True)
class Piece:
    """A stretch of the input and what became of it; the `raw` of all pieces in order is the input."""

    raw: str
    line: int
    """The line of the input in which it begins, from 1."""
    role: Role = Role.PARAGRAPH
    kind: Kind = "text"
    text: str = ""
    """Its words, with single spaces."""
    markdown: str = ""
    """It as an article file holds it."""
    level: int = 2
    """For a heading: how deep, from 1."""
    rule: str = ""
    """For a cut: the rule. For a datum: the field that it feeds."""
    marks: frozenset[str] = frozenset()
    """What its source says of it, such as `h1`, `byline` or `aside`."""
    within: tuple[Cut, ...] = ()
    """What was cut within it."""

    @property
    def open(self) -> bool:
        """True where it is still a paragraph or heading of the text."""
        return self.role in (Role.PARAGRAPH, Role.HEADING)

    @property
    def words(self) -> int:
        """How many words it has; a Chinese or Japanese text counts three characters as a word."""
        wide = sum(1 for c in self.text if "\u3040" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff")
        return max(len(self.text.split()), wide // 3)


@dataclass(frozen=True)
class Datum:
    """Something found out about the article: its value, where it stood, and how sure it is."""

    field: str
    value: str
    where: str
    """Where it was seen, as the article file will say it."""
    sure: Sure = Sure.CERTAIN


@dataclass
class Source:
    """An input as read: its pieces, its data so far, and what was refused."""

    name: str
    """The file's name, as shown."""
    pieces: list[Piece]
    data: list[Datum] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Data that stand in the input and are not believed, with the reason."""
    notes: list[str] = field(default_factory=list)
    """What else is to be told, such as a guessed encoding."""
    witness: str | None = None
    """What the witness is where the pieces are not its lines: the kind of file, such as `web page`."""
    tags: list[str] = field(default_factory=list)
    """Topics under which the publication itself filed the article, as it names them."""
    facts: list[Note] = field(default_factory=list)
    """What author notes say of the authors."""
    marked: bool = False
    """Whether front matter says what the data are, so that all below it is text."""
    fields: dict[str, Any] = field(default_factory=dict)
    """The front matter's fields."""

    def first(self, name: str) -> Datum | None:
        """Return the surest datum of a field, the first of several; None where there is none."""
        found = [datum for datum in self.data if datum.field == name]
        return min(found, key=lambda d: d.sure is not Sure.CERTAIN, default=None)

    def every(self, name: str) -> list[Datum]:
        """Return the data of a field, each value once."""
        seen: dict[str, Datum] = {}
        for datum in self.data:
            if datum.field == name:
                seen.setdefault(datum.value, datum)
        return list(seen.values())

    def credited(self) -> frozenset[str]:
        """Return the names of the authors found so far."""
        return frozenset(datum.value for datum in self.data if datum.field == "author")

    def cuts(self) -> Iterator[Cut]:
        """Yield what was left out, in order of place."""
        for piece in self.pieces:
            if piece.role is Role.CUT:
                yield Cut(piece.rule, piece.text or " ".join(piece.raw.split()), piece.line)
            yield from piece.within


class RefusedError(Exception):
    """Raised where an input cannot become an article; says why in words."""


def joined(pieces: Iterable[Piece]) -> str:
    """Return the input that the pieces are."""
    return "".join(piece.raw for piece in pieces)
