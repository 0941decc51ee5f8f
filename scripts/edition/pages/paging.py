"""Long lists in pages: where each page has its address, and how the others are reached from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from edition.pages.parts import Part

AROUND = 2  # pages that are named on either side of the present one

T = TypeVar("T")


def paged(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return the items cut into pages; one page, if empty, for none. A last page of few goes with that before it.

    Pages are counted from the beginning, so that what is added at the end leaves those before as they are.
    """
    starts = list(range(0, len(items), size)) or [0]
    if len(starts) > 1 and len(items) - starts[-1] <= size // 4:
        starts.pop()
    return [items[start:end] for start, end in zip(starts, [*starts[1:], len(items)], strict=True)]


def address(first: str, number: int) -> str:
    """Return the address of a page by its number, counted from 1: ``topics/x/``, ``topics/x/2/``."""
    return first if number == 1 else f"{first}{number}/"


def pager(first: str, number: int, count: int) -> Part | None:
    """Return how the other pages are reached from one: those before and after, and some by number; None if alone."""
    if count < 2:
        return None
    shown = sorted({1, count, *range(max(1, number - AROUND), min(count, number + AROUND) + 1)})
    numbers: list[Part] = []
    for before, one in zip([0, *shown], shown, strict=False):
        numbers.append({"number": one, "address": address(first, one), "gap": one > before + 1})
    return {
        "number": number,
        "count": count,
        "numbers": numbers,
        "before": address(first, number - 1) if number > 1 else "",
        "after": address(first, number + 1) if number < count else "",
    }
