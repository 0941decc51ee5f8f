"""The comparisons: two articles side by side, on the topics that both treat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.annotate import Annotated
from edition.comparing import address, pairs
from edition.language import say
from edition.model.article import Article
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.builder import Builder
from edition.pages.kin import link
from edition.pages.parts import Part, marks, plain_title, reference, short
from edition.pages.synopsis import STYLES, grounds
from edition.passages import Passage
from edition.permalinks.fates import comparisons
from edition.relate import Relation, Relations

Treated = Mapping[str, tuple[Passage, ...]]


def _keys(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[str]:
    """Yield the pairs of articles that are compared."""
    yield from (f"{one} {other}" for one, other in pairs(edition, relations, comparisons(edition)))


def _pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated], key: str) -> Iterator[Page]:
    """Yield the page of a pair, the earlier article on the left."""
    first, second = sorted((edition.by_id[one] for one in key.split()), key=lambda article: article.order)
    yield _page(edition, relations, first, second)


pages = Builder(_keys, _pages)


def _page(edition: Edition, relations: Relations, first: Article, second: Article) -> Page:
    left, right = dict(relations.topics_of(first)), dict(relations.topics_of(second))
    topics = edition.authority.topics
    weight = {t: thread.weight for t in topics if (thread := relations.threads.get(f"topics/{t}/"))}
    shared = sorted((t for t in left if t in right), key=lambda t: (-weight.get(t, 0), topics[t].label.casefold()))
    relation = _relation(relations, first.id, second.id)
    ends = [short(edition, first), short(edition, second)]
    names = " and ".join(f"{end['name']} ({end['year']})" for end in ends)
    data = {
        "articles": [reference(edition, first), reference(edition, second)],
        "ends": ends,
        "links": [link(edition, one) for one in relations.links.get(first.id, ()) if one.article == second.id],
        "shared": [
            {
                "label": topics[topic].label,
                "address": f"topics/{topic}/",
                "id": topic,
                "sides": [_side(first, topic, left), _side(second, topic, right)],
            }
            for topic in shared
        ],
        "named": _named(edition, relation),
        "alone": [_alone(edition, left, right), _alone(edition, right, left)],
    }
    described = say(
        "“{first}” and “{second}” side by side: what both treat, and what one does.",
        first=plain_title(first),
        second=plain_title(second),
    )
    return Page(
        address(first.id, second.id),
        "compare.html",
        say("{names} compared", names=names),
        described,
        data,
        styles=STYLES,
    )


def _relation(relations: Relations, first: str, second: str) -> Relation | None:
    """Return what joins two articles, seen from the first."""
    return next((one for one in relations.by_article.get(first, ()) if one.article == second), None)


def _side(article: Article, topic: str, treated: Treated) -> Part:
    held = article.matter.treats.get(topic)
    return {
        "article": article.address,
        "language": article.matter.language,
        "position": held.position if held else None,
        "grounds": grounds(treated[topic]),
    }


def _named(edition: Edition, relation: Relation | None) -> list[Part]:
    return [
        {
            "label": edition.authority.record(shared.thread).name,
            "address": shared.thread,
            "here": marks(shared.here),
            "there": marks(shared.there),
        }
        for shared in (relation.shared if relation else ())
        if not shared.topic
    ]


def _alone(edition: Edition, here: Treated, there: Treated) -> list[Part]:
    return [
        {
            "label": edition.authority.topics[topic].label,
            "address": f"topics/{topic}/",
            "marks": marks(held),
        }
        for topic, held in here.items()
        if topic not in there
    ]
