"""Links between passages that the editor wrote, as they look from either end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from edition.language import say
from edition.model.article import Article
from edition.model.edition import Edition, drawn_from_each

Kind = Literal["agrees", "disputes", "answers", "same-event", "same-topic"]

# How a link reads from the paragraph where it was written, and from the other.
WORDS: dict[str, tuple[str, str]] = {
    "agrees": ("agrees with", "agrees with"),
    "disputes": ("disputes", "is disputed by"),
    "answers": ("answers", "is answered by"),
    "same-event": ("treats the same event as", "treats the same event as"),
    "same-topic": ("treats the same matter as", "treats the same matter as"),
}


@dataclass(frozen=True)
class Joined:
    """A link as it looks from one of its ends."""

    paragraph: str
    """The paragraph at this end."""
    kind: Kind
    article: str
    """The article at the other end, and there the paragraph."""
    there: str
    reason: str
    written_here: bool
    """Whether the editor wrote it at this end."""

    @property
    def words(self) -> str:
        """What the paragraph here does to the one there: ``disputes``, ``is disputed by``."""
        return say(WORDS[self.kind][0 if self.written_here else 1])


@drawn_from_each
def _paragraphs(edition: Edition, article: Article) -> tuple[str, ...]:
    return tuple(paragraph.id for paragraph in article.paragraphs)


def joined(edition: Edition) -> Mapping[str, tuple[Joined, ...]]:
    """Return the links of every article that has any, seen from it, in the order of its paragraphs.

    Each stands at both ends: where it was written, and at the article to which it leads.
    """
    found: dict[str, list[Joined]] = {}
    for article in edition.articles:
        for link in article.matter.links:
            other, _, there = link.to.partition("#")
            found.setdefault(article.id, []).append(
                Joined(link.start, link.type, other, there, link.reason, written_here=True)
            )
            found.setdefault(other, []).append(
                Joined(there, link.type, article.id, link.start, link.reason, written_here=False)
            )
    order = {article.id: index for index, article in enumerate(edition.articles)}
    paragraphs = _paragraphs(edition)
    places = {article: {name: index for index, name in enumerate(paragraphs[article])} for article in found}

    def key(here: str, one: Joined) -> tuple[int, int, str, str]:
        return places[here][one.paragraph], order[one.article], one.there, one.kind

    return {here: tuple(sorted(held, key=lambda one: key(here, one))) for here, held in found.items()}
