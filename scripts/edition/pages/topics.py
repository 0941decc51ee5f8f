"""The index of topics with the reading grid, and the grids of larger editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from edition.annotate import Annotated
from edition.grid import HIGH, WIDE, Cell, grid, windows
from edition.language import say
from edition.model.edition import Edition
from edition.page import Page
from edition.pages import paging
from edition.pages.parts import Part, short
from edition.pages.synopsis import STYLES, Rows
from edition.relate import Relations
from edition.thesaurus import Thesaurus

NAMED = 8  # articles of a topic that the index names; more are counted
HOME = 14  # topics of the grid on the home page
SMALL = 12  # articles up to which the home page has a grid
GRID = "grid/"  # not below topics/, where it might be a topic's own address


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the index of topics, and, where the articles are more than a grid can show, the grids of all."""
    thesaurus = Thesaurus(edition.authority.topics)
    name = edition.settings.edition.short_title
    ids = [article.id for article in edition.articles]
    listed = [
        {
            "depth": min(depth, 3),
            "label": thesaurus.topics[key].label,
            "address": f"topics/{key}/",
            "scope": thesaurus.topics[key].scope,
            "narrower": len(thesaurus.narrower[key]),
            "count": len(relations.by_topic.get(key, ())),
            "articles": _named(edition, relations, key),
        }
        for depth, key in thesaurus.tree()
    ]
    rows = Rows(relations)
    shown = ids[-WIDE:]
    data = {
        "topics": listed,
        "grid": grid_part(edition, relations, rows, shown),
        "newest": len(shown) if len(ids) > len(shown) else 0,
        "all": len(ids),
        "grids": GRID,
        "headwords": len(edition.authority.headwords),
    }
    described = say("The topics of {name}, and which article treats what, and how much.", name=name)
    yield Page("topics/", "topics.html", say("Topics"), described, data, styles=STYLES)
    if len(ids) > WIDE:
        yield from _grids(edition, relations, rows, windows(ids))


def grid_part(
    edition: Edition, relations: Relations, rows: Rows, articles: Sequence[str], high: int = HIGH
) -> Part | None:
    """Return the grid of some articles as its template part takes it; None where there is nothing to show."""
    labels = {key: topic.label for key, topic in edition.authority.topics.items()}
    made = grid(articles, relations.by_topic, labels, high)
    if not made.rows:
        return None
    return {
        "articles": [short(edition, edition.by_id[article]) for article in made.articles],
        "rows": [
            {
                "label": labels[topic],
                "address": f"topics/{topic}/",
                "cells": [_cell(cell, rows.of(topic)) for cell in cells],
            }
            for topic, cells in made.rows
        ],
        "left_out": made.left_out,
        "wide": len(made.articles) > SMALL,
        "kinds": sorted({kind for _, cells in made.rows for cell in cells if (kind := _kind(cell))}),
    }


def _cell(cell: Cell, addresses: Mapping[str, str]) -> Part | None:
    if not cell.passages:
        return None
    return {
        "address": addresses[cell.article],
        "count": sum(1 for passage in cell.passages if passage.paragraph),
        "level": cell.level,
        "kind": _kind(cell),
    }


def _kind(cell: Cell) -> str:
    """Return how sure a cell is: in the author's words, read so by the editor, or filed so by the publication."""
    if not cell.passages:
        return ""
    return "filed" if cell.filed else "read" if cell.read else "said"


def _named(edition: Edition, relations: Relations, topic: str) -> list[Part]:
    held = relations.by_topic.get(topic, {})
    return [short(edition, edition.by_id[article]) for article in held] if len(held) <= NAMED else []


def _grids(edition: Edition, relations: Relations, rows: Rows, cut: list[Sequence[str]]) -> Iterator[Page]:
    for number, articles in enumerate(cut, 1):
        first, last = (short(edition, edition.by_id[one]) for one in (articles[0], articles[-1]))
        data = {
            "grid": grid_part(edition, relations, rows, articles),
            "first": first,
            "last": last,
            "pager": paging.pager(GRID, number, len(cut)),
        }
        title = (
            say("Who treats what")
            if number == 1
            else say("{title}, page {number}", title=say("Who treats what"), number=number)
        )
        described = say(
            "Articles and the topics that they treat, page {number} of {total}, in order of date.",
            number=number,
            total=len(cut),
        )
        yield Page(paging.address(GRID, number), "grids.html", title, described, data, styles=STYLES)
