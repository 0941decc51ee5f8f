"""Outlets and topics, as `articles/authority/` holds them."""

from __future__ import annotations

from pydantic import model_validator

from edition.faults import Code
from edition.model.fields import Id, Model, Text, Url, refuse
from edition.model.records import Statement


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
