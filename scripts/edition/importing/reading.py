"""Lines around a text read as data: each step says what it takes and how sure that is."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from edition.folding import folded
from edition.importing import dating, names, rights, signs
from edition.importing.matching import Known
from edition.importing.pieces import Datum, Piece, Role, Sure

if TYPE_CHECKING:
    from edition.importing.arrange import Work

_DATE_WITHIN = re.compile(r"\d{4}-\d\d-\d\d")


def heads(piece: Piece, known: Known, today: datetime.date) -> bool:
    """Return whether a line is a byline or date, below which a text begins."""
    if piece.kind != "text":
        return False
    return bool(names.byline(piece.text)) or dating.of_line(piece.text, today) is not None


def closing(piece: Piece) -> bool:
    """Return whether a piece is a notice at the foot by its form alone: rights, licence, a note that names nobody."""
    text = piece.text
    if "bio" in piece.marks or "rights" in piece.marks:
        return True
    if piece.words > 70:
        return False
    return rights.notice(text) is not None or rights.licence(text) is not None or names.nameless_note(text)


def read_line(work: Work, place: int) -> bool:
    """Read a line over the text as what it is; return whether it was anything but a title or label."""
    piece = work.pieces[place]
    where = f"line {piece.line}"
    text = piece.text
    if (label := signs.labelled(text)) and _labelled(work, place, *label):
        return True
    if url := signs.address(text):
        work.take(place, Datum("url", url, f"Address in the text, {where}."))
        return True
    if (carried := signs.carrier(text)) and carried.outlet:
        data = [
            Datum("kind", carried.kind or "opinion", f"The carrier’s line over the text, {where}."),
            Datum("outlet", carried.outlet, f"Named in the carrier’s line over the text, {where}."),
            Datum("day", carried.day, f"The carrier’s line over the text, {where}."),
        ]
        if carried.kind == "editorial":
            data.append(Datum("corporate", carried.outlet, f"The carrier’s line calls it an editorial, {where}."))
        work.take(place, *data, rule="outlet")
        return True
    if found := dating.of_line(text, work.today):
        _dated(work, place, found, f"Date line, {where}.")
        return True
    if piece.words <= 12 and dating.CHANGED.fullmatch(text):
        work.cut(place, "date-of-change")
        return True
    if by := names.byline(text):
        work.take(place, *(Datum("author", one, f"Byline, {where}.") for one in by))
        _date_beside(work, text, where)
        return True
    return _known_line(work, place, where) or _rights(work, place, where)


def _known_line(work: Work, place: int, where: str) -> bool:
    piece = work.pieces[place]
    if outlet := work.known.outlet(piece.text):
        name = work.known.names[outlet]
        work.take(place, Datum("outlet", name, f"The name stands alone in {where}."))
        return True
    if "byline" in piece.marks or work.known.person(piece.text) or _followed_by_date(work, place):
        listed = names.split(re.sub(r"^by\s+", "", piece.text, flags=re.IGNORECASE))
        if listed and folded(piece.text) not in {folded(d.value) for d in work.source.data if d.field == "title"}:
            sure = Sure.CERTAIN if "byline" in piece.marks or work.known.person(piece.text) else Sure.LIKELY
            work.take(place, *(Datum("author", one, f"The name stands alone in {where}.", sure) for one in listed))
            return True
    return False


def _followed_by_date(work: Work, place: int) -> bool:
    """Return whether a name stands between a line above and a date just below, where a byline stands."""
    below = next(iter(work.open(place + 1)), None)
    above = next((p for p in range(place) if work.pieces[p].role is not Role.SPACE), None)
    if below is None or above is None or not names.is_name(work.pieces[place].text):
        return False
    return dating.of_line(work.pieces[below].text, work.today) is not None


def _date_beside(work: Work, text: str, where: str) -> None:
    """Read a date that stands in a byline after a bar or dash: “By Edith Marsh | 3 May 2019”."""
    for part in re.split(r"\s*[|•·]\s*|\s+[-–—]\s+|\s+on\s+(?=[\w ,]*\d{4}$)", text)[1:]:
        found = dating.of_line(part, work.today)
        if found and not found.refused:
            work.add("date", found.edtf, f"Beside the byline, {where}.", Sure.CERTAIN if found.sure else Sure.LIKELY)


def _labelled(work: Work, place: int, name: str, value: str) -> bool:
    where = f"Labelled so in line {work.pieces[place].line}."
    if name == "date":
        found = dating.of_stamp(value, work.today)
        if found is None:
            return False
        _dated(work, place, found, where)
        return True
    if name == "author":
        listed = names.split(names.turned(value))
        if not listed:
            if names.is_corporate(value) or work.known.corporate(value):
                work.take(place, Datum("corporate", value, where))
                return True
            return False
        work.take(place, *(Datum("author", one, where) for one in listed))
        return True
    if name == "url":
        url = signs.address(value)
        if url is None:
            return False
        work.take(place, Datum("url", url, where))
        return True
    if name == "licence":
        return _rights(work, place, f"line {work.pieces[place].line}")
    if name == "outlet" and (url := signs.address(value)):
        work.take(place, Datum("url", url, where))
        return True
    if name == "outlet" and len(value.split()) > 8:
        return False
    work.take(place, Datum(name, value, where))
    return True


def _dated(work: Work, place: int, found: dating.Found, where: str) -> None:
    piece = work.pieces[place]
    if found.refused:
        work.source.refused.append(f"“{piece.text}” (line {piece.line}): {found.refused}")
        work.cut(place, "no-date")
        return
    work.take(place, Datum("date", found.edtf, where, Sure.CERTAIN if found.sure else Sure.LIKELY))


def refuse_dates(work: Work, piece: Piece) -> None:
    """Say of the dates in a stamp that they are no dates of publication."""
    for one in _DATE_WITHIN.findall(piece.text):
        found = dating.of_stamp(one, work.today)
        if found and found.refused:
            work.source.refused.append(f"“{one}” (line {piece.line}): {found.refused}")


def _rights(work: Work, place: int, where: str) -> bool:
    piece = work.pieces[place]
    taken = rights_of(piece.text, where, declared="rights" in piece.marks)
    if not taken:
        return False
    work.take(place, *taken, rule="rights")
    return True


def rights_of(text: str, where: str, *, declared: bool = False) -> list[Datum]:
    """Return what a line says of rights, as data."""
    found: list[Datum] = []
    if named := rights.licence(text, declared=declared):
        said = f"The copy names {named.named}, {where}."
        found.append(Datum("licence", named.status or "", said, Sure.CERTAIN if named.status else Sure.LIKELY))
    if noticed := rights.notice(text):
        if noticed.holder:
            found.append(Datum("holder", noticed.holder, f"Rights line, {where}."))
        if noticed.year:
            found.append(Datum("rights-year", noticed.year, f"Rights line, {where}."))
        if noticed.statement:
            found.append(Datum("rights", noticed.statement, f"Rights line, {where}."))
    return found


def titles(work: Work) -> None:
    """Find title, subtitle and deck among the lines over the text that are nothing else."""
    left = list(work.open(0, work.first))
    told = {folded(datum.value): datum for datum in work.source.data if datum.field == "title"}
    count: dict[str, int] = {}
    for piece in work.pieces:
        if piece.text and piece.words <= 40:
            count[folded(piece.text)] = count.get(folded(piece.text), 0) + 1
    marked = [p for p in left if "h1" in work.pieces[p].marks]
    agreed = [p for p in left if folded(work.pieces[p].text) in told]
    repeated = [p for p in left if count[folded(work.pieces[p].text)] > 1 and work.pieces[p].words >= 2]
    plain = [p for p in left if work.pieces[p].words <= 30 and work.pieces[p].kind in ("text", "heading")]
    if told and not agreed:
        marked, plain = marked or [], []
    chosen = next(iter([*agreed, *marked, *repeated, *plain]), None)
    if chosen is not None:
        text = work.pieces[chosen].text
        where = f"Headline of the copy, line {work.pieces[chosen].line}."
        sure = Sure.CERTAIN if agreed or marked or repeated else Sure.LIKELY
        work.take(chosen, Datum("title", text, where, sure))
        _below(work, [p for p in left if p > chosen], folded(text))
    for place in work.open(0, work.first):
        piece = work.pieces[place]
        if chosen is not None and folded(piece.text) == folded(work.pieces[chosen].text):
            work.cut(place, "repeated-headline")
        else:
            work.cut(place, "head-label")


def _below(work: Work, left: list[int], title: str) -> None:
    """Find subtitle and deck below the title: a line that is no sentence, and a sentence or two."""
    for place in left:
        piece = work.pieces[place]
        if folded(piece.text) == title:
            continue
        where = f"Below the headline, line {piece.line}."
        if signs.ends_sentence(piece.text) or "deck" in piece.marks:
            if work.source.first("deck") is None and piece.words <= 70:
                work.take(place, Datum("deck", piece.text, where))
                continue
            return
        if work.source.first("subtitle") is None and 2 < piece.words <= 22 and work.source.first("deck") is None:
            work.take(place, Datum("subtitle", piece.text, where, Sure.LIKELY))
        else:
            return


def read_foot(work: Work, place: int) -> bool:
    """Read a line below the text as what it is; return False where it is nothing that is known."""
    piece = work.pieces[place]
    where = f"line {piece.line}"
    text, notice = rights.split_notice(piece.text)
    note = names.note(text)
    if note:
        _noted(work, note, where)
        work.take(place, *(rights_of(notice, where) if notice else ()), rule="author-note")
        return True
    if names.nameless_note(piece.text) or "bio" in piece.marks:
        work.take(place, rule="author-note")
        work.source.notes.append(f"an author note that names nobody stands in {where}; take its facts yourself")
        return True
    if by := names.byline(piece.text):
        work.take(place, *(Datum("author", one, f"Byline at the foot, {where}.") for one in by))
        return True
    if _rights(work, place, where):
        return True
    if (label := signs.labelled(piece.text)) and _labelled(work, place, *label):
        return True
    if url := signs.address(piece.text):
        work.take(place, Datum("url", url, f"Address at the foot, {where}.", Sure.LIKELY))
        return True
    if found := dating.of_line(piece.text, work.today):
        _dated(work, place, found, f"Date line at the foot, {where}.")
        return True
    return _signature(work, place, where)


def _noted(work: Work, note: names.Note, where: str) -> None:
    known = {folded(name) for name in work.source.credited()}
    if folded(note.name) not in known and not known:
        work.add("author", note.name, f"Named in the author note at the foot, {where}.")
    work.source.facts.append(note)


def _signature(work: Work, place: int, where: str) -> bool:
    """Read the name with which a text is signed, if nothing stood between it and the text."""
    between = [p for p in range(work.last + 1, place) if work.pieces[p].role is not Role.SPACE]
    listed = names.signed(work.pieces[place].text)
    if not listed or any(work.pieces[p].role is not Role.DATUM for p in between):
        return False
    dashed = work.pieces[place].text.lstrip()[:1] in "—–―-"
    fresh = [one for one in listed if one not in work.source.credited()]
    sure = Sure.CERTAIN if dashed else Sure.LIKELY
    work.take(
        place, *(Datum("author", one, f"Signature at the foot, {where}.", sure) for one in fresh), rule="author"
    )
    return True
