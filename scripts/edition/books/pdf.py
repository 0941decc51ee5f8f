"""A book as PDF, tagged for assistive technology (PDF/UA-1).

Signs for which no font is at hand are shown as □ and told of.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import typst

from edition.books import wording
from edition.books.content import Book, Part, resolve
from edition.books.nodes import Node, linked, nodes
from edition.language import own
from edition.typesetting import Setter

TEMPLATE = "book.typ"
PAPERS = ("a5", "a4", "letter")
LACKING = "□"
_NOT_SHOWN = re.compile(r'the text (`+)"(.*?)"\1 could not be displayed', re.DOTALL)


@dataclass(frozen=True)
class Pdf:
    """A finished PDF, and the signs in it for which no font was found."""

    data: bytes
    lacking: str


def pdf(book: Book, epoch: int, setter: Setter, *, paper: str = "a5") -> Pdf:
    """Return a book as PDF; `epoch` is the moment that it counts as its own, in seconds since 1970.

    The same book, fonts and epoch give the same bytes.
    """
    data = _data(book, epoch, paper)
    lacking = ""
    while True:
        try:
            return Pdf(setter.pdf(data, epoch), lacking)
        except typst.TypstError as error:
            found = _not_shown(error.diagnostic)
            if found <= set(lacking):
                raise
            lacking = "".join(sorted(found | set(lacking)))
            data = _without(data, lacking)
            data["colophon"] = _colophon(book, lacking)


def _not_shown(diagnostic: str) -> set[str]:
    """Return the signs that no font shows, by what Typst says of them."""
    found: set[str] = set()
    for _, text in _NOT_SHOWN.findall(diagnostic):
        found |= set(re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text))
    return found - {LACKING}


def _without(value: object, signs: str) -> Part:
    """Return the data with what stands for a sign in the place of each of some signs."""
    table = str.maketrans(dict.fromkeys(signs, LACKING))
    made: Part = json.loads(json.dumps(value, ensure_ascii=False).translate(table))
    return made


def _data(book: Book, epoch: int, paper: str) -> Part:
    settings = book.settings
    day = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    return {
        "title": settings.site_name,
        "short": settings.edition.short_title,
        "editor": settings.site_author,
        "description": settings.site_description,
        "keywords": [topic["label"] for topic in book.topics[:20]],
        "version": settings.edition.version,
        "date": str(settings.edition.date),
        "day": [day.year, day.month, day.day],
        "base": settings.base,
        "lang": own(),
        "region": "GB",
        "paper": paper,
        "words": wording.words(),
        "imprint": [linked(one) for one in wording.imprint(book)],
        "contents": [
            {"address": address, "title": title, "below": below} for address, title, below in wording.contents(book)
        ],
        "whose": {article["address"]: wording.whose(article) for article in book.articles},
        "articles": [_article(book, article) for article in book.articles],
        "topics": [_topic(topic) for topic in book.topics],
        "index": [
            {"letter": letter["letter"], "entries": [_entry(entry) for entry in letter["entries"]]}
            for letter in book.index
        ],
        "colophon": _colophon(book, ""),
    }


def _colophon(book: Book, lacking: str) -> list[list[Node]]:
    set_by = "Set by Typst in Libertinus Serif, with Noto Serif CJK; both are under the SIL Open Font License 1.1."
    return [linked(one) for one in wording.colophon(book, lacking, set_by=set_by)]


def _article(book: Book, article: Part) -> Part:
    address = article["address"]

    def within(html: str) -> list[Node]:
        return nodes(html, lambda href: resolve(book, address, href))

    name, more = wording.label(article)
    blocks = [_block(book, article, block, within) for block in article["blocks"] if not block.get("gone")]
    level = 1
    for block in blocks:  # no level is passed over, as readers of tagged files count on
        if block["heading"]:
            block["heading"] = level = min(block["heading"], level + 1)
    return {
        "address": address,
        "heading": article["heading"],
        "title-lang": article["title"]["language"] if not article["title"]["supplied"] else own(),
        "subtitle": article["title"]["subtitle"],
        "kicker": wording.kicker(article),
        "byline": wording.names(article),
        "label": name,
        "label-more": [more],
        "blocks": blocks,
        "notes": [
            {
                "key": note["key"],
                "type": note["type"][:1].upper() + note["type"][1:],
                "nodes": within(note["html"]),
                "sources": "; ".join(note["sources"]),
                "as_of": f"({note['as_of']})",
            }
            for note in article["notes"]
        ],
        "about": [
            [
                wording.about(article),
                [
                    {
                        "name": one["name"],
                        "address": one["address"],
                        "doubt": wording.doubt(one["certainty"]),
                        "forms": one["forms"],
                        "description": one["description"] or "",
                        "statements": [
                            {
                                "when": held["when"],
                                "text": f"{held['text'][:1].upper()}{held['text'][1:]}.",
                                "source": held["source"],
                            }
                            for held in one["statements"]
                        ],
                    }
                    for one in article["authors"]
                ],
            ]
        ],
        "provenance": [[name, linked(words)] for name, words in wording.provenance(article)],
        "topics": [topic for topic in article["topics"] if topic["address"] in book.keys],
        "errata": [[one["date"], [wording.erratum(one)]] for one in article["errata"]],
    }


def _block(book: Book, article: Part, block: Part, within: object) -> Part:
    assert callable(within)
    if block["heading"]:
        return {"heading": block["heading"], "nodes": within(block["html"])}
    return {
        "heading": 0,
        "id": block["id"],
        "number": block["number"],
        "permalink": f"{book.settings.base}{article['address']}#{block['id']}",
        "lang": own() if article["summary"] else article["language"],
        "nodes": within(block["html"]),
    }


def _topic(topic: Part) -> Part:
    return {
        "address": topic["address"],
        "label": topic["label"],
        "scope": topic["scope"],
        "rows": [
            {
                "address": row["article"]["address"],
                "who": f"{wording.names(row['article'])}, {row['year']}",
                "position": row["position"],
                "lang": own(),
                "marks": row["marks"],
            }
            for row in topic["rows"]
        ],
    }


def _entry(entry: Part) -> Part:
    wrote: Iterable[Mapping[str, object]] = [{"address": one, "bold": True} for one in entry["wrote"]]
    return {
        "name": entry["name"],
        "address": entry["address"],
        "topic": entry["topic"],
        "forms": entry["forms"],
        "places": [*wrote, *({"address": one, "bold": False} for one in entry["places"])],
    }
