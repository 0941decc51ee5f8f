"""Checks that look across files: references, ids, paragraphs. Each takes the edition and yields faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from edition.faults import Code, Fault, Place, did_you_mean
from edition.mentions import alike
from edition.model.article import Article
from edition.model.edition import Edition

Loc = tuple[str | int, ...]


def file_names(edition: Edition) -> Iterator[Fault]:
    """An article's id is its file's name; so no two articles can share one."""
    for article in edition.articles:
        stem = PurePosixPath(article.source.path).stem
        if stem != article.id:
            what = f"the id is '{article.id}' and the file is named '{stem}.md'"
            code = Code.DUPLICATE if _is_taken(edition, article) else Code.FILE
            remedy = (
                "another article has that id: give this one its own" if code is Code.DUPLICATE else "make them one"
            )
            yield Fault(article.source.place(("id",)), code, what, remedy)


def _is_taken(edition: Edition, article: Article) -> bool:
    return any(other.id == article.id and other is not article for other in edition.articles)


def credits_known(edition: Edition) -> Iterator[Fault]:
    """Whoever is credited has a record, and a person who is cited has a family name."""
    people, organisations = edition.authority.ids("people"), edition.authority.ids("organisations")
    for article in edition.articles:
        for index, credit in enumerate(article.matter.authors):
            loc: Loc = ("authors", index)
            if credit.person is not None:
                yield from _known(article, (*loc, "person"), "person", credit.person, people)
                person = edition.authority.people.get(credit.person)
                if person is not None and person.family is None:
                    source = edition.authority.sources["people"]
                    what = f"'{credit.person}' is an author and has no family name"
                    yield Fault(source.place((credit.person,)), Code.MISSING, what, "add 'family' and 'given'")
            elif credit.organisation is not None:
                yield from _known(article, (*loc, "organisation"), "organisation", credit.organisation, organisations)


def outlets_known(edition: Edition) -> Iterator[Fault]:
    """Outlets that articles and organisations name have records."""
    outlets = edition.authority.ids("outlets")
    for article in edition.articles:
        publication = article.matter.publication
        yield from _known(article, ("publication", "outlet"), "outlet", publication.outlet, outlets)
        if publication.carried_by:
            yield from _known(article, ("publication", "carried_by"), "outlet", publication.carried_by, outlets)
        if publication.first:
            loc: Loc = ("publication", "first", "outlet")
            yield from _known(article, loc, "outlet", publication.first.outlet, outlets)
    for key, organisation in edition.authority.organisations.items():
        if organisation.outlet and organisation.outlet not in outlets:
            place = edition.authority.sources["organisations"].place((key, "outlet"))
            yield _unknown(place, "outlet", organisation.outlet, outlets)


def topics_known(edition: Edition) -> Iterator[Fault]:
    """Topics that paragraphs and other topics name have records, and a paragraph names each once."""
    topics = edition.authority.ids("topics")
    for article in edition.articles:
        for name, paragraph in article.matter.paragraphs.items():
            named: set[str] = set()
            for field, ids in (("topics", paragraph.topics), ("reading", paragraph.reading)):
                for index, topic in enumerate(ids):
                    loc: Loc = ("paragraphs", name, field, index)
                    yield from _known(article, loc, "topic", topic, topics)
                    if topic in named:
                        place = article.source.place(loc)
                        yield Fault(place, Code.DUPLICATE, f"{name} names '{topic}' twice", "keep one of the two")
                    named.add(topic)
    for key, record in edition.authority.topics.items():
        for index, other in enumerate(record.related):
            place = edition.authority.sources["topics"].place((key, "related", index))
            if other == key:
                yield Fault(place, Code.UNKNOWN, f"'{key}' is related to itself", "remove it")
            elif other not in topics:
                yield _unknown(place, "topic", other, topics)


def paragraphs_agree(edition: Edition) -> Iterator[Fault]:
    """Front matter and body hold the same paragraphs; a regest lists the author's terms and digest for each."""
    for article in edition.articles:
        pinned = {paragraph.id: paragraph for paragraph in article.paragraphs}
        for name in article.matter.paragraphs:
            if name not in pinned:
                place = article.source.place(("paragraphs", name), key=True)
                remedy = did_you_mean(name, pinned) or "write it there, or remove it here"
                yield Fault(place, Code.PARAGRAPH, f"'{name}' is not in the body", remedy)
        if article.matter.layer != "regest":
            continue
        for name, paragraph in pinned.items():
            entry = article.matter.paragraphs.get(name)
            if entry is None:
                what = f"'{name}' has no entry under 'paragraphs'"
                yield Fault(paragraph.place, Code.PARAGRAPH, what, "add one with its 'digest' and 'terms'")
                continue
            place = article.source.place(("paragraphs", name))
            if not entry.terms:
                yield Fault(place, Code.TERMS, f"'{name}' has no terms", "list the author's own search terms")
            if entry.digest is None:
                yield Fault(
                    place, Code.MISSING, f"'{name}' has no digest", "add the digest of the author's paragraph"
                )


def drafting_from_witness(edition: Edition) -> Iterator[Fault]:
    """A summary and an erratum speak of a witness and a paragraph that are there."""
    for article in edition.articles:
        matter = article.matter
        names = [matter.witness.name] if matter.witness else []
        draftings: list[tuple[Loc, str]] = [(("regest", "witness"), matter.regest.witness)] if matter.regest else []
        for name, paragraph in matter.paragraphs.items():
            if paragraph.regest:
                draftings.append((("paragraphs", name, "regest", "witness"), paragraph.regest.witness))
        for loc, witness in draftings:
            if witness not in names:
                yield _unknown(article.source.place(loc), "witness", witness, names)
        ids = [paragraph.id for paragraph in article.paragraphs]
        for index, erratum in enumerate(matter.errata):
            if erratum.paragraph and erratum.paragraph not in ids:
                place = article.source.place(("errata", index, "paragraph"))
                yield _unknown(place, "paragraph", erratum.paragraph, ids)


def forms_differ(edition: Edition) -> Iterator[Fault]:
    """A form that names a record anywhere names no other record; what is bound to a paragraph speaks of one."""
    taken: dict[str, str] = {}
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
            place = source.place((key, "descriptions", index, "at"))
            held = edition.by_id.get(article)
            if article in edition.unread:
                continue
            if held is None:
                yield _unknown(place, "article", article, edition.by_id)
            elif paragraph not in [p.id for p in held.paragraphs]:
                yield _unknown(place, "paragraph", paragraph, [p.id for p in held.paragraphs])
        for index, short in enumerate(record.short):
            for at, article in enumerate(short.articles):
                if article not in edition.by_id and article not in edition.unread:
                    place = source.place((key, "short", index, "in", at))
                    yield _unknown(place, "article", article, edition.by_id)


def notes_placed(edition: Edition) -> Iterator[Fault]:
    """A note stands beside a paragraph that is there."""
    for article in edition.articles:
        ids = [paragraph.id for paragraph in article.paragraphs]
        for key, note in article.matter.notes.items():
            if note.paragraph not in ids:
                yield _unknown(article.source.place(("notes", key, "paragraph")), "paragraph", note.paragraph, ids)


def _known(article: Article, loc: Loc, kind: str, name: str, known: Iterable[str]) -> Iterator[Fault]:
    if name not in known:
        yield _unknown(article.source.place(loc), kind, name, known)


def _unknown(place: Place, kind: str, name: str, known: Iterable[str]) -> Fault:
    add = "" if kind in ("paragraph", "witness") else "add a record for it, or "
    remedy = did_you_mean(name, known) or f"{add}name another {kind}"
    return Fault(place, Code.UNKNOWN, f"there is no {kind} '{name}'", remedy)


CHECKS: tuple[Callable[[Edition], Iterator[Fault]], ...] = (
    file_names,
    credits_known,
    outlets_known,
    topics_known,
    paragraphs_agree,
    drafting_from_witness,
    forms_differ,
    notes_placed,
)


def check(edition: Edition) -> list[Fault]:
    """Return every fault that the checks find; none as long as a file of records cannot be read at all."""
    if edition.authority.unread:
        return []  # all that the file holds would be told as unknown
    return [fault for one in CHECKS for fault in one(edition)]
