"""What is cited, as bibliographic data: the original publication, and the place in the edition where it was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from edition import dates
from edition.dates import Edtf
from edition.model.article import Article
from edition.model.edition import Edition

Kind = Literal["newspaper", "magazine", "journal", "blog", "website", "note"]


@dataclass(frozen=True)
class Name:
    """Someone who is named as author."""

    name: str
    """The name in reading order; of an organisation, the whole of it."""
    family: str = ""
    """Family name of a person; empty for an organisation and a name that is not divided."""
    given: str = ""
    family_first: bool = False
    """Whether the family name stands first in reading order, as in Korean and Japanese."""
    doubt: str = ""
    """What is said of the attribution: ``attributed``, ``attribution doubtful`` or nothing."""


@dataclass(frozen=True)
class Place:
    """Where in the edition the thing cited stands, and what is said of its publication beside outlet and date."""

    edition: str
    """Short title of the edition."""
    version: str
    address: str
    """The whole permalink."""
    layer: Literal["regest", "text"]
    paragraph: str = ""
    """Number of the paragraph; empty where the whole article is cited."""
    remarks: tuple[tuple[str, str, str], ...] = ()
    """Further publications, each as the words before, the name of an outlet in italics, and the words after it."""

    @property
    def how(self) -> str:
        """What the edition has of it."""
        return "Summarised in" if self.layer == "regest" else "Text in"


@dataclass(frozen=True)
class Item:
    """One thing that can be cited."""

    key: str
    kind: Kind
    title: str
    """With its subtitle, in square brackets where the editor supplied it."""
    names: tuple[Name, ...]
    container: str
    """Name of the outlet; of a note, the short title of the edition."""
    date: Edtf
    language: str
    url: str = ""
    """The item's own address; empty where none was seen."""
    genre: str = ""
    """What kind of piece it is, where a citation says so: ``Editorial``, ``Letter`` or ``Interview``."""
    version: str = ""
    """Of a note: the version of the edition."""
    first_date: Edtf | None = None
    place: Place | None = None
    """None for a note, whose container is the edition itself."""


GENRES = {"editorial": "Editorial", "letter": "Letter to the editor", "interview": "Interview"}
DOUBTS = {"certain": "", "attributed": "attributed", "doubtful": "attribution doubtful"}


def of_article(edition: Edition, article: Article, paragraph: str = "") -> Item:
    """Return what is cited of an article, or of the paragraph with an id such as ``p7``."""
    matter, publication = article.matter, article.matter.publication
    outlet = edition.authority.outlets[publication.outlet]
    number = paragraph.removeprefix("p")
    return Item(
        key=f"{article.id}-{paragraph}" if paragraph else article.id,
        kind=outlet.cited_as,
        title=title(article),
        names=names(edition, article),
        container=outlet.name,
        date=publication.date,
        language=matter.language,
        url=publication.url or "",
        genre=GENRES.get(matter.kind, ""),
        first_date=publication.first.date if publication.first else None,
        place=Place(
            edition.settings.edition.short_title,
            edition.settings.edition.version,
            f"{edition.settings.base}{article.address}{f'#{paragraph}' if paragraph else ''}",
            matter.layer,
            number,
            tuple(_remarks(edition, article)),
        ),
    )


def of_note(edition: Edition, article: Article, key: str, number: str, paragraph: str = "", anchor: str = "") -> Item:
    """Return what is cited of an editor's note: the editor's own piece, in the edition as of the note's day.

    Another paragraph's number and another anchor than the note's own make a pattern to be filled in later.
    """
    note = article.matter.notes[key]
    settings = edition.settings.edition
    about = " and ".join(one.name + (f" ({one.doubt})" if one.doubt else "") for one in names(edition, article))
    return Item(
        key=f"{article.id}-n-{anchor or key}",
        kind="note",
        title=f"Editor’s note {number} on ¶ {paragraph or note.paragraph[1:]} of {about}, “{title(article)}”",
        names=(Name(edition.settings.site_author[:1].upper() + edition.settings.site_author[1:]),),
        container=settings.short_title,
        date=note.as_of,
        language="en",
        url=f"{edition.settings.base}{article.address}#n-{anchor or key}",
        version=settings.version,
    )


def at(item: Item, key: str, number: str, address: str) -> Item:
    """Return an article's item with another key, paragraph number and address: a pattern to be filled in later."""
    assert item.place is not None
    return replace(item, key=key, place=replace(item.place, paragraph=number, address=address))


def names(edition: Edition, article: Article) -> tuple[Name, ...]:
    """Return who is credited, in order."""
    found = []
    for credit in article.matter.authors:
        doubt = DOUBTS[credit.certainty]
        if credit.person is None:
            found.append(Name(edition.authority.credited(credit).name, doubt=doubt))
            continue
        person = edition.authority.people[credit.person]
        divided = person.family is not None and person.given is not None
        found.append(
            Name(
                person.name,
                (person.family or "") if divided else "",
                (person.given or "") if divided else "",
                person.family_first,
                doubt,
            )
        )
    return tuple(found)


def title(article: Article) -> str:
    """Return the whole title, in square brackets where the editor supplied it."""
    held = article.matter.title
    whole = f"{held.text}: {held.subtitle}" if held.subtitle else held.text
    return f"[{whole}]" if held.status == "supplied" else whole


def _remarks(edition: Edition, article: Article) -> list[tuple[str, str, str]]:
    publication, outlets = article.matter.publication, edition.authority.outlets
    found = []
    if publication.first:
        when = publication.first.date
        found.append(("First published in", outlets[publication.first.outlet].name, f", {when or 'date not seen'}"))
    if publication.carried_by:
        found.append((f"Carried by {outlets[publication.carried_by].name}", "", ""))
    return found


def parts_of(date: Edtf) -> tuple[int, int, int] | None:
    """Return year, month and day of a plain calendar date, 0 where it does not go so far; None for any other."""
    match = None if season_of(date) else dates.PLAIN.fullmatch(date.text)
    return (int(match[1]), int(match[2] or 0), int(match[3] or 0)) if match else None


def season_of(date: Edtf) -> tuple[int, int] | None:
    """Return year and season (1 for spring to 4) of a date such as ``2020-21``; None for any other."""
    year, _, season = date.text.partition("-")
    return (int(year), int(season) - 20) if year.isdigit() and season in dates.SEASONS else None
