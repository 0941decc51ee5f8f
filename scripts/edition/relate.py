"""What joins the articles: the passages of each topic, links between passages, and the articles nearest to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from edition.model.article import Article
from edition.model.edition import Edition
from edition.passages import Passage, Passages
from edition.threads import READING, Named, Spots, Thread, threads
from edition.typedlinks import Joined, joined

NEIGHBOURS = 12  # of a thread's articles those nearest in date that are weighed, on either side
CANDIDATES = 96  # articles that are weighed against one, at most: those of the rarest threads
SHOWN = 6  # articles that are shown as nearest to one
BRANCHES = 6  # articles in which others are sought for a paragraph, by thread
SPOTS = 4  # paragraphs of such an article
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
    finder = Passages(edition)
    passages = {article.id: finder.of(article) for article in edition.articles}
    by_topic: dict[str, dict[str, tuple[Passage, ...]]] = {topic: {} for topic in edition.authority.topics}
    for article in edition.articles:
        for passage in passages[article.id]:
            held = by_topic.setdefault(passage.topic, {})
            held[article.id] = (*held.get(article.id, ()), passage)
    woven = threads(edition, passages, named or {})
    links = joined(edition)
    web = _Web(edition, woven, links)
    by_article = {article.id: web.nearest(article.id) for article in edition.articles}
    others = {a.id: web.others(a.id, [r.article for r in by_article[a.id]]) for a in edition.articles}
    return Relations(
        passages,
        by_topic,
        {article: held for article, held in by_article.items() if held},
        links,
        {article: held for article, held in others.items() if held},
        woven,
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
        self.pairs: dict[str, dict[str, None]] = {article: {} for article in self.order}
        for here in self.order:
            for there in self._candidates(here):
                self.pairs[here][there] = self.pairs[there][here] = None

    def _candidates(self, here: str) -> Iterable[str]:
        found: dict[str, None] = {}
        for thread in self.threads[here].values():
            for there in thread.near(here, NEIGHBOURS):
                found[there] = None
            if len(found) >= CANDIDATES:
                break
        return found

    def nearest(self, here: str) -> tuple[Relation, ...]:
        """Return the articles joined to one by the editor, then those nearest to it, the nearest first."""
        links: dict[str, list[Joined]] = {}
        for one in self.links.get(here, ()):
            links.setdefault(one.article, []).append(one)
        weighed = []
        for there in {**self.pairs[here], **dict.fromkeys(links)}:
            weight = sum(thread.joins(here, there) for thread in self._common(here, there))
            weighed.append((there not in links, -round(weight, 9), self.order[there], there))
        weighed.sort()
        return tuple(
            Relation(there, -weight, self._shared(here, there), tuple(links.get(there, ())))
            for _, weight, _, there in weighed[: max(SHOWN, len(links))]
        )

    def _common(self, here: str, there: str) -> Iterator[Thread]:
        ours, theirs = self.threads[here], self.threads[there]
        if len(theirs) < len(ours):
            ours, theirs = theirs, ours
        return (thread for address, thread in ours.items() if address in theirs)

    def _shared(self, here: str, there: str) -> tuple[Shared, ...]:
        common = sorted(self._common(here, there), key=lambda t: (-t.joins(here, there), t.address))
        return tuple(Shared(thread.address, thread.spots[here], thread.spots[there]) for thread in common)

    def others(self, here: str, nearest: list[str]) -> dict[str, tuple[Other, ...]]:
        """Return the best other paragraphs for each paragraph: one an article, and none that the editor joined."""
        found: dict[str, dict[tuple[str, str], list[tuple[float, str]]]] = {}
        for thread in self.threads[here].values():
            for there in self._branches(thread, here, nearest):
                for one in thread.spots[here]:
                    for other in thread.spots[there][:SPOTS]:
                        if one.paragraph and other.paragraph:
                            weight = thread.weight * (READING if one.reading or other.reading else 1)
                            ends = found.setdefault(one.paragraph, {}).setdefault((there, other.paragraph), [])
                            ends.append((weight, thread.address))
        joined = {(one.paragraph, one.article, one.there) for one in self.links.get(here, ())}
        return {
            paragraph: best
            for paragraph, ends in found.items()
            if (best := tuple(self._best({e: w for e, w in ends.items() if (paragraph, *e) not in joined})))
        }

    def _branches(self, thread: Thread, here: str, nearest: list[str]) -> Iterable[str]:
        found = [there for there in nearest if there in thread.spots][:BRANCHES]
        for there in thread.near(here, BRANCHES):
            if len(found) >= BRANCHES:
                break
            if there not in found:
                found.append(there)
        return found

    def _best(self, ends: Mapping[tuple[str, str], list[tuple[float, str]]]) -> Iterator[Other]:
        summed = [(-round(sum(w for w, _ in held), 9), self.order[end[0]], end, held) for end, held in ends.items()]
        taken: set[str] = set()
        for weight, _, (article, paragraph), held in sorted(summed, key=lambda one: one[:2]):
            if article not in taken:
                taken.add(article)
                held.sort(key=lambda pair: (-pair[0], pair[1]))
                yield Other(article, paragraph, -weight, tuple(address for _, address in held))
            if len(taken) == OTHERS:
                return
