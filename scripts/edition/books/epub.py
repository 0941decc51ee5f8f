"""A book as EPUB 3.3 (W3C): a file for each article, notes that open where they are hung, a nav, an index.

Written with zipfile and a few templates: the format is XHTML, a list of files and a table of contents, and the one
library that would write them (EbookLib) is under the AGPL. Files are stored and not compressed, since what zlib
makes differs from version to version and the same edition is to give the same bytes.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from edition.books import wording
from edition.books.content import Book, Part, resolve
from edition.books.nodes import Node, linked, nodes
from edition.language import own

TEMPLATES = Path(__file__).parent.parent / "data" / "books" / "epub"
FOLDER = "EPUB/"
CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
EARLIEST = 315532800  # 1980, before which a zip file knows no time
# Signs that XML 1.0 does not have.
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def epub(book: Book, epoch: int) -> bytes:
    """Return a book as EPUB; `epoch` is the moment that it counts as its own, in seconds since 1970."""
    files = dict(_files(book, epoch))
    moment = datetime.datetime.fromtimestamp(max(epoch, EARLIEST), datetime.UTC)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, _NOT_XML.sub("\ufffd", text).encode())
    return made.getvalue()


def place(address: str) -> str:
    """Return the file, and the place in it, at which one of a book's addresses stands."""
    path, _, fragment = address.partition("#")
    kind, key = path.strip("/").split("/")
    if kind == "articles":
        return f"article-{key}.xhtml" + (f"#{fragment}" if fragment else "")
    if kind == "topics" and fragment != "index":
        return f"topics.xhtml#topic-{key}"
    return f"index.xhtml#{kind}-{key}"


def _files(book: Book, epoch: int) -> Iterable[tuple[str, str]]:
    yield "mimetype", "application/epub+zip"
    yield "META-INF/container.xml", CONTAINER
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "lang": own(),
        "settings": book.settings,
        "words": wording.words(),
        "to": place,
        "doubt": wording.doubt,
    }

    def filled(template: str, **given: Any) -> str:
        return environment.get_template(template).render(given)

    yield FOLDER + "style.css", (TEMPLATES / "style.css").read_text("utf-8")
    yield FOLDER + "title.xhtml", filled("title.xhtml", imprint=_paragraphs(wording.imprint(book)))
    spine = ["title.xhtml"]
    for article in book.articles:
        spine.append(place(article["address"]))
        yield FOLDER + spine[-1], filled("article.xhtml", **_article(book, article))
    if book.topics:
        spine.append("topics.xhtml")
        yield FOLDER + spine[-1], filled("topics.xhtml", topics=[_topic(topic) for topic in book.topics])
    if book.index:
        spine.append("index.xhtml")
        yield FOLDER + spine[-1], filled("index.xhtml", index=_index(book))
    spine.append("colophon.xhtml")
    yield FOLDER + spine[-1], filled("colophon.xhtml", colophon=_paragraphs(wording.colophon(book, "", set_by="")))
    articles = [{"file": place(article["address"])} for article in book.articles]
    yield FOLDER + "nav.xhtml", filled("nav.xhtml", contents=_contents(book), articles=articles, index=book.index)
    moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    yield (
        FOLDER + "package.opf",
        filled(
            "package.opf",
            spine=spine,
            identifier=f"{book.settings.base}books/",
            languages=sorted({a["title"]["language"] for a in book.articles} - {own()}),
            day=book.settings.edition.date.machine,
            modified=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        ),
    )


def _contents(book: Book) -> list[Part]:
    topics = [{"file": place(topic["address"]), "title": topic["label"]} for topic in book.topics]
    return [
        {
            "file": place(address) if "/" in address else f"{address}.xhtml",
            "title": title,
            "within": topics if address == "topics" else [],
        }
        for address, title, _ in wording.contents(book)
    ]


def _article(book: Book, article: Part) -> Part:
    address = article["address"]

    def shown(html: str) -> Markup:
        return xhtml(nodes(html, lambda href: resolve(book, address, href)), numbers)

    numbers = {note["key"]: note["number"] for note in article["notes"]}
    blocks: list[Part] = []
    level = 1
    for block in article["blocks"]:
        if block.get("gone"):
            continue
        if block["heading"]:
            level = min(block["heading"], level + 1)
            blocks.append({"heading": level, "html": shown(block["html"])})
        else:
            permalink = f"{book.settings.base}{address}#{block['id']}"
            kept = {key: block[key] for key in ("id", "number")}
            blocks.append(kept | {"heading": 0, "html": shown(block["html"]), "permalink": permalink})
    return {
        "article": article | {"topics": [topic for topic in article["topics"] if topic["address"] in book.keys]},
        "kicker": wording.kicker(article),
        "byline": wording.names(article),
        "label": wording.label(article),
        "about": wording.about(article),
        "blocks": blocks,
        "notes": [
            {
                "key": note["key"],
                "number": note["number"],
                "type": note["type"][:1].upper() + note["type"][1:],
                "html": shown(note["html"]),
                "sources": "; ".join(note["sources"]),
                "as_of": note["as_of"],
            }
            for note in article["notes"]
        ],
        "provenance": [(name, xhtml(linked(words))) for name, words in wording.provenance(article)],
        "errata": [(one["date"], wording.erratum(one)) for one in article["errata"]],
    }


def _topic(topic: Part) -> Part:
    rows = [row | {"who": f"{wording.names(row['article'])}, {row['year']}"} for row in topic["rows"]]
    return topic | {"rows": rows}


def _index(book: Book) -> list[Part]:
    names = {a["address"]: a["heading"] for a in book.articles}
    briefly = {a["address"]: f"{wording.names(a)} {a['date']['machine'][:4]}".strip() for a in book.articles}

    def grouped(places: Iterable[str]) -> list[Part]:
        found: dict[str, list[Part]] = {}
        for one in places:
            address, _, paragraph = one.partition("#")
            found.setdefault(address, []).append({"address": one, "number": paragraph[1:]})
        return [{"name": briefly[address], "places": held} for address, held in found.items()]

    return [
        letter
        | {
            "entries": [
                entry
                | {
                    "groups": grouped(entry["places"]),
                    "wrote": [{"address": one, "name": names[one]} for one in entry["wrote"]],
                }
                for entry in letter["entries"]
            ]
        }
        for letter in book.index
    ]


def _paragraphs(held: Iterable[str]) -> list[Markup]:
    return [xhtml(linked(one)) for one in held if one]


def xhtml(held: Iterable[Node], numbers: dict[str, int] | None = None) -> Markup:
    """Return nodes as XHTML; `numbers` are those of the notes by their keys."""
    return Markup("").join(_of(one, numbers or {}) for one in held)


def _of(node: Node, numbers: dict[str, int]) -> Markup:
    if isinstance(node, str):
        return escape(node)
    kind, given, within = node
    if kind == "note":
        reference = '<a epub:type="noteref" role="doc-noteref" id="r-{0}" href="#n-{0}">{1}</a>'
        return Markup(reference).format(given, numbers[given]) if given in numbers else Markup("")
    body = xhtml(within, numbers)
    if kind in ("a", "name"):
        stays, target = given
        quiet = Markup(' class="name"') if kind == "name" else ""
        return Markup('<a{} href="{}">{}</a>').format(quiet, place(target) if stays else target, body)
    if kind in ("br", "hr"):
        return Markup(f"<{kind}/>")
    start = Markup(' start="{}"').format(given) if kind == "ol" and given != 1 else Markup("")
    return Markup("<{0}{1}>{2}</{0}>").format(kind, start, body)
