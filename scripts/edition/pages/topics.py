"""The page of each topic: what is said where; and the index of topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition import markup
from edition.annotate import Annotated
from edition.model.authority import Topic
from edition.model.edition import Edition
from edition.model.records import Person
from edition.page import Page
from edition.pages.parts import Part, reference
from edition.passages import Passage
from edition.relate import Relations


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the index of topics and a page for each."""
    topics = edition.authority.topics
    listed = [
        {
            "label": topic.label,
            "address": f"topics/{key}/",
            "scope": topic.scope,
            "articles": [_short(edition, article) for article in relations.by_topic.get(key, {})],
        }
        for key, topic in sorted(topics.items(), key=lambda pair: pair[1].label.casefold())
    ]
    described = f"The topics of {edition.settings.edition.short_title}, with the articles that treat each."
    yield Page("topics/", "topics.html", "Topics", described, {"topics": listed})
    for key, topic in topics.items():
        held = relations.by_topic.get(key, {})
        data = {
            "label": topic.label,
            "scope": topic.scope,
            "usage": topic.usage,
            "forms": {"same": list(topic.forms.same), "near": list(topic.forms.near)},
            "related": [{"label": topics[r].label, "address": f"topics/{r}/"} for r in topic.related],
            "articles": [_article(edition, topic, article, passages) for article, passages in held.items()],
        }
        yield Page(f"topics/{key}/", "topic.html", topic.label, topic.scope, data)


def _short(edition: Edition, article: str) -> Part:
    held = edition.by_id[article]
    credited = [edition.authority.credited(credit) for credit in held.matter.authors]
    names = [
        one.family if isinstance(one, Person) and not one.family_first and one.family else one.name
        for one in credited
    ]
    return {"address": held.address, "names": names, "year": held.matter.publication.date.year}


def _article(edition: Edition, topic: Topic, article: str, passages: tuple[Passage, ...]) -> Part:
    held = edition.by_id[article]
    forms = (*topic.forms.same, *topic.forms.near)
    paragraphs = {paragraph.id: markup.plain(paragraph.markdown) for paragraph in held.paragraphs}
    return reference(edition, held) | {
        "language": held.matter.language if held.matter.layer == "text" else "en",
        "passages": [
            {
                "id": passage.paragraph,
                "number": passage.paragraph[1:],
                "reading": passage.reading,
                "words": list(passage.words),
                "excerpt": markup.excerpt(paragraphs[passage.paragraph], forms) if passage.paragraph else "",
            }
            for passage in passages
        ],
    }
