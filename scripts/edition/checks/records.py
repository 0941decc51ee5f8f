"""Checks of records: that a form names one of them only, and that what is bound to a place finds it."""

from __future__ import annotations

from collections.abc import Iterator

from edition.checks.references import Loc, unknown
from edition.faults import Code, Fault
from edition.mentions import alike
from edition.model.edition import Edition


def outlets_of_organisations(edition: Edition) -> Iterator[Fault]:
    """The outlet that an organisation names has a record."""
    outlets = edition.authority.ids("outlets")
    for key, organisation in edition.authority.organisations.items():
        if organisation.outlet and organisation.outlet not in outlets:
            place = edition.authority.sources["organisations"].place((key, "outlet"))
            yield unknown(place, "outlet", organisation.outlet, outlets)


def forms_differ(edition: Edition) -> Iterator[Fault]:
    """A form that names a record anywhere names no other record; what is bound to a paragraph speaks of one."""
    taken: dict[str, str] = {}
    known = {article.id: article for article in (*edition.articles, *edition.drafts)}
    for kind, key, record in edition.authority.records():
        source = edition.authority.sources[kind]
        if not record.link_only:
            places: list[tuple[Loc, str]] = [((key, "name"), record.name)]
            for field in ("names", "metonyms"):
                places += [((key, field, index), text) for index, text in enumerate(getattr(record, field))]
            places += [((key, "forms", lang), text) for lang, text in record.forms.items()]
            for loc, text in places:
                other = taken.setdefault(alike(text), f"{kind}/{key}")
                if other != f"{kind}/{key}":
                    what = f"'{text}' also names {other}"
                    remedy = "make it a short form of one of them, or bind it to a paragraph under 'descriptions'"
                    yield Fault(source.place(loc), Code.CLASH, what, remedy)
        for index, one in enumerate(record.descriptions):
            article, _, paragraph = one.at.partition("#")
            at: Loc = (key, "descriptions", index, "at")
            held = known.get(article)
            if article in edition.unread:
                continue
            if held is None:
                yield unknown(source.place(at), "article", article, known)
            elif paragraph not in [p.id for p in held.paragraphs]:
                yield unknown(source.place(at), "paragraph", paragraph, [p.id for p in held.paragraphs])
        for index, short in enumerate(record.short):
            for number, article in enumerate(short.articles):
                if article not in known and article not in edition.unread:
                    place = source.place((key, "short", index, "in", number))
                    yield unknown(place, "article", article, known)
