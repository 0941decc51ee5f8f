"""Articles that are there already: the same witness, the same paragraphs, or much of the same wording.

Wordings are compared by shingles (Broder, 1997): runs of five words, of which one in eight is kept by its digest, so
that the cost of a comparison does not grow with the edition. What is likely is then compared word by word.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from edition import digest
from edition.folding import folded

RUN = 5  # words of a shingle
KEPT = 8  # of so many shingles one is kept
NEAREST = 3  # articles that are compared word by word
LEAST = 0.25  # of the shorter text’s shingles that must be shared for a comparison
REPORTED = 0.4  # likeness from which on an article is reported; unrelated texts have 0.34 at most
SAME = 0.8  # likeness from which on an editor must decide
COMPARED = 20_000  # pairs of paragraphs that are compared to say what differs
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Likeness:
    """How like an article is that is there already."""

    article: str
    share: float
    """From 0 to 1: of its words in order, or, where only its digests are known, of its paragraphs."""
    differing: tuple[str, ...]
    """What differs, in words."""


@dataclass
class Shelf:
    """The articles that are there, by digests and by shingles."""

    witnesses: dict[str, str] = field(default_factory=dict)
    _paragraphs: dict[str, set[str]] = field(default_factory=dict)
    _shingles: dict[int, list[str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _texts: dict[str, Sequence[str]] = field(default_factory=dict)
    _digested: dict[str, int] = field(default_factory=dict)

    def add(self, article: str, witness: str | None, digests: Sequence[str], text: Sequence[str] | None) -> None:
        """Put an article on the shelf: digests of its witness and paragraphs, and its text where it is carried."""
        if witness:
            self.witnesses.setdefault(witness, article)
        self._digested[article] = len(digests)
        for mark in digests:
            self._paragraphs.setdefault(mark, set()).add(article)
        if text is not None:
            kept = shingles(text)
            self._counts[article] = len(kept)
            self._texts[article] = text
            for one in kept:
                self._shingles.setdefault(one, []).append(article)

    def like(self, paragraphs: Sequence[str]) -> list[Likeness]:
        """Return the articles that are like a text, the likest first."""
        found = [*self._by_wording(paragraphs), *self._by_digest(paragraphs)]
        best: dict[str, Likeness] = {}
        for one in sorted(found, key=lambda f: (-f.share, f.article)):
            best.setdefault(one.article, one)
        return [one for one in best.values() if one.share >= REPORTED]

    def _by_wording(self, paragraphs: Sequence[str]) -> Iterator[Likeness]:
        kept = shingles(paragraphs)
        if not kept:
            return
        shared = Counter(article for one in kept for article in self._shingles.get(one, ()))
        for article, number in shared.most_common(NEAREST):
            if number >= max(2, LEAST * min(len(kept), self._counts[article])):
                theirs = self._texts[article]
                share = Indel.normalized_similarity(_words(paragraphs), _words(theirs))
                yield Likeness(article, share, tuple(_differing(paragraphs, theirs)))

    def _by_digest(self, paragraphs: Sequence[str]) -> Iterator[Likeness]:
        shared = Counter(a for text in paragraphs for a in self._paragraphs.get(digest.of_paragraph(text), ()))
        for article, number in shared.most_common(NEAREST):
            total = max(len(paragraphs), self._digested[article])
            others = [
                f"p{n}"
                for n, text in enumerate(paragraphs, 1)
                if article not in self._paragraphs.get(digest.of_paragraph(text), ())
            ]
            said = (f"other than there: {', '.join(others[:12])}",) if others else ()
            yield Likeness(article, number / total, said)


def shingles(paragraphs: Sequence[str]) -> set[int]:
    """Return the shingles of a text that are kept, as numbers."""
    words = _words(paragraphs)
    runs = (zlib.crc32(" ".join(words[i : i + RUN]).encode()) for i in range(max(0, len(words) - RUN + 1)))
    return {one for one in runs if one % KEPT == 0}


def _words(paragraphs: Sequence[str]) -> list[str]:
    return [word for text in paragraphs for word in _WORD.findall(folded(text))]


def _differing(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield in words which paragraphs stand here alone, there alone, or in another wording."""
    left = [_words([text]) for text in ours]
    right = [_words([text]) for text in theirs]
    same = {tuple(words) for words in right}
    free = [i for i, words in enumerate(right) if tuple(words) not in {tuple(w) for w in left}]
    if len(left) * len(free) > COMPARED:
        yield f"{sum(tuple(words) not in same for words in left)} paragraphs here and {len(free)} there have no equal"
        return
    changed, alone = [], []
    for number, words in enumerate(left, 1):
        if tuple(words) in same:
            continue
        near = max(free, key=lambda i: Indel.normalized_similarity(words, right[i]), default=None)
        if near is not None and Indel.normalized_similarity(words, right[near]) >= 0.5:
            changed.append(f"p{number}")
            free.remove(near)
        else:
            alone.append(f"p{number}")
    if changed:
        yield f"in other wording: {', '.join(changed[:12])}"
    if alone:
        yield f"here alone: {', '.join(alone[:12])}"
    if free:
        yield f"there alone: {', '.join(f'p{i + 1}' for i in free[:12])}"
