"""What is suggested for a paragraph: names and forms that stand in it, as terms, and topics with their words."""

from __future__ import annotations

from edition import annotate, namelike
from edition.folding import folded, holds
from edition.mentions import Finder, Mention, Reading
from edition.model.edition import Edition
from edition.model.fields import term_order
from edition.namelike import Text
from edition.wordforms import FormFinder

LONGEST = 4  # words of a term


class Suggester:
    """Finds names and forms; made once for a run."""

    def __init__(self, edition: Edition | None) -> None:
        topics = list(edition.authority.topics.items()) if edition else []
        self._names = Finder(annotate.forms(edition) if edition else ())
        self._same = FormFinder((form, key) for key, topic in topics for form in topic.forms.same)
        self._near = FormFinder((form, key) for key, topic in topics for form in topic.forms.near)

    def terms(self, article: str, paragraphs: dict[str, str]) -> dict[str, list[str]]:
        """Return for each paragraph the names and forms of topics that stand there, in alphabetical order.

        Names are those of records and what looks like one; each has four words at most.
        """
        reading = Reading(article)
        found: dict[str, list[str]] = {}
        unknown: dict[str, list[str]] = {}
        for one in namelike.names((Text(article, name, text) for name, text in paragraphs.items()), self._names):
            for place in one.places:
                unknown.setdefault(place, []).append(one.words)
        for name, text in paragraphs.items():
            reading.paragraph = name
            here = [text[m.start : m.end] for m in self._names.find(text, reading) if isinstance(m, Mention)]
            here += [text[f.start : f.end] for finder in (self._same, self._near) for f in finder.find(text)]
            here += unknown.get(f"{article}#{name}", [])
            found[name] = _chosen(here, text)
        return found

    def topics(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return the topics that a paragraph may treat, with the words that speak for them; `same` forms only."""
        found: dict[str, dict[str, None]] = {}
        for one in self._same.find(text):
            found.setdefault(one.owner, {})[text[one.start : one.end]] = None
        return {topic: tuple(words) for topic, words in found.items()}


def _chosen(found: list[str], text: str) -> list[str]:
    kept: dict[str, str] = {}
    whole = folded(text)
    for term in found:
        term = " ".join(term.split())
        if term and len(term.split()) <= LONGEST and holds(whole, folded(term)):
            kept.setdefault(folded(term), term)
    return sorted(kept.values(), key=term_order)
