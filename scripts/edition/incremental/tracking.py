"""Noting what is read while something is made, so that it is known of what it must be made anew.

After the verifying traces of Mokhov, Mitchell and Peyton Jones, “Build systems à la carte” (ICFP 2018): what was read
is not declared but observed, so that no dependency can be forgotten. A thing read is known by a name such as
``articles/tatsumi-2019/title``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Generic, TypeVar

V = TypeVar("V")

_noted: set[str] | None = None


def note(name: str) -> None:
    """Note that a thing was read."""
    if _noted is not None:
        _noted.add(name)


@contextmanager
def noting() -> Iterator[set[str]]:
    """Note in a set what is read from here on; what noted before goes on afterwards, without it."""
    global _noted
    before, _noted = _noted, set()
    try:
        yield _noted
    finally:
        _noted = before


class Tracked(Mapping[str, V], Generic[V]):
    """A mapping that notes which of its items are read, and its own name where all of them are asked for.

    An item that is not there is noted too: that it is not was read.
    """

    def __init__(self, name: str, held: Mapping[str, V], order: str = "") -> None:
        """Take the items under a name that ends in a slash, and the name of their order, if that is another."""
        self._name = name
        self._held = held
        self._order = order or name

    def __getitem__(self, key: str) -> V:
        note(f"{self._name}{key}")
        return self._held[key]

    def __contains__(self, key: object) -> bool:
        note(f"{self._name}{key}")
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        note(self._order)
        return iter(self._held)

    def __len__(self) -> int:
        note(self._name)
        return len(self._held)
