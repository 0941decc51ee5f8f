"""What joins the articles: the passages of each topic, and which articles treat the same topics."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from edition.model.article import Article
from edition.model.edition import Edition
from edition.passages import Passage, Passages

NEIGHBOURS = 12  # of a topic with many articles only those nearest in date are weighed, on either side
SHOWN = 6


@dataclass(frozen=True)
class Shared:
    """A topic that two articles share, with the paragraphs at both ends."""

    topic: str
    here: tuple[Passage, ...]
    there: tuple[Passage, ...]


@dataclass(frozen=True)
class Relation:
    """Another article on the same topics, the rarest topic first."""

    article: str
    weight: float
    shared: tuple[Shared, ...]


@dataclass(frozen=True)
class Relations:
    """All that joins the articles of an edition."""

    passages: Mapping[str, tuple[Passage, ...]]
    """article → its passages, in the order of its paragraphs."""
    by_topic: Mapping[str, Mapping[str, tuple[Passage, ...]]]
    """topic → article → passages, articles in order of date."""
    by_article: Mapping[str, tuple[Relation, ...]]
    """article → the articles nearest to it, the nearest first."""

    def topics_of(self, article: Article) -> list[tuple[str, tuple[Passage, ...]]]:
        """Return the topics of an article with its passages, in the order in which it takes them up."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages[article.id]:
            found.setdefault(passage.topic, []).append(passage)
        return [(topic, tuple(held)) for topic, held in found.items()]


def relate(edition: Edition) -> Relations:
    """Return the passages by topic, and for each article those that share topics with it.

    A shared topic weighs the more the fewer articles treat it: log(1 + N/n), the inverse document frequency of
    Spärck Jones (1972), halved where one end rests on the editor's reading alone. The work grows with the number
    of passages: of a topic's articles only the NEIGHBOURS nearest in date on either side are weighed.
    """
    gathered: dict[str, dict[str, list[Passage]]] = {topic: {} for topic in edition.authority.topics}
    finder = Passages(edition)
    passages = {article.id: finder.of(article) for article in edition.articles}
    for article in edition.articles:
        for passage in passages[article.id]:
            gathered.setdefault(passage.topic, {}).setdefault(article.id, []).append(passage)
    by_topic = {t: {a: tuple(held) for a, held in articles.items()} for t, articles in gathered.items()}

    shared: dict[tuple[str, str], list[tuple[float, Shared]]] = defaultdict(list)
    for topic, articles in by_topic.items():
        ids = list(articles)
        rarity = math.log(1 + len(edition.articles) / max(1, len(ids)))
        for index, here in enumerate(ids):
            for there in ids[max(0, index - NEIGHBOURS) : index] + ids[index + 1 : index + 1 + NEIGHBOURS]:
                weight = rarity / (1 + (_only_read(articles[here]) or _only_read(articles[there])))
                shared[here, there].append((weight, Shared(topic, articles[here], articles[there])))

    found: dict[str, list[Relation]] = defaultdict(list)
    for (here, there), topics in shared.items():
        topics.sort(key=lambda pair: (-pair[0], pair[1].topic))
        found[here].append(Relation(there, sum(w for w, _ in topics), tuple(one for _, one in topics)))
    order = {article.id: index for index, article in enumerate(edition.articles)}
    nearest = {
        here: tuple(sorted(relations, key=lambda r: (-round(r.weight, 9), order[r.article]))[:SHOWN])
        for here, relations in found.items()
    }
    return Relations(passages, by_topic, nearest)


def _only_read(held: tuple[Passage, ...]) -> bool:
    return all(passage.reading for passage in held)
