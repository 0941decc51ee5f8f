"""What a stage makes: results of several facets each, kept as pieces, loaded when asked for, and noted."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from edition.incremental.store import Where
from edition.incremental.tracking import note

V = TypeVar("V")


class Keeping(Protocol):
    """Whatever can give the pieces of a result."""

    def pieces(self, result: Result) -> dict[str, bytes]:
        """Return the facets of a result, each as a pickle."""
        ...


@dataclass(frozen=True)
class Fresh:
    """A result as it is made: its facets, and what is told of it without noting."""

    facets: Mapping[str, Any]
    info: Any = None


class Row(NamedTuple):
    """What is kept of one result."""

    reads: tuple[str, ...]
    """The names of what was read for it."""
    digests: dict[str, bytes]
    """The digest of each facet."""
    where: Where
    """Where the facets stand in the store, each as a pickle of its own."""
    info: Any = None


class Result:
    """One result: its facets, read when they are asked for and held for as long as the memo has room."""

    __slots__ = ("_memo", "_pieces", "_values", "info", "name", "row")

    def __init__(self, memo: Keeping, name: str, row: Row) -> None:
        self.name = name
        self.row = row
        self.info = row.info
        """What is told of it without noting."""
        self._memo = memo
        self._pieces: dict[str, bytes] | None = None
        self._values: dict[str, tuple[str, Any]] = {}

    def __getitem__(self, facet: str) -> Any:
        try:
            name, value = self._values[facet]
        except KeyError:
            name = f"{self.name}/{facet}"
            note(name)
            self._values[facet] = name, self.untracked(facet)
            return self._values[facet][1]
        note(name)
        return value

    def __contains__(self, facet: object) -> bool:
        note(f"{self.name}/{facet}")
        return facet in self.row.digests

    def __iter__(self) -> Iterator[str]:
        note(f"{self.name}/")
        return iter(self.row.digests)

    def untracked(self, facet: str) -> Any:
        """Return a facet without noting it, for what is not made from it; raises KeyError where there is none."""
        if self._pieces is None:
            self._pieces = self._memo.pieces(self)
        return pickle.loads(self._pieces[facet])

    def forget(self) -> None:
        """Let go of what was read."""
        self._pieces = None
        self._values.clear()


class Results(Mapping[str, V], Generic[V]):
    """What a stage made, by its keys, each as a view of its result."""

    def __init__(self, memo: Keeping, stage: str, rows: dict[str, Row], view: Callable[[str, Result], V]) -> None:
        self.rows = rows
        self.memo = memo
        self.stage = stage
        self._view = view
        self._results: dict[str, Result] = {}

    def __getitem__(self, key: str) -> V:
        result = self._results.get(key)
        if result is None:
            name = f"{self.stage}/{key}"
            note(name)
            result = self._results[key] = Result(self.memo, name, self.rows[key])
        else:
            note(result.name)
        return self._view(key, result)

    def __contains__(self, key: object) -> bool:
        note(f"{self.stage}/{key}")
        return key in self.rows

    def __iter__(self) -> Iterator[str]:
        note(f"{self.stage}/")
        return iter(self.rows)

    def __len__(self) -> int:
        note(f"{self.stage}/")
        return len(self.rows)
