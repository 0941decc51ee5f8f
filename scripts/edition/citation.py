"""How the edition asks to be cited: the original first, then the edition, its version and the permalink."""

from __future__ import annotations

from edition.model.article import Article
from edition.model.edition import Edition
from edition.model.fields import PARAGRAPH_ID
from edition.model.provenance import Credit


def names(edition: Edition, article: Article) -> str:
    """Return the names as a citation begins: ``Kimiya, Tadashi``; further persons in reading order."""
    found = [
        credited(edition, credit, turned=index == 0 and credit.person is not None)
        for index, credit in enumerate(article.matter.authors)
    ]
    if len(found) > 1:
        return ", ".join(found[:-1]) + " and " + found[-1]
    return found[0]


def credited(edition: Edition, credit: Credit, *, turned: bool = False) -> str:
    """Return a name with what must be said of its attribution; turned, the family name stands first."""
    record = edition.authority.credited(credit)
    doubt = {"certain": "", "attributed": " (attributed)", "doubtful": " (attribution doubtful)"}[credit.certainty]
    return (record.sort if turned else record.name) + doubt


def title(article: Article) -> str:
    """Return the title for a citation; where the witness has none, that is said in its place, in brackets."""
    if article.matter.title.status == "supplied":
        return "[Headline not seen]"
    if article.matter.title.subtitle:
        return f"{article.matter.title.text}: {article.matter.title.subtitle}"
    return article.matter.title.text


def cite(edition: Edition, article: Article, paragraph: str | None = None) -> tuple[str, str]:
    """Return a citation in two parts, the text up to the address, and the address.

    For example ``Kimiya, Tadashi. [Headline not seen]. The Japan Times, 9 May 2019. Summarised in After Hanoi,
    version 1.0, ¶ 8,`` and ``https://…/articles/kimiya-2019/#p8``.
    """
    publication = article.matter.publication
    outlet = edition.authority.outlets[publication.outlet].name
    settings = edition.settings.edition
    headline = title(article)
    stop = "" if headline[-1] in "?!." else "."
    how = "Summarised in" if article.matter.layer == "regest" else "Text in"
    where = ""
    if paragraph:
        match = PARAGRAPH_ID.fullmatch(paragraph)
        where = f" ¶ {match[1]}{match[2]}," if match else ""
    lead = f"{names(edition, article)}. {headline}{stop} {outlet}, {publication.date}."
    edition_part = f" {how} {settings.short_title}, version {settings.version},{where}"
    fragment = f"#{paragraph}" if paragraph else ""
    return lead + edition_part, f"{edition.settings.base}{article.address}{fragment}"
