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
    if relations.pairs is None:
        found = {one for article in edition.articles for one in chosen(edition, relations, article.id)}
    else:
        found = set(relations.pairs)
    for one in kept:
        parts = one.strip("/").split("/")
        if len(parts) == 3 and parts[0] == "compare" and set(parts[1:]) <= set(edition.by_id):
            found.add(pair(parts[1], parts[2]))
    return sorted(found)


def chosen(edition: Edition, relations: Relations, article: str) -> set[Pair]:
    """Return the pairs for which an article is the ground: of it and those joined to it or nearest to it."""
    near = nearest(edition, edition.by_id[article], relations.by_article.get(article, ()))
    others = [joined.article for joined in relations.links.get(article, ())] + [one.article for one in near]
    return {pair(article, other) for other in others}


def compared_with(edition: Edition, relations: Relations, article: str, kept: Iterable[str] = ()) -> set[Pair]:
    """Return the pairs of an article and those nearest to it that are compared, whichever is the ground.

    `kept` is as for `pairs`.
    """
    here = chosen(edition, relations, article)
    near = [relation.article for relation in relations.by_article.get(article, ())]
    stay = {address(article, other) for other in near} & set(kept)
    return here | {
        pair(article, o)
        for o in near
        if address(article, o) in stay or pair(article, o) in chosen(edition, relations, o)
    }


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
