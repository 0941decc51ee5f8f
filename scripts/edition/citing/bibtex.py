"""An item as BibTeX, in UTF-8: fields that plain BibTeX knows, and beside them those that biblatex makes more of."""

from __future__ import annotations

import re

from edition.citing import csl
from edition.citing.item import Item, Kind, Name, parts_of
from edition.dates import MONTHS

TYPES: dict[Kind, str] = {"note": "incollection", "blog": "misc", "website": "misc"}
CONTAINERS = {"article": "journal", "incollection": "booktitle", "misc": "howpublished"}
LANGUAGES = {"en": "english", "ja": "japanese", "ko": "korean", "zh": "chinese", "fr": "french", "de": "german"}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "&%$#_"}
_SPECIAL_SIGNS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")


def text(item: Item) -> str:
    """Return the entry.

    Titles and names that are not to be divided stand in two pairs of braces. `date` is EDTF, as biblatex reads it;
    `year` and `month` are for BibTeX. A name whose family name comes first is not divided, so that both print it in
    its order.
    """
    kind = TYPES.get(item.kind, "article")
    fields = {
        "author": " and ".join(_name(name) for name in item.names),
        "title": f"{{{escaped(item.title)}}}",
        CONTAINERS[kind]: escaped(item.container),
        "date": item.date.text,
    }
    if item.date.earliest[:4] == item.date.latest[:4]:
        fields["year"] = str(item.date.year)
    parts = parts_of(item.date)
    if item.kind in ("newspaper", "magazine"):
        fields["entrysubtype"] = item.kind
    if item.genre:
        fields["titleaddon"] = escaped(item.genre)
    if item.version:
        fields["version"] = item.version
    if item.first_date:
        fields["origdate"] = item.first_date.text
    fields["langid"] = LANGUAGES.get(item.language.partition("-")[0], "")
    fields["url"] = item.url
    fields["note"] = escaped(csl.note(item))
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if parts and parts[1]:
        lines.insert(4 if "year" not in fields else 5, f"  month = {MONTHS[parts[1] - 1][:3].lower()},")
    return f"@{kind}{{{item.key},\n" + "\n".join(lines) + "\n}\n"


def escaped(text: str) -> str:
    """Return a text with the signs escaped that TeX gives a meaning to; addresses in it stay as they are."""
    parts = re.split(r"(https?://[^\s]*[^\s.,;)])", text)
    return "".join(f"\\url{{{part}}}" if at % 2 else _escape(part) for at, part in enumerate(parts))


def _escape(text: str) -> str:
    return _SPECIAL_SIGNS.sub(lambda match: _SPECIAL[match[0]], text)


def _name(name: Name) -> str:
    if not (name.family and name.given) or name.family_first:
        return f"{{{escaped(name.name)}}}"
    return escaped(f"{name.family}, {name.given}")
