"""The reading grid: articles by topics, how much of each article treats what.

A grid shows at most WIDE articles and HIGH topics, so that it can be read; a larger edition is cut into windows of
articles in order of date, and each window shows the topics that most of its articles treat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.passages import Passage

WIDE = 50  # articles
HIGH = 30  # topics
LEVELS = (1, 2, 4, 7)  # from how many passages on a cell has the first, second, … size

ByTopic = Mapping[str, Mapping[str, tuple[Passage, ...]]]


@dataclass(frozen=True)
class Cell:
    """What an article has on a topic; `level` is 0 where it has nothing."""

    article: str
    passages: tuple[Passage, ...]

    @property
    def level(self) -> int:
        """How much it is, from 1 to the number of LEVELS; a whole article that was filed there counts as one."""
        return sum(len(self.passages) >= least for least in LEVELS)

    @property
    def read(self) -> bool:
        """Whether all of it rests on the editor's reading."""
        return bool(self.passages) and all(passage.reading for passage in self.passages)

    @property
    def filed(self) -> bool:
        """Whether the publication filed the whole article there, and no paragraph is known."""
        return bool(self.passages) and not any(passage.paragraph for passage in self.passages)


@dataclass(frozen=True)
class Grid:
    """A window of articles in order of date, and a row for each of its topics."""

    articles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    left_out: int
    """How many topics that articles of the window treat are not shown."""


def windows(articles: Sequence[str], wide: int = WIDE) -> list[Sequence[str]]:
    """Return the articles cut into windows, each full but the last; none for no articles.

    Windows are counted from the earliest article, so that later ones leave those before as they are.
    """
    return [articles[start : start + wide] for start in range(0, len(articles), wide)]


def grid(articles: Sequence[str], by_topic: ByTopic, labels: Mapping[str, str], high: int = HIGH) -> Grid:
    """Return the grid of some articles: the topics that most of them treat, those with most passages first."""
    counted = sorted(_treated(articles, by_topic), key=lambda one: (-one[1], -one[2], labels[one[0]].casefold()))
    rows = [
        (topic, tuple(Cell(article, by_topic[topic].get(article, ())) for article in articles))
        for topic, _, _ in counted[:high]
    ]
    return Grid(tuple(articles), tuple(rows), max(0, len(counted) - high))


def _treated(articles: Sequence[str], by_topic: ByTopic) -> Iterator[tuple[str, int, int]]:
    for topic, held in by_topic.items():
        # The shorter of the two is gone through: a window may be small and a topic large.
        both = [held[a] for a in articles if a in held]
        if both:
            yield topic, len(both), sum(map(len, both))
