"""Dates in the Extended Date/Time Format (EDTF), ISO 8601-2:2019, and how they read in words."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from edtf import EDTFParseException, parse_edtf

from edition.language import ENGLISH, own, say

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


@dataclass(frozen=True, order=True)
class Edtf:
    """A date: its earliest and latest day as ``YYYY-MM-DD``, and the EDTF text it was written as."""

    earliest: str
    latest: str
    text: str

    @property
    def year(self) -> int:
        """The year of the earliest day."""
        return int(self.earliest[:4])

    @property
    def machine(self) -> str:
        """As much of year, month and day as is sure, as HTML's time element may hold it; '' where the year is not."""
        ends = zip(self.earliest.split("-"), self.latest.split("-"), strict=True)
        known = takewhile(lambda pair: pair[0] == pair[1], ends)
        return "-".join(one for one, _ in known)

    def __str__(self) -> str:
        return in_words(self.text)


# A date of which nothing is known.
UNKNOWN = Edtf("0000-01-01", "9999-12-31", "XXXX")


@cache
def parse(text: str) -> Edtf:
    """Return the date that an EDTF text of level 0 or 1, or a set of one date (level 2), means.

    An open interval reaches to the year 9999 or back to 0000.

    Raises ValueError, with a reason in words, for anything else and for days that do not exist.
    """
    # A plain calendar date needs no grammar: the library takes some 7 ms for one, this takes microseconds.
    if plain := PLAIN.fullmatch(text):
        year, month, day = plain.groups()
        if month is None or 1 <= int(month) <= 12:
            return _plain(text, int(year), month, day)
    if text == UNKNOWN.text:
        return UNKNOWN
    if text.count("/") == 1 and (text.endswith("/..") or text.startswith("../")):
        known = parse(text.removesuffix("/..").removeprefix("../"))
        if text.endswith("/.."):
            return Edtf(known.earliest, "9999-12-31", text)
        return Edtf("0000-01-01", known.latest, text)
    try:
        date: Any = parse_edtf(text)
        first, last = date.lower_strict(), date.upper_strict()
        in_words(text)
    except (EDTFParseException, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ValueError(f"'{text}' is not an EDTF date") from error
    if _day(first) > _day(last):
        raise ValueError(f"'{text}' ends before it begins")
    return Edtf(_day(first), _day(last), text)


def _plain(text: str, year: int, month: str | None, day: str | None) -> Edtf:
    try:
        first = datetime.date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"there is no day '{text}'") from None
    if day:
        last = first
    elif month:
        last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    else:
        last = datetime.date(year, 12, 31)
    return Edtf(first.isoformat(), last.isoformat(), text)


def _day(date: Any) -> str:
    if isinstance(date, float):  # the library's infinity, of a set that is open on one side
        return "9999-12-31" if date > 0 else "0000-01-01"
    return f"{date.tm_year:04}-{date.tm_mon:02}-{date.tm_mday:02}"


def in_words(text: str) -> str:
    """Return an EDTF text as a reader would say it: ``2019-03?`` is ``March 2019 (uncertain)``.

    Raises ValueError for a form that has no words here. It is in the language of the edition.
    """
    return _in_words(text, own())


@cache
def _in_words(text: str, code: str) -> str:
    if text.startswith("[") and text.endswith("]"):
        inner = text[1:-1]
        if ".." in inner and "," not in inner:
            first, last = inner.split("..")
            if first and last:
                return say("some day from {first} to {last}", first=in_words(first), last=in_words(last))
            if first:
                return say("{date} or later", date=in_words(first))
            return say("{date} or earlier", date=in_words(last))
        return say(" or ").join(in_words(part) for part in inner.split(","))
    if "/" in text:
        first, last = text.split("/")
        if last == "..":
            return say("since {date}", date=in_words(first))
        return say("until {date}", date=in_words(last)) if first == ".." else _span(first, last)
    mark = text[-1:] if text[-1:] in "?~%" else ""
    words = _calendar(text.removesuffix(mark))
    marked = {"~": "about {date}", "?": "{date} (uncertain)", "%": "about {date} (uncertain)"}
    return say(marked[mark], date=words) if mark else words


def _span(first: str, last: str) -> str:
    """Return an interval in words, saying month and year once where both ends share them."""
    if own() != ENGLISH:
        return say("{first} to {last}", first=in_words(first), last=in_words(last))
    one, other = PLAIN.fullmatch(first), PLAIN.fullmatch(last)
    if one and other and one[3] and other[3] and one[1] == other[1]:
        if one[2] == other[2]:
            return f"{int(one[3])}–{in_words(last)}"
        return f"{in_words(first).removesuffix(one[1]).rstrip()} – {in_words(last)}"
    return f"{in_words(first)} to {in_words(last)}"


def _calendar(text: str) -> str:
    if text == UNKNOWN.text:
        return say("date not known")
    if re.fullmatch(r"\d{3}X", text):
        return say("the {year}s", year=f"{text[:3]}0")
    if re.fullmatch(r"\d\dXX", text):
        return say("the {year}s", year=f"{text[:2]}00")
    match = re.fullmatch(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?", text)
    if not match:
        raise ValueError(f"'{text}' has no words")
    year, month, day = match.groups()
    if month in (None, "XX"):
        return say("{year}", year=year)
    if month in SEASONS:
        return say("{season} {year}", season=say(SEASONS[month]), year=year)
    values = {"name": MONTHS[int(month) - 1], "month": int(month), "year": year}
    if day in (None, "XX"):
        return say("{name} {year}", **values)
    return say("{day} {name} {year}", day=int(day), **values)
