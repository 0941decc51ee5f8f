"""Records: people, organisations, places, events, documents and concepts that articles name."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, model_validator

from edition.faults import Code
from edition.model.fields import Date, Id, Model, ParagraphAt, Text, refuse

Language = Literal["en", "ja", "ko", "zh", "ja-Latn", "ko-Latn", "zh-Latn"]


class Statement(Model):
    """One dated statement of a biography or history, with its source."""

    when: Date | None = None
    """EDTF date or interval for which it holds; left out for what has none."""
    text: Text
    """The statement, a short phrase without a full stop."""
    source: Text
    """Where it was seen."""


class ShortForm(Model):
    """A short form of a name, which may be another's too."""

    form: Text
    """The form, as `Moon` or `the North`."""
    articles: tuple[Id, ...] = Field(default=(), alias="in")
    """Ids of the articles where it counts; if left out, it counts wherever the record was named in full before."""


class Description(Model):
    """Words that mean the record in one paragraph, and nowhere else."""

    at: ParagraphAt
    """The paragraph, as `tatsumi-2019#p6`."""
    words: Text
    """The words."""


class Identifier(Model):
    """What the record is called in another collection."""

    scheme: Literal["wikidata", "viaf", "orcid", "isni"]
    """The collection."""
    id: Text
    """The identifier, as it stands at the end of its address there."""
    source: Text
    """Where it was seen; identifiers are never guessed."""

    @model_validator(mode="after")
    def _shaped(self) -> Identifier:
        shape = {
            "wikidata": r"Q[1-9][0-9]*",
            "viaf": r"[1-9][0-9]*",
            "orcid": r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
            "isni": r"[0-9]{15}[0-9X]",
        }[self.scheme]
        if not re.fullmatch(shape, self.id):
            what = f"'{self.id}' cannot be an identifier of {self.scheme}"
            raise refuse(Code.ID, what, "write it as it stands at the end of the address there")
        return self

    @property
    def url(self) -> str:
        """The identifier as an address."""
        base = {
            "wikidata": "https://www.wikidata.org/entity/",
            "viaf": "https://viaf.org/viaf/",
            "orcid": "https://orcid.org/",
            "isni": "https://isni.org/isni/",
        }[self.scheme]
        return base + self.id


class Record(Model):
    """What records of every kind hold, each under its id."""

    name: Text
    """Preferred name, in the order that is used in English. It names the record wherever it stands."""
    kind: Text | None = None
    """What kind of thing it is, in a word or two; not for people."""
    names: tuple[Text, ...] = ()
    """Other full forms of the name, adjectives included; each names the record wherever it stands."""
    metonyms: tuple[Text, ...] = ()
    """Names of places used for it, as a capital for a government; marked as such."""
    short: tuple[ShortForm, ...] = ()
    """Short forms, which count only where they are allowed."""
    descriptions: tuple[Description, ...] = ()
    """Words that mean it in one paragraph only."""
    link_only: bool = False
    """True where it is never found by itself, but only by an explicit link."""
    forms: dict[Language, Text] = Field(default_factory=dict)
    """The name in other scripts, by language, only where a source was seen."""
    description: Text | None = None
    """Who or what it is, in one or two sentences that a newcomer needs."""
    when: Date | None = None
    """EDTF date or interval; required of events."""
    history: tuple[Statement, ...] = ()
    """Dated statements, oldest first."""
    identifiers: tuple[Identifier, ...] = ()
    """Identifiers in other collections, only where a source was seen."""
    note: Text | None = None
    """What the editor has to say of the record, such as what was not seen."""

    @property
    def sort(self) -> str:
        """The name as a list begins, without its article."""
        return self.name.removeprefix("The ")

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The dated statements, whatever they are called."""
        return self.history


class Person(Record):
    """A person, in `people.yml`."""

    family: Text | None = None
    """Family name; required of authors, who are cited by it."""
    given: Text | None = None
    """Given name."""
    family_first: bool = False
    """True where the name as printed begins with the family name, so that citing does not turn it."""
    biography: tuple[Statement, ...] = ()
    """Dated statements, oldest first."""

    @property
    def sort(self) -> str:
        """The name as a list or citation begins: ``Kimiya, Tadashi``; ``Moon Jae-in`` keeps its order."""
        if self.family is None or self.given is None or self.family_first:
            return self.name
        return f"{self.family}, {self.given}"

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The dated statements, whatever they are called."""
        return self.biography + self.history


class Organisation(Record):
    """An organisation or government, in `organisations.yml`."""

    outlet: Id | None = None
    """Id of the outlet of the same name, where it publishes one."""


class Place(Record):
    """A place or country, in `places.yml`."""


class Event(Record):
    """An event, in `events.yml`; events make the timeline."""

    @model_validator(mode="after")
    def _dated(self) -> Event:
        if self.when is None:
            raise refuse(Code.MISSING, "an event has no date", "add 'when'")
        return self


class Document(Record):
    """A treaty, agreement or other document, in `documents.yml`."""


class Concept(Record):
    """A weapon, policy, measure or idea, in `concepts.yml`."""
