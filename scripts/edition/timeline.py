"""What happened when, and when each article was written: events, dated documents and articles in order of date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edition.dates import Edtf
from edition.model.article import Article
from edition.model.edition import Edition, shared
from edition.model.records import Record

NEAR = 3


@dataclass(frozen=True)
class Moment:
    """An event, a document's date, or the publication of an article: one of the last two is set."""

    date: Edtf
    record: str = ""
    """The address of the page of an event or document."""
    article: str = ""
    """The id of an article."""


@shared
def events(edition: Edition) -> list[Moment]:
    """Return all events and dated documents, the earliest first."""
    found = []
    for kind in ("events", "documents"):
        records: Mapping[str, Record] = getattr(edition.authority, kind)
        found += [Moment(record.when, f"{kind}/{key}/") for key, record in records.items() if record.when]
    return sorted(found, key=_order)


def moments(edition: Edition) -> list[Moment]:
    """Return all events and articles, the earliest first; of the same day, events first."""
    articles = [Moment(article.matter.publication.date, article=article.id) for article in edition.articles]
    return sorted([*events(edition), *articles], key=_order)


def _order(moment: Moment) -> tuple[str, str, str, str]:
    begins = moment.date.earliest if moment.date.year else moment.date.latest  # where no beginning is known, its end
    return begins, moment.date.latest, moment.article, moment.record


def around(held: list[Moment], article: Article) -> tuple[list[Moment], list[Moment]]:
    """Return which of the events were over just before an article's date, and which began just after it.

    An event of the same days as an article whose day is not known is in neither list: which came first is open.
    """
    date = article.matter.publication.date
    before = sorted((m for m in held if m.date.latest <= date.earliest), key=lambda m: m.date.latest)
    after = [m for m in held if m.date.earliest > date.latest]
    return before[-NEAR:], after[:NEAR]
