"""What an article's page says of other articles: others on a paragraph's matter, and the articles nearest to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edition import comparing
from edition.language import say
from edition.model.edition import Edition
from edition.pages.parts import Part, marks, reference, short
from edition.relate import Relation, Relations
from edition.threads import Spot
from edition.typedlinks import Joined

TOPICS = 3  # that an article's block names of those it shares with another
RECORDS = 2  # that are named of those that two passages share
SAID = 2  # topics that the reason for another paragraph names


def others(edition: Edition, relations: Relations, article: str, paragraph: str) -> Part | None:
    """Return where a paragraph's matter is treated elsewhere: the editor's links, then what shares its threads."""
    links = [link(edition, one) for one in relations.links.get(article, ()) if one.paragraph == paragraph]
    found = relations.others.get(article, {}).get(paragraph, ())
    plain = [
        _paragraph(edition, one.article, one.paragraph) | {"why": why(edition, one.threads, SAID)} for one in found
    ]
    return {"links": links, "plain": plain} if links or plain else None


def link(edition: Edition, one: Joined) -> Part:
    """Return a link that the editor wrote, as it reads from its end here."""
    return {
        "paragraph": one.paragraph,
        "number": one.paragraph[1:],
        "words": one.words,
        "reason": one.reason,
        "there": _paragraph(edition, one.article, one.there),
    }


def _paragraph(edition: Edition, article: str, paragraph: str) -> Part:
    held = edition.by_id[article]
    return short(edition, held) | {"address": f"{held.address}#{paragraph}", "number": paragraph[1:]}


def why(edition: Edition, threads: Iterable[str], topics: int) -> str:
    """Return in words what two passages share: what both treat, and what both name."""
    treated = [_label(edition, one) for one in threads if one.startswith("topics/")]
    named = [_label(edition, one) for one in threads if not one.startswith("topics/")]
    said = [
        say(shared, labels=_listed(labels, most))
        for shared, labels, most in (
            ("both treat: {labels}", treated, topics),
            ("both name: {labels}", named, RECORDS),
        )
        if labels
    ]
    return "; ".join(said)


def _listed(labels: Sequence[str], most: int) -> str:
    more = len(labels) - most
    return ", ".join(labels[:most]) + (say(" and {number} more", number=more) if more > 0 else "")


def _label(edition: Edition, thread: str) -> str:
    if thread.startswith("topics/"):
        return edition.authority.topics[thread.split("/")[1]].label
    return edition.authority.record(thread).name


def related(edition: Edition, relations: Relations, compared: set[comparing.Pair], article: str) -> list[Part]:
    """Return the articles that are joined to one by the editor or nearest to it, and by what."""
    return [
        _related(edition, article, relation, compared=comparing.pair(article, relation.article) in compared)
        for relation in relations.by_article.get(article, ())
    ]


def _related(edition: Edition, article: str, relation: Relation, *, compared: bool) -> Part:
    topics = [shared for shared in relation.shared if shared.topic]
    named = [shared for shared in relation.shared if not shared.topic]
    return reference(edition, edition.by_id[relation.article]) | {
        "compared": comparing.address(article, relation.article) if compared else "",
        "links": [
            {"words": one.words, "here": marks([Spot(one.paragraph)]), "there": marks([Spot(one.there)])}
            for one in relation.links
        ],
        "shared": [
            {
                "label": _label(edition, shared.thread),
                "address": shared.thread,
                "here": marks(shared.here),
                "there": marks(shared.there),
            }
            for shared in topics[:TOPICS]
        ],
        "more": max(0, len(topics) - TOPICS),
        "named": [{"label": _label(edition, shared.thread), "address": shared.thread} for shared in named[:RECORDS]],
    }
