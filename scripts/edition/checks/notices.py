"""What is worth an editor's look and stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from edition import markup
from edition.faults import Code, Fault
from edition.model.article import Article
from edition.model.edition import Edition, drawn_from_each, shared
from edition.passages import passages_of
from edition.thesaurus import Thesaurus
from edition.wordforms import FormFinder
from edition.words import own_words


def forms_found(edition: Edition) -> Iterator[Fault]:
    """A topic's form stands somewhere, in an author's words or in the edition's own."""
    found: set[str] = set().union(*_forms_in(edition).values())
    source = edition.authority.sources.get("topics")
    if source is None:
        return
    for name, form in _forms(edition):
        if name not in found:
            key, field, index = name.split()
            place = source.place((key, "forms", field, int(index)))
            what = f"the form '{form}' of '{key}' stands nowhere in this edition"
            yield Fault(place, Code.UNUSED, what, "keep it where readers search for it, else remove it")


@shared
def _forms(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the forms of all topics, each with a name of its own."""
    return tuple(
        (f"{key} {field} {index}", form)
        for key, topic in edition.authority.topics.items()
        for field in ("same", "near")
        for index, form in enumerate(getattr(topic.forms, field))
    )


@drawn_from_each
def _forms_in(edition: Edition, article: Article) -> tuple[str, ...]:
    """Return the names of the forms that stand in an article."""
    finder = _finder(_forms(edition))
    texts = (
        text
        for paragraph in article.paragraphs
        for text in (*own_words(edition, article, paragraph.id), markup.plain(paragraph.markdown))
    )
    return tuple(sorted({found.owner for text in texts for found in finder.find(text)}))


@lru_cache(maxsize=2)
def _finder(forms: tuple[tuple[str, str], ...]) -> FormFinder:
    return FormFinder((form, name) for name, form in forms)


def topics_joined(edition: Edition) -> Iterator[Fault]:
    """A topic is treated or has narrower ones, and is joined to others where there are any."""
    thesaurus = Thesaurus(edition.authority.topics)
    treated = {passage.topic for held in passages_of(edition).values() for passage in held}
    for key in thesaurus.topics:
        place = partial(edition.authority.sources["topics"].place, (key,), key=True)
        if key not in treated and not thesaurus.narrower[key]:
            what = f"no article treats the topic '{key}', and nothing is narrower"
            yield Fault(place(), Code.ORPHAN, what, "keep it if articles on it will follow")
        alone = not (thesaurus.broader[key] or thesaurus.narrower[key] or thesaurus.related[key])
        if alone and len(thesaurus.topics) > 1:
            what = f"the topic '{key}' is joined to no other"
            yield Fault(place(), Code.ORPHAN, what, "name what is broader or related, if anything is")
