"""Proposals to an editor: names that have no record, and topics whose forms stand in paragraphs not placed there.

Nothing is decided here, and nothing written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from edition import markup
from edition.annotate import forms
from edition.mentions import Finder
from edition.model.article import Article
from edition.model.edition import Edition
from edition.namelike import Name, Text, names
from edition.wordforms import FormFinder
from edition.words import own_text

Kind = Literal["same", "near"]


@dataclass(frozen=True)
class TopicProposal:
    """A topic whose forms stand in an author's paragraph that is not placed under it."""

    topic: str
    article: str
    paragraph: str
    kind: Kind
    words: tuple[str, ...]
    """The forms, as they stand there."""


def names_without_record(edition: Edition) -> list[Name]:
    """Return what looks like a name in the texts and summaries of an edition and is no form of any record."""
    known = [form.text for form in forms(edition)]
    known += [outlet.name for outlet in edition.authority.outlets.values()]
    return names(texts(edition), Finder(forms(edition)), known)


def texts(edition: Edition) -> list[Text]:
    """Return what is looked through: of each paragraph the author's text where it is at hand, and the summary."""
    found = []
    for article in (*edition.articles, *edition.drafts):
        for paragraph in article.paragraphs:
            own = own_text(edition, article, paragraph.id)
            if own is not None:
                found.append(Text(article.id, paragraph.id, own))
            if article.matter.layer == "regest":
                found.append(Text(article.id, paragraph.id, markup.plain(paragraph.markdown)))
    return found


class _Topics:
    """Finds the topics whose forms stand in words."""

    def __init__(self, edition: Edition, kind: Kind) -> None:
        topics = edition.authority.topics.items()
        self._finder = FormFinder((form, key) for key, topic in topics for form in getattr(topic.forms, kind))

    def of(self, parts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the topics with their forms, as they stand in the words."""
        found: dict[str, dict[str, None]] = {}
        for part in parts:
            for one in self._finder.find(part):
                found.setdefault(one.owner, {})[part[one.start : one.end]] = None
        return {topic: tuple(held) for topic, held in found.items()}


def topics_not_listed(edition: Edition) -> list[TopicProposal]:
    """Return the topics whose forms stand in an author's paragraph that neither lists nor excludes them.

    A `same` form among the terms, or in a text that is carried, places a paragraph by itself; it is proposed where it
    stands in a text at hand and in no term. A `near` form is proposed wherever it stands.
    """
    same, near = _Topics(edition, "same"), _Topics(edition, "near")
    articles = (*edition.articles, *edition.drafts)
    return [one for article in articles for one in _proposed(edition, article, same, near)]


def _proposed(edition: Edition, article: Article, same: _Topics, near: _Topics) -> Iterator[TopicProposal]:
    for paragraph in article.paragraphs:
        matter = article.about(paragraph.id)
        text = own_text(edition, article, paragraph.id)
        words = matter.terms if text is None else (text,)
        published = words if article.matter.layer == "text" else matter.terms
        placed = {*matter.topics, *matter.reading, *matter.excluded, *same.of(published)}
        for topic, spoken in same.of(words).items():
            if topic not in placed:
                yield TopicProposal(topic, article.id, paragraph.id, "same", spoken)
                placed.add(topic)
        for topic, spoken in near.of(words).items():
            if topic not in placed:
                yield TopicProposal(topic, article.id, paragraph.id, "near", spoken)


def as_data(names: Iterable[Name], topics: Iterable[TopicProposal]) -> dict[str, list[dict[str, object]]]:
    """Return proposals as plain data, as `edition suggest --json` prints them."""
    return {
        "names": [{"words": n.words, "shape": n.shape, "count": n.count, "places": n.places} for n in names],
        "topics": [
            {"topic": t.topic, "place": f"{t.article}#{t.paragraph}", "kind": t.kind, "words": list(t.words)}
            for t in topics
        ],
    }
