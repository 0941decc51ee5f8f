"""What was made before is made again only where something that was read for it has changed.

A stage makes a result for each of its keys (an article, a page) and reads only what stages before it made, so that
after each stage it is known what has changed. A result is a mapping of facets, each with a digest of its own: the
change of one leaves alone whatever read the others, and a result that comes out as it was changes nothing further.

Names that are noted: ``stage/`` for which keys there are, ``stage/key`` for whether that one is there,
``stage/key/`` for which facets it has, and ``stage/key/facet``.
"""

from __future__ import annotations

import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from edition.crew import share
from edition.digest import short
from edition.incremental.folder import Folder, Noted
from edition.incremental.results import Fresh, Result, Results, Row
from edition.incremental.store import Store
from edition.incremental.tracking import Tracked, note, noting

V = TypeVar("V")

HELD = 3000  # results kept in memory at a time, so that a worker does not come to hold the whole edition
SLACK = 2  # times what is needed that the store may take before it is written anew


@dataclass
class Seen:
    """What a build knows of the edition; what is kept for the next."""

    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    inputs: dict[str, dict[str, bytes]] = field(default_factory=dict)
    folders: dict[str, Noted] = field(default_factory=dict)


class Memo:
    """Makes the stages of one build, with what the last build kept in a store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.changed: set[str] = set()
        """The names of what is not as the last build left it."""
        self.made: dict[str, list[str]] = {}
        """The keys that were made anew, by stage."""
        self._before: Seen = store.index if isinstance(store.index, Seen) else Seen()
        self._now = Seen()
        self._held: deque[Result] = deque()

    def observe(self, stage: str, digests: Mapping[str, bytes]) -> None:
        """Take digests of what is read from outside, each known as ``stage/key``."""
        before = self._before.inputs.get(stage, {})
        now = self._now.inputs[stage] = dict(digests)
        self.changed.update(f"{stage}/{key}" for key in before.keys() | now.keys() if before.get(key) != now.get(key))
        if list(before) != list(now):
            self.changed.add(f"{stage}/")

    def each(
        self,
        stage: str,
        keys: Iterable[str],
        make: Callable[[str], Fresh],
        view: Callable[[str, Result], V],
        *,
        must: Callable[[str, Row], bool] | None = None,
        ready: Callable[[], None] = lambda: None,
        heavy: int = 0,
    ) -> Results[V]:
        """Return a stage's results for the keys, made where they must be; `must` may ask for others too.

        `ready` is called before the work is shared out. So many of the first keys are `heavy` work, of which already
        two are shared out.
        """
        before = self._before.rows.get(stage, {})
        rows: dict[str, Row | None] = {key: before.get(key) for key in keys}
        stale = [
            key for key, row in rows.items() if row is None or not self._stands(row) or (must and must(key, row))
        ]
        self.made[stage] = stale
        first = set(list(rows)[:heavy])
        single = sum(key in first for key in stale)
        sharing = partial(share, ready=ready, single=single, least=2 if single > 1 else None)
        for key, row in zip(stale, self._make(stale, sharing, make), strict=True):
            self._compare(f"{stage}/{key}", rows[key], row)
            rows[key] = row
        for key in before.keys() - rows.keys():
            self._compare(f"{stage}/{key}", before[key], None)
        if list(before) != list(rows):
            self.changed.add(f"{stage}/")
        now = self._now.rows[stage] = {key: row for key, row in rows.items() if row is not None}
        return Results(self, stage, now, view)

    def value(self, name: str, find: Callable[[], V], make: Callable[[V], Any]) -> Callable[[], Any]:
        """Return a function that gives what is made once, by `make` from what `find` finds, and used for many.

        It counts as changed where `find` finds something else than at the last build. What `find` reads is noted
        here; where the function is called, it is noted that the value was read.
        """
        stage = "value"
        full = f"{stage}/{name}/"
        before = self._before.rows.get(stage, {}).get(name)
        row = before
        found: list[Any] = []
        if row is None or not self._stands(row):
            with noting() as reads:
                essence = find()
            found.append(essence)
            data = pickle.dumps(essence, pickle.HIGHEST_PROTOCOL)
            row = Row(_names(reads), {"": short(data)}, self.store.add(data))
            if before is None or before.digests != row.digests:
                self.changed.add(full)
        self._now.rows.setdefault(stage, {})[name] = row
        held: list[Any] = []

        def given() -> Any:
            note(full)
            if not held:
                with noting():
                    essence = found[0] if found else pickle.loads(self.store.piece(row.where))
                    held.append(make(essence))
            return held[0]

        return given

    def lists(self, name: str, now: Mapping[str, Sequence[Any]], before: Mapping[str, Sequence[Any]]) -> None:
        """Take lists drawn from the rows of stages, each known as ``name/key``, and those of the last build."""
        self.changed.update(f"{name}/{k}" for k in now.keys() | before.keys() if now.get(k) != before.get(k))
        if list(now) != list(before):
            self.changed.add(f"{name}/")

    def input_of(self, stage: str, key: str) -> bytes | None:
        """Return a digest that was observed."""
        return self._now.inputs.get(stage, {}).get(key)

    def distrust(self, stage: str, key: str) -> None:
        """Let a digest that was observed count as changed at the next build, whatever it is then."""
        self._now.inputs[stage][key] = b""

    def tracked(self, name: str, held: Mapping[str, V]) -> Mapping[str, V]:
        """Return lists that were taken as a mapping that notes what is read of them."""
        return Tracked(f"{name}/", held)

    def folder_before(self, root: Path) -> Noted:
        """Return what the last build noted of a folder."""
        return self._before.folders.get(str(root), {})

    def note_folder(self, root: Path, folder: Folder) -> None:
        """Take what is to be noted of a folder."""
        self._now.folders[str(root)] = folder.noted()

    def rows_before(self, stage: str) -> dict[str, Row]:
        """Return a stage's rows of the last build."""
        return self._before.rows.get(stage, {})

    def inputs_before(self, stage: str) -> Mapping[str, bytes]:
        """Return the digests that the last build took of a stage."""
        return self._before.inputs.get(stage, {})

    def load(self, row: Row, facet: str) -> Any:
        """Return a facet of a row, without noting it."""
        return Result(self, "", row).untracked(facet)

    def pieces(self, result: Result) -> dict[str, bytes]:
        """Return the facets of a result as they are kept; raises DamagedError where they are not what was written."""
        self._held.append(result)
        if len(self._held) > HELD:
            self._held.popleft().forget()
        pieces: dict[str, bytes] = pickle.loads(self.store.piece(result.row.where))
        return pieces

    def save(self) -> None:
        """Keep this build for the next one."""
        live = [(stage, key) for stage, rows in self._now.rows.items() for key in rows]
        needed = sum(self._now.rows[stage][key].where[1] for stage, key in live)
        if self.store.slack > SLACK * needed + 1_000_000:
            moved = self.store.rewritten([self._now.rows[stage][key].where for stage, key in live])
            for (stage, key), where in zip(live, moved, strict=True):
                self._now.rows[stage][key] = self._now.rows[stage][key]._replace(where=where)
        self.store.save(self._now)

    def _stands(self, row: Row) -> bool:
        return not self.changed or self.changed.isdisjoint(row.reads)

    def _make(self, keys: Sequence[str], sharing: Callable[..., Any], make: Callable[[str], Fresh]) -> Iterator[Row]:
        def made(key: str) -> tuple[list[str], dict[str, bytes], bytes, Any]:
            with noting() as reads:
                fresh = make(key)
            pieces = {name: pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for name, value in fresh.facets.items()}
            digests = {name: short(piece) for name, piece in pieces.items()}
            return list(reads), digests, pickle.dumps(pieces, pickle.HIGHEST_PROTOCOL), fresh.info

        for reads, digests, piece, info in sharing(keys, made):
            known = {sys.intern(name): mark for name, mark in digests.items()}
            yield Row(_names(reads), known, self.store.add(piece), info)

    def _compare(self, name: str, before: Row | None, now: Row | None) -> None:
        old, new = (before.digests if before else {}), (now.digests if now else {})
        self.changed.update(
            f"{name}/{facet}" for facet in old.keys() | new.keys() if old.get(facet) != new.get(facet)
        )
        if (before is None) != (now is None):
            self.changed.add(name)
        if list(old) != list(new):
            self.changed.add(f"{name}/")


def _names(reads: Iterable[str]) -> tuple[str, ...]:
    """Return names as they are kept: in order, and each text once in memory."""
    return tuple(sys.intern(name) for name in sorted(reads))
