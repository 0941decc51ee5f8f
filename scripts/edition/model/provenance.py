"""Where an article comes from: its title, who is credited, the publication, rights, the copy and the drafting."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from edition.faults import Code
from edition.model.fields import Date, Day, Digest, Id, Model, Text, Url, refuse

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
