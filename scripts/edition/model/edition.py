"""The whole edition as the stages pass it on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, TypeVar

from edition.model.article import Article
from edition.model.authority import Headword, Outlet, Topic
from edition.model.copies import TextCopy
from edition.model.permalinks import Permalinks
from edition.model.provenance import Credit
from edition.model.records import Concept, Document, Event, Organisation, Person, Place, Record
from edition.model.settings import Settings
from edition.yamlsource import Source

T = TypeVar("T")

RECORD_KINDS: dict[str, type[Record]] = {
    "people": Person,
    "organisations": Organisation,
    "places": Place,
    "events": Event,
    "documents": Document,
    "concepts": Concept,
}


@dataclass(frozen=True)
class Authority:
    """The authority files: records by id, and where each file's parts stand."""

    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    places: Mapping[str, Place]
    events: Mapping[str, Event]
    documents: Mapping[str, Document]
    concepts: Mapping[str, Concept]
    outlets: Mapping[str, Outlet]
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    unread: frozenset[str] = frozenset()
    """The files that could not be read at all."""
    headwords: Mapping[str, Headword] = field(default_factory=dict)

    def records(self) -> Iterator[tuple[str, str, Record]]:
        """Yield every record that an article may name, with the name of its file and its id."""
        for kind in RECORD_KINDS:
            for key, record in getattr(self, kind).items():
                yield kind, key, record

    def record(self, address: str) -> Record:
        """Return the record whose page has an address such as ``people/moon-jae-in/``; KeyError if there is none."""
        kind, key = address.strip("/").split("/")
        if kind not in RECORD_KINDS:
            raise KeyError(address)
        found: Record = getattr(self, kind)[key]
        return found

    def ids(self, kind: str) -> Collection[str]:
        """Return the ids of a file, those of records that could not be read for a fault of their own too."""
        data = self.sources[kind].data if kind in self.sources else None
        return data if isinstance(data, dict) else ()

    def credited(self, credit: Credit) -> Person | Organisation:
        """Return the record of whoever is credited."""
        return self.people[credit.person] if credit.person else self.organisations[str(credit.organisation)]


@dataclass(frozen=True)
class Edition:
    """Everything that was read, articles in order of date."""

    settings: Settings
    articles: tuple[Article, ...]
    authority: Authority
    unread: frozenset[str] = frozenset()
    """The ids of articles that could not be read for faults of their own, by the names of their files."""
    drafts: tuple[Article, ...] = ()
    """The articles of which something is still open; no stage that publishes looks at them."""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The author's paragraphs of articles whose witness is at hand, by article and paragraph, as plain text. Those
    with another digest than the article gives are left out."""
    copies: Mapping[str, TextCopy] = field(default_factory=dict)
    """The files that hold these texts, by article, and where they differ; both are empty in what is published."""
    permalinks: Permalinks = field(default_factory=Permalinks)
    """What was published, and what became of it."""

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def by_credit(self) -> Mapping[str, Sequence[str]]:
        """The ids of the articles that are credited to whoever has a page at an address, in order of date."""
        return drawn((article.id, article.credits) for article in self.articles)

    @cached_property
    def by_outlet(self) -> Mapping[str, Sequence[str]]:
        """The ids of the articles that an outlet published, published first or carried.

        Known by the outlet and what it did, such as ``the-diplomat/published``, in order of date.
        """
        return drawn((article.id, article.outlets) for article in self.articles)

    def without_texts(self) -> Edition:
        """Return the edition as it is published, without anything of the texts at hand."""
        return replace(self, texts={}, copies={}) if self.texts or self.copies else self

    @cached_property
    def _given(self) -> dict[Callable[..., Any], Any]:
        return {}

    def give(self, function: Callable[[Edition], Any]) -> Any:
        """Return what a `shared` function makes of the edition, made once."""
        if function not in self._given:
            self._given[function] = function(self)
        return self._given[function]

    def draw(self, function: Callable[[Edition, Article], Any]) -> Mapping[str, Any]:
        """Return what a function that is `drawn_from_each` makes of each article, by their ids."""
        if function not in self._given:
            self._given[function] = {article.id: function(self, article) for article in self.articles}
        found: Mapping[str, Any] = self._given[function]
        return found

    @property
    def last_change(self) -> str:
        """The last day on which the edition's content is said to have changed, as ``YYYY-MM-DD``."""
        return max([self.settings.edition.date.latest, *(article.last_change for article in self.articles)])


SHARED: list[Callable[[Edition], Any]] = []
"""Every function that is `shared`."""


def shared(function: Callable[[Edition], T]) -> Callable[[Edition], T]:
    """Let a function of the edition, which many pages are made from, be worked out once and known by its result."""
    SHARED.append(function)

    @wraps(function)
    def given(edition: Edition) -> T:
        found: T = edition.give(function)
        return found

    return given


DRAWN: list[Callable[[Edition, Article], Any]] = []
"""Every function that is `drawn_from_each`."""


GATHERED: list[Callable[[Edition], Any]] = []
"""Every function that is `gathered`."""


def gathered(function: Callable[[Edition], T]) -> Callable[[Edition], T]:
    """Let a function be `shared` that reads what functions have drawn from each article."""
    given = shared(function)
    SHARED.remove(function)
    GATHERED.append(function)
    return given


def drawn_from_each(function: Callable[[Edition, Article], T]) -> Callable[[Edition], Mapping[str, T]]:
    """Let a function of an article be a function of the edition that gives its results for all, by their ids."""
    DRAWN.append(function)

    @wraps(function)
    def given(edition: Edition) -> Mapping[str, T]:
        return edition.draw(function)

    return given


def drawn(held: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """Return from what each article holds the articles that hold it, in their order."""
    found: dict[str, list[str]] = {}
    for article, names in held:
        for name in dict.fromkeys(names):
            found.setdefault(name, []).append(article)
    return {name: tuple(articles) for name, articles in found.items()}


def beside(lists: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, str]]:
    """Return for each article of each list, known as ``list/article``, the one before and the one after; '' for none.

    An article's place among all is that in the list whose name is ''.
    """
    found: dict[str, tuple[str, str]] = {}
    for name, articles in lists.items():
        held = ["", *articles, ""]
        for before, here, after in zip(held, held[1:], held[2:], strict=False):
            found[f"{name}/{here}"] = before, after
    return found
