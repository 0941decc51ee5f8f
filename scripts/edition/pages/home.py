"""The home page and the search page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition import markup
from edition.annotate import Annotated
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.parts import Part, reference
from edition.pages.synopsis import STYLES, Rows
from edition.pages.topics import HOME, SMALL, grid_part
from edition.relate import Relations

NEWEST = 12
SCRIPTS = ("search-index.js", "search.js")


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the home page, with the newest articles and all topics that have any, and the search page."""
    settings = edition.settings
    topics = [
        {"label": topic.label, "address": f"topics/{key}/"}
        for key, topic in sorted(edition.authority.topics.items(), key=lambda pair: pair[1].label.casefold())
        if relations.by_topic.get(key)
    ]
    home = {
        "title": settings.site_name,
        "lead": settings.site_description,
        "articles": [
            reference(edition, article) | {"excerpt": markup.excerpt(markup.plain(article.paragraphs[0].markdown))}
            for article in reversed(edition.articles[-NEWEST:])
        ],
        "topics": topics,
        "grid": _grid(edition, relations),
        "version": settings.edition.version,
        "date": str(settings.edition.date),
        "editor": settings.site_author,
    }
    yield Page("", "home.html", settings.site_name, settings.site_description, home, styles=STYLES)
    described = f"Search {settings.edition.short_title} for words and phrases."
    yield Page(
        "search/",
        "search.html",
        "Search",
        described,
        {"topics": topics, "headwords": len(edition.authority.headwords)},
        scripts=SCRIPTS,
    )


def _grid(edition: Edition, relations: Relations) -> Part | None:
    """Return the grid of a small edition; a larger one has it on the topics page."""
    ids = [article.id for article in edition.articles]
    return grid_part(edition, relations, Rows(relations), ids, HOME) if len(ids) <= SMALL else None
