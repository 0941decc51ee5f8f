"""What is worth an editor's look and stops nothing."""

from __future__ import annotations

from collections.abc import Iterator

from edition import markup
from edition.faults import Code, Fault
from edition.model.edition import Edition
from edition.passages import Passages
from edition.thesaurus import Thesaurus
from edition.wordforms import FormFinder
from edition.words import own_words


def forms_found(edition: Edition) -> Iterator[Fault]:
    """A topic's form stands somewhere, in an author's words or in the edition's own."""
    topics = edition.authority.topics
    places = {
        f"{key} {field} {index}": (key, field, index, form)
        for key, topic in topics.items()
        for field in ("same", "near")
        for index, form in enumerate(getattr(topic.forms, field))
    }
    finder = FormFinder((form, name) for name, (_, _, _, form) in places.items())
    for article in edition.articles:
        for paragraph in article.paragraphs:
            texts = (*own_words(edition, article, paragraph.id), markup.plain(paragraph.markdown))
            for name in {found.owner for text in texts for found in finder.find(text)}:
                places.pop(name, None)
    source = edition.authority.sources.get("topics")
    if source is None:
        return
    for key, field, index, form in places.values():
        place = source.place((key, "forms", field, index))
        what = f"the form '{form}' of '{key}' stands nowhere in this edition"
        yield Fault(place, Code.UNUSED, what, "keep it where readers search for it, else remove it")


def topics_joined(edition: Edition) -> Iterator[Fault]:
    """A topic is treated or has narrower ones, and is joined to others where there are any."""
    thesaurus = Thesaurus(edition.authority.topics)
    finder = Passages(edition)
    treated = {passage.topic for article in edition.articles for passage in finder.of(article)}
    for key in thesaurus.topics:
        place = edition.authority.sources["topics"].place((key,), key=True)
        if key not in treated and not thesaurus.narrower[key]:
            what = f"no article treats the topic '{key}', and nothing is narrower"
            yield Fault(place, Code.ORPHAN, what, "keep it if articles on it will follow")
        alone = not (thesaurus.broader[key] or thesaurus.narrower[key] or thesaurus.related[key])
        if alone and len(thesaurus.topics) > 1:
            what = f"the topic '{key}' is joined to no other"
            yield Fault(place, Code.ORPHAN, what, "name what is broader or related, if anything is")
