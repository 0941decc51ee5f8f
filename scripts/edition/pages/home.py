"""The home page and the checker of quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition import markup
from edition.annotate import Annotated
from edition.language import say
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.parts import Part, reference, topics_in_use
from edition.pages.synopsis import STYLES, Rows
from edition.pages.timeline import spine
from edition.pages.topics import HOME, SMALL, grid_part
from edition.relate import Relations

NEWEST = 6  # articles that the home page shows
SPINE = 6  # of those, the newest, that stand among events


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the home page, with ways in, the newest articles and all topics that have any, and the checker."""
    settings = edition.settings
    home = {
        "title": settings.site_name,
        "lead": settings.site_description,
        "articles": [
            reference(edition, article) | {"excerpt": markup.excerpt(markup.plain(article.paragraphs[0].markdown))}
            for article in reversed(edition.articles[-NEWEST:])
        ],
        "all": len(edition.articles),
        "begin": _begin(edition, relations),
        "spine": spine(edition, edition.articles[-SPINE:]),
        "topics": topics_in_use(edition, relations),
        "grid": _grid(edition, relations),
        "version": settings.edition.version,
        "date": str(settings.edition.date),
        "editor": settings.site_author,
    }
    yield Page(
        "",
        "home.html",
        settings.site_name,
        settings.site_description,
        home,
        styles=("home.css", *STYLES),
    )
    yield Page(
        "check-a-quotation/",
        "quotation.html",
        say("Check a quotation"),
        say(
            "See whether {name} knows some words, where they stand, and whose they are.",
            name=settings.edition.short_title,
        ),
        {"short_title": settings.edition.short_title},
        styles=("cite.css",),
        scripts=("quotation.js",),
    )


def _begin(edition: Edition, relations: Relations) -> list[Part]:
    """Return where a new reader may begin: the topic that most articles treat, and the earliest article."""
    found: list[Part] = []
    labels = {key: topic.label for key, topic in edition.authority.topics.items()}
    shared = [(-len(held), labels[key].casefold(), key) for key, held in relations.by_topic.items() if len(held) > 1]
    if shared:
        count, _, key = min(shared)
        found.append({"why": "topic", "count": -count, "label": labels[key], "address": f"topics/{key}/"})
    if edition.articles:
        found.append({"why": "first"} | reference(edition, edition.articles[0]))
    return found


def _grid(edition: Edition, relations: Relations) -> Part | None:
    """Return the grid of a small edition; a larger one has it on the topics page."""
    ids = [article.id for article in edition.articles]
    return grid_part(edition, relations, Rows(relations), ids, HOME) if len(ids) <= SMALL else None
