"""What an article's page says of the text itself: under what rights it is carried, from which copy, what is open."""

from __future__ import annotations

from edition import collation
from edition.annotate import Annotated
from edition.language import say
from edition.licences import LICENCES
from edition.model.article import Article
from edition.model.draft import TO_SUMMARISE, lacking
from edition.model.edition import Edition
from edition.pages.parts import Part


def open_text(article: Article) -> Part | None:
    """Return the rights under which an author's text is carried; None for a summary."""
    rights = article.matter.rights
    if article.matter.layer != "text":
        return None
    held = LICENCES[rights.status]
    return {
        "name": say(held.name),
        "lead": say(held.lead),
        "deed": held.deed,
        "holder": rights.holder,
        "attribution": held.attribution,
        "alike": held.alike,
        "permission": rights.status == "by-permission",
        "source": rights.url if rights.url != held.deed else None,
    }


def copy(edition: Edition, article: Article) -> Part | None:
    """Return what a reading copy says of the file that its text comes from; None where none is shown."""
    held = edition.copies.get(article.id)
    if held is None or article.matter.layer == "text":
        return None
    return {
        "file": held.file,
        "language": article.matter.language,
        "exact": held.exact,
        "differs": collation.differences(held),
        "differing": [{"id": one, "number": one[1:]} for one in held.differing],
        "missing": [{"id": one, "number": one[1:]} for one in held.missing],
    }


def own(edition: Edition, article: Article, annotated: Annotated, paragraph: str) -> Part | None:
    """Return the author's paragraph of a text at hand as HTML, and how it agrees; None where no text is shown."""
    held = edition.copies.get(article.id)
    if held is None or article.matter.layer == "text":
        return None
    if paragraph in held.paragraphs:
        return {"html": annotated.texts[paragraph], "state": "same", "lost": []}
    if paragraph in held.differing:
        lost = collation.lost_terms(article.about(paragraph).terms, held.differing[paragraph])
        return {"html": annotated.texts[paragraph], "state": "differs", "lost": lost}
    return {"html": "", "state": "missing" if paragraph in held.missing else "unknown", "lost": []}


def draft(article: Article) -> Part | None:
    """Return what is still open in a draft; None for an article that is finished."""
    if not article.matter.draft:
        return None
    unwritten = [
        paragraph.number
        for paragraph in article.paragraphs
        if article.matter.layer == "regest" and paragraph.markdown.strip() == TO_SUMMARISE
    ]
    return {
        "open": list(article.matter.draft),
        "lacking": list(lacking(article.source.data)),
        "unwritten": unwritten,
    }
