"""The edition as it is read through the memo: its own classes, but each part is loaded when asked for, and noted.

A stage or a page builder that is given such an edition need not know of it. It must only read what it reads through
what it is handed, and keep nothing of its own from one call to the next.
"""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from edition.digest import short
from edition.incremental.articles import Info, KeptRecords
from edition.incremental.memo import Memo
from edition.incremental.results import Fresh, Result
from edition.incremental.tracking import Tracked, note
from edition.model.article import Article
from edition.model.edition import DRAWN, GATHERED, SHARED, Authority, Edition, drawn
from edition.model.fields import Model


class KeptAuthority(Authority):
    """The authority files, whose records are loaded one by one."""

    def ids(self, kind: str) -> Collection[str]:
        """Return the ids of a file."""
        held: Mapping[str, Model] = getattr(self, kind)
        return held if isinstance(held, KeptRecords) else super().ids(kind)


class KeptEdition(Edition):
    """An edition of which it is noted what is read."""

    def __init__(self, plain: Edition, memo: Memo, under: str = "") -> None:
        """Take an edition whose files were read by `KeptFiles`; what is only its own is known `under` a name."""
        held: dict[str, Any] = {"articles": plain.articles, "authority": _kept_authority(plain.authority, memo)}
        memo.observe("order", dict.fromkeys((article.id for article in plain.articles), b""))
        marks: dict[str, bytes] = {}
        for field in dataclasses.fields(Edition):
            value = getattr(plain, field.name)
            if field.name in held:
                continue
            if isinstance(value, Mapping):
                memo.observe(f"{under}{field.name}", {key: _mark(one) for key, one in value.items()})
                value = Tracked(f"{under}{field.name}/", value)
            elif field.name == "drafts":
                marks[field.name] = _mark([memo.input_of("files", draft.source.path) for draft in plain.drafts])
            else:
                marks[field.name] = _mark(value)
            held[field.name] = value
        memo.observe(f"{under}edition", marks)
        by_id = {article.id: article for article in plain.articles}
        self.__dict__.update(
            _held=held,
            _plain=plain,
            _memo=memo,
            _under=under,
            _values={},
            _drawings={},
            by_id=Tracked("articles/", by_id, order="order/"),
            by_credit=_lists(memo, "credits", plain.articles),
            by_outlet=_lists(memo, "outlets", plain.articles),
        )

    @property
    def paths(self) -> dict[str, Article]:
        """The articles by the names of their files, which no two share, without their endings."""
        held: tuple[Article, ...] = self.__dict__["_held"]["articles"]
        return {PurePosixPath(article.source.path).stem: article for article in held}

    def is_of(self, plain: Edition) -> bool:
        """Return whether this is a view of an edition."""
        return self.__dict__["_plain"] is plain

    def without_texts(self) -> Edition:
        """Return the edition as it is published."""
        if not self.__dict__["_plain"].texts and not self.__dict__["_plain"].copies:
            return self
        if "_bare" not in self.__dict__:
            self.__dict__["_bare"] = KeptEdition(
                self.__dict__["_plain"].without_texts(), self.__dict__["_memo"], "bare "
            )
        bare: KeptEdition = self.__dict__["_bare"]
        return bare

    def prepare(self) -> None:
        """Work out what is shared and what is drawn from each article; from here on only the results are noted."""
        self.without_texts()
        memo: Memo = self.__dict__["_memo"]
        self._share(SHARED)
        for drawing in DRAWN:
            name = f"{self.__dict__['_under']}{drawing.__module__}.{drawing.__qualname__}"
            found = memo.each(name, self.by_id, partial(self._draw, drawing), _only)
            self.__dict__["_drawings"][drawing] = found
        self._share(GATHERED)

    def _share(self, functions: Iterable[Callable[[Edition], Any]]) -> None:
        memo: Memo = self.__dict__["_memo"]
        for function in functions:
            name = f"{self.__dict__['_under']}{function.__module__}.{function.__qualname__}"
            self.__dict__["_values"][function] = memo.value(name, partial(function, self), _as_it_is)

    def give(self, function: Callable[[Edition], Any]) -> Any:
        """Return what a `shared` function makes of the edition."""
        value = self.__dict__["_values"].get(function)
        return value() if value else function(self)

    def draw(self, function: Callable[[Edition, Article], Any]) -> Mapping[str, Any]:
        """Return what a function that is `drawn_from_each` makes of each article."""
        drawing: Mapping[str, Any] | None = self.__dict__["_drawings"].get(function)
        return super().draw(function) if drawing is None else drawing

    def _draw(self, function: Callable[[Edition, Article], Any], article: str) -> Fresh:
        return Fresh({"": function(self, self.by_id[article])})


def _as_it_is(value: Any) -> Any:
    return value


def _only(key: str, result: Result) -> Any:
    return result[""]


def _lists(memo: Memo, name: str, now: Iterable[Article]) -> Mapping[str, Sequence[str]]:
    """Return articles by what they hold, as a mapping that is tracked by a name."""
    kept = (row.info[0] for row in memo.rows_before("articles").values())
    before = sorted((info for info in kept if isinstance(info, Info)), key=lambda info: info.order)
    lists = drawn((article.id, getattr(article, name)) for article in now)
    memo.lists(name, lists, drawn((info.id, getattr(info, name)) for info in before))
    return Tracked(f"{name}/", lists)


def _kept(name: str) -> property:
    def read(self: KeptEdition) -> Any:
        held = self.__dict__["_held"][name]
        if name == "articles":
            note("order/")
        elif name != "authority" and not isinstance(held, Tracked):
            note(f"{self.__dict__['_under']}edition/{name}")
        return held

    return property(read)


for _field in dataclasses.fields(Edition):
    setattr(KeptEdition, _field.name, _kept(_field.name))


def _kept_authority(plain: Authority, memo: Memo) -> Authority:
    """Return the authority files with those that are not there, and their sources, noted too."""
    memo.observe("sources", dict.fromkeys(plain.sources, b""))
    held: dict[str, Any] = {"sources": Tracked("sources/", plain.sources)}
    for field in dataclasses.fields(Authority):
        value = getattr(plain, field.name)
        if field.name not in held:
            held[field.name] = Tracked(f"records/{field.name}/", {}) if value == {} else value
    return KeptAuthority(**held)


def _mark(value: Any) -> bytes:
    return short(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
