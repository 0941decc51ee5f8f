"""What is at an address, in words."""

from __future__ import annotations

from edition.language import say
from edition.model.edition import Edition
from edition.permalinks.standing import FOLDERS


def title_at(edition: Edition, address: str) -> str:
    """Return the name of the page at an address, with its paragraph or note; else the address."""
    page, _, fragment = address.partition("#")
    folder, _, key = page.rstrip("/").partition("/")
    found = ""
    if folder == "articles" and key in edition.by_id:
        held = edition.by_id[key].matter.title
        found = f"[{held.text}]" if held.status == "supplied" else f"“{held.text}”"
    for kind, name in FOLDERS.items():
        record = getattr(edition.authority, kind).get(key) if name == folder else None
        for field in ("name", "label", "word"):
            found = found or str(getattr(record, field, ""))
    if folder == "compare":
        compared = [title_at(edition, f"articles/{name}/") for name in key.split("/")]
        found = say("the comparison of {names}", names=say(" and ").join(compared))
    if not found:
        return address
    return f"{found}, {place_name(fragment)}" if fragment else found


def place_name(fragment: str) -> str:
    """Return what a place in a page is called: ``¶ 6`` or ``note “radar”``."""
    return say("note “{name}”", name=fragment[2:]) if fragment.startswith("n-") else f"¶ {fragment[1:]}"
