"""What is new: by version for readers who look back, by article for those who follow a feed.

All dates are recorded ones: of versions, of errata, of changes of address; none is that of a build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from edition.model.article import Article, Erratum
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN, Entry, order, page_of
from edition.permalinks.fates import fates
from edition.permalinks.standing import FOLDERS


@dataclass(frozen=True)
class Correction:
    """An erratum, with its article."""

    article: Article
    erratum: Erratum


@dataclass
class Step:
    """What a version brought; the last step may be one that is not published yet."""

    version: str
    """The version's number; '' for what is not published yet."""
    date: str
    """The version's day as ``YYYY-MM-DD``; '' where there is none yet."""
    articles: list[Article] = field(default_factory=list)
    """Articles that are new in it, as far as they stand today."""
    corrections: list[Correction] = field(default_factory=list)
    gone: list[Entry] = field(default_factory=list)
    """Addresses of pages and places that it moved, merged or withdrew."""
    records: dict[str, int] = field(default_factory=dict)
    """How many records of each folder are new in it."""


def steps(edition: Edition) -> list[Step]:
    """Return what each version brought, the newest first, headed by what is not published yet if that is anything."""
    held = edition.permalinks
    found = [Step(entry.first, entry.date) for entry in held.versions]
    by_version = {step.version: step for step in found}
    ahead = Step("", "")
    first = origins(edition)
    for article in edition.articles:
        entry = held.entries.get(article.address)
        (by_version[first[article.id].first] if article.id in first else ahead).articles.append(article)
        for index, erratum in enumerate(article.matter.errata):
            in_time = (step for step in found if step.date >= erratum.date.text)
            published = entry is not None and index < entry.errata
            step = next(in_time, found[-1]) if published else ahead
            step.corrections.append(Correction(article, erratum))
    taken_over = {entry.to for entry in held.entries.values()}
    for entry in held.entries.values():
        folder = entry.address.partition("/")[0]
        if entry.state != "live" and _told(entry, held.entries):
            by_version[entry.since].gone.append(entry)
        if folder in FOLDERS.values() and "#" not in entry.address and entry.address not in taken_over:
            records = by_version[entry.first].records
            records[folder] = records.get(folder, 0) + 1
    newest = found[::-1]
    return [ahead, *newest] if ahead.articles or ahead.corrections or not found else newest


def _told(entry: Entry, entries: Mapping[str, Entry]) -> bool:
    """Whether an address that is gone is told by itself: not where it went with another, nor a frozen file."""
    if entry.address.startswith(FROZEN):
        return entry.address.endswith("/")
    if page_of(entry.address).count("/") > 2:
        return False  # what is derived from articles, as their comparisons and pages below theirs
    page = entries.get(page_of(entry.address))
    return page is None or page is entry or page.state == "live" or page.since != entry.since


@dataclass(frozen=True)
class Item:
    """An article as a feed tells of it."""

    article: Article
    origin: str
    """The address under which it was first published, which names it for good; its own where that is still to be."""
    published: str
    """The day of the version that first had it, or of the one that is to be the first, as ``YYYY-MM-DD``."""
    updated: str
    """The last day on which its words were changed, or it was published."""
    corrections: tuple[Erratum, ...]


def items(edition: Edition) -> list[Item]:
    """Return the articles as feeds tell of them, the last new or revised one first."""
    days = {entry.first: entry.date for entry in edition.permalinks.versions}
    coming = edition.settings.edition.date.text
    found = []
    first = origins(edition)
    for article in edition.articles:
        entry = first.get(article.id)
        published = days.get(entry.first, coming) if entry else coming
        errata = article.matter.errata
        updated = max([published, *(erratum.date.text for erratum in errata)])
        found.append(Item(article, entry.address if entry else article.address, published, updated, errata))
    return sorted(found, key=lambda item: (item.updated, item.published, item.article.order), reverse=True)


def origins(edition: Edition) -> dict[str, Entry]:
    """Return by id the ledger's line of each published article under the address that it was first published at."""
    found: dict[str, Entry] = {}
    held = fates(edition)
    ids = {article.address: article.id for article in edition.articles}
    for entry in edition.permalinks.entries.values():
        if entry.address.startswith("articles/") and "#" not in entry.address:
            name = ids.get(held.resolve(entry.address))
            if name and (name not in found or order(entry.first) < order(found[name].first)):
                found[name] = entry
    return found


def latest(edition: Edition) -> str:
    """Return the day of the last of the news as ``YYYY-MM-DD``."""
    days = [item.updated for item in items(edition)]
    return max([edition.settings.edition.date.text, *days])
