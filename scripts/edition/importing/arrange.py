"""What is the text, what is a datum, and what is cut: the pieces of an input put in their roles, in visible steps."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from edition.folding import folded
from edition.importing import names, reading, signs
from edition.importing.furniture import Rules
from edition.importing.matching import Known
from edition.importing.pieces import Datum, Piece, RefusedError, Role, Source, Sure

HEAD = 60  # words that may stand between the first lines and a byline or date below them
COMPARED = 2_000  # paragraphs up to which pull quotes are looked for
ENDED = 20  # words of a paragraph that shows that an article goes on after all


@dataclass
class Work:
    """An input while its pieces are put in their roles."""

    source: Source
    rules: Rules
    known: Known
    today: datetime.date
    fits: dict[int, str] = field(default_factory=dict)
    """Rules that fit pieces wherever they stand."""
    first: int = 0
    """The piece with which the text begins."""
    last: int = 0
    """The piece with which it ends."""

    @property
    def pieces(self) -> list[Piece]:
        """The pieces in order."""
        return self.source.pieces

    def open(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield the places of the pieces that have no other role yet."""
        for place in range(start, len(self.pieces) if end is None else end):
            if self.pieces[place].open and self.pieces[place].text and place not in self.fits:
                yield place

    def cut(self, place: int, rule: str) -> None:
        """Cut a piece by a rule."""
        self.pieces[place] = replace(self.pieces[place], role=Role.CUT, rule=rule)

    def take(self, place: int, *data: Datum, rule: str = "") -> None:
        """Take a piece as the place of data."""
        self.source.data += data
        name = rule or (data[0].field if data else "datum")
        self.pieces[place] = replace(self.pieces[place], role=Role.DATUM, rule=name)

    def add(self, name: str, value: str, where: str, sure: Sure = Sure.CERTAIN) -> None:
        """Add a datum that no piece of its own holds."""
        self.source.data.append(Datum(name, value, where, sure))


def arrange(source: Source, rules: Rules, known: Known, today: datetime.date) -> Source:
    """Put the pieces of an input in their roles, and what they say among its data.

    Raises RefusedError where no paragraph of a text is found.
    """
    work = Work(source, rules, known, today)
    for step in MARKED if source.marked else STEPS:
        step(work)
    return source


def furniture_anywhere(work: Work) -> None:
    """Note the pieces that a rule fits wherever they stand."""
    for place, piece in enumerate(work.pieces):
        if piece.open and "h1" not in piece.marks and (rule := work.rules.fitting(piece, "middle")):
            work.fits[place] = rule


def bounds(work: Work) -> None:
    """Find where the text begins and ends."""
    running = [place for place in work.open() if signs.prose(work.pieces[place])]
    if not running:  # a letter of a line or two
        running = [p for p in work.open() if signs.ends_sentence(work.pieces[p].text) and work.pieces[p].words >= 3]
    if not running:
        raise RefusedError("no paragraph of running text was found in it")
    work.first = _first(work, running)
    running = [place for place in running if place >= work.first]
    work.last = _last(work, running)


def _first(work: Work, running: list[int]) -> int:
    """Return where the text begins: at its first running text, but below a byline or date that comes soon after."""
    first = running[0]
    words = 0
    for number, place in enumerate(work.open(first)):
        piece = work.pieces[place]
        if number and place != first and reading.heads(piece, work.known, work.today):
            below = next((p for p in running if p > place), None)
            if below is not None:
                return _first(work, [p for p in running if p >= below])
        words += piece.words
        if words > HEAD or number > 5:
            break
    return first


def _last(work: Work, running: list[int]) -> int:
    """Return where the text ends: before the mark of an end, the notes and the notices at its foot."""
    end = running[-1]
    for place in sorted(work.fits):
        rule = work.rules.lines.get(work.fits[place])
        if rule is None or not rule.ends or place <= work.first:
            continue
        later = [p for p in running if p > place and work.pieces[p].words >= ENDED and not _noted(work, p)]
        before = [p for p in running if p < place]
        if len(later) < 2 and before:
            end = before[-1]
            break
    while end > work.first and _noted(work, end):
        end = max((p for p in running if p < end), default=work.first)
    for place in work.open(end + 1):  # short last sentences, a list, a quotation
        piece = work.pieces[place]
        if any(end < fit < place for fit in work.fits) or _noted(work, place):
            break
        if signs.ends_sentence(piece.text) or piece.kind in ("list", "quote", "code"):
            end = place
        elif piece.kind != "heading":
            break
    return end


def _noted(work: Work, place: int) -> bool:
    """Return whether a piece is a note or notice that stands at the foot."""
    piece = work.pieces[place]
    if work.rules.fitting(piece, "foot") or reading.closing(piece):
        return True
    found = names.note(piece.text)
    if found is None:
        return False
    if found.name in work.source.credited() or "bio" in piece.marks:
        return True
    family = found.name.split()[-1]
    others = [p.text for p in work.pieces if p is not piece and p.open and signs.prose(p)]
    return all(family not in text for text in others)


def head(work: Work) -> None:
    """Read the lines above the text: labels, dates, bylines, outlet, then title, subtitle and deck among the rest."""
    for place in list(work.open(0, work.first)):
        piece = work.pieces[place]
        if "h1" in piece.marks:
            continue
        rule = work.rules.fitting(piece, "head")
        if rule:
            _feed(work, place, rule)
        else:
            reading.read_line(work, place)
    reading.titles(work)


def foot(work: Work) -> None:
    """Read the lines below the text: notes on the authors, signatures, rights, dates; the rest is cut."""
    for place in list(work.open(work.last + 1)):
        piece = work.pieces[place]
        rule = work.rules.fitting(piece, "foot")
        if rule:
            _feed(work, place, rule)
        elif not reading.read_foot(work, place):
            work.cut(place, "after-the-end")


def middle(work: Work) -> None:
    """Find headings, repeated headlines and pull quotes within the text."""
    titles = {folded(datum.value) for datum in work.source.data if datum.field in ("title", "subtitle", "deck")}
    places = list(work.open(work.first, work.last + 1))
    seen: dict[str, int] = {}
    texts = {place: folded(work.pieces[place].text) for place in places}
    whole = "\n".join(texts.values()) if len(places) <= COMPARED else ""
    for place, following in zip(places, [*places[1:], None], strict=True):
        piece, text = work.pieces[place], texts[place]
        if text in titles:
            work.cut(place, "repeated-headline")
        elif piece.words >= 6 and seen.get(text) is not None:
            work.cut(place, "repeated-paragraph")
        elif 6 <= piece.words <= 45 and whole.count(text.strip("“”\"'‘’ .")) > 1 and not _unique(text, texts, place):
            work.cut(place, "pull-quote")
        elif piece.kind == "heading" or _heading(
            piece, following is not None and signs.prose(work.pieces[following])
        ):
            work.pieces[place] = replace(piece, role=Role.HEADING)
        seen[text] = place


def _unique(text: str, texts: dict[int, str], place: int) -> bool:
    """Return whether no other, longer paragraph holds a piece's words."""
    core = text.strip("“”\"'‘’ .")
    return not any(other != place and core in held and len(held) > len(core) + 10 for other, held in texts.items())


def _heading(piece: Piece, before_prose: bool) -> bool:
    return (
        before_prose
        and piece.kind == "text"
        and piece.words <= 12
        and not signs.ends_sentence(piece.text)
        and piece.text[-1] not in ",;:–—-"
        and (piece.text[0].isupper() or piece.text[0].isdigit())
    )


def furniture_cut(work: Work) -> None:
    """Cut what a rule fits wherever it stands, and take up the data that it gives."""
    for place, rule in work.fits.items():
        if work.pieces[place].open:
            _feed(work, place, rule)


def _feed(work: Work, place: int, name: str) -> None:
    piece = work.pieces[place]
    rule = work.rules.lines[name]
    if rule.feeds == "section":
        work.take(place, Datum("section", piece.text, f"Label over the text, line {piece.line}."))
        return
    if rule.feeds == "keywords":
        label, mark, listed = piece.text.partition(":")
        tags = [part.strip(" #.") for part in re.split(r"[,;|]|\s(?=#)", listed if mark else label)]
        work.source.tags += [tag for tag in tags if tag and tag not in work.source.tags]
        work.take(place, rule="keywords")
        return
    if name == "stamp" or not rule.feeds:
        reading.refuse_dates(work, piece)
    work.cut(place, name)


def whole(work: Work) -> None:
    """Take all that stands below front matter as the text."""
    places = list(work.open())
    if not any(work.pieces[p].kind != "heading" for p in places):
        raise RefusedError("no paragraph of text was found in it")
    work.first, work.last = places[0], places[-1]
    title = work.source.first("title")
    if title is not None and folded(work.pieces[places[0]].text) == folded(title.value):
        work.cut(places[0], "repeated-headline")
    for place in list(work.open()):
        if work.pieces[place].kind == "heading":
            work.pieces[place] = replace(work.pieces[place], role=Role.HEADING)
    deck = work.source.first("deck")
    if deck is not None and any(folded(deck.value) in folded(work.pieces[p].text) for p in places):
        work.source.data.remove(deck)  # it stands in the text


MARKED: tuple[Callable[[Work], None], ...] = (whole,)
STEPS: tuple[Callable[[Work], None], ...] = (furniture_anywhere, bounds, head, foot, middle, furniture_cut)
