"""The pages of people and organisations, their indexes, and the index of authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.model.article import Article
from edition.model.authority import Organisation, Person
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.parts import Part, forms, reference, statements
from edition.relate import Relations


def pages(edition: Edition, relations: Relations) -> Iterator[Page]:
    """Yield the index of authors, the indexes of people and organisations, and a page for each record."""
    credited = _articles_by_credit(edition)
    short = edition.settings.edition.short_title
    authors: list[Part] = []
    kinds: tuple[tuple[str, str, Mapping[str, Person | Organisation]], ...] = (
        ("people", "People", edition.authority.people),
        ("organisations", "Organisations", edition.authority.organisations),
    )
    for kind, heading, records in kinds:
        listed: list[Part] = []
        for key, record in sorted(records.items(), key=lambda pair: pair[1].sort.casefold()):
            address = f"{kind}/{key}/"
            articles = [reference(edition, article) for article in credited.get(address, ())]
            entry: Part = {"address": address, "sort": record.sort, "description": record.description}
            listed.append(entry)
            if articles:
                authors.append(entry | {"articles": articles})
            described = record.description or record.name
            yield Page(address, "name.html", record.name, described, _record(edition, record, articles))
        data = {"heading": heading, "names": listed}
        yield Page(f"{kind}/", "names.html", heading, f"{heading} named in {short}.", data)
    authors.sort(key=lambda entry: entry["sort"].casefold())
    yield Page("authors/", "authors.html", "Authors", f"The authors of {short}.", {"authors": authors})


def _articles_by_credit(edition: Edition) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = {}
    for article in edition.articles:
        for credit in article.matter.authors:
            found.setdefault(credit.address, []).append(article)
    return found


def _record(edition: Edition, record: Person | Organisation, articles: list[Part]) -> Part:
    shown: Part = {
        "name": record.name,
        "description": record.description,
        "note": record.note,
        "articles": articles,
        "forms": forms(record),
    }
    if isinstance(record, Person):
        return shown | {"statements": statements(record.biography), "kind": "person", "outlet": None}
    outlet = record.outlet and {
        "name": edition.authority.outlets[record.outlet].name,
        "address": f"outlets/{record.outlet}/",
    }
    return shown | {"statements": statements(record.history), "kind": record.kind, "outlet": outlet}
