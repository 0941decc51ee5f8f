"""Where an article's page leads on: the map of its paragraphs, and the articles before and after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from edition.model.article import Article, Heading
from edition.model.edition import Edition
from edition.pages.parts import Part, date, short, title
from edition.passages import Passage
from edition.relate import Relations

TOPICS = 3  # by which an article's page leads to those before and after it
LABELS = 60  # paragraphs up to which each is named by a topic; a longer article's map has numbers alone


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


def onward(
    edition: Edition, relations: Relations, article: Article, topics: Iterable[tuple[str, Sequence[Passage]]]
) -> list[Part]:
    """Return the ways to the articles before and after one: by date, then by the topics that it treats most."""
    ways = [("", "", relations.beside[f"/{article.id}"])]
    for topic, _ in sorted(topics, key=lambda one: -len(one[1])):
        ends = relations.beside[f"{topic}/{article.id}"]
        # Where a topic leads to the same two articles as the date does, it is no way of its own.
        if ends not in [("", ""), *(way[2] for way in ways)]:
            ways.append((edition.authority.topics[topic].label, f"topics/{topic}/", ends))
    return [
        {"label": label, "address": address, "before": _end(edition, before), "after": _end(edition, after)}
        for label, address, (before, after) in ways[: TOPICS + 1]
        if before or after
    ]


def _end(edition: Edition, key: str) -> Part | None:
    if not key:
        return None
    article = edition.by_id[key]
    return short(edition, article) | {"title": title(article), "date": date(article.matter.publication.date)}
