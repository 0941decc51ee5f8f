"""What is suggested for a paragraph: names and forms that stand in it, as terms, and topics with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition import annotate
from edition.folding import folded, holds
from edition.importing.names import NOT_NAMES
from edition.mentions import Finder, Mention, Reading
from edition.model.edition import Edition
from edition.model.fields import term_order
from edition.wordforms import FormFinder

LONGEST = 4  # words of a term
_CAPITAL = r"(?:(?:[A-Z]\.)+(?:-[A-Z][\w’'-]*)?|[^\W\d_a-z][\w’'-]*)"
_RUN = re.compile(rf"(?<!\w){_CAPITAL}(?:[ \u00a0]{_CAPITAL}){{0,3}}")
_OPENS = re.compile(r"[.!?:;“\"(—–]\s*$")


class Suggester:
    """Finds names and forms; made once for a run."""

    def __init__(self, edition: Edition | None) -> None:
        topics = list(edition.authority.topics.items()) if edition else []
        self._names = Finder(annotate.forms(edition) if edition else ())
        self._same = FormFinder((form, key) for key, topic in topics for form in topic.forms.same)
        self._near = FormFinder((form, key) for key, topic in topics for form in topic.forms.near)

    def terms(self, article: str, paragraphs: dict[str, str]) -> dict[str, list[str]]:
        """Return for each paragraph the names and forms of topics that stand there, in alphabetical order.

        Names are those of records and runs of capitals within a sentence; each has four words at most.
        """
        reading = Reading(article)
        found: dict[str, list[str]] = {}
        for name, text in paragraphs.items():
            reading.paragraph = name
            here = [text[m.start : m.end] for m in self._names.find(text, reading) if isinstance(m, Mention)]
            here += [text[f.start : f.end] for finder in (self._same, self._near) for f in finder.find(text)]
            here += _runs(text)
            found[name] = _chosen(here, text)
        return found

    def topics(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return the topics that a paragraph may treat, with the words that speak for them; `same` forms only."""
        found: dict[str, dict[str, None]] = {}
        for one in self._same.find(text):
            found.setdefault(one.owner, {})[text[one.start : one.end]] = None
        return {topic: tuple(words) for topic, words in found.items()}


def _runs(text: str) -> Iterator[str]:
    """Yield runs of words with capitals: within a sentence any, at its beginning those of two words or more."""
    for match in _RUN.finditer(text):
        words = re.sub(r"[’']s$|[,;:’'-]+$", "", match[0])
        first = words.split()[0] if words.split() else ""
        opens = not match.start() or _OPENS.search(text[max(0, match.start() - 4) : match.start()]) is not None
        if opens and folded(first) in NOT_NAMES:
            words = words.partition(" ")[2]
            opens = False
        if len(words) > 1 and (not opens or " " in words) and folded(words) not in NOT_NAMES:
            yield words


def _chosen(found: list[str], text: str) -> list[str]:
    kept: dict[str, str] = {}
    whole = folded(text)
    for term in found:
        term = " ".join(term.split())
        if term and len(term.split()) <= LONGEST and holds(whole, folded(term)):
            kept.setdefault(folded(term), term)
    return sorted(kept.values(), key=term_order)
