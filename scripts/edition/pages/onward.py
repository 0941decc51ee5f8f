"""Where an article's page leads on: the map of its paragraphs, and the articles before and after it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from edition.model.article import Article, Heading
from edition.model.edition import Edition
from edition.pages.parts import Part, date, short, title
from edition.passages import Passage
from edition.relate import Relations

TOPICS = 3  # by which an article's page leads to those before and after it
LABELS = 60  # paragraphs up to which each is named by a topic; a longer article's map has numbers alone


@dataclass(frozen=True)
class Order:
    """The articles of an edition in order of date, as a whole and by topic; made once for all pages."""

    edition: Edition
    places: Mapping[str, int]
    by_topic: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, edition: Edition, relations: Relations) -> Order:
        """Return the order of an edition's articles."""
        places = {article.id: place for place, article in enumerate(edition.articles)}
        held = {topic: sorted(places[one] for one in found) for topic, found in relations.by_topic.items()}
        return cls(edition, places, held)

    def around(self, article: str, places: Sequence[int]) -> tuple[int | None, int | None]:
        """Return which of some places, in ascending order, stands next before and next after that of an article."""
        here = self.places[article]
        at = bisect_left(places, here)
        after = at + (at < len(places) and places[at] == here)
        return (places[at - 1] if at else None), (places[after] if after < len(places) else None)


def article_map(edition: Edition, article: Article, passages: Iterable[Passage]) -> list[Part]:
    """Return the paragraphs of an article in order, each with the topic that sets it apart from the others.

    That is the topic that the fewest paragraphs of the article treat, of those that stand in the author's words if
    there are any; '' for a paragraph without topics, and for all where the article is too long to name each.
    """
    held = [one for one in passages if one.paragraph]
    counts = Counter(one.topic for one in held)
    found: dict[str, list[tuple[bool, int, int, str]]] = {}
    for place, one in enumerate(held):
        found.setdefault(one.paragraph, []).append((one.reading, counts[one.topic], place, one.topic))
    paragraphs = [block for block in article.blocks if not isinstance(block, Heading)]
    named = len(paragraphs) <= LABELS
    return [
        {
            "id": block.id,
            "number": block.number,
            "label": edition.authority.topics[min(found[block.id])[3]].label if named and block.id in found else "",
        }
        for block in paragraphs
    ]


def onward(order: Order, article: Article, topics: Iterable[tuple[str, Sequence[Passage]]]) -> list[Part]:
    """Return the ways to the articles before and after one: by date, then by the topics that it treats most."""
    edition = order.edition
    here = order.places[article.id]
    last = len(edition.articles) - 1
    ways = [("", "", (here - 1 if here else None), (here + 1 if here < last else None))]
    counted = sorted(topics, key=lambda one: -len(one[1]))
    for topic, _ in counted:
        before, after = order.around(article.id, order.by_topic.get(topic, ()))
        # Where a topic leads to the same two articles as the date does, it is no way of its own.
        if (before, after) != (None, None) and (before, after) not in [way[2:] for way in ways]:
            ways.append((edition.authority.topics[topic].label, f"topics/{topic}/", before, after))
    return [
        {"label": label, "address": address, "before": _end(edition, before), "after": _end(edition, after)}
        for label, address, before, after in ways[: TOPICS + 1]
        if before is not None or after is not None
    ]


def _end(edition: Edition, place: int | None) -> Part | None:
    if place is None:
        return None
    article = edition.articles[place]
    return short(edition, article) | {"title": title(article), "date": date(article.matter.publication.date)}
