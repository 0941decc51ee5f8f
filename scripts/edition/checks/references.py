"""What checks have in common: a reference to something without a record, told with what may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.faults import Code, Fault, Place, did_you_mean
from edition.model.article import Article

Loc = tuple[str | int, ...]


def known(article: Article, loc: Loc, kind: str, name: str, ids: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault where what an article names at a place is not among the ids there are."""
    if name not in ids:
        yield unknown(article.source.place(loc), kind, name, ids)


def unknown(place: Place, kind: str, name: str, ids: Iterable[str]) -> Fault:
    """Return the fault of naming what is not there."""
    add = "" if kind in ("paragraph", "witness") else "add a record for it, or "
    remedy = did_you_mean(name, ids) or f"{add}name another {kind}"
    return Fault(place, Code.UNKNOWN, f"there is no {kind} '{name}'", remedy)
