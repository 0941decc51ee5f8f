"""Finding mentions: names of records in a text, by one pass of Aho and Corasick's automaton (CACM 18, 1975).

Text and names are folded one character to one character, so that offsets hold: quotation marks, hyphens, spaces and
line ends to one form each, letters to small ones. A match counts where it stands between word boundaries (Japanese
and Korean need none), keeps the capitals that the name has, and is allowed there. Of the matches that count, the
leftmost and, from one place, the longest is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import ahocorasick

Sort = Literal["name", "metonym", "short", "description"]

_ONE = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ′＇", "'"),
        **dict.fromkeys("“”„″＂", '"'),
        **dict.fromkeys("‐‑‒–−－", "-"),
        **dict.fromkeys((chr(c) for c in range(0x3001) if chr(c).isspace()), " "),
    }
)
# Scripts that put no space between words: kana, Han, Hangul, and the marks that stand for Han.
_UNSPACED = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]"
)


@dataclass(frozen=True)
class Form:
    """A form of a record's name, and where it may count."""

    text: str
    record: str
    """The address of the record's page."""
    sort: Sort = "name"
    after: bool = False
    """True where it counts only after another form of the record in the same article."""
    within: frozenset[str] = frozenset()
    """The articles, or paragraphs as ``article#p5``, in which alone it counts; everywhere, if empty."""


@dataclass(frozen=True)
class Mention:
    """A place in a text that names a record: ``text[start:end]``."""

    start: int
    end: int
    record: str
    sort: Sort


@dataclass(frozen=True)
class Ambiguity:
    """A place in a text that may name any of several records."""

    start: int
    end: int
    records: tuple[str, ...]


@dataclass
class Reading:
    """The state of reading one article: where we are, and which records were named so far."""

    article: str
    paragraph: str = ""
    named: set[str] = field(default_factory=set)


def alike(text: str) -> str:
    """Return a text folded as names are compared, one character for one; names with the same fold are found alike."""
    return _same_length(text.translate(_ONE))


def _same_length(text: str) -> str:
    lowered = text.lower().replace("ς", "σ")  # the one letter that is lowered by what stands around it
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("ς", "σ")


class Finder:
    """Finds the mentions of a set of records; made once, used for every text."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms: dict[str, list[Form]] = {}
        for form in forms:
            self._forms.setdefault(alike(form.text), []).append(form)
        self._automaton = ahocorasick.Automaton()
        for key in self._forms:
            self._automaton.add_word(key, key)
        if self._forms:
            self._automaton.make_automaton()

    def find(self, text: str, reading: Reading, before: str = "", after: str = "") -> Iterator[Mention | Ambiguity]:
        """Yield the mentions in a text in order, none overlapping, and the places that are ambiguous.

        `reading` says where the text stands, and is told which records were named; `before` and `after` are the
        characters that the text stands between, if it is cut from a longer one.
        """
        if not self._forms:
            return
        plain = text.translate(_ONE)
        candidates: dict[int, list[tuple[int, str]]] = {}
        for last, key in self._automaton.iter(_same_length(plain)):
            start = last + 1 - len(key)
            if bounded(plain, start, last + 1, before, after):
                candidates.setdefault(start, []).append((last + 1, key))
        done = 0
        for start in sorted(candidates):
            if start < done:
                continue
            for end, key in sorted(candidates[start], reverse=True):
                allowed = [form for form in self._forms[key] if _counts(form, plain[start:end], reading)]
                records = tuple(dict.fromkeys(form.record for form in allowed))
                if not records:
                    continue
                done = end
                if len(records) > 1:
                    yield Ambiguity(start, end, records)
                else:
                    reading.named.add(records[0])
                    yield Mention(start, end, records[0], allowed[0].sort)
                break


def _counts(form: Form, found: str, reading: Reading) -> bool:
    if form.within and not form.within & {reading.article, f"{reading.article}#{reading.paragraph}"}:
        return False
    if form.after and form.record not in reading.named:
        return False
    sought = form.text.translate(_ONE)
    if " " not in sought:
        return found == sought
    return all(there == here for there, here in zip(found, sought, strict=True) if here.isupper())


def bounded(text: str, start: int, end: int, before: str = "", after: str = "") -> bool:
    """Return whether ``text[start:end]`` is made of whole words, where the text stands between two characters."""
    return _parted(text[start - 1] if start else before, text[start]) and _parted(
        text[end] if end < len(text) else after, text[end - 1]
    )


def _parted(outside: str, inside: str) -> bool:
    """Return whether a word may end between two neighbours; always where either is of a script without spaces."""
    if not outside or not _joins(outside):
        return True
    return _UNSPACED.match(outside) is not None or _UNSPACED.match(inside) is not None


def _joins(character: str) -> bool:
    """Return whether a character continues a word: a letter, a digit, or a mark set on one."""
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
