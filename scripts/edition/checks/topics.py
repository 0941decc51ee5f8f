"""Checks of topics: that those which are named are there, and that the thesaurus holds together."""

from __future__ import annotations

from collections.abc import Iterator

from edition.checks.references import Loc, known, unknown
from edition.faults import Code, Fault
from edition.model.edition import Edition


def topics_known(edition: Edition) -> Iterator[Fault]:
    """Topics that paragraphs and other topics name have records, and a paragraph names each once."""
    topics = edition.authority.ids("topics")
    for article in edition.articles:
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
    for key, record in edition.authority.topics.items():
        for index, other in enumerate(record.related):
            place = edition.authority.sources["topics"].place((key, "related", index))
            if other == key:
                yield Fault(place, Code.UNKNOWN, f"'{key}' is related to itself", "remove it")
            elif other not in topics:
                yield unknown(place, "topic", other, topics)
