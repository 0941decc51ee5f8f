"""Passages: which paragraphs treat which topics, on what ground, and in which of the author's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from edition.model.article import Article
from edition.model.edition import Edition, drawn_from_each, shared
from edition.wordforms import FormFinder
from edition.words import has_text, own_words

Basis = Literal["form", "words", "reading", "tagged"]


@dataclass(frozen=True)
class Passage:
    """A paragraph that treats a topic, or a whole article (paragraph ``''``) that was filed under it."""

    topic: str
    article: str
    paragraph: str
    basis: Basis
    """`form`: a form of the topic stands in the author's words. `words`: the editor placed it, for the author's words
    that are quoted. `reading`: the editor's reading. `tagged`: the original publication filed the article there."""
    words: tuple[str, ...] = ()
    """The author's own words that speak for it, as they stand there."""

    @property
    def reading(self) -> bool:
        """Whether it rests on the editor's reading."""
        return self.basis == "reading"


@shared
def _topic_forms(edition: Edition) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((key, topic.forms.same, topic.forms.near) for key, topic in edition.authority.topics.items())


@lru_cache(maxsize=2)
def _finders(forms: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> tuple[FormFinder, FormFinder]:
    same = FormFinder((form, key) for key, held, _ in forms for form in held)
    return same, FormFinder((form, key) for key, _, held in forms for form in held)


@drawn_from_each
def passages_of(edition: Edition, article: Article) -> tuple[Passage, ...]:
    """Return the passages of an article."""
    return Passages(edition).of(article)


class Passages:
    """Finds the passages of an edition's articles."""

    def __init__(self, edition: Edition) -> None:
        # Terms and carried texts only: a reading copy says of topics what the published edition says.
        self._edition = edition.without_texts()
        self._same, self._near = _finders(_topic_forms(edition))

    def of(self, article: Article) -> tuple[Passage, ...]:
        """Return the passages of an article in the order of its paragraphs, the author's words before readings."""
        found = [one for paragraph in article.paragraphs for one in self._in_paragraph(article, paragraph.id)]
        filed = [topic for topic in article.matter.tagged if all(one.topic != topic for one in found)]
        return (*found, *(Passage(topic, article.id, "", "tagged") for topic in filed))

    def _in_paragraph(self, article: Article, paragraph: str) -> Iterator[Passage]:
        matter = article.about(paragraph)
        same = self._words(article, paragraph, self._same)
        near = self._words(article, paragraph, self._near) if matter.topics else {}
        spoken = dict.fromkeys((*matter.topics, *same))
        for topic in spoken:
            if topic in matter.reading or topic in matter.excluded:
                continue
            quoted = self._quoted(article, topic, paragraph)
            formed = same.get(topic) or near.get(topic)
            if formed:
                yield Passage(topic, article.id, paragraph, "form", quoted or formed)
            else:
                yield Passage(topic, article.id, paragraph, "words", quoted)
        for topic in matter.reading:
            yield Passage(topic, article.id, paragraph, "reading", self._quoted(article, topic, paragraph))

    def _quoted(self, article: Article, topic: str, paragraph: str) -> tuple[str, ...]:
        treatment = article.matter.treats.get(topic)
        return treatment.words.get(paragraph, ()) if treatment else ()

    def _words(self, article: Article, paragraph: str, finder: FormFinder) -> dict[str, tuple[str, ...]]:
        """Return the author's words that hold a topic's forms, by topic: a term whole, of a text the form alone."""
        whole = has_text(self._edition, article, paragraph)
        found: dict[str, dict[str, None]] = {}
        for words in own_words(self._edition, article, paragraph):
            for one in finder.find(words):
                found.setdefault(one.owner, {})[words[one.start : one.end] if whole else words] = None
        return {topic: tuple(held) for topic, held in found.items()}
