"""The state of each article: draft or not, and what of it is there and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from edition.model.article import Article
from edition.model.draft import TO_SUMMARISE, lacking
from edition.model.edition import Edition
from edition.passages import Passages

Text = Literal["carried", "at hand", "differs", "not at hand"]


@dataclass(frozen=True)
class Part:
    """How much of something is there, and for what it is still missing."""

    name: str
    of: int
    missing: tuple[str, ...]

    @property
    def done(self) -> int:
        """How many are there."""
        return self.of - len(self.missing)


@dataclass(frozen=True)
class Status:
    """The state of one article."""

    article: str
    path: str
    draft: bool
    open: tuple[str, ...]
    """What the editor lists as open, and then the required fields that are not given."""
    layer: str
    paragraphs: int
    parts: tuple[Part, ...]
    """Parts that can be complete: summaries, review, digests, terms and topics by paragraph, positions by topic."""
    notes: int
    links: int
    text: Text

    @property
    def lacks(self) -> tuple[str, ...]:
        """The names of what is not complete, notes and links where there is none at all."""
        found = [part.name for part in self.parts if part.missing]
        return (*found, *(name for name, number in (("notes", self.notes), ("links", self.links)) if not number))


def status(edition: Edition) -> list[Status]:
    """Return the state of every article in order of date, drafts among them."""
    passages = Passages(edition)
    articles = sorted((*edition.articles, *edition.drafts), key=lambda article: article.order)
    return [_status(edition, article, passages) for article in articles]


def _status(edition: Edition, article: Article, passages: Passages) -> Status:
    matter = article.matter
    ids = [paragraph.id for paragraph in article.paragraphs]
    found = passages.of(article)
    placed = {passage.paragraph for passage in found}
    topics = dict.fromkeys(passage.topic for passage in found)
    parts = []
    if matter.layer == "regest":
        unwritten = {p.id for p in article.paragraphs if p.markdown.strip() == TO_SUMMARISE}
        parts += [
            Part("summaries", len(ids), tuple(p for p in ids if p in unwritten)),
            Part("review", len(ids), tuple(p for p in ids if not _reviewed(article, p))),
            Part("digests", len(ids), tuple(p for p in ids if not article.about(p).digest)),
            Part("terms", len(ids), tuple(p for p in ids if not article.about(p).terms)),
        ]
    parts += [
        Part("topics", len(ids), tuple(p for p in ids if p not in placed)),
        Part("positions", len(topics), tuple(t for t in topics if not _has_position(article, t))),
    ]
    data = article.source.data
    fields = lacking(data) if matter.draft and isinstance(data, dict) else ()
    return Status(
        article.id,
        article.source.path,
        bool(matter.draft),
        (*matter.draft, *fields),
        matter.layer,
        len(ids),
        tuple(parts),
        len(matter.notes),
        len(matter.links),
        _text(edition, article),
    )


def _reviewed(article: Article, paragraph: str) -> bool:
    drafting = article.drafting(paragraph)
    return drafting is not None and drafting.reviewed_by is not None


def _has_position(article: Article, topic: str) -> bool:
    treatment = article.matter.treats.get(topic)
    return treatment is not None and treatment.position is not None


def _text(edition: Edition, article: Article) -> Text:
    if article.matter.layer == "text":
        return "carried"
    copy = edition.copies.get(article.id)
    if copy is None:
        return "not at hand"
    return "at hand" if copy.exact and copy.whole else "differs"


def as_data(held: Iterable[Status]) -> list[dict[str, object]]:
    """Return states as plain data, as `edition status --json` prints them."""
    return [
        {
            "article": one.article,
            "path": one.path,
            "draft": one.draft,
            "open": list(one.open),
            "layer": one.layer,
            "paragraphs": one.paragraphs,
            "parts": {p.name: {"done": p.done, "of": p.of, "missing": list(p.missing)} for p in one.parts},
            "notes": one.notes,
            "links": one.links,
            "text": one.text,
            "lacks": list(one.lacks),
        }
        for one in held
    ]
