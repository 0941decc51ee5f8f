"""What machines read in the heads of pages.

Highwire, Dublin Core and PRISM for reference managers, schema.org as JSON-LD for search engines, typed links as
signposting.org has them. Zotero's embedded-metadata translator takes type, title, authors, publication, date and
address of the original from these, and what stands in DC.description into its field Extra. It falls back to the
canonical address where the original's was not seen.
"""

from __future__ import annotations

from typing import Any

from edition.annotate import Annotated
from edition.citing import csl
from edition.citing.formats import DATA
from edition.citing.item import Item, Name, of_article, parts_of
from edition.dates import Edtf
from edition.language import own
from edition.licences import LICENCES
from edition.model.article import Article
from edition.model.authority import Topic
from edition.model.edition import Edition
from edition.model.provenance import Credit
from edition.model.records import Organisation, Person, Record

Part = dict[str, Any]

ZOTERO = {
    "newspaper": "newspaperArticle",
    "magazine": "magazineArticle",
    "journal": "journalArticle",
    "blog": "blogPost",
    "website": "webpage",
}
CONTAINERS = {"newspaper": "Newspaper", "magazine": "Periodical", "journal": "Periodical", "blog": "Blog"}
SCHEMA = "https://schema.org/"


def of_article_page(edition: Edition, article: Article, annotated: Annotated, topics: list[str]) -> Part:
    """Return the head of an article's page; `topics` are the ids of those that it treats."""
    item = of_article(edition, article)
    base, address = edition.settings.base, f"{edition.settings.base}{article.address}"
    summary = article.matter.layer == "regest"
    rights = article.matter.rights
    licence = edition.settings.edition.licence_url if summary else LICENCES[rights.status].deed
    links = [("cite-as", address, ""), ("type", SCHEMA + ("CreativeWork" if summary else "OpinionNewsArticle"), "")]
    links += [("author", f"{base}{credit.address}", "") for credit in article.matter.authors]
    links += [("license", licence, "")] if licence else []
    links += [("describedby", name, media) for _, name, media, _ in DATA.values()]
    return {
        "type": "article",
        "meta": _embedded(item),
        "links": links,
        "graph": _graph(edition, article, item, annotated, topics),
    }


def _embedded(item: Item) -> list[tuple[str, str]]:
    date = item.date.machine or str(item.date)
    found = [("z:itemType", ZOTERO[item.kind]), ("citation_title", item.title)]
    found += [("citation_author", _inverted(name)) for name in item.names]
    found += [
        ("citation_date", date),
        ("citation_language", item.language),
        ("prism.publicationName", item.container),
    ]
    found += [("citation_public_url", item.url)] if item.url else []
    found += [("DC.title", item.title)]
    found += [("DC.creator", _inverted(name)) for name in item.names]
    found += [("DC.date", date), ("DC.language", item.language), ("DC.description", csl.note(item))]
    return found


def _inverted(name: Name) -> str:
    """Return ``Family, Given``; the name of an organisation ends in a comma, so that no reader of it divides it."""
    return f"{name.family}, {name.given}" if name.family and name.given else f"{name.name},"


def _graph(edition: Edition, article: Article, item: Item, annotated: Annotated, topics: list[str]) -> Part:
    """Return the original and this page of it: a summary is a work about the original, a text an example of it."""
    base, settings = edition.settings.base, edition.settings
    here = f"{base}{article.address}"
    outlet = edition.authority.outlets[article.matter.publication.outlet]
    original: Part = {
        "@type": "OpinionNewsArticle",
        "@id": item.url or f"{here}#original",
        "headline": item.title,
        "author": [_credit(edition, credit) for credit in article.matter.authors],
        "isPartOf": {"@type": CONTAINERS.get(item.kind, "WebSite"), "name": outlet.name},
        "inLanguage": item.language,
        "about": [_topic(edition, topic) for topic in topics],
    }
    if item.date.machine:
        original["datePublished"] = item.date.machine
    if item.url:
        original["url"] = item.url
    if outlet.url:
        original["isPartOf"]["url"] = outlet.url
    summary = article.matter.layer == "regest"
    page: Part = {
        "@type": "CreativeWork",
        "@id": here,
        "url": here,
        "name": f"{'Summary' if summary else 'Text'} of {item.title}",
        "version": settings.edition.version,
        "isPartOf": {"@type": "Collection", "@id": base, "name": settings.site_name},
        "editor" if not summary else "author": {"@type": "Organization", "name": settings.site_author},
        "mentions": [
            _named(edition, address) for address in dict.fromkeys(mention.record for mention in annotated.mentions)
        ],
    }
    original_id = {"@id": original["@id"]}
    if summary:
        page |= {"about": original_id, "isBasedOn": original_id, "license": settings.edition.licence_url}
    else:
        page |= {"exampleOfWork": original_id}
    page["inLanguage"] = own() if summary else item.language
    return {"@context": "https://schema.org", "@graph": [page, original]}


def of_record_page(edition: Edition, kind: str, key: str, record: Record) -> Part:
    """Return the head of the page of a person or organisation; empty for records of other kinds."""
    if not isinstance(record, (Person, Organisation)):
        return {}
    found = _named(edition, f"{kind}/{key}/")
    others = [*record.names, *record.forms.values()]
    found |= {"alternateName": others} if others else {}
    found |= {"description": record.description} if record.description else {}
    return {"graph": {"@context": "https://schema.org"} | found}


def of_topic_page(edition: Edition, key: str, topic: Topic) -> Part:
    """Return the head of the page of a topic."""
    terms = {
        "@type": "DefinedTermSet",
        "@id": f"{edition.settings.base}topics/",
        "name": f"Topics of {edition.settings.edition.short_title}",
    }
    found = _topic(edition, key) | {"description": topic.scope, "inDefinedTermSet": terms}
    return {"graph": {"@context": "https://schema.org"} | found}


def _topic(edition: Edition, key: str) -> Part:
    address = f"{edition.settings.base}topics/{key}/"
    return {"@type": "DefinedTerm", "@id": address, "name": edition.authority.topics[key].label, "url": address}


TYPES = {
    "people": "Person",
    "organisations": "Organization",
    "places": "Place",
    "events": "Event",
    "documents": "CreativeWork",
    "concepts": "DefinedTerm",
}


def _named(edition: Edition, address: str) -> Part:
    """Return whom or what a record names; `sameAs` only where the editor saw a source for the identifier."""
    record = edition.authority.record(address)
    whole = f"{edition.settings.base}{address}"
    found: Part = {"@type": TYPES[address.split("/")[0]], "@id": whole, "name": record.name, "url": whole}
    if isinstance(record, Person) and record.family and record.given:
        found |= {"familyName": record.family, "givenName": record.given}
    if record.identifiers:
        found["sameAs"] = [one.url for one in record.identifiers]
    if address.startswith("events/") and record.when and _closed(record.when):
        found["startDate"] = record.when.earliest
    return found


def _credit(edition: Edition, credit: Credit) -> Part:
    named = _named(edition, credit.address)
    if credit.certainty == "certain":
        return named
    return {"@type": "Role", "roleName": f"author ({credit.certainty})", "author": named}


def _closed(date: Edtf) -> bool:
    """Return whether a date is known to the day on which it begins."""
    return parts_of(date) is not None and date.earliest == date.latest
