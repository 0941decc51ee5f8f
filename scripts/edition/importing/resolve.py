"""From data to decisions: which value each field gets, where it came from, and what stays open."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from edition.folding import folded
from edition.importing import dating
from edition.importing.matching import Known, host
from edition.importing.pieces import Datum, Source, Sure
from edition.model.fields import Url

KINDS = ("opinion", "editorial", "column", "analysis", "interview", "letter")
# What a label over a text says of its kind.
_LABELS = {
    "editorial": (
        "editorial",
        "editorials",
        "leader",
        "leaders",
        "leading article",
        "leitartikel",
        "éditorial",
        "社説",
        "사설",
    ),
    "column": ("column", "columns", "columnist", "columnists", "guest column", "칼럼"),
    "analysis": ("analysis",),
    "interview": ("interview",),
    "letter": ("letter", "letters", "letters to the editor", "letter to the editor"),
    "opinion": (
        *("opinion", "op-ed", "oped", "commentary", "comment", "viewpoint", "guest essay", "meinung", "kommentar"),
        "opinión",
    ),
}
_SECTIONS = {label: kind for kind, labels in _LABELS.items() for label in labels}
# What a part of an address says of it.
_IN_PATH = _SECTIONS | {"opinions": "opinion"}
_ENGLISH = frozenset(
    [
        *(
            "the",
            "of",
            "and",
            "to",
            "in",
            "a",
            "is",
            "that",
            "for",
            "it",
            "as",
            "was",
            "with",
            "be",
            "on",
            "by",
            "not",
        ),
        *("this", "are", "at", "from", "which", "but", "have", "an"),
    ]
)
_SCRIPTS = ((re.compile("[\u3040-\u30ff]"), "ja"), (re.compile("[\uac00-\ud7af]"), "ko"))
# Hosts that only the publisher sees.
_INNER = re.compile(r"^(?:localhost|127\.|10\.|192\.168\.)|\.local$|(?:^|[.-])(?:dev|staging|test|preview)[.-]")
_URL: TypeAdapter[str] = TypeAdapter(Url)
State = Literal["certain", "likely", "open"]


@dataclass(frozen=True)
class Options:
    """What the editor says on the command line, of every file of a run."""

    url: str | None = None
    outlet: str | None = None
    kind: str | None = None
    rights: str | None = None
    language: str | None = None
    base: str = ""
    today: datetime.date = field(default_factory=datetime.date.today)


@dataclass(frozen=True)
class Finding:
    """What was found out of one datum, for the report: its field, value, origin and state."""

    field: str
    state: State
    value: str
    where: str


@dataclass
class Resolved:
    """The decisions on one input."""

    findings: list[Finding] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    """What is still open, as the draft will say it."""
    values: dict[str, Datum] = field(default_factory=dict)
    authors: list[Datum] = field(default_factory=list)
    corporate: Datum | None = None

    def decide(self, name: str, datum: Datum | None, request: str = "") -> Datum | None:
        """Take a value for a field, or leave it open with a request to the editor."""
        if datum is not None:
            self.values[name] = datum
            self.findings.append(Finding(name, datum.sure.value, datum.value, datum.where))
        elif request:
            self.open.append(f"{name}: {request}")
            self.findings.append(Finding(name, "open", "", request))
        return datum


def resolve(source: Source, options: Options, known: Known, text: str) -> Resolved:
    """Return the decisions on an input, whose paragraphs together are `text`."""
    made = Resolved()
    made.decide("title", source.first("title"), "no headline was found; find it, or supply one and say so")
    made.decide("subtitle", source.first("subtitle"))
    made.decide("deck", source.first("deck"))
    _authors(made, source)
    url = made.decide("url", _address(source, options))
    _outlets(made, source, options, known, url)
    _date(made, source, options, url)
    made.decide("kind", _kind(source, options, url), f"say what kind of piece it is: {', '.join(KINDS)}")
    sections = [datum for name in ("issue", "section") for datum in source.every(name)]
    if sections:
        joined = ", ".join(dict.fromkeys(datum.value for datum in sections))
        made.decide("issue", Datum("issue", joined, sections[0].where, sections[0].sure))
    _rights(made, source, options)
    made.decide("language", _language(source, options, text), "say in which language the text is written")
    if source.first("unpublished"):
        made.open.append("publication: the front matter says that it was not published; see whether it was")
    return made


def _authors(made: Resolved, source: Source) -> None:
    """Take the names of the text's own bylines before what a page's machinery says, and that before a foot note."""
    ranks: dict[int, dict[str, Datum]] = {0: {}, 1: {}, 2: {}}
    for datum in source.data:
        if datum.field == "author":
            rank = 1 if datum.where.startswith("The page’s") else 2 if "foot" in datum.where else 0
            held = ranks[rank].get(folded(datum.value))
            if held is None or (held.value.isupper() and not datum.value.isupper()):
                ranks[rank][folded(datum.value)] = datum
    chosen = next((ranks[rank] for rank in sorted(ranks) if ranks[rank]), {})
    spelt = {folded(d.value): d.value for rank in (2, 1) for d in ranks[rank].values() if not d.value.isupper()}
    made.authors = [
        Datum("author", spelt.get(folded(d.value), d.value) if d.value.isupper() else d.value, d.where, d.sure)
        for d in chosen.values()
    ]
    made.corporate = source.first("corporate")
    if not made.authors and made.corporate is None:
        made.decide("authors", None, "no one is named; say who is credited and why")
    for datum in made.authors or ([made.corporate] if made.corporate else []):
        made.findings.append(Finding("author", datum.sure.value, datum.value, datum.where))


def _address(source: Source, options: Options) -> Datum | None:
    if options.url:
        return Datum("url", options.url, "Given by the editor at the import.")
    for datum in source.every("url"):
        try:
            name = urlsplit(datum.value).hostname or ""
            _URL.validate_python(datum.value)
        except (ValueError, ValidationError):
            continue
        if "." in name and not re.search(
            r"^(?:localhost|127\.|10\.|192\.168\.)|\.local$|(?:^|[.-])(?:dev|staging|test|preview)[.-]", name
        ):
            return datum
        source.notes.append(
            f"the address {datum.value} is that of a machine of the publisher’s own, not a public one"
        )
    return None


def _outlets(made: Resolved, source: Source, options: Options, known: Known, url: Datum | None) -> None:
    """Decide on the outlet; where the address is another's than the named one's, that other carried the piece."""
    named = (
        Datum("outlet", options.outlet, "Given by the editor at the import.")
        if options.outlet
        else source.first("outlet")
    )
    at = known.outlet_at(url.value) if url else None
    if named is None and at is not None:
        named = Datum("outlet", known.names[at], f"The outlet at {host(url.value if url else '')}.")
    made.decide("outlet", named, "no outlet is named; say where the piece appeared")
    if named and at and known.outlet(named.value) not in (None, at):
        made.decide("carried_by", Datum("carried_by", at, f"The address is that of {known.names[at]}.", Sure.LIKELY))


def _date(made: Resolved, source: Source, options: Options, url: Datum | None) -> None:
    """Decide on the date: what all declared places agree on, else one of several, else the rights line's year."""
    declared = list(source.every("date"))
    if url and (inside := dating.of_address(url.value, options.today)) and not inside.refused:
        sure = Sure.CERTAIN if inside.sure else Sure.LIKELY
        declared.append(Datum("date", inside.edtf, "It stands in the address.", sure))
    if declared:
        certain = [d for d in declared if d.sure is Sure.CERTAIN] or declared
        agreed = dating.agreed([d.value for d in certain])
        if agreed:
            seen = " ".join(dict.fromkeys(d.where for d in certain if d.value == agreed))
            made.decide("date", Datum("date", agreed, seen, certain[0].sure))
            if agreed.startswith("["):
                made.open.append("date: day and month may stand either way round; say which it is")
            return
        days = [d.value for d in certain if re.fullmatch(r"\d{4}-\d\d-\d\d", d.value)]
        if len(set(days)) > 1:
            told = " ".join(f"{d.value}: {d.where}" for d in certain)
            made.decide("date", Datum("date", dating.one_of(days), told, Sure.LIKELY))
            made.open.append("date: the copy gives more than one; say which is that of publication")
            return
    year = source.first("rights-year")
    if year and dating.checked(int(year.value), 0, 0, options.today).edtf:
        made.decide(
            "date", Datum("date", f"{year.value}?", "The year of the rights line; no date was seen.", Sure.LIKELY)
        )
        made.open.append("date: only the year of the rights line was seen; find the day")
        return
    said = f" ({'; '.join(source.refused)})" if source.refused else ""
    made.decide("date", None, f"no date of publication was found{said}; find it, or write what is known as EDTF")


def _kind(source: Source, options: Options, url: Datum | None) -> Datum | None:
    if options.kind:
        return Datum("kind", options.kind, "Given by the editor at the import.")
    for datum in source.every("kind"):
        if datum.value.casefold() in KINDS:
            return Datum("kind", datum.value.casefold(), datum.where, datum.sure)
    for datum in source.every("section"):
        if kind := _SECTIONS.get(datum.value.casefold()):
            return Datum("kind", kind, datum.where)
    if url:
        for part in urlsplit(url.value).path.casefold().split("/"):
            if part in _IN_PATH:
                return Datum("kind", _IN_PATH[part], f"“{part}” stands in the address.", Sure.LIKELY)
    return None


def _rights(made: Resolved, source: Source, options: Options) -> None:
    if options.rights:
        status = Datum("rights", options.rights, "Given by the editor at the import.")
    else:
        granted = [d for d in source.data if d.field == "licence" and d.value]
        named = {d.value for d in granted}
        if len(named) == 1:
            status = granted[0]
        else:
            status = Datum("rights", "in-copyright", "No licence that allows the text was found.")
            others = [d for d in source.data if d.field == "licence" and not d.value]
            if others or len(named) > 1:
                seen = " ".join(dict.fromkeys(d.where for d in others or granted))
                made.open.append(f"rights: see what the licence allows. {seen}")
    made.decide("rights", Datum("rights", status.value, status.where, status.sure))
    made.decide("holder", source.first("holder"))
    said = [d.value for d in source.every("rights")] or [d.where for d in source.every("licence")]
    if said:
        made.values["statement"] = Datum("statement", " ".join(dict.fromkeys(said)), "")


def _language(source: Source, options: Options, text: str) -> Datum | None:
    if options.language:
        return Datum("language", options.language, "Given by the editor at the import.")
    declared = source.first("language")
    sample = text[:20_000]
    letters = sum(c.isalpha() for c in sample) or 1
    for script, tag in _SCRIPTS:
        if len(script.findall(sample)) * 10 > letters * 2:
            return Datum("language", tag, "By its script.")
    if declared:
        return declared
    words = re.findall(r"[a-z]+", sample.casefold())
    if words and sum(word in _ENGLISH for word in words) * 100 >= len(words) * 12:
        return Datum("language", "en", "By its common words.", Sure.LIKELY)
    return None
