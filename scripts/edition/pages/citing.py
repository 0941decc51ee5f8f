"""Citing: what an article's page carries for its Cite controls, the plain page of citations, and the files beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from edition.annotate import Annotated
from edition.citing import formats
from edition.citing.item import Item, at, of_article, of_note
from edition.language import say
from edition.model.article import Article
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.builder import Builder
from edition.pages.parts import Part, plain_title
from edition.relate import Relations

# Stand in patterns for what assets/cite.js fills in: private-use letters, which no format escapes.
NUMBER, ANCHOR, PARAGRAPH = "\ue000", "\ue001", "\ue002"


def _keys(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[str]:
    """Yield the ids of the articles."""
    yield from edition.by_id


def _pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated], key: str) -> Iterator[Page]:
    """Yield an article's page of citations, which needs no script."""
    article = edition.by_id[key]
    notes = annotations[article.id].notes
    paragraph = article.paragraphs[0].id if article.paragraphs else ""
    data: Part = {
        "id": article.id,
        "summary": article.matter.layer == "regest",
        "name": plain_title(article),
        "original": article.matter.publication.url or "",
        "article": shown(of_article(edition, article)),
        "paragraph": shown(of_article(edition, article, paragraph)) if paragraph else None,
        "number": paragraph[1:],
        "note": shown(of_note(edition, article, notes[0], "1")) if notes else None,
        "files": files_beside(""),
        "base": f"{edition.settings.base}{article.address}",
        "address": article.address,
        "paragraphs": [{"id": one.id, "number": one.number} for one in article.paragraphs],
        "notes": [
            {"key": key, "number": index, "paragraph": article.matter.notes[key].paragraph[1:]}
            for index, key in enumerate(notes, 1)
        ],
    }
    title = say("How to cite {title}", title=plain_title(article))
    yield Page(
        f"{article.address}cite/",
        "cite.html",
        title,
        say(
            "Citations of {title} as it stands in {name}.",
            title=plain_title(article),
            name=edition.settings.edition.short_title,
        ),
        data,
        styles=("cite.css",),
        scripts=("cite.js",),
    )


pages = Builder(_keys, _pages)


def shown(item: Item) -> list[Part]:
    """Return an item in every style and format, as a page shows them one below the other."""
    found = formats.rendered(item)
    parts: list[Part] = [
        {"key": key, "label": label, "html": found[key], "file": ""} for key, (label, _) in formats.STYLES.items()
    ]
    for key, (label, name, _, _) in formats.DATA.items():
        parts.append({"key": key, "label": label, "text": found[key], "file": name})
    return parts


def files_beside(address: str) -> list[Part]:
    """Return the names of the data files beside an article's page."""
    return [{"label": label, "address": f"{address}{name}"} for label, name, _, _ in formats.DATA.values()]


def on_article_page(edition: Edition, article: Article, annotated: Annotated) -> Part:
    """Return what the page of an article carries: the patterns of its citations, and its notes.

    In the patterns stand NUMBER for the number of a paragraph or note as shown, ANCHOR for that in its address, and
    PARAGRAPH for the number of a note’s paragraph. Notes of one day have one pattern. They are text; the marks of
    `citing.styles` stand around italics in it.
    """
    address = f"{edition.settings.base}{article.address}#p{ANCHOR}"
    pattern = at(of_article(edition, article), f"{article.id}-p{ANCHOR}", NUMBER, address)
    notes: dict[str, Any] = {}
    patterns: dict[str, Any] = {}
    for index, key in enumerate(annotated.notes, 1):
        note = article.matter.notes[key]
        notes[key] = [str(index), note.paragraph[1:], str(note.as_of)]
        if str(note.as_of) not in patterns:
            item = of_note(edition, article, key, NUMBER, PARAGRAPH, ANCHOR)
            patterns[str(note.as_of)] = formats.marked(item)
    labels = [[key, label, ""] for key, (label, _) in formats.STYLES.items()]
    labels += [[key, label, name.rpartition(".")[2]] for key, (label, name, _, _) in formats.DATA.items()]
    return {
        "article": article.id,
        "formats": labels,
        "whole": formats.marked(of_article(edition, article)),
        "paragraph": formats.marked(pattern),
        "notes": notes,
        "note": patterns,
        "whose": whose(article),
    }


def whose(article: Article) -> dict[str, str]:
    """Return whose words a quotation from the page is said to be, by where it was taken from."""
    return {
        "text": say("the author’s own words, from the text in this edition"),
        "summary": say("the edition’s summary, not the author’s words"),
        "quoted": say("the author’s own words, as quoted in the edition’s summary"),
        "note": say("the editor’s note, not the author’s words"),
        "witness": say("the author’s own words, from a copy at hand that this edition does not publish"),
    }


def files(edition: Edition) -> dict[str, bytes]:
    """Return the data files that stand beside the articles' pages, by address."""
    return {name: data for article in edition.articles for name, data in files_of(edition, article).items()}


def files_of(edition: Edition, article: Article) -> dict[str, bytes]:
    """Return the data files that stand beside an article's page, by address."""
    item = of_article(edition, article)
    return {f"{article.address}{name}": write(item).encode() for _, name, _, write in formats.DATA.values()}
