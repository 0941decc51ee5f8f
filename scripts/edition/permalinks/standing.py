"""What stands in an edition now under an address that is to stay, and what of it the ledger holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition import digest, markup
from edition.model.article import Article
from edition.model.edition import RECORD_KINDS, Edition, drawn_from_each

# Each kind of record, by the name of its file, and the folder of its pages.
FOLDERS = {kind: kind for kind in (*RECORD_KINDS, "outlets", "topics")} | {"headwords": "concordance"}


@dataclass(frozen=True)
class Standing:
    """What there is at an address: a digest where its words are held to it, and how many errata name it."""

    digest: str = ""
    errata: int = 0


def of_words(markdown: str) -> str:
    """Return the digest by which the ledger knows a paragraph: that of its words as published.

    These are the words of the summary, or of the author's text where that is carried: without markup and links, in
    Unicode form NFC, white space folded. Terms, topics, notes and the digest of the witness are no part of it: they
    help to find and to explain, and change without an erratum.
    """
    return digest.of_paragraph(markup.plain(markdown))


def errata_of(article: Article, paragraph: str) -> int:
    """Return how many errata of an article name a paragraph."""
    return sum(paragraph in erratum.named for erratum in article.matter.errata)


@drawn_from_each
def _in_article(edition: Edition, article: Article) -> tuple[str, ...]:
    paragraphs = (f"{article.address}#{paragraph.id}" for paragraph in article.paragraphs)
    return (article.address, *paragraphs, *(f"{article.address}#n-{key}" for key in article.matter.notes))


def addresses(edition: Edition) -> Iterator[str]:
    """Yield every address of an edition that is to stay: of articles, paragraphs, notes and records."""
    held = _in_article(edition)
    for article in edition.articles:
        yield from held[article.id]
    for kind, folder in FOLDERS.items():
        # By the ids of the file, so that a record with a fault of its own is not also told as missing.
        known = {*edition.authority.ids(kind), *getattr(edition.authority, kind)}
        found = (f"{folder}/{key}/" for key in sorted(known))
        # Whether a headword has a page the finished site tells, and from then on it is held to that.
        yield from (a for a in found if kind != "headwords" or a in edition.permalinks.entries)


def standing(edition: Edition) -> dict[str, Standing]:
    """Return all that stands at the addresses of an edition, by address."""
    found = dict.fromkeys(addresses(edition), Standing())
    for article in edition.articles:
        found[article.address] = Standing(errata=len(article.matter.errata))
        for paragraph in article.paragraphs:
            held = Standing(of_words(paragraph.markdown), errata_of(article, paragraph.id))
            found[f"{article.address}#{paragraph.id}"] = held
    return found
