"""An article file: front matter, and the paragraphs that stand below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from edition.faults import Code, Place
from edition.model.fields import Date, Day, Digest, Id, LanguageTag, Model, ParagraphId, Terms, Text, Url, refuse
from edition.yamlsource import Source

OPEN_RIGHTS = ("public-domain", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "by-permission")


class Title(Model):
    """The title, and whose it is."""

    text: Text
    """The title in plain text. One supplied by the editor is shown in square brackets; do not type them."""
    status: Literal["original", "supplied"]
    """`original` where a witness has it, `supplied` where the editor wrote it."""
    subtitle: Text | None = None
    """A second line of the headline. Not for a deck, which is a sentence of the source."""
    evidence: Text | None = None
    """Where the title was seen, or why it had to be supplied (then required)."""

    @model_validator(mode="after")
    def _supplied_says_why(self) -> Title:
        if self.status == "supplied" and not self.evidence:
            raise refuse(Code.MISSING, "a supplied title does not say why", "add 'evidence'")
        return self


class Credit(Model):
    """Someone credited with the article: a person or, for an unsigned editorial, an organisation."""

    person: Id | None = None
    """Id of a person in authority/people.yml."""
    organisation: Id | None = None
    """Id of an organisation in authority/organisations.yml, as corporate author."""
    certainty: Literal["certain", "attributed", "doubtful"] = "certain"
    """How sure the attribution is. Anything but `certain` is said wherever the name is shown."""
    evidence: Text | None = None
    """Where the name was seen, or why it is only attributed (then required)."""

    @model_validator(mode="after")
    def _one_name(self) -> Credit:
        if (self.person is None) == (self.organisation is None):
            raise refuse(Code.ATTRIBUTION, "a credit names one person or one organisation", "give exactly one")
        if self.certainty != "certain" and not self.evidence:
            what = f"a credit is '{self.certainty}' and does not say why"
            raise refuse(Code.ATTRIBUTION, what, "add 'evidence'")
        return self

    @property
    def address(self) -> str:
        """The address of the page of whoever is credited."""
        return f"people/{self.person}/" if self.person else f"organisations/{self.organisation}/"


class FirstPublication(Model):
    """Where and when a reprinted article first came out, as far as that is known."""

    outlet: Id
    """Id of an outlet."""
    date: Date | None = None
    """EDTF date; left out where it was not seen."""
    evidence: Text
    """How this is known."""


class Publication(Model):
    """The publication that the article is cited from."""

    outlet: Id
    """Id of an outlet in authority/outlets.yml."""
    date: Date
    """EDTF date: `2019-05-09`, `2019-03`, `2019-03-01?`, `[2019-02-28..2019-03-02]`."""
    date_evidence: Text
    """Where the date was seen."""
    status: Literal["first", "reprint", "unknown"]
    """Whether this is the first publication."""
    first: FirstPublication | None = None
    """For a reprint: the first publication."""
    issue: Text | None = None
    """Issue, section or series, as printed or as the address has it."""
    carried_by: Id | None = None
    """Id of an outlet through which the witness came, such as a news agency."""
    url: Url | None = None
    """Public address of the original."""
    url_note: Text | None = None
    """What is to be said of the address, or why there is none (then required)."""

    @model_validator(mode="after")
    def _whole(self) -> Publication:
        if self.url is None and self.url_note is None:
            raise refuse(Code.MISSING, "there is neither 'url' nor 'url_note'", "give the address, or say why not")
        if (self.status == "reprint") != (self.first is not None):
            raise refuse(
                Code.MISSING, "'status' and 'first' do not go together", "a reprint, and it only, has 'first'"
            )
        return self


class Rights(Model):
    """What may be done with the author's text."""

    status: Literal["in-copyright", "public-domain", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "by-permission"]
    """Only the last five allow the layer `text`."""
    holder: Text | None = None
    """Who holds the rights, as far as known."""
    statement: Text | None = None
    """What the witness says of rights, in the editor's words."""
    url: Url | None = None
    """Address of a licence or statement."""


class Witness(Model):
    """The copy of the text that the paragraphs are numbered after."""

    name: Id
    """A short name, by which `regest` says what it was made from."""
    description: Text
    """What kind of copy it is and where it came from."""
    digest: Digest
    """`sha256:` and the SHA-256 of the file's bytes in hexadecimal."""


class Drafting(Model):
    """Where a summary comes from."""

    drafted_by: Text
    """Who or what drafted it; a program is named as such."""
    drafted_on: Day
    """The day."""
    witness: Id
    """Name of the witness it was made from."""
    reviewed_by: Text | None = None
    """Who has compared it with the witness; left out as long as nobody has."""
    reviewed_on: Day | None = None
    """The day of the review."""

    @model_validator(mode="after")
    def _review(self) -> Drafting:
        if (self.reviewed_by is None) != (self.reviewed_on is None):
            raise refuse(
                Code.MISSING, "a review has a name and a day", "give 'reviewed_by' and 'reviewed_on', or neither"
            )
        return self


class ParagraphMatter(Model):
    """What is known of one paragraph beside its wording."""

    digest: Digest | None = None
    """`sha256:` and the SHA-256 of the author's paragraph in the witness (see Digests)."""
    terms: Terms = ()
    """The author's own search terms here, each of four words at most, in alphabetical order."""
    topics: tuple[Id, ...] = ()
    """Ids of topics that the author's own words treat here."""
    reading: tuple[Id, ...] = ()
    """Ids of topics that it treats in other words, or by the editor's reading; shown as such."""
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


class Erratum(Model):
    """A correction of the edition's own words."""

    date: Day
    """The day of the correction."""
    paragraph: ParagraphId | None = None
    """The paragraph concerned, if it is one."""
    what: Text
    """What was wrong and what stands now."""


class ArticleMatter(Model):
    """The front matter of `articles/<id>.md`."""

    id: Id
    """The article's id: the file's name, part of its address, never changed and never used again."""
    title: Title
    """The title and whose it is."""
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
    notes: dict[Id, Note] = Field(default_factory=dict)
    """The editor's notes, each under a key that is its permalink: `radar` gives `#n-radar`."""
    errata: tuple[Erratum, ...] = ()
    """Corrections of the edition's own words, oldest first."""

    @model_validator(mode="after")
    def _layer(self) -> ArticleMatter:
        if not self.authors:
            raise refuse(Code.EMPTY, "'authors' names no one", "credit a person or an organisation")
        if self.layer == "text" and self.rights.status not in OPEN_RIGHTS:
            what = f"a text whose rights are '{self.rights.status}' cannot be carried"
            raise refuse(Code.RIGHTS, what, "use the layer 'regest'")
        if self.layer == "regest" and (self.witness is None or self.regest is None):
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

    def about(self, paragraph: str) -> ParagraphMatter:
        """Return what is known of a paragraph; an empty entry where nothing is."""
        return self.matter.paragraphs.get(paragraph, NOTHING)

    def drafting(self, paragraph: str) -> Drafting | None:
        """Return where a paragraph's summary comes from, None for an author's text."""
        return self.about(paragraph).regest or self.matter.regest


NOTHING = ParagraphMatter()
Articles = Mapping[str, Article]
