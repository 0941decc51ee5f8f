"""Numbers for things that keep their numbers when other things come or go.

A thing's number is the place that a hash of its id has in a table of at least four times as many places as there are
things, a power of two. Where several want one place, the one whose hash is smaller has it and the others take the
next free one (the ordered hash tables of Amble and Knuth, Computer Journal 17, 1974): the table is the same in
whatever order it is filled, and a new thing moves at most the few that stand directly behind its place. Only when the
table must double do all numbers change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

LEAST = 64


def size(count: int) -> int:
    """Return how many places the table for some things has."""
    return max(LEAST, 1 << (4 * max(1, count) - 1).bit_length())


def slots(ids: Collection[str]) -> dict[str, int]:
    """Return the number of each id, from 0 to below the size of the table."""
    places = size(len(ids))
    table: dict[int, tuple[int, str]] = {}
    for one in ids:
        entry = _hash(one), one
        place = entry[0] % places
        while (there := table.get(place)) is not None:
            if entry < there:
                table[place], entry = entry, there
            place = (place + 1) % places
        table[place] = entry
    return {one: place for place, (_, one) in table.items()}


def _hash(one: str) -> int:
    return int.from_bytes(hashlib.sha256(one.encode()).digest()[:6])
