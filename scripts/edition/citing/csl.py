"""An item as CSL-JSON, the data of the Citation Style Language 1.0.2, which Zotero, Pandoc and others read."""

from __future__ import annotations

import json
from typing import Any

from edition.citing import styles
from edition.citing.item import Item, Kind, Name, parts_of, season_of
from edition.dates import Edtf

TYPES: dict[Kind, str] = {
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "journal": "article-journal",
    "blog": "post-weblog",
    "website": "webpage",
    "note": "entry-encyclopedia",
}


def data(item: Item) -> dict[str, Any]:
    """Return the item as CSL-JSON. What CSL has no variable for stands in `note`, in words, and in `custom`."""
    found: dict[str, Any] = {
        "id": item.key,
        "type": TYPES[item.kind],
        "title": item.title,
        "author": [_name(name) for name in item.names],
        "container-title": item.container,
        "issued": date(item.date),
        "language": item.language,
    }
    if item.genre:
        found["genre"] = item.genre
    if item.url:
        found["URL"] = item.url
    if item.version:
        found["edition"] = f"version {item.version}"
    if item.first_date:
        found["original-date"] = date(item.first_date)
    if told := note(item):
        found["note"] = told
    if item.place:
        custom = {"edition": item.place.edition, "version": item.place.version, "permalink": item.place.address}
        if item.place.paragraph:
            custom["paragraph"] = item.place.paragraph
        found["custom"] = custom
    return found


def text(item: Item) -> str:
    """Return a file of CSL-JSON with the one item."""
    return json.dumps([data(item)], ensure_ascii=False, indent=1) + "\n"


def note(item: Item) -> str:
    """Return what is to be said of an item where a format has no field for it: doubts of names, and its place."""
    doubts = [f"{name.name}: {name.doubt}" for name in item.names if name.doubt]
    return ". ".join([*doubts, *(styles.as_plain(remark) for remark in styles.remarks(item))])


def date(held: Edtf) -> dict[str, Any]:
    """Return a date in numbers, or in words where it is not plain."""
    if season := season_of(held):
        return {"date-parts": [[season[0]]], "season": season[1]}
    if parts := parts_of(held):
        return {"date-parts": [[part for part in parts if part]]}
    return {"literal": str(held)}


def _name(name: Name) -> dict[str, Any]:
    if not (name.family and name.given):
        return {"literal": name.name}
    divided: dict[str, Any] = {"family": name.family, "given": name.given}
    return divided | {"static-ordering": True} if name.family_first else divided
