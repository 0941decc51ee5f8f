"""Checks of topics: that those which are named are there, and that the thesaurus holds together."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from edition.checks.references import Loc, known, unknown
from edition.faults import Code, Fault, Place
from edition.model.article import Article
from edition.model.edition import Edition
from edition.thesaurus import Thesaurus


def topics_known(edition: Edition, article: Article) -> Iterator[Fault]:
    """The topics that an article names have records, and a paragraph names each once."""
    topics = edition.authority.ids("topics")
    for name, paragraph in article.matter.paragraphs.items():
        named: set[str] = set()
        for field, ids in (("topics", paragraph.topics), ("reading", paragraph.reading)):
            for index, topic in enumerate(ids):
                loc: Loc = ("paragraphs", name, field, index)
                yield from known(article, loc, "topic", topic, topics)
                if topic in named:
                    place = article.source.place(loc)
                    yield Fault(place, Code.DUPLICATE, f"{name} names '{topic}' twice", "keep one of the two")
                named.add(topic)
        yield from _excluded(article, name, named, topics)
    for index, topic in enumerate(article.matter.tagged):
        yield from known(article, ("tagged", index), "topic", topic, topics)
    for topic in article.matter.treats:
        if topic not in topics:
            yield unknown(article.source.place(("treats", topic), key=True), "topic", topic, topics)


def topics_related(edition: Edition) -> Iterator[Fault]:
    """The topics that topics and headwords name have records, and are not themselves."""
    topics = edition.authority.ids("topics")
    for key, record in edition.authority.topics.items():
        for field, ids in (("broader", record.broader), ("related", record.related)):
            for index, other in enumerate(ids):
                if other == key:
                    is_what = "broader than" if field == "broader" else "related to"
                    place = _place(edition, key, field, index)
                    yield Fault(place, Code.THESAURUS, f"'{key}' is {is_what} itself", "remove it")
                elif other not in topics:
                    yield unknown(_place(edition, key, field, index), "topic", other, topics)
    for key, headword in edition.authority.headwords.items():
        if headword.topic and headword.topic not in topics:
            place = edition.authority.sources["headwords"].place((key, "topic"))
            yield unknown(place, "topic", headword.topic, topics)


def _excluded(article: Article, name: str, named: set[str], topics: Collection[str]) -> Iterator[Fault]:
    for index, topic in enumerate(article.about(name).excluded):
        loc: Loc = ("paragraphs", name, "not", index)
        yield from known(article, loc, "topic", topic, topics)
        if topic in named:
            what = f"{name} both treats '{topic}' and does not"
            yield Fault(article.source.place(loc), Code.DUPLICATE, what, "keep one of the two")


def topics_dated(edition: Edition) -> Iterator[Fault]:
    """Events and documents that belong to a topic have records."""
    for key, topic in edition.authority.topics.items():
        for field, kind, ids in (("events", "event", topic.events), ("documents", "document", topic.documents)):
            records = edition.authority.ids(field)
            for index, one in enumerate(ids):
                if one not in records:
                    yield unknown(_place(edition, key, field, index), kind, one, records)


def hierarchy_sound(edition: Edition) -> Iterator[Fault]:
    """No topic is broader than itself through others, and none is related to what is broader (SKOS, S27)."""
    thesaurus = Thesaurus(edition.authority.topics)
    above = {key: thesaurus.above(key) for key in thesaurus.topics}
    for key, topic in thesaurus.topics.items():
        for index, up in enumerate(topic.broader):
            if up != key and up in above and key in above[up]:
                what = f"'{up}' is broader than '{key}' and, through others, narrower"
                yield Fault(_place(edition, key, "broader", index), Code.THESAURUS, what, "break the circle")
        for index, other in enumerate(topic.related):
            if other != key and (other in above[key] or key in above.get(other, ())):
                which = "broader" if other in above[key] else "narrower"
                what = f"'{other}' is related to '{key}' and also {which}, directly or through others"
                yield Fault(_place(edition, key, "related", index), Code.THESAURUS, what, "keep one of the two")


def topic_forms_differ(edition: Edition) -> Iterator[Fault]:
    """A `same` form names one topic only."""
    for key, index, other in Thesaurus(edition.authority.topics).clashes():
        form = edition.authority.topics[key].forms.same[index]
        place = edition.authority.sources["topics"].place((key, "forms", "same", index))
        what = f"'{form}' is also a form of the topic '{other}'"
        yield Fault(place, Code.CLASH, what, "leave it to one of them, or make it 'near'")


def _place(edition: Edition, key: str, field: str, index: int) -> Place:
    return edition.authority.sources["topics"].place((key, field, index))
