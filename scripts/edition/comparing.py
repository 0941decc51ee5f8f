"""Which articles are compared on a page of their own."""

from __future__ import annotations

from collections.abc import Iterable

from edition.model.article import Article
from edition.model.edition import Edition
from edition.relate import Relation, Relations

PARTNERS = 3  # of an article: the nearest

Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """Return two articles as the address of their comparison names them, in alphabetical order of their ids."""
    return (one, other) if one < other else (other, one)


def address(one: str, other: str) -> str:
    """Return the address of the comparison of two articles."""
    first, second = pair(one, other)
    return f"compare/{first}/{second}/"


def pairs(edition: Edition, relations: Relations, kept: Iterable[str] = ()) -> list[Pair]:
    """Return the pairs that are compared, in alphabetical order.

    They are those that the editor joined by a link, and each article with at most PARTNERS of its nearest on which
    the editor has put down positions to set side by side; so their number grows with that of the articles. `kept`
    are addresses of comparisons that were published once and stay, whoever is nearest now; those of articles that
    are no longer there are passed over.
    """
    found = {pair(article, joined.article) for article, held in relations.links.items() for joined in held}
    for article in edition.articles:
        near = nearest(edition, article, relations.by_article.get(article.id, ()))
        found |= {pair(article.id, relation.article) for relation in near}
    for one in kept:
        parts = one.strip("/").split("/")
        if len(parts) == 3 and parts[0] == "compare" and set(parts[1:]) <= set(edition.by_id):
            found.add(pair(parts[1], parts[2]))
    return sorted(found)


def nearest(edition: Edition, article: Article, held: Iterable[Relation]) -> list[Relation]:
    """Return the nearest of an article's relations with which it shares a topic on which both have a position."""
    ours = _stated(article)
    near = [
        relation
        for relation in held
        if any(s.topic in ours and s.topic in _stated(edition.by_id[relation.article]) for s in relation.shared)
    ]
    return sorted(near, key=lambda relation: -relation.weight)[:PARTNERS]


def _stated(article: Article) -> set[str]:
    return {topic for topic, treated in article.matter.treats.items() if treated.position}
