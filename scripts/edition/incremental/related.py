"""What is found in the articles, their mentions, passages and relations, loaded part by part and noted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edition.annotate import Annotated
from edition.incremental.results import Result, Results
from edition.passages import Passage


def _part(name: str) -> property:
    return property(lambda self: self.__dict__["_result"][name])


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
