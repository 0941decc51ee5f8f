"""What a book holds, as plain data: articles, topics and the index, taken from what the edition's pages are given.

A book says what the pages say, since it is made of their data. Texts of a reading copy and drafts are never in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from edition.model.settings import Settings
from edition.page import Page

Part = dict[str, Any]


@dataclass(frozen=True)
class Book:
    """A book: what its title page says, and its parts in order."""

    settings: Settings
    articles: tuple[Part, ...]
    topics: tuple[Part, ...]
    """Topics that some article treats, by label, each with its rows."""
    index: tuple[Part, ...]
    """Entries by letter: each has a name, the address of its page, and the paragraphs in which it stands."""
    keys: frozenset[str] = field(default_factory=frozenset)
    """The addresses that lead to a place within the book; all others lead to the published edition."""


def book(settings: Settings, pages: Iterable[Page]) -> Book:
    """Return the book that the published pages of an edition make."""
    by_template: dict[str, list[Page]] = {}
    for page in pages:
        by_template.setdefault(page.template, []).append(page)
    articles = tuple(
        _article(number, page)
        for number, page in enumerate((p for p in by_template.get("article.html", ()) if not p.data["draft"]), 1)
    )
    topics = tuple(_topics(by_template.get("topic.html", ())))
    index = tuple(_index(by_template, articles, topics))
    keys = {address for article in articles for address in _addresses(article)}
    keys |= {topic["address"] for topic in topics}
    keys |= {entry["address"] for letter in index for entry in letter["entries"]}
    return Book(settings, articles, topics, index, frozenset(keys))


def resolve(book: Book, address: str, href: str) -> tuple[bool, str]:
    """Return whether a link of the page at an address stays within the book, and its target.

    The target is one of the book's addresses, or a whole address of the web.
    """
    if href.startswith(("http:", "https:", "mailto:")):
        return False, href
    path, mark, fragment = href.partition("#")
    while path.startswith(("../", "./")):
        path = path.partition("/")[2]
    target = f"{path or address}{mark}{fragment}"
    return (True, target) if target in book.keys else (False, book.settings.base + target)


def _article(number: int, page: Page) -> Part:
    data = page.data
    blocks = [block | {"own": None} for block in data["blocks"]]
    return dict(data) | {
        "order": number,
        "address": page.address,
        "heading": page.title,
        "summary": data["layer"] == "regest",
        "blocks": blocks,
        "copy": None,
    }


def _addresses(article: Part) -> Iterator[str]:
    yield article["address"]
    for block in article["blocks"]:
        if block.get("id"):
            yield f"{article['address']}#{block['id']}"
    for note in article["notes"]:
        yield f"{article['address']}#n-{note['key']}"


def _topics(pages: Iterable[Page]) -> Iterator[Part]:
    """Yield each topic that has rows, with the rows of all its pages."""
    found: dict[str, Part] = {}
    for page in pages:
        topic = found.setdefault(page.data["first"], {"address": page.data["first"], "rows": []})
        if page.data["number"] == 1:
            topic |= {key: page.data[key] for key in ("label", "scope", "usage", "broader", "narrower", "related")}
        topic["rows"] += [row for group in page.data["groups"] for row in group["rows"]]
    for topic in found.values():
        topic["rows"] = [row | {"marks": _marks(row)} for row in topic["rows"] if not row["article"]["draft"]]
    yield from sorted((topic for topic in found.values() if topic["rows"]), key=lambda one: folded(one["label"]))


def _marks(row: Part) -> list[Part]:
    """Return the paragraphs of a row, each with whether it is the editor's reading; those of the text first."""
    found: dict[str, bool] = {}
    for ground in row["grounds"]:
        for mark in ground["marks"]:
            if mark["id"]:
                found[mark["id"]] = found.get(mark["id"], True) and ground["basis"] == "reading"
    order = {mark: place for place, mark in enumerate(found)}
    return [
        {"id": mark, "number": mark[1:], "reading": found[mark]}
        for mark in sorted(found, key=lambda one: (found[one], order[one]))
    ]


def _index(pages: Mapping[str, list[Page]], articles: tuple[Part, ...], topics: tuple[Part, ...]) -> Iterator[Part]:
    held = {article["address"] for article in articles}
    listed = {one["address"]: one for page in pages.get("records.html", ()) for one in page.data["records"]}
    entries: list[Part] = []
    for page in pages.get("record.html", ()):
        places = [
            f"{mention['address']}#{line['id']}"
            for mention in page.data["mentions"]
            if mention["address"] in held
            for line in mention["lines"]
        ]
        wrote = [one["address"] for one in page.data["articles"] if one["address"] in held]
        if places or wrote:
            entries.append(
                {
                    "name": listed[page.address]["sort"],
                    "address": page.address,
                    "kind": page.data["kind"],
                    "topic": False,
                    "forms": page.data["forms"],
                    "wrote": wrote,
                    "places": list(dict.fromkeys(places)),
                    "see": "",
                }
            )
    for topic in topics:
        places = [f"{row['article']['address']}#{mark['id']}" for row in topic["rows"] for mark in row["marks"]]
        entries.append(
            {
                "name": topic["label"],
                "address": f"{topic['address']}#index",
                "kind": "topic",
                "topic": True,
                "forms": [],
                "wrote": [],
                "places": places,
                "see": topic["address"],
            }
        )
    entries.sort(key=lambda entry: (folded(entry["name"]), entry["topic"], entry["address"]))
    letters: dict[str, list[Part]] = {}
    for entry in entries:
        letters.setdefault(_letter(entry["name"]), []).append(entry)
    for letter, found in letters.items():
        yield {"letter": letter, "entries": found}


def folded(text: str) -> str:
    """Return a name as it is put in order: without capitals, accents, article and signs before it."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return kept.lstrip("“”‘’\"'([ ").removeprefix("the ") or kept


def _letter(name: str) -> str:
    first = folded(name)[:1].upper()
    return first if first.isascii() and first.isalpha() else "#" if not first.isalpha() else first
