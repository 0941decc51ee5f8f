"""An article file: front matter, and the paragraphs that stand below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, model_validator

from edition.faults import Code, Place
from edition.model import draft
from edition.model.fields import (
    Day,
    Digest,
    FewWords,
    Id,
    LanguageTag,
    Line,
    Model,
    ParagraphAt,
    ParagraphId,
    SentenceDigest,
    Terms,
    Text,
    refuse,
)
from edition.model.provenance import OPEN_RIGHTS, Credit, Drafting, Publication, Rights, Title, Witness
from edition.yamlsource import Source


class ParagraphMatter(Model):
    """What is known of one paragraph beside its wording."""

    digest: Digest | None = None
    """`sha256:` and the SHA-256 of the author's paragraph in the witness (see Digests)."""
    sentences: tuple[SentenceDigest, ...] = ()
    """Digests of the sentences of the author's paragraph, in order, by which quotations are checked (see Digests)."""
    terms: Terms = ()
    """The author's own search terms here, each of four words at most, in alphabetical order."""
    topics: tuple[Id, ...] = ()
    """Ids of topics that the author's own words treat here. Those of which a `same` form stands here need not be
    listed; of others `treats` quotes the words."""
    reading: tuple[Id, ...] = ()
    """Ids of topics that it treats in other words, or by the editor's reading; shown as such."""
    excluded: tuple[Id, ...] = Field(default=(), alias="not")
    """Ids of topics that it does not treat although a form of theirs stands here in another sense."""
    regest: Drafting | None = None
    """Only where this summary has another origin than the article's others."""


class Note(Model):
    """What the editor adds to words of a paragraph."""

    paragraph: ParagraphId
    """The paragraph."""
    words: Text
    """Words of the paragraph's body that it hangs on, exactly as they stand there."""
    type: Literal["identification", "context", "correction", "later-event", "cross-reference"]
    """What kind of note it is."""
    text: Text
    """The note, in Markdown within a line; it may link to records and paragraphs (see Links)."""
    sources: tuple[Text, ...]
    """Where it was seen; at least one."""
    as_of: Day
    """The day on which the sources were last looked at."""

    @model_validator(mode="after")
    def _sourced(self) -> Note:
        if not self.sources:
            raise refuse(Code.EMPTY, "a note has no source", "name at least one under 'sources'")
        return self


class Treatment(Model):
    """What an article says of a topic."""

    position: Line | None = None
    """The author's position in one line of at most 160 characters, in the editor's words."""
    words: dict[ParagraphId, FewWords] = Field(default_factory=dict)
    """The author's own few words, at most eight at a time, by the paragraph in which they stand."""


class TypedLink(Model):
    """A link from a paragraph to one of another article, by the editor's judgement."""

    start: ParagraphId = Field(alias="from")
    """The paragraph of this article."""
    type: Literal["agrees", "disputes", "answers", "same-event", "same-topic"]
    """What the paragraph here does to the one there."""
    to: ParagraphAt
    """The paragraph there, as `tatsumi-2019#p6`."""
    reason: Text
    """Why, in one sentence of the editor's."""


class Erratum(Model):
    """A correction of the edition's own words."""

    date: Day
    """The day of the correction."""
    paragraph: ParagraphId | None = None
    """The paragraph concerned, if it is one."""
    paragraphs: tuple[ParagraphId, ...] = ()
    """The paragraphs concerned, if they are several."""
    what: Text
    """What was wrong and what stands now."""

    @property
    def named(self) -> tuple[str, ...]:
        """The paragraphs that it names; none where it is of the article as a whole."""
        return tuple(dict.fromkeys([*([self.paragraph] if self.paragraph else []), *self.paragraphs]))


class ArticleMatter(Model):
    """The front matter of `articles/<id>.md`."""

    id: Id
    """The article's id: the file's name, part of its address, never changed and never used again."""
    draft: tuple[Text, ...] = ()
    """What is still open. An article with this is a draft: it may lack what is required, and it is not published."""
    title: Title
    """The title and whose it is."""
    deck: Text | None = None
    """The sentence or two that the outlet set under the title; only with the layer `text`, for it is part of it."""
    kind: Literal["opinion", "editorial", "column", "analysis", "interview", "letter"]
    """What kind of piece it is."""
    authors: tuple[Credit, ...]
    """Who is credited, in order; at least one."""
    publication: Publication
    """The publication that is cited."""
    rights: Rights
    """What may be done with the text."""
    language: LanguageTag = "en"
    """Language of the author's text, as a BCP 47 tag."""
    layer: Literal["regest", "text"]
    """`regest`: the body is the editor's summary. `text`: it is the author's text, and the rights allow it."""
    witness: Witness | None = None
    """The copy that the numbering follows; required for `regest`."""
    regest: Drafting | None = None
    """Where the summaries come from; required for `regest`."""
    paragraphs: dict[ParagraphId, ParagraphMatter] = Field(default_factory=dict)
    """One entry a paragraph, by id; required for `regest`."""
    tagged: tuple[Id, ...] = ()
    """Ids of topics under which the original publication itself filed the article."""
    treats: dict[Id, Treatment] = Field(default_factory=dict)
    """What the article says of its topics, by topic."""
    links: tuple[TypedLink, ...] = ()
    """Links to paragraphs of other articles, by the editor's judgement."""
    notes: dict[Id, Note] = Field(default_factory=dict)
    """The editor's notes, each under a key that is its permalink: `radar` gives `#n-radar`."""
    moved: tuple[ParagraphId, ...] = ()
    """Ids of paragraphs that stand out of order because a revised text has moved them; all others are in order."""
    errata: tuple[Erratum, ...] = ()
    """Corrections of the edition's own words, oldest first."""

    @model_validator(mode="before")
    @classmethod
    def _standins(cls, data: Any) -> Any:
        return draft.completed(data) if isinstance(data, Mapping) and data.get("draft") else data

    @model_validator(mode="after")
    def _layer(self) -> ArticleMatter:
        if not self.authors and not self.draft:
            raise refuse(Code.EMPTY, "'authors' names no one", "credit a person or an organisation")
        if self.layer == "text" and self.rights.status not in OPEN_RIGHTS:
            what = f"a text whose rights are '{self.rights.status}' cannot be carried"
            raise refuse(Code.RIGHTS, what, "use the layer 'regest'")
        if self.layer == "regest" and self.deck:
            raise refuse(Code.RIGHTS, "the deck is a sentence of a text that is not carried", "remove 'deck'")
        if self.layer == "regest" and not self.draft and (self.witness is None or self.regest is None):
            lacks = "witness" if self.witness is None else "regest"
            raise refuse(Code.MISSING, f"a regest needs '{lacks}'", f"add '{lacks}'")
        if self.layer == "text" and self.regest is not None:
            raise refuse(
                Code.RIGHTS, "the layer is 'text' but 'regest' is there", "remove 'regest', or use that layer"
            )
        return self


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph: its id, its Markdown and where it stands in the file."""

    id: str
    markdown: str
    place: Place

    @property
    def number(self) -> str:
        """The number as shown: ``7`` or ``12a``."""
        return self.id[1:]


@dataclass(frozen=True)
class Heading:
    """A heading between paragraphs, with no number of its own."""

    level: int
    markdown: str
    place: Place


Block = Paragraph | Heading


@dataclass(frozen=True)
class Article:
    """An article as read: its front matter, its body, and the place of everything in it."""

    matter: ArticleMatter
    blocks: tuple[Block, ...]
    source: Source

    @property
    def id(self) -> str:
        """The article's id."""
        return self.matter.id

    @property
    def address(self) -> str:
        """The address of the article's page."""
        return f"articles/{self.id}/"

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The numbered paragraphs in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def order(self) -> tuple[str, str, str]:
        """The key that puts articles in order of date, then of id."""
        date = self.matter.publication.date
        return date.earliest, date.latest, self.id

    @property
    def credits(self) -> tuple[str, ...]:
        """The addresses of the pages of those who are credited."""
        return tuple(credit.address for credit in self.matter.authors)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, each with what it did: ``published``, ``first`` or ``carried``."""
        held = self.matter.publication
        roles = {"published": held.outlet, "first": held.first and held.first.outlet, "carried": held.carried_by}
        return tuple(f"{outlet}/{role}" for role, outlet in roles.items() if outlet)

    @property
    def last_change(self) -> str:
        """The last day on which it is said to have changed, as ``YYYY-MM-DD``; '' where no day is named."""
        matter = self.matter
        days = [erratum.date.latest for erratum in matter.errata]
        days += [note.as_of.latest for note in matter.notes.values()]
        for drafting in (matter.regest, *(paragraph.regest for paragraph in matter.paragraphs.values())):
            if drafting is not None:
                days += [day.latest for day in (drafting.drafted_on, drafting.reviewed_on) if day]
        return max(days, default="")

    def about(self, paragraph: str) -> ParagraphMatter:
        """Return what is known of a paragraph; an empty entry where nothing is."""
        return self.matter.paragraphs.get(paragraph, NOTHING)

    def drafting(self, paragraph: str) -> Drafting | None:
        """Return where a paragraph's summary comes from, None for an author's text."""
        return self.about(paragraph).regest or self.matter.regest


NOTHING = ParagraphMatter()
Articles = Mapping[str, Article]
