"""Gathering what search is made of from the edition: what is said of each article by itself, then what joins them."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from edition import citation, markup
from edition.model.article import Article
from edition.model.edition import Edition, drawn_from_each
from edition.model.provenance import Credit
from edition.model.records import Record
from edition.pages.parts import plain_title, record_kind
from edition.passages import Passage, passages_of
from edition.search.material import Concept, Material, Near, NoteText, Piece, Said, Unit
from edition.search.slots import slots
from edition.search.tokens import atoms_of
from edition.words import has_text, words_of

LEAST_STRIDE = 64


class Drawn(NamedTuple):
    """What search is made of, of one article by itself; its units are known by their numbers in it."""

    piece: Piece
    """Without its number in the edition, and with the tokens of its words, which take longest to find."""
    passages: tuple[tuple[str, int, str, tuple[str, ...]], ...]
    """Topic, unit, basis and the author's words of each."""
    excluded: tuple[tuple[str, int], ...]
    """Topics, each with a unit in which a form of it means something else."""
    authors: tuple[tuple[str, str], ...]
    """What each author is called in addresses, and the name."""
    outlet: str
    """The outlet's name."""


@drawn_from_each
def drawn(edition: Edition, article: Article) -> Drawn | None:
    """Return what search is made of, of one article by itself.

    None where the article names what is not there: this is asked before the checks have said so.
    """
    try:
        return _drawn(edition, article)
    except KeyError:
        return None


def _drawn(edition: Edition, article: Article) -> Drawn:
    passages = passages_of(edition)[article.id]
    piece = _piece(edition, article, passages)
    piece.rows  # noqa: B018  found here, so that it is kept with the rest
    number = {unit.id: number for number, unit in enumerate(piece.units)}
    people = ((_author_key(edition, one), edition.authority.credited(one).name) for one in article.matter.authors)
    return Drawn(
        piece,
        tuple((p.topic, number[p.paragraph], p.basis, _quoted(article, p)) for p in passages),
        tuple((topic, number[id_]) for id_, held in article.matter.paragraphs.items() for topic in held.excluded),
        tuple((key, _nfc(name)) for key, name in people),
        _nfc(edition.authority.outlets[piece.outlet].name),
    )


def gather(edition: Edition) -> Material:
    """Return what search is made of; the edition is one that the checks found nothing wrong with."""
    held = {key: one or _drawn(edition, edition.by_id[key]) for key, one in drawn(edition).items()}
    numbered = slots(list(held))
    most = max((max(len(one.piece.units), len(one.piece.notes)) for one in held.values()), default=1)
    stride = max(LEAST_STRIDE, 1 << (most - 1).bit_length())
    return Material(
        pieces=tuple(sorted((one.piece.at(numbered[key]) for key, one in held.items()), key=_slot)),
        concepts=tuple(sorted(_concepts(edition, held, numbered, stride), key=_slot)),
        stride=stride,
        topics={key: _nfc(topic.label) for key, topic in edition.authority.topics.items()},
        authors=dict(sorted(author for one in held.values() for author in one.authors)),
        outlets={one.piece.outlet: one.outlet for one in held.values()},
    )


def _slot(one: Piece | Concept) -> int:
    return one.slot


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _author_key(edition: Edition, credit: Credit) -> str:
    """Return what an author is called in addresses: the id, with its kind where two kinds have the same."""
    if credit.organisation and credit.organisation in edition.authority.people:
        return f"organisations-{credit.organisation}"
    return credit.person or str(credit.organisation)


def _piece(edition: Edition, article: Article, passages: Iterable[Passage]) -> Piece:
    matter = article.matter
    original = matter.title.status == "original"
    titles = tuple(_nfc(t) for t in (plain_title(article), matter.title.subtitle, matter.deck) if t)
    topics: dict[str, dict[str, None]] = {}
    for passage in passages:
        topics.setdefault(passage.paragraph, {})[passage.topic] = None
    tagged = tuple(topics.get("", ()))
    units = [Unit("", titles if original else (), "" if original else titles[0], tagged)]
    written = words_of(edition, article)
    for paragraph in article.paragraphs:
        own = _all(written[paragraph.id])
        ours = "" if matter.layer == "text" else _nfc(markup.plain(paragraph.markdown))
        units.append(
            Unit(
                paragraph.id,
                _longest(own) if len(own) > 1 else own,
                ours,
                tuple(dict.fromkeys((*topics.get(paragraph.id, ()), *tagged))),
            )
        )
    order = {unit.id: number for number, unit in enumerate(units)}
    date = matter.publication.date
    return Piece(
        slot=0,
        address=article.address,
        names=_nfc(", ".join(citation.credited(edition, credit) for credit in matter.authors)),
        date=str(date),
        texts=any(has_text(edition, article, paragraph.id) for paragraph in article.paragraphs),
        authors=tuple(dict.fromkeys(_author_key(edition, credit) for credit in matter.authors)),
        outlet=matter.publication.outlet,
        day=_day(date.earliest),
        year=_year(date.earliest, date.latest),
        units=tuple(units),
        notes=tuple(
            NoteText(key, order[note.paragraph], note.type, _nfc(markup.plain(note.text)))
            for key, note in matter.notes.items()
        ),
    )


def _longest(terms: Iterable[str]) -> tuple[str, ...]:
    """Return terms without those whose words stand within another: whatever finds such a one finds the other too."""
    keyed = {term: f" {' '.join(atoms_of(term))} " for term in terms}
    return tuple(
        term
        for term, key in keyed.items()
        if not any(len(other) > len(key) and key in other for other in keyed.values())
    )


def _day(first: str) -> int:
    try:
        return datetime.date.fromisoformat(first).toordinal()
    except ValueError:  # before the year 1, or with no beginning
        return 0


def _year(first: str, last: str) -> str:
    """Return the year as a facet has it: one, or the first and last of a time within which a date lies."""
    one, other = first[:4], last[:4]
    return one if one == other else f"{one}–{other}"


def _concepts(
    edition: Edition, articles: Mapping[str, Drawn], numbered: Mapping[str, int], stride: int
) -> Iterator[Concept]:
    held = edition.authority
    excluded: dict[str, list[int]] = {}
    said: dict[str, list[Said]] = {}
    for key, article in articles.items():
        first = numbered[key] * stride
        for topic_id, unit, basis, words in article.passages:
            said.setdefault(topic_id, []).append(Said(first + unit, basis, words))
        for topic_id, unit in article.excluded:
            excluded.setdefault(topic_id, []).append(first + unit)
    addresses = [f"topics/{key}/" for key in held.topics] + [f"outlets/{key}/" for key in held.outlets]
    addresses += [f"{kind}/{key}/" for kind, key, _ in held.records()]
    slot = slots(addresses)
    for key, topic in held.topics.items():
        address = f"topics/{key}/"
        yield Concept(
            slot[address],
            address,
            _nfc(topic.label),
            "topic",
            key,
            _forms([topic.label, *topic.labels.values(), *topic.forms.same]),
            tuple(Near(form) for form in _forms(topic.forms.near)),
            _forms(topic.forms.assoc),
            _texts([topic.label, topic.scope, topic.usage, *topic.forms.same, *topic.forms.near]),
            tuple(sorted(said.get(key, ()), key=lambda one: one.unit)),
            tuple(sorted(excluded.get(key, ()))),
        )
    for kind, key, record in held.records():
        address = f"{kind}/{key}/"
        yield Concept(
            slot[address],
            address,
            _nfc(record.name),
            record_kind(kind, record),
            "",
            _forms([record.name, *record.names, *record.forms.values()]),
            tuple(
                Near(_nfc(one.form), short=True, within=tuple(sorted(numbered[key] for key in one.articles)))
                for one in record.short
            ),
            _forms(record.metonyms),
            _texts(
                [record.name, *record.names, *record.forms.values(), record.description, *_said(record), record.note]
            ),
            (),
            (),
        )
    for key, outlet in held.outlets.items():
        address = f"outlets/{key}/"
        yield Concept(
            slot[address],
            address,
            _nfc(outlet.name),
            outlet.kind,
            "",
            _forms([outlet.name, outlet.name.removeprefix("The ")]),
            (),
            (),
            _texts([outlet.name, outlet.place, outlet.description, *(s.text for s in outlet.history), outlet.note]),
            (),
            (),
        )


def _quoted(article: Article, passage: Passage) -> tuple[str, ...]:
    """Return the author's words that the editor quotes; what holds a form of the topic is found again in the page."""
    if passage.basis != "form":
        return _all(passage.words)
    treatment = article.matter.treats.get(passage.topic)
    return _all(treatment.words.get(passage.paragraph, ())) if treatment else ()


def _all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_nfc, texts))


def _said(record: Record) -> list[str]:
    return [statement.text for statement in record.statements]


def _texts(held: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_nfc(text) for text in held if text))


def _forms(held: Iterable[str]) -> tuple[str, ...]:
    """Return forms without those that search cannot tell from one before."""
    found: dict[tuple[str, ...], str] = {}
    for form in held:
        found.setdefault(tuple(atoms_of(form)), _nfc(form))
    return tuple(found.values())
