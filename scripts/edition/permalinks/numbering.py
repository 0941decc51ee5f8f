"""Numbers for new paragraphs among those that keep theirs: never one that was used before."""

from __future__ import annotations

import string
from collections.abc import Collection, Sequence
from typing import Any

from edition.body import number


def numbered(ids: Sequence[str | None], taken: Collection[str]) -> list[str]:
    """Return the ids of all paragraphs in order, where None stands for one that is to have a new id.

    After the last paragraph that keeps its id a new one has the next number that was never used. Elsewhere it has the
    number before it and the next letter that was never used with that number (before the first paragraph the number
    is 0); where the letters are used up, the next number. `taken` are the ids that were ever used.
    """
    used = {name for name in (*taken, *ids) if name is not None}
    last = max((place for place, name in enumerate(ids) if name is not None), default=-1)
    found: list[str] = []
    for place, name in enumerate(ids):
        if name is None:
            before = number(found[-1])[0] if found else 0
            name = _letter(before, used) if place < last else None
            name = name or _next(used)
            used.add(name)
        found.append(name)
    return found


def _letter(before: int, used: Collection[str]) -> str | None:
    """Return the number with the letter after the last one that was used with it; None after z."""
    last = max((number(name)[1] for name in used if number(name)[0] == before), default="")
    after = string.ascii_lowercase.index(last) + 1 if last else 0
    return f"p{before}{string.ascii_lowercase[after]}" if after < len(string.ascii_lowercase) else None


def _next(used: Collection[str]) -> str:
    return f"p{max((number(name)[0] for name in used), default=0) + 1}"


def out_of_order(ids: Sequence[str]) -> list[str]:
    """Return as few ids as may be whose removal leaves the others in order of number, in the order of the text."""
    stays = rising([number(name) for name in ids])
    return [name for name, stay in zip(ids, stays, strict=True) if not stay]


def rising(keys: Sequence[Any]) -> list[bool]:
    """Return for each key whether it is one of a longest rising series among them; of several, of the last found."""
    length = [1] * len(keys)
    previous: list[int | None] = [None] * len(keys)
    for here in range(len(keys)):
        for before in range(here):
            if keys[before] < keys[here] and length[before] >= length[here]:
                length[here], previous[here] = length[before] + 1, before
    stays = [False] * len(keys)
    at = max(range(len(keys)), key=length.__getitem__, default=None)
    while at is not None:
        stays[at] = True
        at = previous[at]
    return stays
