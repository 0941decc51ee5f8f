"""The pages of records: each with its mentions as lines in context; an index for each kind; the index of authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.annotate import Annotated, Named
from edition.model.article import Article
from edition.model.edition import RECORD_KINDS, Edition
from edition.model.records import Organisation, Record
from edition.page import Page
from edition.pages import metadata
from edition.pages.parts import Part, date, forms, record_kind, reference, statements
from edition.relate import Relations

Annotations = Mapping[str, Annotated]


def pages(edition: Edition, relations: Relations, annotations: Annotations) -> Iterator[Page]:
    """Yield for each kind its index and a page for each record, and the index of authors."""
    credited = _articles_by_credit(edition)
    mentions = _mentions_by_record(edition, annotations)
    short = edition.settings.edition.short_title
    authors: list[Part] = []
    for kind in RECORD_KINDS:
        heading = kind.capitalize()
        listed: list[Part] = []
        records: Mapping[str, Record] = getattr(edition.authority, kind)
        for key, record in sorted(records.items(), key=lambda pair: pair[1].sort.casefold()):
            address = f"{kind}/{key}/"
            entry: Part = {
                "address": address,
                "sort": record.sort,
                "kind": record.kind,
                "when": str(record.when) if record.when else "",
                "description": record.description,
            }
            listed.append(entry)
            articles = [reference(edition, article) for article in credited.get(address, ())]
            if articles:
                authors.append(entry | {"articles": articles})
            described = record.description or record.name
            data = _record(edition, kind, record) | {"articles": articles, "mentions": mentions.get(address, [])}
            head = metadata.of_record_page(edition, kind, key, record)
            yield Page(address, "record.html", record.name, described, data, head=head)
        yield Page(
            f"{kind}/",
            "records.html",
            heading,
            f"{heading} named in {short}.",
            {"heading": heading, "records": listed},
        )
    authors.sort(key=lambda entry: entry["sort"].casefold())
    yield Page("authors/", "authors.html", "Authors", f"The authors of {short}.", {"authors": authors})


def _articles_by_credit(edition: Edition) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = {}
    for article in edition.articles:
        for credit in article.matter.authors:
            found.setdefault(credit.address, []).append(article)
    return found


def _mentions_by_record(edition: Edition, annotations: Annotations) -> dict[str, list[Part]]:
    """Return for each record the articles that name it, in order of date, each with its lines in context."""
    found: dict[str, list[Part]] = {}
    for article in edition.articles:
        lines: dict[str, list[Named]] = {}
        for named in annotations[article.id].mentions:
            lines.setdefault(named.record, []).append(named)
        for record, held in lines.items():
            found.setdefault(record, []).append(
                reference(edition, article)
                | {
                    "language": article.matter.language if article.matter.layer == "text" else "en",
                    "lines": [
                        {
                            "id": one.paragraph,
                            "number": one.paragraph[1:],
                            "sort": one.sort,
                            "before": one.before,
                            "words": one.words,
                            "after": one.after,
                        }
                        for one in held
                    ],
                }
            )
    return found


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
