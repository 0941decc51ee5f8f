"""Articles and records that are loaded part by part, each part when it is asked for, and noted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from edition import reader
from edition.incremental.results import Result
from edition.incremental.tracking import note
from edition.model.article import Article, ArticleMatter, Paragraph
from edition.model.fields import Model
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
