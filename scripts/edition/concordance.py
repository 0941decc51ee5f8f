"""The concordance: every place where a form of a headword stands, in context, and whose words they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from edition import markup
from edition.mentions import alike
from edition.model.article import Article
from edition.model.edition import Edition, drawn_from_each, shared
from edition.wordforms import FormFinder, Found
from edition.words import has_text, own_words

Source = Literal["text", "term", "summary", "note"]

CONTEXT = 60  # characters on either side


@dataclass(frozen=True)
class Line:
    """A place of a headword's form: ``before``, the form as it stands, ``after``."""

    article: str
    paragraph: str
    source: Source
    """`text`: the author's text. `term`: one of the author's own terms, given whole, of a text that is not carried.
    `summary`: the edition's summary of the paragraph. `note`: a note of the editor's on it."""
    before: str
    form: str
    after: str
    note: str = ""
    """The key of the note."""


def concordance(edition: Edition) -> Mapping[str, tuple[Line, ...]]:
    """Return the lines of each headword: articles in order of date, paragraphs in order, the author's words first."""
    found: dict[str, list[Line]] = {key: [] for key in edition.authority.headwords}
    if found:
        drawn = _lines_by_headword(edition)
        for article in edition.articles:
            for key, lines in drawn[article.id].items():
                found[key] += lines
    return {key: tuple(lines) for key, lines in found.items()}


@shared
def _headword_forms(edition: Edition) -> tuple[tuple[str, str], ...]:
    return tuple((form, key) for key, one in edition.authority.headwords.items() for form in one.forms)


@lru_cache(maxsize=2)
def _finder(forms: tuple[tuple[str, str], ...]) -> FormFinder:
    return FormFinder(forms)


@drawn_from_each
def _lines_by_headword(edition: Edition, article: Article) -> dict[str, tuple[Line, ...]]:
    """Return the lines of an article by headword."""
    found: dict[str, list[Line]] = {}
    for key, line in _lines(edition, article, _finder(_headword_forms(edition))):
        found.setdefault(key, []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def _lines(edition: Edition, article: Article, finder: FormFinder) -> Iterator[tuple[str, Line]]:
    notes: dict[str, list[str]] = {}
    for key, note in article.matter.notes.items():
        notes.setdefault(note.paragraph, []).append(key)
    for paragraph in article.paragraphs:
        whole = has_text(edition, article, paragraph.id)
        source: Source = "text" if whole else "term"
        for words in own_words(edition, article, paragraph.id):
            for one in finder.find(words):
                yield one.owner, _line(article.id, paragraph.id, source, words, one)
        if article.matter.layer == "regest":
            words = markup.plain(paragraph.markdown)
            for one in finder.find(words):
                yield one.owner, _line(article.id, paragraph.id, "summary", words, one)
        for key in notes.get(paragraph.id, ()):
            words = markup.plain(article.matter.notes[key].text)
            for one in finder.find(words):
                yield one.owner, _line(article.id, paragraph.id, "note", words, one, key)


def _line(article: str, paragraph: str, source: Source, words: str, one: Found, note: str = "") -> Line:
    before, form, after = words[: one.start], words[one.start : one.end], words[one.end :]
    return Line(article, paragraph, source, _end_of(before), form, _beginning_of(after), note)


def _end_of(words: str) -> str:
    """Return the last words that the context holds, cut between words where there are spaces."""
    if len(words) <= CONTEXT:
        return words
    cut = words[-CONTEXT:]
    return "…" + (cut.partition(" ")[2] or cut)


def _beginning_of(words: str) -> str:
    if len(words) <= CONTEXT:
        return words
    cut = words[:CONTEXT]
    return (cut.rpartition(" ")[0] or cut) + "…"


def initial(word: str) -> str:
    """Return the letter under which a word is listed: a Latin letter, or the first character of another script."""
    first = alike(word)[:1]
    return first.upper() if first.isalpha() else "#"
