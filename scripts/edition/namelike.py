"""What looks like a name in a text and has no record.

A name is looked for by its shape: words with capitals that stand together, a word after a
title or before a Japanese or Korean one, letters that are an acronym, a run of katakana, a run of Han characters in
another script. A word that has its capital from the beginning of a sentence alone is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from edition.mentions import Finder, Reading, alike

Shape = Literal["title", "name", "acronym", "katakana", "han", "word"]

TITLES = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Dame", "Lord", "Lady", "Rev", "Gen", "Col", "Capt", "Sen", "Rep"),
    *("President", "Premier", "Prime", "Vice", "Deputy", "Minister", "Secretary", "Ambassador", "Governor", "Mayor"),
    *("Professor", "Doctor", "General", "Admiral", "Colonel", "Captain", "Chairman", "Chairwoman", "Chancellor"),
    *("Senator", "Representative", "Emperor", "Empress", "King", "Queen", "Prince", "Princess", "Judge", "Justice"),
    *("Foreign", "Defense", "Defence", "Finance", "Chief", "Leader", "Spokesman", "Spokeswoman", "Director"),
)
DAYS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    *("December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
# Words with a capital that name nothing an edition has records of.
STOP = frozenset(
    alike(word)
    for word in (
        *DAYS,
        *("I", "Internet", "English", "God", "Christmas", "Easter", "North", "South", "East", "West", "AD", "BC"),
        *("CEO", "OK", "PDF", "TV", "AM", "PM", "Ltd", "Inc", "Corp", "Co", "II", "III", "IV", "VI", "VII"),
    )
)
# Words that begin sentences; others that do are known by standing with a small letter elsewhere.
OPENINGS = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "this",
            "that",
            "these",
            "those",
            "and",
            "but",
            "or",
            "nor",
            "so",
            "yet",
            "if",
            "as",
            "at",
        ),
        *("by", "for", "from", "in", "into", "of", "on", "to", "with", "without", "under", "over", "after", "before"),
        *(
            "since",
            "until",
            "while",
            "when",
            "where",
            "who",
            "what",
            "why",
            "how",
            "which",
            "he",
            "she",
            "it",
            "they",
        ),
        *("we", "you", "his", "her", "its", "their", "our", "your", "my", "there", "here", "then", "thus", "also"),
        *("not", "no", "now", "only", "even", "both", "such", "some", "many", "most", "more", "all", "each", "every"),
        *("however", "although", "though", "because", "despite", "among", "between", "about", "against", "still"),
    )
)
_UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())
# Small words that may stand within a name: Ministry of Defense, Bank for the Future.
_SMALL = r"(?:of|for|the|de|du|da|di|del|la|le|van|von|der|den|bin|al|&)"
_PART = r"\w*(?:[’'](?!s\b)\w+|[‐-](?:(?:[A-Z]\.){2,}|\w+))*"  # the ’s of a possessive ends a name
_WORD = (
    rf"(?:(?:Mrs?|Ms|Dr|Prof|Gen|Sen|Rep|Col|Capt|St)\.|[{_UPPER}]\.(?:[{_UPPER}]\.)*(?:-\w+)*|(?=[{_UPPER}]){_PART})"
)
_RUN = re.compile(rf"(?<!\w){_WORD}(?:\s(?:(?:{_SMALL}\s){{1,2}}(?![A-Z]{{2,}}\b))?{_WORD})*")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,}[A-Z0-9]*(?:-\d+[A-Z]*)?|[A-Z]+-\d+[A-Z]*")
_KATAKANA = re.compile(r"[ァ-ヺ][ァ-ヺー]{2,}(?:[・＝][ァ-ヺー]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_JAPANESE_TITLED = re.compile(r"([\u3400-\u9fff]{2,5}?)(?=氏|さん|首相|大統領|大臣|教授|委員長|知事)")
_KOREAN_TITLED = re.compile(r"([\uac00-\ud7a3]{2,4})(?= ?(?:씨|대통령|총리|장관|교수|의원)(?![\uac00-\ud7a3]))")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_BEGINS = re.compile(r"[.!?:…\n][\s”\"’')\]]*[“\"‘'(\[]*$")


@dataclass(frozen=True)
class Text:
    """A paragraph to look through."""

    article: str
    paragraph: str
    words: str

    @property
    def at(self) -> str:
        """Where it stands, as ``goto-2019#p3``."""
        return f"{self.article}#{self.paragraph}"


@dataclass
class Name:
    """What looks like a name: its words, how it was told, how often it stands, and where."""

    words: str
    shape: Shape
    count: int = 0
    places: list[str] = field(default_factory=list)

    def add(self, place: str) -> None:
        """Count it once more."""
        self.count += 1
        if place not in self.places:
            self.places.append(place)


def names(texts: Iterable[Text], finder: Finder, known: Iterable[str] = ()) -> list[Name]:
    """Return what looks like a name in some texts and has no record, the most frequent first.

    The finder finds what has a record; `known` are further words not to be proposed.
    """
    held = list(texts)
    small = _small_words(held) | OPENINGS
    left_out = STOP | {alike(word) for word in known}
    found: dict[str, Name] = {}
    sure: set[str] = set()
    reading = Reading("")
    for text in held:
        if reading.article != text.article:
            reading = Reading(text.article)
        reading.paragraph = text.paragraph
        spans = [(one.start, one.end) for one in finder.find(text.words, reading)]
        for words, shape, begins in _candidates(text.words, spans, small):
            key = alike(words)
            if key in left_out:
                continue
            name = found.setdefault(words, Name(words, shape))
            name.add(text.at)
            if shape != "word" or not begins:
                sure.add(words)
    return sorted((name for key, name in found.items() if key in sure), key=lambda n: (-n.count, n.words.casefold()))


def _small_words(texts: Iterable[Text]) -> frozenset[str]:
    """Return the words that stand with a small letter somewhere: with a capital they begin sentences."""
    return frozenset(word for text in texts for word in re.findall(r"(?<![\w’'-])[a-zß-ÿ][\w]*", text.words))


def _candidates(words: str, spans: list[tuple[int, int]], small: frozenset[str]) -> Iterator[tuple[str, Shape, bool]]:
    """Yield what looks like a name, its shape, and whether it begins a sentence."""
    for match in _RUN.finditer(words):
        first, before = match.start(), words[max(0, match.start() - 8) : match.start()]
        begins = (len(before) < 8 and not before.strip("“\"‘'([ ")) or _BEGINS.search(before) is not None
        opening = words[first : match.end()].split()[0]
        if begins and opening.lower() in small and not _overlaps(first, first + 1, spans):
            first, begins = min(first + len(opening) + 1, match.end()), False
        for start, end in _unknown(first, match.end(), spans):
            yield from _named(words, start, end, begins=begins and start == first)
    shapes: tuple[tuple[re.Pattern[str], Shape], ...] = (
        (_KATAKANA, "katakana"),
        (_JAPANESE_TITLED, "title"),
        (_KOREAN_TITLED, "title"),
    )
    for pattern, shape in shapes:
        for match in pattern.finditer(words):
            if not _overlaps(match.start(), match.end(), spans):
                yield match[0], shape, False
    if not _KANA.search(words):  # in Japanese, Han characters write any word
        for match in _HAN.finditer(words):
            if not _overlaps(match.start(), match.end(), spans):
                yield match[0], "han", False


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)


def _unknown(start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what is left of a run when known names at its ends are taken off; one in its midst stays in it."""
    changed = True
    while changed and start < end:
        changed = False
        for a, b in spans:
            if a <= start < b:
                start, changed = b, True
            elif a < end <= b:
                end, changed = a, True
    if start < end:
        yield start, end


def _named(words: str, start: int, end: int, *, begins: bool) -> Iterator[tuple[str, Shape, bool]]:
    """Yield the name in a run of words with capitals, if one is left without its titles and days."""
    parts = words[start:end].split()
    titled = False
    while parts:
        first = parts[0]
        if not first[:1].isupper() or first in DAYS:
            begins = False
        elif first.rstrip(".") in TITLES:
            begins, titled = False, True
            if parts[1:2] == ["of"]:  # Secretary of State
                parts = parts[2:]
        else:
            break
        parts = parts[1:]
    while parts and (not parts[-1][:1].isupper() or parts[-1] in DAYS):
        parts = parts[:-1]
    name = " ".join(parts).strip("’'‐-")
    if not _DOTTED.fullmatch(name):
        name = name.rstrip(".")
    if len(name) < 2:
        return
    plural = re.fullmatch(r"([A-Z]{2,})s", name)
    if titled:
        yield name, "title", False
    elif plural or _ACRONYM.fullmatch(name):
        yield plural[1] if plural else name, "acronym", False
    else:
        yield name, "name" if len(parts) > 1 else "word", begins
