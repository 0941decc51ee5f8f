"""Outlets, topics and headwords, as `articles/authority/` holds them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from edition.faults import Code
from edition.model.fields import Id, Model, Text, Url, refuse
from edition.model.records import Language, Statement

# Words in an outlet's kind, and how citations treat it then; the first that fits counts.
CITED_AS = (
    (("newspaper", "news agency", "daily"), "newspaper"),
    (("blog",), "blog"),
    (("journal",), "journal"),
    (("magazine", "weekly", "monthly", "quarterly", "periodical", "review"), "magazine"),
)


class Outlet(Model):
    """A newspaper, magazine, agency or site, in `outlets.yml` under an id."""

    name: Text
    """Name as printed."""
    kind: Text
    """What kind of outlet it is."""
    cited_as: Literal["newspaper", "magazine", "journal", "blog", "website"] = "website"
    """How citations treat it; if left out, told from `kind`, and `website` where that says nothing of it."""
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

    @model_validator(mode="before")
    @classmethod
    def _cited_as(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "cited_as" in data:
            return data
        kind = str(data.get("kind", "")).casefold()
        told = (cited for words, cited in CITED_AS if any(word in kind for word in words))
        return data | {"cited_as": next(told, "website")}

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
    labels: dict[Language, Text] = Field(default_factory=dict)
    """The label in other languages, by language, only where a source was seen."""
    broader: tuple[Id, ...] = ()
    """Ids of topics of which this is a part or a case; what is narrower follows from it."""
    related: tuple[Id, ...] = ()
    """Ids of related topics; it is enough to write it on one side."""
    events: tuple[Id, ...] = ()
    """Ids of events that belong to it."""
    documents: tuple[Id, ...] = ()
    """Ids of documents that belong to it."""

    @model_validator(mode="after")
    def _forms_differ(self) -> Topic:
        seen: set[str] = set()
        for form in (*self.forms.same, *self.forms.near, *self.forms.assoc):
            if form.casefold() in seen:
                raise refuse(Code.DUPLICATE, f"the form '{form}' stands twice", "keep one of the two")
            seen.add(form.casefold())
        return self


class Headword(Model):
    """A word of the concordance, in `headwords.yml` under an id."""

    word: Text
    """The word as the concordance lists it."""
    forms: tuple[Text, ...]
    """The forms that are found under it: inflections and spellings, in any script; at least one."""
    topic: Id | None = None
    """Id of the topic that it belongs to, if there is one."""

    @model_validator(mode="after")
    def _has_forms(self) -> Headword:
        if not self.forms:
            raise refuse(Code.EMPTY, "a headword has no forms", "list at least the word itself under 'forms'")
        return self
