"""Annotation: mentions are found and marked, notes are hung on their words, explicit links are followed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from edition import markup, textmarks
from edition.faults import Code, Fault, Place, did_you_mean
from edition.markup import Insertion
from edition.mentions import Ambiguity, Finder, Form, Mention, Reading, Sort, bounded
from edition.model.article import Article, Heading, Note, Paragraph
from edition.model.edition import RECORD_KINDS, Edition, drawn
from edition.page import relative

# What an explicit link may name, and the folder of its page.
SCHEMES = {
    "person": "people",
    "org": "organisations",
    "place": "places",
    "event": "events",
    "document": "documents",
    "concept": "concepts",
    "topic": "topics",
    "outlet": "outlets",
    "article": "articles",
}
WEB = ("http", "https", "mailto")
CONTEXT = 70  # characters on either side of a mention in a line of a record's page


@dataclass(frozen=True)
class Named:
    """A mention where it stands: in which paragraph, with the words around it."""

    record: str
    article: str
    paragraph: str
    sort: Sort
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Annotated:
    """An article's paragraphs as HTML, its mentions in order, and its notes in order of their places."""

    paragraphs: dict[str, str]
    headings: dict[int, str]
    """The headings between them, by the line in which each stands."""
    mentions: tuple[Named, ...]
    notes: tuple[str, ...]
    note_texts: dict[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    """The author's paragraphs of a text at hand as HTML, in a reading copy."""
    named_in_texts: tuple[str, ...] = ()
    """The addresses of the records that these name."""


def records_named(annotations: Mapping[str, Annotated]) -> Mapping[str, list[tuple[str, str]]]:
    """Return for each article the paragraphs in which it names records, with the addresses of the records' pages."""
    kept: Mapping[str, list[tuple[str, str]]] | None = getattr(annotations, "records_named", None)
    if kept is not None:
        return kept
    return {article: named_in(annotated) for article, annotated in annotations.items()}


def named_in(annotated: Annotated) -> list[tuple[str, str]]:
    """Return the paragraphs in which an article names records, with the addresses of the records' pages."""
    return list(dict.fromkeys((named.paragraph, named.record) for named in annotated.mentions))


def naming(annotations: Mapping[str, Annotated]) -> Mapping[str, Sequence[str]]:
    """Return the articles that name each record, by the address of its page, in the order of the annotations."""
    kept: Mapping[str, Sequence[str]] | None = getattr(annotations, "naming", None)
    if kept is not None:
        return kept
    return drawn((article, (one.record for one in held.mentions)) for article, held in annotations.items())


def annotate(edition: Edition) -> tuple[dict[str, Annotated], list[Fault]]:
    """Return each article annotated, by id, and the faults that only the text shows: ambiguous names, lost notes."""
    finder = Finder(forms(edition))
    made: dict[str, Annotated] = {}
    faults: list[Fault] = []
    for article in edition.articles:
        made[article.id], found = annotate_article(edition, article, finder)
        faults += found
    return made, faults


def forms(edition: Edition) -> Iterator[Form]:
    """Yield every form by which the edition's records are found."""
    for kind, key, record in edition.authority.records():
        address = f"{kind}/{key}/"
        if record.link_only:
            continue
        for text in (record.name, *record.names, *record.forms.values()):
            yield Form(text, address)
        for text in record.metonyms:
            yield Form(text, address, "metonym")
        for short in record.short:
            yield Form(short.form, address, "short", after=not short.articles, within=frozenset(short.articles))
        for one in record.descriptions:
            yield Form(one.words, address, "description", within=frozenset([one.at]))


def annotate_article(edition: Edition, article: Article, finder: Finder) -> tuple[Annotated, list[Fault]]:
    """Return one article annotated, and its faults."""
    reading = Reading(article.id)
    faults: list[Fault] = []
    paragraphs: dict[str, str] = {}
    mentions: list[Named] = []
    order: list[str] = []
    for paragraph in article.paragraphs:
        reading.paragraph = paragraph.id
        here = {key: note for key, note in article.matter.notes.items() if note.paragraph == paragraph.id}
        marker = _Marker(edition, article, paragraph, finder, reading, here, len(order))
        paragraphs[paragraph.id] = markup.block(paragraph.markdown, marker)
        mentions += marker.mentions
        order += marker.hung
        faults += marker.faults
        for key in here:
            if key not in marker.hung:
                place = article.source.place(("notes", key, "words"))
                what = f"the words of note '{key}' do not stand in {paragraph.id}"
                faults.append(Fault(place, Code.NOTE, what, "write them exactly as they stand there, without markup"))
    texts = {}
    for key in order:
        following = _Links(edition, article, partial(article.source.place, ("notes", key, "text")))
        texts[key] = markup.inline(article.matter.notes[key].text, following)
        faults += following.faults
    headings = {}
    for block in article.blocks:
        if isinstance(block, Heading):
            following = _Links(edition, article, block.place)
            headings[block.place.line] = markup.inline(block.markdown, following)
            faults += following.faults
    own, named = textmarks.marked(edition, article, finder, order)
    return Annotated(paragraphs, headings, tuple(mentions), tuple(order), texts, own, named), faults


class _Links:
    """A marker that marks nothing and follows the links of a text."""

    def __init__(self, edition: Edition, article: Article, place: Place | Callable[[], Place]) -> None:
        self.edition = edition
        self.article = article
        self._place = place
        self.faults: list[Fault] = []

    @property
    def place(self) -> Place:
        """Where the text stands; it may be looked up only when there is a fault."""
        return self._place() if callable(self._place) else self._place

    def insertions(self, words: str, line: int, before: str, after: str) -> Iterable[Insertion]:
        """Return nothing: names are marked in paragraphs only."""
        return ()

    def link(self, target: str, words: str, line: int, before: str, after: str) -> str | None:
        """Return where a link of ours or of the web leads; one to nothing is a fault."""
        scheme, mark, rest = target.partition(":")
        if scheme == "-":
            return None
        if target.startswith(("#", "./", "../")) or (mark and scheme in WEB):
            return target
        if not mark or not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme, re.IGNORECASE):
            what = f"the link '{target}' does not say what kind of link it is"
            remedy = f"write a whole address, or one of {', '.join(SCHEMES)} with a colon and an id"
            return self._refuse(line, Code.LINK, what, remedy)
        if scheme not in SCHEMES:
            return self._lost(line, "kind of link", scheme, [*SCHEMES, *WEB])
        name, _, fragment = rest.partition("#")
        folder = SCHEMES[scheme]
        known = self.edition.by_id if folder == "articles" else getattr(self.edition.authority, folder)
        if name not in known:
            return self._lost(line, scheme, name, known)
        if folder == "articles" and fragment:
            paragraphs = [p.id for p in self.edition.by_id[name].paragraphs]
            if fragment not in paragraphs:
                return self._lost(line, "paragraph", fragment, paragraphs)
        if folder != "articles" and fragment:
            return self._lost(line, "place on the page of a record", fragment, ())
        self.followed(f"{folder}/{name}/", before, words, after)
        return relative(self.article.address, f"{folder}/{name}/{f'#{fragment}' if fragment else ''}")

    def followed(self, address: str, before: str, words: str, after: str) -> None:
        """Take note of a link of ours; a text that is only read need not."""

    def _lost(self, line: int, kind: str, name: str, known: Iterable[str]) -> str:
        remedy = did_you_mean(name, known) or "add a record for it, or remove the link"
        return self._refuse(line, Code.UNKNOWN, f"there is no {kind} '{name}' to link to", remedy)

    def _refuse(self, line: int, code: Code, what: str, remedy: str) -> str:
        place = Place(self.place.path, self.place.line + line, self.place.col if not line else 1)
        self.faults.append(Fault(place, code, what, remedy))
        return "#"


class _Marker(_Links):
    """Marks the mentions of one paragraph, the first of each record as a link, and hangs its notes."""

    def __init__(
        self,
        edition: Edition,
        article: Article,
        paragraph: Paragraph,
        finder: Finder,
        reading: Reading,
        notes: dict[str, Note],
        numbered: int,
    ) -> None:
        super().__init__(edition, article, paragraph.place)
        self.paragraph = paragraph
        self.finder = finder
        self.reading = reading
        self.notes = notes
        self.numbered = numbered
        self.mentions: list[Named] = []
        self.hung: list[str] = []
        self.linked: set[str] = set()

    def insertions(self, words: str, line: int, before: str, after: str) -> Iterable[Insertion]:
        """Return the mentions and note numbers of a run of words, in order."""
        found: list[Insertion] = []
        for one in self.finder.find(words, self.reading, before, after):
            if isinstance(one, Ambiguity):
                self._ambiguous(words, line, one)
                continue
            self._named(words, one)
            if one.record not in self.linked:
                self.linked.add(one.record)
                opening = f'<a class="ed-mention" href="{relative(self.article.address, one.record)}">'
                found.append(Insertion(one.start, one.end, opening, "</a>"))
        return self._with_notes(words, found)

    def followed(self, address: str, before: str, words: str, after: str) -> None:
        """Count a record that the editor links to as named here, so that its short forms may follow."""
        if address.split("/")[0] in RECORD_KINDS:
            self.reading.named.add(address)
            self.linked.add(address)
            self._add(address, "name", before, words, after)

    def _named(self, words: str, one: Mention) -> None:
        self._add(one.record, one.sort, words[: one.start], words[one.start : one.end], words[one.end :])

    def _add(self, record: str, sort: Sort, before: str, words: str, after: str) -> None:
        """Add a mention with some of the words around it, cut between words where there are spaces."""
        if len(before) > CONTEXT:
            cut = before[-CONTEXT:]
            before = "…" + (cut.partition(" ")[2] or cut)
        if len(after) > CONTEXT:
            cut = after[:CONTEXT]
            after = (cut.rpartition(" ")[0] or cut) + "…"
        self.mentions.append(Named(record, self.article.id, self.paragraph.id, sort, before, words, after))

    def _with_notes(self, words: str, found: list[Insertion]) -> list[Insertion]:
        places = []
        for key, note in self.notes.items():
            hung = _place_of(note.words, words)
            if hung and key not in self.hung:
                places.append((hung.end(), key))
        for end, key in sorted(places):
            number = self.numbered + len(self.hung) + 1
            self.hung.append(key)
            at = textmarks.place_of_number(words, end, found)
            found.append(Insertion(at, at, textmarks.reference(key, number)))
        return sorted(found, key=lambda one: (one.end, one.start == one.end))

    def _ambiguous(self, words: str, line: int, one: Ambiguity) -> None:
        place = Place(self.place.path, self.place.line + line + words[: one.start].count("\n"))
        name = words[one.start : one.end]
        schemes = {folder: scheme for scheme, folder in SCHEMES.items()}
        links = [f"[{name}]({schemes[r.split('/')[0]]}:{r.split('/')[1]})" for r in one.records]
        remedy = f"say which: {' or '.join(links)}, or [{name}](-:) for none"
        self.faults.append(Fault(place, Code.AMBIGUOUS, f"'{name}' may be any of {len(links)} records", remedy))


def _place_of(sought: str, words: str) -> re.Match[str] | None:
    """Return where words stand in others as whole words, over a line end too."""
    pattern = r"\s+".join(re.escape(part) for part in sought.split())
    return next((m for m in re.finditer(pattern, words) if m[0] and bounded(words, m.start(), m.end())), None)
