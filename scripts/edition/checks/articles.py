"""Checks of article files: their names, whom and what they credit, and that body and front matter agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from edition.body import number
from edition.checks.references import Loc, known, unknown
from edition.faults import Code, Fault, did_you_mean
from edition.model.article import Article
from edition.model.draft import TO_SUMMARISE
from edition.model.edition import Edition
from edition.permalinks.fates import fates


def file_names(edition: Edition, article: Article) -> Iterator[Fault]:
    """An article's id is its file's name; so no two articles can share one."""
    stem = PurePosixPath(article.source.path).stem
    if stem != article.id:
        what = f"the id is '{article.id}' and the file is named '{stem}.md'"
        code = Code.DUPLICATE if _is_taken(edition, article) else Code.FILE
        remedy = "another article has that id: give this one its own" if code is Code.DUPLICATE else "make them one"
        yield Fault(article.source.place(("id",)), code, what, remedy)


def _is_taken(edition: Edition, article: Article) -> bool:
    return any(o.id == article.id and o is not article for o in (*edition.articles, *edition.drafts))


def file_names_of_drafts(edition: Edition) -> Iterator[Fault]:
    """A draft's id is its file's name."""
    for draft in edition.drafts:
        yield from file_names(edition, draft)


def credits_known(edition: Edition, article: Article) -> Iterator[Fault]:
    """Whoever is credited has a record, and a person who is cited has a family name."""
    people, organisations = edition.authority.ids("people"), edition.authority.ids("organisations")
    for index, credit in enumerate(article.matter.authors):
        loc: Loc = ("authors", index)
        if credit.person is not None:
            yield from known(article, (*loc, "person"), "person", credit.person, people)
            person = edition.authority.people.get(credit.person)
            if person is not None and person.family is None:
                source = edition.authority.sources["people"]
                what = f"'{credit.person}' is an author and has no family name"
                yield Fault(source.place((credit.person,)), Code.MISSING, what, "add 'family' and 'given'")
        elif credit.organisation is not None:
            yield from known(article, (*loc, "organisation"), "organisation", credit.organisation, organisations)


def outlets_known(edition: Edition, article: Article) -> Iterator[Fault]:
    """The outlets that an article names have records."""
    outlets = edition.authority.ids("outlets")
    publication = article.matter.publication
    yield from known(article, ("publication", "outlet"), "outlet", publication.outlet, outlets)
    if publication.carried_by:
        yield from known(article, ("publication", "carried_by"), "outlet", publication.carried_by, outlets)
    if publication.first:
        loc: Loc = ("publication", "first", "outlet")
        yield from known(article, loc, "outlet", publication.first.outlet, outlets)


def paragraphs_agree(edition: Edition, article: Article) -> Iterator[Fault]:
    """Front matter and body hold the same paragraphs; a regest lists the author's terms and digest for each."""
    pinned = {paragraph.id: paragraph for paragraph in article.paragraphs}
    for name in article.matter.paragraphs:
        if name not in pinned:
            place = article.source.place(("paragraphs", name), key=True)
            remedy = did_you_mean(name, pinned) or "write it there, or remove it here"
            yield Fault(place, Code.PARAGRAPH, f"'{name}' is not in the body", remedy)
    if article.matter.layer != "regest":
        return
    for name, paragraph in pinned.items():
        entry = article.matter.paragraphs.get(name)
        if entry is None:
            what = f"'{name}' has no entry under 'paragraphs'"
            yield Fault(paragraph.place, Code.PARAGRAPH, what, "add one with its 'digest' and 'terms'")
            continue
        loc: Loc = ("paragraphs", name)
        if not entry.terms:
            what, remedy = f"'{name}' has no terms", "list the author's own search terms"
            yield Fault(article.source.place(loc), Code.TERMS, what, remedy)
        if entry.digest is None:
            what, remedy = f"'{name}' has no digest", "add the digest of the author's paragraph"
            yield Fault(article.source.place(loc), Code.MISSING, what, remedy)


def drafting_from_witness(edition: Edition, article: Article) -> Iterator[Fault]:
    """A summary and an erratum speak of a witness and a paragraph that are there, or were published."""
    matter = article.matter
    names = [matter.witness.name] if matter.witness else []
    draftings: list[tuple[Loc, str]] = [(("regest", "witness"), matter.regest.witness)] if matter.regest else []
    for name, paragraph in matter.paragraphs.items():
        if paragraph.regest:
            draftings.append((("paragraphs", name, "regest", "witness"), paragraph.regest.witness))
    for loc, witness in draftings:
        if witness not in names:
            yield unknown(article.source.place(loc), "witness", witness, names)
    ids = [paragraph.id for paragraph in article.paragraphs]
    for index, erratum in enumerate(matter.errata):
        for name in erratum.named:
            if name not in ids and name not in _published(edition, article):
                place = article.source.place(("errata", index, "paragraph"))
                yield unknown(place, "paragraph", name, ids)


def _published(edition: Edition, article: Article) -> list[str]:
    return [address.partition("#")[2] for address in fates(edition).places.get(article.address, ())]


def paragraphs_in_order(edition: Edition, article: Article) -> Iterator[Fault]:
    """Paragraphs stand in order of number, but for those that a revised text has moved."""
    ids = [paragraph.id for paragraph in article.paragraphs]
    for index, name in enumerate(article.matter.moved):
        if name not in ids:
            yield unknown(article.source.place(("moved", index)), "paragraph", name, ids)
    ordered = [paragraph for paragraph in article.paragraphs if paragraph.id not in article.matter.moved]
    for before, after in pairwise(ordered):
        if number(after.id) < number(before.id):
            what = f"'{after.id}' stands after '{before.id}'"
            remedy = "put them in order; if a revised text has moved one, list it under 'moved'"
            yield Fault(after.place, Code.PARAGRAPH, what, remedy)


def notes_placed(edition: Edition, article: Article) -> Iterator[Fault]:
    """A note stands beside a paragraph that is there."""
    ids = [paragraph.id for paragraph in article.paragraphs]
    for key, note in article.matter.notes.items():
        if note.paragraph not in ids:
            yield unknown(article.source.place(("notes", key, "paragraph")), "paragraph", note.paragraph, ids)


def nothing_to_summarise(edition: Edition, article: Article) -> Iterator[Fault]:
    """A paragraph that is still to be summarised stands in drafts only."""
    for paragraph in article.paragraphs:
        if article.matter.layer == "regest" and paragraph.markdown.strip() == TO_SUMMARISE:
            what = f"{paragraph.id} is still to be summarised"
            yield Fault(paragraph.place, Code.EMPTY, what, "write its summary, or put 'draft' back")
