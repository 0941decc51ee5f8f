"""What became of every address that was published and is no longer there: the ledger, and over it the editor's word.

What stands in a page goes with the page: where an article has moved, so have its paragraphs, and where one was
withdrawn, so were they.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from edition.model.edition import Edition, gathered
from edition.model.permalinks import FROZEN, Entry, Gone, State, page_of
from edition.permalinks.ledger import sort_key
from edition.permalinks.standing import addresses

_COMPARISON = re.compile(r"compare/([^/#]+)/([^/#]+)/")


@dataclass(frozen=True)
class Fate:
    """What became of an address; `to` where it leads on, '' where it was withdrawn."""

    address: str
    to: str
    date: str
    reason: str

    @property
    def state(self) -> State:
        """The state as the ledger has it: moved where only the page is another, merged where the place is."""
        if not self.to:
            return "withdrawn"
        return "moved" if self.to.partition("#")[2] == self.address.partition("#")[2] else "merged"


@dataclass(frozen=True)
class Fates:
    """The fates of an edition's addresses, and what stands in it."""

    own: Mapping[str, Fate]
    """What is said of an address itself, by address; frozen versions apart."""
    frozen: Mapping[str, Fate]
    """What was taken down from frozen versions: of a version, a folder or a file."""
    standing: Collection[str]
    """The addresses at which something stands."""
    known: tuple[str, ...]
    """Every address of a place in a page that was ever published or is spoken of."""

    def of(self, address: str) -> Fate | None:
        """Return the fate of an address, or where nothing is said of it that of what it is part of; None without one.

        A place is part of its page, and a page below another (as ``articles/x/cite/``) of that.
        """
        if address in self.own:
            return self.own[address]
        whole = _whole(address)
        while whole:
            if whole in self.own:
                one = self.own[whole]
                to = page_of(one.to) + address.removeprefix(whole) if one.to else ""
                return Fate(address, to, one.date, one.reason)
            whole = _whole(whole)
        return self._of_comparison(address)

    def _of_comparison(self, address: str) -> Fate | None:
        """Return the fate of a page that compares two articles, which goes with both of them."""
        match = _COMPARISON.fullmatch(address)
        if match is None:
            return None
        articles = [f"articles/{name}/" for name in match.groups()]
        ends = [self.resolve(one) for one in articles]
        gone = next((fate for end in ends if (fate := self.of(end)) and not fate.to), None)
        if gone is not None:
            return Fate(address, "", gone.date, gone.reason)
        moved = [fate for one in articles if (fate := self.of(one))]
        if not moved:
            return None
        ids = sorted({page_of(end).split("/")[1] for end in ends})
        to = f"compare/{ids[0]}/{ids[1]}/" if len(ids) == 2 else ends[0]
        return Fate(address, to, max(fate.date for fate in moved), "")

    def resolve(self, address: str) -> str:
        """Return where an address leads in the end: to what stands, or to the tombstone of what was withdrawn.

        Where addresses lead round in a circle, one of them is returned.
        """
        seen = {address}
        while (fate := self.of(address)) and fate.to and address not in self.standing:
            if fate.to in seen:
                break
            address = fate.to
            seen.add(address)
        return address

    def home(self, address: str) -> str:
        """Return the page where a reader of an address finds it or its tombstone."""
        return page_of(self.resolve(page_of(address)))

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """The known addresses of places by the page that they are now looked for in, each once."""
        found: dict[str, dict[str, None]] = {}
        for address in self.known:
            found.setdefault(self.home(address), {})[address] = None
        return {page: tuple(held) for page, held in found.items()}

    def within(self, page: str) -> Mapping[str, Fate]:
        """Return what became of places within a page that stands, by fragment.

        What was withdrawn under an earlier address of the page counts too, where nothing else has its number now.
        """
        found: dict[str, Fate] = {}
        for address in sorted(self.places.get(page, ()), key=lambda a: page_of(a) != page):
            fate = self.own.get(address)
            fragment = address.partition("#")[2]
            if fate is None or fragment in found or f"{page}#{fragment}" in self.standing:
                continue
            if page_of(address) == page or not fate.to:
                found[fragment] = fate
        return found

    @cached_property
    def fragments(self) -> Mapping[str, tuple[str, ...]]:
        """The places that were ever published in a page, as fragments, by page."""
        found: dict[str, list[str]] = {}
        for address in sorted(self.known, key=sort_key):
            page, _, fragment = address.partition("#")
            found.setdefault(page, []).append(fragment)
        return {page: tuple(held) for page, held in found.items()}


def comparisons(edition: Edition) -> list[str]:
    """Return the addresses under which the comparisons that were published are found now."""
    held = fates(edition)
    return [held.resolve(a) for a in edition.permalinks.entries if _COMPARISON.fullmatch(a)]


def _whole(address: str) -> str:
    """Return what an address is part of: the page of a place, the page above a page; '' at the top."""
    page, mark, _ = address.partition("#")
    if mark:
        return page
    above = page.rstrip("/").rpartition("/")[0]
    return f"{above}/" if "/" in above else ""


@gathered
def fates(edition: Edition) -> Fates:
    """Return what became of every address of an edition that no longer stands."""
    held = edition.permalinks
    stands = dict.fromkeys(addresses(edition))  # a set has another order in each process
    own: dict[str, Fate] = {}
    for entry in held.entries.values():
        if _COMPARISON.fullmatch(entry.address):
            continue  # what became of its articles is what became of it
        back = entry.address in stands or ("#" not in entry.address and _whole(entry.address) in stands)
        if entry.state != "live" and not back:
            own[entry.address] = of_entry(entry)
    for address, gone in held.gone.items():
        if gone.restored:
            own.pop(address, None)
        else:
            own[address] = of_gone(address, gone)
    places = dict.fromkeys(a for a in (*held.entries, *held.gone) if "#" in a)
    frozen = {address: fate for address, fate in own.items() if address.startswith(FROZEN)}
    ours = {address: fate for address, fate in own.items() if address not in frozen}
    return Fates(ours, frozen, stands, tuple(places))


def of_entry(entry: Entry) -> Fate:
    """Return what the ledger says of an address."""
    return Fate(entry.address, entry.to, entry.date, entry.reason)


def of_gone(address: str, gone: Gone) -> Fate:
    """Return what the editor says of an address."""
    return Fate(address, gone.to or "", gone.date.text, gone.reason or "")
