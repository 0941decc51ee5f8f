"""Pages at addresses where something was: each leads on to what took its place, or says that it was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition import dates
from edition.annotate import Annotated
from edition.language import say
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN, page_of
from edition.page import Page
from edition.pages.parts import Part
from edition.permalinks.fates import Fate, Fates, fates
from edition.permalinks.titles import place_name, title_at
from edition.relate import Relations

STYLES = ("permalinks.css",)


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield a page for each page that was published, or is spoken of, and no longer stands."""
    held = fates(edition)
    published = [a for a, entry in edition.permalinks.entries.items() if not a.startswith(FROZEN)]
    for address in dict.fromkeys([*held.own, *published]):
        fate = held.of(address)
        if "#" in address or address in held.standing or fate is None:
            continue
        target = held.resolve(address)
        fragments = held.fragments.get(address, ())
        if held.of(target) is None or target in held.standing:
            yield _moved(edition, held, fate, target, fragments)
        else:
            yield _withdrawn(edition, held, fate, target, fragments)


def _moved(edition: Edition, held: Fates, fate: Fate, target: str, fragments: tuple[str, ...]) -> Page:
    to = title_at(edition, target)
    data = {
        "to": {"address": target, "title": to},
        "when": dates.in_words(fate.date),
        "reason": fate.reason,
        "places": [_place(held, fate.address, fragment) for fragment in fragments],
    }
    return Page(
        fate.address,
        "moved.html",
        say("Moved"),
        say("What stood here is now {what}.", what=to),
        data,
        styles=STYLES,
        scripts=("moved.js",),
        unlisted=True,
        leads_to=target,
        # A refresh without scripts would lose the place in the page; then the reader finds the way by one link.
        refresh=not fragments,
    )


def _place(held: Fates, page: str, fragment: str) -> Part:
    """Return where a place of a page that has moved is found now; a withdrawn one may be told of here only."""
    address = f"{page}#{fragment}"
    target = held.resolve(address)
    home = held.home(address)
    gone = held.of(target) if target not in held.standing else None
    if gone is not None and fragment in held.within(home):
        target, gone = f"{home}#{fragment}", None
    told = {"when": dates.in_words(gone.date), "reason": gone.reason} if gone else None
    return {"id": fragment, "name": place_name(fragment), "address": None if gone else target, "gone": told}


def _withdrawn(edition: Edition, held: Fates, fate: Fate, target: str, fragments: tuple[str, ...]) -> Page:
    last = held.of(target) or fate
    data = {
        "kind": {"articles": "article"}.get(fate.address.partition("/")[0], "page"),
        "when": dates.in_words(last.date),
        "reason": last.reason,
        "places": [{"id": fragment, "name": place_name(fragment)} for fragment in fragments],
    }
    said = say("What stood here was withdrawn on {when}.", when=data["when"])
    return Page(fate.address, "withdrawn.html", say("Withdrawn"), said, data, styles=STYLES, unlisted=True)


def tombstones(edition: Edition, held: Fates, page: str) -> list[Part]:
    """Return what is said within a page of places in it that are gone.

    Each has the id of the place and its name, the day and the reason, and `to` where something in another page took
    its place. Places that were merged into another of the same page are told by `anchors`.
    """
    found = []
    for fragment, fate in held.within(page).items():
        target = held.resolve(fate.address)
        if page_of(target) == page and target in held.standing:
            continue
        last = held.of(target) or fate
        elsewhere = target in held.standing
        found.append(
            {
                "id": fragment,
                "name": place_name(fragment),
                "when": dates.in_words(last.date),
                "reason": fate.reason or last.reason,
                "to": {"address": target, "title": title_at(edition, target)} if elsewhere else None,
            }
        )
    return found


def anchors(held: Fates, page: str) -> dict[str, list[str]]:
    """Return the places of a page that were merged into another of it, by that other; all as fragments."""
    found: dict[str, list[str]] = {}
    for fragment, fate in held.within(page).items():
        target = held.resolve(fate.address)
        if page_of(target) == page and target in held.standing and "#" in target:
            found.setdefault(target.partition("#")[2], []).append(fragment)
    return found
