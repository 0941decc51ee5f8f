"""An item as RIS, the tagged format of reference managers (as Zotero, EndNote and Mendeley read it)."""

from __future__ import annotations

from edition.citing import csl
from edition.citing.item import Item, Kind, Name, parts_of
from edition.dates import Edtf

TYPES: dict[Kind, str] = {
    "newspaper": "NEWS",
    "magazine": "MGZN",
    "journal": "JOUR",
    "blog": "BLOG",
    "website": "ELEC",
    "note": "ENCYC",
}


def text(item: Item) -> str:
    """Return the record, lines ended by CR and LF as the format asks."""
    lines = [("TY", TYPES[item.kind])]
    lines += [("AU", _name(name)) for name in item.names]
    lines += [("TI", item.title), ("T2", item.container)]
    if item.date.earliest[:4] == item.date.latest[:4]:
        lines.append(("PY", item.date.earliest[:4]))
    lines += [("DA", date(item.date)), ("LA", item.language)]
    lines += [("M3", item.genre)] if item.genre else []
    lines += [("ET", f"version {item.version}")] if item.version else []
    lines += [("OP", str(item.first_date))] if item.first_date else []
    lines += [("UR", item.url)] if item.url else []
    lines += [("N1", told)] if (told := csl.note(item)) else []
    lines += [("ID", item.key), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def date(held: Edtf) -> str:
    """Return ``2019/05/09/``, as far as year, month and day are sure; other dates in words in the last place."""
    known = (held.machine.split("-") if held.machine else []) + ["", "", ""]
    words = "" if parts_of(held) else str(held).replace("/", " ")
    return "/".join([*known[:3], words])


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.family and name.given else name.name
