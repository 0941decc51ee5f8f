"""The whole edition as the stages pass it on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from edition.model.article import Article
from edition.model.authority import Headword, Outlet, Topic
from edition.model.copies import TextCopy
from edition.model.permalinks import Permalinks
from edition.model.provenance import Credit
from edition.model.records import Concept, Document, Event, Organisation, Person, Place, Record
from edition.model.settings import Settings
from edition.yamlsource import Source

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

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a file, those of records that could not be read for a fault of their own too."""
        data = self.sources[kind].data if kind in self.sources else None
        return tuple(data) if isinstance(data, dict) else ()

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

    @property
    def last_change(self) -> str:
        """The last day on which the edition's content is said to have changed, as ``YYYY-MM-DD``."""
        days = [self.settings.edition.date.latest]
        for article in self.articles:
            days += [erratum.date.latest for erratum in article.matter.errata]
            days += [note.as_of.latest for note in article.matter.notes.values()]
            for drafting in (article.matter.regest, *(p.regest for p in article.matter.paragraphs.values())):
                if drafting is not None:
                    days += [day.latest for day in (drafting.drafted_on, drafting.reviewed_on) if day]
        return max(days)
