"""What joins the articles: the passages of each topic, links between passages, and the articles nearest to each."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from edition.crew import share
from edition.model.article import Article
from edition.model.edition import Edition, beside
from edition.passages import Passage, passages_of
from edition.threads import READING, Named, Spots, Thread, threads
from edition.typedlinks import Joined, joined

NEIGHBOURS = 12  # of a thread's articles those nearest in date that are weighed, on either side
CANDIDATES = 64  # articles that are weighed against one, at most: those of the rarest threads
SHOWN = 6  # articles that are shown as nearest to one
THREADS = 5  # of a paragraph, by which others are sought for it
BRANCHES = 4  # articles in which they are sought, by thread
SPOTS = 3  # paragraphs of such an article
OTHERS = 3  # others that are shown for a paragraph


@dataclass(frozen=True)
class Shared:
    """A thread that two articles share, with the paragraphs at both ends."""

    thread: str
    """The address of the topic's or record's page."""
    here: Spots
    there: Spots

    @property
    def topic(self) -> str:
        """The id of the topic; '' for a record."""
        return self.thread.split("/")[1] if self.thread.startswith("topics/") else ""


@dataclass(frozen=True)
class Relation:
    """Another article: what it shares, what weighs most first, and how the editor joined the two."""

    article: str
    weight: float
    shared: tuple[Shared, ...]
    links: tuple[Joined, ...] = ()


@dataclass(frozen=True)
class Other:
    """A paragraph elsewhere that shares threads with one here, what weighs most first."""

    article: str
    paragraph: str
    weight: float
    threads: tuple[str, ...]


@dataclass(frozen=True)
class Relations:
    """All that joins the articles of an edition."""

    passages: Mapping[str, tuple[Passage, ...]]
    """article → its passages, in the order of its paragraphs."""
    by_topic: Mapping[str, Mapping[str, tuple[Passage, ...]]]
    """topic → article → passages, articles in order of date."""
    by_article: Mapping[str, tuple[Relation, ...]]
    """article → the articles that the editor joined to it and those nearest to it, in this order."""
    links: Mapping[str, tuple[Joined, ...]] = field(default_factory=dict)
    """article → the editor's links at its end, in the order of its paragraphs."""
    others: Mapping[str, Mapping[str, tuple[Other, ...]]] = field(default_factory=dict)
    """article → paragraph → others on the same, best first."""
    threads: Mapping[str, Thread] = field(default_factory=dict)
    """The topics and records that run through several articles, by address."""
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """``topic/article`` → the articles on the topic before and after it in order of date, '' for none; ``/article`` →
    those before and after it in the edition."""
    pairs: tuple[tuple[str, str], ...] | None = None
    """The pairs of articles that are compared, where they were worked out before."""

    def topics_of(self, article: Article) -> list[tuple[str, tuple[Passage, ...]]]:
        """Return the topics of an article with its passages, in the order in which it takes them up."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages[article.id]:
            found.setdefault(passage.topic, []).append(passage)
        return [(topic, tuple(held)) for topic, held in found.items()]


def relate(edition: Edition, named: Named | None = None) -> Relations:
    """Return what joins the articles; `named` says which records each of their paragraphs names.

    Two articles weigh for each other what the threads weigh that both have, halved where one end rests on the
    editor's reading alone. An article is weighed against at most CANDIDATES others: those that share its rarest
    threads, and of a thread with many articles the nearest in date; so the work grows with the number of passages.
    """
    passages = passages_of(edition)
    by_topic: dict[str, dict[str, tuple[Passage, ...]]] = {topic: {} for topic in edition.authority.topics}
    for article in edition.articles:
        for passage in passages[article.id]:
            held = by_topic.setdefault(passage.topic, {})
            held[article.id] = (*held.get(article.id, ()), passage)
    woven = threads(edition, passages, named or {})
    links = joined(edition)
    web = _Web(edition, woven, links)
    ids = [article.id for article in edition.articles]
    found = dict(zip(ids, share(ids, web.neighbours), strict=True))
    by_article = {article: nearest for article, (nearest, _) in found.items()}
    others = {article: held for article, (_, held) in found.items()}
    return Relations(
        passages,
        by_topic,
        {article: held for article, held in by_article.items() if held},
        links,
        {article: held for article, held in others.items() if held},
        woven,
        beside({"": edition.by_id, **by_topic}),
    )


class _Web:
    """The threads of each article, rarest first, and what follows from them."""

    def __init__(
        self, edition: Edition, woven: Mapping[str, Thread], links: Mapping[str, tuple[Joined, ...]]
    ) -> None:
        self.order = {article.id: index for index, article in enumerate(edition.articles)}
        self.links = links
        self.threads: dict[str, dict[str, Thread]] = {article: {} for article in self.order}
        for thread in sorted(woven.values(), key=lambda one: (-one.weight, one.address)):
            for article in thread.spots:
                self.threads[article][thread.address] = thread
        self.weigh = {address: thread.weight for address, thread in woven.items()}.__getitem__
        self.all = {article: frozenset(held) for article, held in self.threads.items()}
        self.said = {
            article: frozenset(address for address, thread in held.items() if article not in thread.read)
            for article, held in self.threads.items()
        }
        self.weights: dict[str, dict[str, float]] = {article: {} for article in self.order}
        for here, weights in self.weights.items():
            for there in self._candidates(here):
                if there not in weights:
                    weights[there] = self.weights[there][here] = self._weight(here, there)

    def _candidates(self, here: str) -> Iterable[str]:
        found: dict[str, None] = {}
        for thread in self.threads[here].values():
            found.update(dict.fromkeys(thread.near(here, NEIGHBOURS)))
            if len(found) >= CANDIDATES:
                break
        return found

    def _weight(self, here: str, there: str) -> float:
        """Return what the threads of two articles weigh: in full where both say so, half where one is read so."""
        common = sum(map(self.weigh, self.all[here] & self.all[there]))
        said = sum(map(self.weigh, self.said[here] & self.said[there]))
        return round(READING * common + (1 - READING) * said, 9)

    def neighbours(self, here: str) -> tuple[tuple[Relation, ...], dict[str, tuple[Other, ...]]]:
        """Return the articles nearest to one, and for its paragraphs the best others."""
        nearest = self.nearest(here)
        return nearest, self.others(here, [one.article for one in nearest])

    def nearest(self, here: str) -> tuple[Relation, ...]:
        """Return the articles joined to one by the editor, then those nearest to it, the nearest first."""
        links: dict[str, list[Joined]] = {}
        for one in self.links.get(here, ()):
            links.setdefault(one.article, []).append(one)
        weights = self.weights[here]
        for there in links:
            weights.setdefault(there, self._weight(here, there))
        best = heapq.nsmallest(
            max(SHOWN, len(links)),
            ((there not in links, -weight, self.order[there], there) for there, weight in weights.items()),
        )
        return tuple(
            Relation(there, -weight, self._shared(here, there), tuple(links.get(there, ())))
            for _, weight, _, there in best
        )

    def _shared(self, here: str, there: str) -> tuple[Shared, ...]:
        ours = self.threads[here]
        common = [ours[address] for address in self.all[here] & self.all[there]]
        common.sort(key=lambda thread: (-thread.joins(here, there), thread.address))
        return tuple(Shared(thread.address, thread.spots[here], thread.spots[there]) for thread in common)

    def others(self, here: str, nearest: list[str]) -> dict[str, tuple[Other, ...]]:
        """Return the best other paragraphs for each paragraph: one an article, and none that the editor joined.

        A paragraph is sought by its THREADS rarest threads.
        """
        found: dict[str, dict[tuple[str, str], list[tuple[float, str]]]] = {}
        spun: dict[str, int] = {}
        for thread in self.threads[here].values():
            spots = [one for one in thread.spots[here] if one.paragraph and spun.get(one.paragraph, 0) < THREADS]
            if not spots:
                continue
            branches = self._branches(thread, here, nearest)
            for one in spots:
                spun[one.paragraph] = spun.get(one.paragraph, 0) + 1
                held = found.setdefault(one.paragraph, {})
                for there in branches:
                    for other in thread.spots[there][:SPOTS]:
                        if other.paragraph:
                            weight = thread.weight * (READING if one.reading or other.reading else 1)
                            held.setdefault((there, other.paragraph), []).append((weight, thread.address))
        joined = {(one.paragraph, one.article, one.there) for one in self.links.get(here, ())}
        return {
            paragraph: best
            for paragraph, ends in found.items()
            if (best := tuple(self._best({e: w for e, w in ends.items() if (paragraph, *e) not in joined})))
        }

    def _branches(self, thread: Thread, here: str, nearest: list[str]) -> list[str]:
        found = [there for there in nearest if there in thread.spots][:BRANCHES]
        for there in thread.near(here, BRANCHES):
            if len(found) >= BRANCHES:
                break
            if there not in found:
                found.append(there)
        return found

    def _best(self, ends: Mapping[tuple[str, str], list[tuple[float, str]]]) -> Iterator[Other]:
        summed = [
            (-round(sum(weight for weight, _ in held), 9), self.order[end[0]], place, end, held)
            for place, (end, held) in enumerate(ends.items())
        ]
        summed.sort()
        taken: set[str] = set()
        for weight, _, _, (article, paragraph), held in summed:
            if article not in taken:
                taken.add(article)
                held.sort(key=lambda pair: (-pair[0], pair[1]))
                yield Other(article, paragraph, -weight, tuple(address for _, address in held))
            if len(taken) == OTHERS:
                return
