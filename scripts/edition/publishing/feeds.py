"""Feeds of new and revised articles: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org).

An entry's id is the address under which the article was first published, whatever became of it since. Its dates are
those of versions and errata at noon UTC, since a feed wants a time of day and the day is all there is: noon, so that
the day is the same in nearly every time zone.
"""

from __future__ import annotations

import json

from lxml import etree

from edition.language import own
from edition.model.article import Article
from edition.model.edition import Edition
from edition.publishing.news import Item, items, latest

ATOM = "feed.xml"
JSON = "feed.json"
NEWEST = 50
_NAMESPACE = "http://www.w3.org/2005/Atom"


def files(edition: Edition) -> dict[str, bytes]:
    """Return the feeds as files by their addresses."""
    news = items(edition)[:NEWEST]
    return {ATOM: atom(edition, news), JSON: json_feed(edition, news)}


def atom(edition: Edition, news: list[Item]) -> bytes:
    """Return the Atom feed."""
    settings = edition.settings
    feed = etree.Element("feed", nsmap={None: _NAMESPACE})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", own())
    _add(feed, "id", settings.base)
    _add(feed, "title", settings.site_name)
    _add(feed, "subtitle", "New and revised articles")
    _add(feed, "updated", _noon(latest(edition)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=settings.base + ATOM)
    _add(feed, "link", rel="alternate", type="text/html", href=settings.base)
    _add(_add(feed, "author"), "name", settings.site_author)
    for item in news:
        entry = _add(feed, "entry")
        address = settings.base + item.article.address
        _add(entry, "id", settings.base + item.origin)
        _add(entry, "title", title(item.article))
        _add(entry, "link", rel="alternate", type="text/html", href=address)
        _add(entry, "published", _noon(item.published))
        _add(entry, "updated", _noon(item.updated))
        for name in names(edition, item.article):
            _add(_add(entry, "author"), "name", name)
        _add(entry, "summary", summary(edition, item))
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    element.text = text
    return element


def json_feed(edition: Edition, news: list[Item]) -> bytes:
    """Return the JSON Feed."""
    settings = edition.settings
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.site_name,
        "description": "New and revised articles",
        "home_page_url": settings.base,
        "feed_url": settings.base + JSON,
        "language": own(),
        "authors": [{"name": settings.site_author}],
        "items": [
            {
                "id": settings.base + item.origin,
                "url": settings.base + item.article.address,
                "title": title(item.article),
                "content_text": summary(edition, item),
                "date_published": _noon(item.published),
                "date_modified": _noon(item.updated),
                "authors": [{"name": name} for name in names(edition, item.article)],
            }
            for item in news
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def title(article: Article) -> str:
    """Return an article's title as plain text, in square brackets where the editor supplied it."""
    held = article.matter.title
    return f"[{held.text}]" if held.status == "supplied" else held.text


def names(edition: Edition, article: Article) -> list[str]:
    """Return the names of the authors, with what is to be said of an attribution."""
    doubt = {"certain": "", "attributed": " (attributed)", "doubtful": " (attribution doubtful)"}
    return [edition.authority.credited(one).name + doubt[one.certainty] for one in article.matter.authors]


def summary(edition: Edition, item: Item) -> str:
    """Return what a feed says of an article: what it is, and how it was corrected."""
    matter = item.article.matter
    outlet = edition.authority.outlets[matter.publication.outlet].name
    carried = "The edition’s summary of" if matter.layer == "regest" else "The text of"
    number = len(item.article.paragraphs)
    said = f"{carried} a piece from {outlet}, {matter.publication.date}, in {number} paragraph{'s'[: number > 1]}."
    for erratum in item.corrections:
        where = ", ".join(f"¶ {name[1:]}" for name in erratum.named)
        said += f" Corrected {erratum.date}{f' ({where})' if where else ''}: {erratum.what}"
    return said


def _noon(day: str) -> str:
    return f"{day}T12:00:00Z"
