"""The page of each outlet, and the index of outlets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.annotate import Annotated
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.parts import Part, reference, statements
from edition.relate import Relations

ROLES = {"published": "Published here", "first": "First published here", "carried": "Carried"}


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the index of outlets and a page for each, with what it published, published first, or carried."""
    held = _articles(edition)
    outlets = sorted(edition.authority.outlets.items(), key=lambda pair: pair[1].sort.casefold())
    listed = [
        {"address": f"outlets/{key}/", "name": outlet.name, "kind": outlet.kind, "place": outlet.place}
        for key, outlet in outlets
    ]
    short = edition.settings.edition.short_title
    yield Page("outlets/", "outlets.html", "Outlets", f"Where the articles of {short} appeared.", {"outlets": listed})
    for key, outlet in outlets:
        data = {
            "name": outlet.name,
            "kind": outlet.kind,
            "place": outlet.place,
            "description": outlet.description,
            "url": outlet.url,
            "note": outlet.note,
            "statements": statements(outlet.history),
            "roles": [
                {"heading": heading, "articles": held[key, role]}
                for role, heading in ROLES.items()
                if (key, role) in held
            ],
        }
        described = outlet.description or f"{outlet.name}, {outlet.kind}."
        yield Page(f"outlets/{key}/", "outlet.html", outlet.name, described, data)


def _articles(edition: Edition) -> dict[tuple[str, str], list[Part]]:
    found: dict[tuple[str, str], list[Part]] = {}
    for article in edition.articles:
        publication = article.matter.publication
        roles = {
            "published": publication.outlet,
            "first": publication.first.outlet if publication.first else None,
            "carried": publication.carried_by,
        }
        for role, outlet in roles.items():
            if outlet:
                found.setdefault((outlet, role), []).append(reference(edition, article))
    return found
