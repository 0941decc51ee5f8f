"""Authority records: people, organisations, outlets and topics, as `articles/authority/` holds them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from edition.faults import Code
from edition.model.fields import Date, Id, Model, Text, Url, refuse

Language = Literal["en", "ja", "ko", "zh", "ja-Latn", "ko-Latn", "zh-Latn"]


class Statement(Model):
    """One dated statement of a biography or history, with its source."""

    when: Date | None = None
    """EDTF date or interval for which it holds; left out for what has none."""
    text: Text
    """The statement, a short phrase without a full stop."""
    source: Text
    """Where it was seen."""


class Person(Model):
    """A person, in `people.yml` under an id."""

    name: Text
    """Preferred name, in the order the person uses in English."""
    family: Text | None = None
    """Family name; required of authors, who are cited by it."""
    given: Text | None = None
    """Given name."""
    family_first: bool = False
    """True where the name as printed begins with the family name, so that citing does not turn it."""
    forms: dict[Language, Text] = Field(default_factory=dict)
    """The name in other scripts, by language, only where a source was seen."""
    description: Text | None = None
    """Who this is, in one sentence."""
    biography: tuple[Statement, ...] = ()
    """Dated statements, oldest first."""
    note: Text | None = None
    """What the editor has to say of the record, such as what was not seen."""

    @property
    def sort(self) -> str:
        """The name as a list or citation begins: ``Kimiya, Tadashi``; ``Moon Jae-in`` keeps its order."""
        if self.family is None or self.given is None or self.family_first:
            return self.name
        return f"{self.family}, {self.given}"


class Organisation(Model):
    """An organisation, in `organisations.yml` under an id."""

    name: Text
    """Preferred name."""
    kind: Text
    """What kind of body it is, in a word or two."""
    forms: dict[Language, Text] = Field(default_factory=dict)
    """The name in other scripts, by language, only where a source was seen."""
    description: Text | None = None
    """What it is, in one sentence."""
    history: tuple[Statement, ...] = ()
    """Dated statements, oldest first."""
    outlet: Id | None = None
    """Id of the outlet of the same name, where it publishes one."""
    note: Text | None = None
    """What the editor has to say of the record."""

    @property
    def sort(self) -> str:
        """The name as a list begins, without its article."""
        return self.name.removeprefix("The ")


class Outlet(Model):
    """A newspaper, magazine, agency or site, in `outlets.yml` under an id."""

    name: Text
    """Name as printed."""
    kind: Text
    """What kind of outlet it is."""
    place: Text | None = None
    """Where it is published."""
    description: Text | None = None
    """What it is, in one sentence."""
    url: Url | None = None
    """Public address, where one was seen."""
    history: tuple[Statement, ...] = ()
    """Dated statements, oldest first."""
    note: Text | None = None
    """What the editor has to say of the record."""

    @property
    def sort(self) -> str:
        """The name as a list begins, without its article."""
        return self.name.removeprefix("The ")


class Forms(Model):
    """The words by which a topic is known."""

    same: tuple[Text, ...] = ()
    """Inflections, spellings and names of the same thing, in any script."""
    near: tuple[Text, ...] = ()
    """Other wordings, found but shown apart."""
    assoc: tuple[Text, ...] = ()
    """Words that go with it, offered and never merged."""


class Topic(Model):
    """A topic, in `topics.yml` under an id."""

    label: Text
    """The label that readers see; it takes no side."""
    scope: Text
    """What belongs here and what does not, in a sentence or two."""
    usage: Text | None = None
    """For a contested term: who says what, without taking sides."""
    forms: Forms = Forms()
    """The words by which it is known; what search looks for."""
    related: tuple[Id, ...] = ()
    """Ids of related topics."""

    @model_validator(mode="after")
    def _forms_differ(self) -> Topic:
        seen: set[str] = set()
        for form in (*self.forms.same, *self.forms.near, *self.forms.assoc):
            if form.casefold() in seen:
                raise refuse(Code.DUPLICATE, f"the form '{form}' stands twice", "keep one of the two")
            seen.add(form.casefold())
        return self
