"""Rules by which furniture is cut: those of data/furniture.yml, with an edition's own over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from edition import reader, yamlsource
from edition.faults import Code, Fault
from edition.folding import folded
from edition.importing.pieces import Piece
from edition.model.fields import Model, Text, refuse
from edition.validation import validate

OURS = Path(__file__).parent.parent / "data" / "furniture.yml"
THEIRS = "articles/furniture.yml"
MATCHED = 600  # characters: what is longer is compared with no regular expression
_SENTENCE = re.compile(r"[.!?。！？…][\"'”’)\]]*$")


class LineRule(Model):
    """A rule for lines and paragraphs, under its id."""

    what: Text
    """What it cuts, as the list of cuts says it."""
    words: int = 30
    """How many words a piece may have at most to be cut."""
    where: Literal["head", "foot", "anywhere"] = "anywhere"
    """Where it counts: before the text, after it, or anywhere."""
    ends: bool = False
    """True where the article is over, unless long paragraphs follow."""
    feeds: Literal["section", "keywords"] | None = None
    """A datum that the piece gives."""
    exact: tuple[Text, ...] = Field(default=(), alias="is")
    """Whole pieces."""
    begins: tuple[Text, ...] = ()
    """How pieces begin."""
    holds: tuple[Text, ...] = ()
    """Words within pieces."""
    like: tuple[Text, ...] = ()
    """Regular expressions for whole pieces; letters may be large or small."""
    shape: Literal["keywords", "signs"] | None = None
    """What a piece looks like."""
    off: bool = False
    """True where the rule does not count in this edition."""

    @field_validator("like")
    @classmethod
    def _expressions(cls, like: tuple[str, ...]) -> tuple[str, ...]:
        for one in like:
            try:
                re.compile(one)
            except re.error as error:
                what = f"'{one}' is no regular expression ({error})"
                raise refuse(Code.CHOICE, what, "mend it, or use 'is' or 'begins'") from None
        return like


class ShortcodeRule(Model):
    """A rule for a shortcode, under its name."""

    take: Literal["nothing", "words", "picture", "link"]
    """What stays of it."""
    address: Text | None = None
    """The number or name of the argument that holds an address."""
    words: Text | None = None
    """The number or name of the argument that holds the words."""


class RuleFile(Model):
    """A file of rules."""

    lines: dict[str, LineRule] = Field(default_factory=dict)
    """Rules for lines and paragraphs, by id."""
    shortcodes: dict[str, ShortcodeRule] = Field(default_factory=dict)
    """Rules for shortcodes, by name."""


@dataclass(frozen=True)
class Rules:
    """The rules in force, in the order in which they are tried: the edition's own first."""

    lines: dict[str, LineRule]
    shortcodes: dict[str, ShortcodeRule]

    @cached_property
    def _exact(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, rule in self.lines.items():
            for text in rule.exact:
                found.setdefault(folded(text), []).append(key)
        return found

    @cached_property
    def _parts(self) -> list[tuple[str, LineRule, tuple[str, ...], tuple[str, ...], list[re.Pattern[str]]]]:
        return [
            (
                key,
                rule,
                tuple(map(folded, rule.begins)),
                tuple(map(folded, rule.holds)),
                [re.compile(one, re.IGNORECASE | re.DOTALL) for one in rule.like],
            )
            for key, rule in self.lines.items()
        ]

    def fitting(self, piece: Piece, where: Literal["head", "foot", "middle"]) -> str | None:
        """Return the id of the first rule that fits a piece at its place; None where none does."""
        if not piece.text and not piece.raw.strip():
            return None
        text, words = folded(piece.text), piece.words
        exact = self._exact.get(text, ())
        for key, rule, begins, holds, like in self._parts:
            if words > rule.words or (rule.where != "anywhere" and rule.where != where):
                continue
            if key in exact or (begins and text.startswith(begins)) or any(part in text for part in holds):
                return key
            if len(piece.text) <= MATCHED and any(one.fullmatch(piece.text) for one in like):
                return key
            if rule.shape == "signs" and piece.kind != "code" and not any(c.isalnum() for c in piece.text):
                return key
            if rule.shape == "keywords" and keywords(piece.raw):
                return key
        return None


def keywords(raw: str) -> list[str]:
    """Return the labels of a line that is nothing but labels with wide gaps between them; none for any other."""
    parts = [
        part.strip()
        for part in re.split(r"(?:[ \t]{2,}|[ \t]*[\u00a0\u3000]+[ \t\u00a0]*)", raw.strip())
        if part.strip()
    ]
    if len(parts) < 3 or "\n" in raw.strip() or _SENTENCE.search(raw.strip()):
        return []
    fit = all(len(part.split()) <= 4 and part[0].isalnum() and not part[0].islower() for part in parts)
    return parts if fit else []


def read_rules(root: Path | None) -> tuple[Rules, list[Fault]]:
    """Return the rules that count in an edition's folder (or anywhere, for None), and the faults of its own file."""
    ours, faults = _read(OURS, OURS.parent)
    if ours is None:
        raise AssertionError(f"{OURS}: {faults}")
    if root is None or not (root / THEIRS).is_file():
        return Rules(ours.lines, ours.shortcodes), []
    theirs, faults = _read(root / THEIRS, root)
    if theirs is None:
        return Rules(ours.lines, ours.shortcodes), faults
    lines = {**theirs.lines, **{key: rule for key, rule in ours.lines.items() if key not in theirs.lines}}
    kept = {key: rule for key, rule in lines.items() if not rule.off}
    return Rules(kept, {**ours.shortcodes, **theirs.shortcodes}), faults


def _read(path: Path, root: Path) -> tuple[RuleFile | None, list[Fault]]:
    text, faults = reader.read_text(path, root)
    if faults:
        return None, faults
    source, faults = yamlsource.load(text, path.relative_to(root).as_posix())
    if faults:
        return None, faults
    return validate(RuleFile, source)
