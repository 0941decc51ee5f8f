"""Dates that an input declares: in a line of their own, a stamp, an address, a file's name. Never out of prose.

Patterns are explicit and each states its form; whatever has another form is no date. Programs that guess
(htmldate among them) take a year out of a sentence or a copyright line and do not say from where.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition import dates

_NAMES = {
    1: "january jan januar jänner janvier janv enero ene",
    2: "february feb februar février févr fevrier febrero",
    3: "march mar märz maerz mars marzo",
    4: "april apr avril avr abril abr",
    5: "may mai mayo",
    6: "june jun juni juin junio",
    7: "july jul juli juillet juil julio",
    8: "august aug août aout agosto ago",
    9: "september sept sep septembre septiembre setiembre",
    10: "october oct oktober okt octobre octubre",
    11: "november nov novembre noviembre",
    12: "december dec dezember dez décembre decembre diciembre dic",
}
MONTH = {name: number for number, names in _NAMES.items() for name in names.split()}
_M = "|".join(sorted(MONTH, key=len, reverse=True))
_DAYS = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo)"
)
_TIME = r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:uhr)?\s*(?:\(?[a-z]{3,4}\)?)?)"
# Words that introduce a date line, and those that introduce one which is not that of publication.
_LEAD = (
    r"(?:published|posted|issued|first published|publication date|date|dated|released|veröffentlicht(?: am)?|"
    r"publié(?: le)?|publicado(?: el)?|all news|erschienen(?: am)?|time|vom|on)"
)
_CHANGED = (
    r"(?:(?:last )?(?:updated|modified|edited|revised|accessed|retrieved|printed|saved|archived|aktualisiert)|"
    r"mis à jour)"
)
_FORMS = (
    r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?)?",
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+|of\s+)?(?P<n1>{_M})\.?,?\s+(?:de\s+)?(?P<y1>\d{{4}})",
    rf"(?P<n2>{_M})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})",
    rf"(?P<n3>{_M})\.?,?\s+(?:de\s+)?(?P<y3>\d{{4}})(?:\s+issue)?",
    r"(?P<y4>\d{4})\s*[年년]\s*(?P<m4>\d{1,2})\s*[月월]\s*(?:(?P<d4>\d{1,2})\s*[日일])?",
    r"(?P<a5>\d{1,2})[/.](?P<b5>\d{1,2})[/.](?P<y5>\d{4})",
)
_DATE = "|".join(f"(?:{form})" for form in _FORMS)
LINE = re.compile(
    rf"\s*(?:{_LEAD}\s*:?\s*)?(?:{_TIME},?\s*)?(?:{_DAYS}\.?,?\s*)?(?:(?:the|am|le|den)\s+)?(?:{_DATE})"
    rf"(?:,?\s*(?:at\s*|um\s*|[-–|,·]\s*)?{_TIME})?\s*\.?\s*",
    re.IGNORECASE,
)
CHANGED = re.compile(rf"\s*{_CHANGED}\b.*", re.IGNORECASE | re.DOTALL)
STAMP = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T\s].*)?", re.DOTALL)
_IN_ADDRESS = re.compile(
    rf"(?:^|[/_-])(?P<y>(?:18|19|20)\d\d)[/_-](?P<m>\d{{1,2}}|{_M})(?:[/_-](?P<d>\d{{1,2}}))?(?=[/_.-]|$)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{9}(?!\d)|(?!\d))")
IN_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=[-_. ]|$)")
LONGEST = 90  # characters of a line that may be a date's


@dataclass(frozen=True)
class Found:
    """A date as EDTF, or why what looks like one is refused."""

    edtf: str = ""
    refused: str = ""
    sure: bool = True


def of_line(text: str, today: datetime.date) -> Found | None:
    """Return the date that a line is, with nothing beside it but its time and a word such as “Published”.

    A date in figures whose day and month may be either is one of two days. None where the line is no date.
    """
    if len(text) > LONGEST or not any(c.isdigit() for c in text) or CHANGED.fullmatch(text):
        return None
    match = LINE.fullmatch(text)
    if not match:
        return None
    part = match.groupdict()
    if part["a5"]:
        one, other, year = int(part["a5"]), int(part["b5"]), int(part["y5"])
        return _either(year, one, other, today)
    for year_at, month_at, day_at in (
        ("y", "m", "d"),
        ("y1", "n1", "d1"),
        ("y2", "n2", "d2"),
        ("y3", "n3", ""),
        ("y4", "m4", "d4"),
    ):
        if part[year_at]:
            named = part[month_at].casefold()
            return checked(int(part[year_at]), MONTH.get(named) or int(named), int(part.get(day_at) or 0), today)
    return None


def _either(year: int, one: int, other: int, today: datetime.date) -> Found:
    if one > 12 or other > 12 or one == other:
        month, day = (one, other) if one <= 12 else (other, one)
        return checked(year, month, day, today)
    first = checked(year, min(one, other), max(one, other), today)
    second = checked(year, max(one, other), min(one, other), today)
    return (
        first if first.refused else second if second.refused else Found(f"[{first.edtf},{second.edtf}]", sure=False)
    )


def of_stamp(text: str, today: datetime.date) -> Found | None:
    """Return the day of a time stamp (ISO 8601); a month or year alone counts as such. None where it is none."""
    text = text.strip()
    if match := STAMP.fullmatch(text):
        return checked(int(match[1]), int(match[2]), int(match[3]), today)
    if re.fullmatch(r"\d{4}(-\d\d)?", text):
        year, _, month = text.partition("-")
        return checked(int(year), int(month or 0), 0, today)
    return of_line(text, today)


def of_address(url: str, today: datetime.date) -> Found | None:
    """Return the date in the path of an address, as ``/2019/05/09/``; None where there is none."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url)
    match = _IN_ADDRESS.search(path)
    if match:
        month = MONTH.get(match["m"].casefold()) or int(match["m"])
        day = int(match["d"] or 0)
        found = checked(int(match["y"]), month, day if day <= 31 else 0, today)
        return None if found.refused else found
    joined = _JOINED.search(path)
    if joined:
        found = checked(int(joined[1]), int(joined[2]), int(joined[3]), today)
        return None if found.refused else Found(found.edtf, sure=False)
    return None


def of_name(name: str, today: datetime.date) -> Found | None:
    """Return the date with which a file's name begins, as Jekyll's posts have it; None where there is none."""
    match = IN_NAME.match(name)
    return checked(int(match[1]), int(match[2]), int(match[3]), today) if match else None


def checked(year: int, month: int, day: int, today: datetime.date) -> Found:
    """Return a date of figures as EDTF, or why it is refused: no such day, a machine's zero, or yet to come."""
    edtf = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    if edtf in ("1970-01-01", "1969-12-31", "1900-01-01") or year < 1:
        return Found(refused=f"{edtf} is the zero of a machine’s clock, not a date")
    try:
        known = dates.parse(edtf)
    except ValueError as error:
        return Found(refused=str(error))
    if known.earliest > (today + datetime.timedelta(days=1)).isoformat():
        return Found(refused=f"{edtf} is still to come")
    if year < 1450:
        return Found(refused=f"{edtf} is before there were newspapers")
    return Found(edtf)


def agreed(edtfs: Iterator[str] | list[str]) -> str | None:
    """Return the one date that several mean: the finest of those that hold one another; None where they differ."""
    known = sorted({dates.parse(one) for one in edtfs}, key=lambda d: (d.earliest, d.latest))
    finest = min(known, key=lambda d: (_days(d), d.text))
    if all(d.earliest <= finest.earliest and finest.latest <= d.latest for d in known):
        return finest.text
    return None


def _days(date: dates.Edtf) -> int:
    return (datetime.date.fromisoformat(date.latest) - datetime.date.fromisoformat(date.earliest)).days


def one_of(edtfs: list[str]) -> str:
    """Return several days as EDTF: one of them."""
    return "[" + ",".join(sorted(set(edtfs))) + "]"
