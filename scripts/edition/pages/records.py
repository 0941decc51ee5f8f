"""The pages of records: each with its mentions as lines in context; an index for each kind; the index of authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.annotate import Annotated, naming
from edition.language import own, say
from edition.model.article import Article
from edition.model.edition import RECORD_KINDS, Edition
from edition.model.records import Organisation, Record
from edition.page import Page
from edition.pages import metadata
from edition.pages.builder import Builder
from edition.pages.parts import Part, date, forms, record_kind, reference, statements
from edition.relate import Relations

Annotations = Mapping[str, Annotated]


def _keys(edition: Edition, relations: Relations, annotations: Annotations) -> Iterator[str]:
    """Yield the addresses: the index of each kind, each record, and the index of authors."""
    for kind in RECORD_KINDS:
        yield f"{kind}/"
        yield from (f"{kind}/{key}/" for key in getattr(edition.authority, kind))
    yield "authors/"


def _pages(edition: Edition, relations: Relations, annotations: Annotations, address: str) -> Iterator[Page]:
    if address == "authors/":
        yield _authors(edition)
    elif address.count("/") == 1:
        yield _index(edition, address)
    else:
        yield _page(edition, annotations, address)


pages = Builder(_keys, _pages)


def _index(edition: Edition, address: str) -> Page:
    kind = address.removesuffix("/")
    heading = say(kind.capitalize())
    records: Mapping[str, Record] = getattr(edition.authority, kind)
    ordered = sorted(records.items(), key=lambda pair: pair[1].sort.casefold())
    listed = [_entry(f"{kind}/{key}/", record) for key, record in ordered]
    described = say("{kind} named in {name}.", kind=heading, name=edition.settings.edition.short_title)
    return Page(address, "records.html", heading, described, {"heading": heading, "records": listed})


def _authors(edition: Edition) -> Page:
    authors = [
        _entry(address, edition.authority.record(address))
        | {"articles": [reference(edition, edition.by_id[article]) for article in articles]}
        for address, articles in edition.by_credit.items()
    ]
    authors.sort(key=lambda entry: (entry["sort"].casefold(), entry["address"]))
    described = say("The authors of {name}.", name=edition.settings.edition.short_title)
    return Page("authors/", "authors.html", say("Authors"), described, {"authors": authors})


def _page(edition: Edition, annotations: Annotations, address: str) -> Page:
    record = edition.authority.record(address)
    articles = [reference(edition, edition.by_id[article]) for article in edition.by_credit.get(address, ())]
    named = naming(annotations).get(address, ())
    mentions = [_lines(edition, annotations, edition.by_id[article], address) for article in named]
    data = _record(edition, address.split("/")[0], record) | {"articles": articles, "mentions": mentions}
    kind, key = address.strip("/").split("/")
    head = metadata.of_record_page(edition, kind, key, record)
    return Page(address, "record.html", record.name, record.description or record.name, data, head=head)


def _entry(address: str, record: Record) -> Part:
    """Return what a list shows of a record."""
    return {
        "address": address,
        "sort": record.sort,
        "kind": record.kind,
        "when": str(record.when) if record.when else "",
        "description": record.description,
    }


def _lines(edition: Edition, annotations: Annotations, article: Article, record: str) -> Part:
    """Return an article that names a record, with the lines in which it does."""
    return reference(edition, article) | {
        "language": article.matter.language if article.matter.layer == "text" else own(),
        "lines": [
            {
                "id": one.paragraph,
                "number": one.paragraph[1:],
                "sort": one.sort,
                "before": one.before,
                "words": one.words,
                "after": one.after,
            }
            for one in annotations[article.id].mentions
            if one.record == record
        ],
    }


def _record(edition: Edition, kind: str, record: Record) -> Part:
    outlet = record.outlet if isinstance(record, Organisation) else None
    return {
        "name": record.name,
        "folder": kind,
        "kind": record_kind(kind, record),
        "forms": forms(record),
        "also": list(dict.fromkeys([*record.names, *(short.form for short in record.short)])),
        "metonyms": list(record.metonyms),
        "when": date(record.when) if record.when else None,
        "description": record.description,
        "statements": statements(record.statements),
        "identifiers": [{"scheme": one.scheme, "id": one.id, "url": one.url} for one in record.identifiers],
        "note": record.note,
        "outlet": outlet and {"name": edition.authority.outlets[outlet].name, "address": f"outlets/{outlet}/"},
    }
