"""The edition as it is read through the memo: its own classes, but each part is loaded when asked for, and noted.

A stage or a page builder that is given such an edition need not know of it. It must only read what it reads through
what it is handed, and keep nothing of its own from one call to the next.
"""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from edition import reader
from edition.annotate import Annotated
from edition.digest import short
from edition.faults import Fault
from edition.incremental.memo import Fresh, Memo, Result, Results
from edition.incremental.tracking import Tracked, note
from edition.model.article import Article, ArticleMatter, Paragraph
from edition.model.edition import DRAWN, GATHERED, SHARED, Authority, Edition, drawn
from edition.model.fields import Model
from edition.passages import Passage
from edition.yamlsource import Source

MATTER = "matter."
FIELDS = frozenset(ArticleMatter.model_fields)


class KeptSource(Source):
    """The YAML of a file that is read again only where a place in it is asked for."""

    def __init__(self, root: Path, path: str) -> None:
        self.__dict__.update(_root=root, path=path, offset=0)

    def __getattr__(self, name: str) -> Any:
        if name not in ("data", "node"):
            raise AttributeError(name)
        note(f"files/{self.path}")
        read = reader.read_source(self._root / self.path, self._root)
        self.__dict__.update(data=read.data, node=read.node, offset=read.offset)
        return self.__dict__[name]


class KeptMatter:
    """The front matter of an article that is loaded field by field."""

    def __init__(self, result: Result) -> None:
        self._result = result

    def __getattr__(self, name: str) -> Any:
        if name in FIELDS:
            return self._result[MATTER + name]
        if name.startswith("__"):
            raise AttributeError(name)
        # What is not a field is made from all of them.
        fields = {one: self._result[MATTER + one] for one in FIELDS}
        return getattr(ArticleMatter.model_construct(None, **fields), name)


class Info(NamedTuple):
    """What is told of an article without loading it."""

    id: str
    path: str
    order: tuple[str, str, str]
    last_change: str
    credits: tuple[str, ...]
    outlets: tuple[str, ...]
    draft: bool


class KeptArticle(Article):
    """An article that is loaded part by part."""

    def __init__(self, root: Path, result: Result, info: Info) -> None:
        self.info: Info
        self.__dict__.update(_result=result, info=info)
        self.__dict__.update(_matter=KeptMatter(result), _source=KeptSource(root, info.path))

    @property
    def id(self) -> str:
        """The article's id."""
        return self.info.id

    @property
    def credits(self) -> tuple[str, ...]:
        """The addresses of the pages of those who are credited."""
        note(f"{self.__dict__['_result'].name}/{MATTER}authors")
        return self.info.credits

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, each with what it did."""
        note(f"{self.__dict__['_result'].name}/{MATTER}publication")
        return self.info.outlets

    @property
    def last_change(self) -> str:
        """The last day on which it is said to have changed."""
        note(f"{self.__dict__['_result'].name}/last_change")
        return self.info.last_change

    @property
    def order(self) -> tuple[str, str, str]:
        """The key that puts articles in order of date, then of id."""
        note(f"{self.__dict__['_result'].name}/{MATTER}publication")
        return self.info.order

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The numbered paragraphs in order."""
        blocks = self.blocks
        if self.__dict__.get("_of") is not blocks:
            self.__dict__.update(_of=blocks, _paragraphs=tuple(one for one in blocks if isinstance(one, Paragraph)))
        found: tuple[Paragraph, ...] = self.__dict__["_paragraphs"]
        return found

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash(self.id)


def _part(name: str) -> property:
    own = f"_{name}"
    if name in ("matter", "source"):
        return property(lambda self: self.__dict__[own])
    return property(lambda self: self.__dict__["_result"][name])


for _field in dataclasses.fields(Article):
    setattr(KeptArticle, _field.name, _part(_field.name))


class KeptAuthority(Authority):
    """The authority files, whose records are loaded one by one."""

    def ids(self, kind: str) -> Collection[str]:
        """Return the ids of a file."""
        held: Mapping[str, Model] = getattr(self, kind)
        return held if isinstance(held, KeptRecords) else super().ids(kind)


class KeptRecords(Mapping[str, Model]):
    """The records of an authority file, each loaded when it is asked for."""

    def __init__(self, result: Result) -> None:
        self._result = result

    def __getitem__(self, key: str) -> Model:
        record: Model = self._result[key]
        return record

    def __contains__(self, key: object) -> bool:
        return key in self._result

    def __iter__(self) -> Iterator[str]:
        return iter(self._result)

    def __len__(self) -> int:
        return len(list(self._result))


class KeptFiles(reader.Files):
    """Reads the files of an edition that are not as they were at the last build; of others it gives what was kept."""

    def __init__(self, root: Path, memo: Memo) -> None:
        super().__init__(root)
        self.memo = memo
        folder = root / "articles"
        paths = [*sorted(folder.glob("*.md")), *sorted((folder / "authority").glob("*.yml"))]
        memo.observe("files", {self._name(path): _digest_of(path) for path in paths})

    def articles(self, paths: list[Path]) -> list[tuple[Article | None, list[Fault]]]:
        """Return the article in each file."""

        def made(key: str) -> Fresh:
            path = self.root / "articles" / f"{key}.md"
            note(f"files/{self._name(path)}")
            article, faults = reader.read_article(path, self.root)
            if article is None:
                return Fresh({}, (None, faults))
            facets = {MATTER + name: getattr(article.matter, name) for name in ArticleMatter.model_fields}
            for field in dataclasses.fields(Article):
                if field.name not in ("matter", "source"):
                    facets[field.name] = getattr(article, field.name)
            facets["last_change"] = article.last_change
            info = Info(
                article.id,
                article.source.path,
                article.order,
                article.last_change,
                article.credits,
                article.outlets,
                bool(article.matter.draft),
            )
            return Fresh(facets, (info, faults))

        def view(key: str, result: Result) -> tuple[Article | None, list[Fault]]:
            info, faults = result.info
            if info and info.draft:  # drafts are made fit to be shown, which takes a whole article
                fields = {name: result.untracked(MATTER + name) for name in FIELDS}
                blocks = result.untracked("blocks")
                return Article(
                    ArticleMatter.model_construct(**fields), blocks, KeptSource(self.root, info.path)
                ), faults
            return KeptArticle(self.root, result, info) if info else None, faults

        found = self.memo.each("articles", [path.stem for path in paths], made, view)
        return [found[path.stem] for path in paths]

    def records(self, paths: list[Path]) -> list[reader.Records]:
        """Return the records in each authority file."""

        def made(kind: str) -> Fresh:
            path = self.root / "articles" / "authority" / f"{kind}.yml"
            note(f"files/{self._name(path)}")
            read = reader.read_records(path, self.root)
            return Fresh(dict(read.records), (read.faults, read.unread))

        def view(kind: str, result: Result) -> reader.Records:
            faults, unread = result.info
            source = KeptSource(self.root, f"articles/authority/{kind}.yml")
            return reader.Records(KeptRecords(result), source, faults, unread)

        found = self.memo.each("records", [path.stem for path in paths], made, view)
        return [found[path.stem] for path in paths]

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _digest_of(path: Path) -> bytes:
    try:
        return short(path.read_bytes())
    except OSError:
        return b""


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
    before = sorted((info for info in kept if info and not info.draft), key=lambda info: info.order)
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


class KeptAnnotated(Annotated):
    """An annotated article that is loaded part by part."""

    def __init__(self, result: Result) -> None:
        self.__dict__["_result"] = result


for _field in dataclasses.fields(Annotated):
    setattr(KeptAnnotated, _field.name, _part(_field.name))


class KeptAnnotations(Mapping[str, Annotated]):
    """The annotated articles, and which of them name each record."""

    def __init__(self, results: Results[Annotated], naming: Mapping[str, Sequence[str]]) -> None:
        self.results = results
        self.naming = naming
        self.records_named = _Named(results)

    def __getitem__(self, article: str) -> Annotated:
        return self.results[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)


class _Named(Mapping[str, list[tuple[str, str]]]):
    """The records that each article names, with the paragraphs."""

    def __init__(self, results: Results[Annotated]) -> None:
        self._results = results

    def __getitem__(self, article: str) -> list[tuple[str, str]]:
        held = self._results[article]
        assert isinstance(held, KeptAnnotated)
        named: list[tuple[str, str]] = held.__dict__["_result"]["named"]
        return named

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)


class Parts(Mapping[str, Any]):
    """The facets of a result whose names begin with a prefix."""

    def __init__(self, result: Result, prefix: str) -> None:
        self._result = result
        self._prefix = prefix

    def __getitem__(self, key: str) -> Any:
        return self._result[self._prefix + key]

    def __contains__(self, key: object) -> bool:
        return f"{self._prefix}{key}" in self._result

    def __iter__(self) -> Iterator[str]:
        return iter([name.removeprefix(self._prefix) for name in self._result if name.startswith(self._prefix)])

    def __len__(self) -> int:
        return len(list(iter(self)))


class ByTopic(Mapping[str, Mapping[str, tuple[Passage, ...]]]):
    """The passages by topic and article, each gathered when it is asked for."""

    def __init__(self, passages: Mapping[str, tuple[Passage, ...]], lists: Mapping[str, Sequence[str]]) -> None:
        self._passages = passages
        self._lists = lists

    def __getitem__(self, topic: str) -> Mapping[str, tuple[Passage, ...]]:
        return _OfTopic(topic, self._passages, self._lists[topic])

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)


class _OfTopic(Mapping[str, tuple[Passage, ...]]):
    def __init__(self, topic: str, passages: Mapping[str, tuple[Passage, ...]], articles: Sequence[str]) -> None:
        self._topic = topic
        self._passages = passages
        self._articles = dict.fromkeys(articles)

    def __getitem__(self, article: str) -> tuple[Passage, ...]:
        if article not in self._articles:
            raise KeyError(article)
        return tuple(one for one in self._passages[article] if one.topic == self._topic)

    def __contains__(self, article: object) -> bool:
        return article in self._articles

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)
