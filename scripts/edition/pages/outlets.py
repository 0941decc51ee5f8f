"""The page of each outlet, and the index of outlets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.annotate import Annotated
from edition.language import say
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.builder import Builder
from edition.pages.parts import reference, statements
from edition.relate import Relations

ROLES = {"published": "Published here", "first": "First published here", "carried": "Carried"}


def _keys(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[str]:
    """Yield '' for the index of outlets, and the id of each."""
    yield ""
    yield from edition.authority.outlets


def _pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated], key: str) -> Iterator[Page]:
    if not key:
        yield _index(edition)
        return
    outlet = edition.authority.outlets[key]
    held = {role: edition.by_outlet.get(f"{key}/{role}", ()) for role in ROLES}
    data = {
        "name": outlet.name,
        "kind": outlet.kind,
        "place": outlet.place,
        "description": outlet.description,
        "url": outlet.url,
        "note": outlet.note,
        "statements": statements(outlet.history),
        "roles": [
            {
                "heading": say(heading),
                "articles": [reference(edition, edition.by_id[article]) for article in held[role]],
            }
            for role, heading in ROLES.items()
            if held[role]
        ],
    }
    yield Page(
        f"outlets/{key}/", "outlet.html", outlet.name, outlet.description or f"{outlet.name}, {outlet.kind}.", data
    )


pages = Builder(_keys, _pages)


def _index(edition: Edition) -> Page:
    outlets = sorted(edition.authority.outlets.items(), key=lambda pair: pair[1].sort.casefold())
    listed = [
        {"address": f"outlets/{key}/", "name": outlet.name, "kind": outlet.kind, "place": outlet.place}
        for key, outlet in outlets
    ]
    described = say("Where the articles of {name} appeared.", name=edition.settings.edition.short_title)
    return Page("outlets/", "outlets.html", say("Outlets"), described, {"outlets": listed})
