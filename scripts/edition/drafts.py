"""Drafts set among the articles, for an editor's eyes: what they name and no record holds is stood in for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from edition.model.article import Article, ArticleMatter, ParagraphMatter
from edition.model.authority import Outlet
from edition.model.draft import OPEN
from edition.model.edition import Edition
from edition.model.provenance import Credit
from edition.model.records import Organisation

_OUTLET = Outlet(name="Outlet not known yet", kind="outlet", description="Stands in drafts for an outlet not named.")
_AUTHOR = Organisation(
    name="Author not known yet", link_only=True, description="Stands in drafts for authors not named."
)


def shown(edition: Edition) -> Edition:
    """Return an edition whose articles hold its drafts too, in order of date, each fit to be shown.

    A draft may name people, outlets, topics and articles that have no records yet. They are left out, or stood in for
    where a page cannot do without; what a draft says otherwise is shown as it stands.
    """
    if not edition.drafts:
        return edition
    authority = edition.authority
    outlets = {**authority.outlets, OPEN: _OUTLET}
    organisations = {**authority.organisations, OPEN: _AUTHOR}
    fit = [replace(draft, matter=_fit(edition, draft)) for draft in edition.drafts]
    return replace(
        edition,
        articles=tuple(sorted((*edition.articles, *fit), key=lambda article: article.order)),
        authority=replace(authority, outlets=outlets, organisations=organisations),
    )


def _fit(edition: Edition, draft: Article) -> ArticleMatter:
    matter, authority = draft.matter, edition.authority
    known = [one for one in matter.authors if one.person in authority.people or _corporate(edition, one)]
    publication = matter.publication
    first = publication.first
    changes: dict[str, Any] = {
        "outlet": publication.outlet if publication.outlet in authority.outlets else OPEN,
        "carried_by": publication.carried_by if publication.carried_by in authority.outlets else None,
        "first": first if first and first.outlet in authority.outlets else None,
    }
    ids = {paragraph.id for paragraph in draft.paragraphs}
    places = _places(edition) if matter.links else frozenset()
    return matter.model_copy(
        update={
            "authors": tuple(known) or (Credit(organisation=OPEN),),
            "publication": publication.model_copy(update=changes),
            "paragraphs": {key: _known(edition, one) for key, one in matter.paragraphs.items() if key in ids},
            "tagged": _topics(edition, matter.tagged),
            "treats": {key: one for key, one in matter.treats.items() if key in authority.topics},
            "links": tuple(one for one in matter.links if one.to in places and one.start in ids),
            "notes": {key: one for key, one in matter.notes.items() if one.paragraph in ids},
        }
    )


def _places(edition: Edition) -> frozenset[str]:
    return frozenset(f"{a.id}#{p.id}" for a in (*edition.articles, *edition.drafts) for p in a.paragraphs)


def _corporate(edition: Edition, credit: Credit) -> bool:
    return credit.organisation is not None and credit.organisation in edition.authority.organisations


def _known(edition: Edition, paragraph: ParagraphMatter) -> ParagraphMatter:
    fields = {name: _topics(edition, getattr(paragraph, name)) for name in ("topics", "reading", "excluded")}
    return paragraph.model_copy(update=fields)


def _topics(edition: Edition, topics: Iterable[str]) -> tuple[str, ...]:
    return tuple(topic for topic in topics if topic in edition.authority.topics)
