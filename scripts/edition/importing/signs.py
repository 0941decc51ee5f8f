"""What a line by itself is: a label with a value, an address, an agency's mark, the end of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.importing.pieces import Piece

SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»)\]*_]*$")
_FOOTNOTE = re.compile(r"\s*(?:\[?\^?\d{1,2}\]?|[*†‡])$")
_FIELDS = {
    "title": "title|headline|titel|titre|título",
    "subtitle": "subtitle|subhead|subheading",
    "author": "author|authors|byline|writer|autor|auteur",
    "date": "date|published|publication date|date published|posted|issued|datum|fecha",
    "outlet": "source|publication|outlet|newspaper|magazine|publisher|quelle",
    "url": "url|link|address|web address|original url|permalink|source url|retrieved from|original",
    "section": "section|rubric|category|ressort",
    "language": "language|lang",
    "licence": "licen[cs]e|rights",
    "issue": "issue|edition|number",
}
_LABELLED = re.compile(
    r"\s*(?:"
    + "|".join(f"(?P<{key}>{names})" for key, names in _FIELDS.items())
    + r")\s*[:：]\s+?(?P<value>\S.*?)\s*",
    re.IGNORECASE | re.DOTALL,
)
_URL = re.compile(r"\s*<?(https?://[^\s<>\"]+)>?\s*")
_BARE_URL = re.compile(r"\s*((?:www\.)[\w.-]+\.[a-z]{2,}/[^\s<>\"]*)\s*", re.IGNORECASE)
_CARRIER = re.compile(
    r"\s*[\[(]?\s*(?P<kind>editorial|column|op-ed|opinion|commentary|feature)\s+from\s+(?:the\s+)?"
    r"(?P<outlet>.{3,60}?)"
    r"\s+on\s+(?P<day>[\w. ]{3,20}?)\s*[\])]?\s*",
    re.IGNORECASE,
)
KINDS = {
    "editorial": "editorial",
    "column": "column",
    "op-ed": "opinion",
    "opinion": "opinion",
    "commentary": "opinion",
}


@dataclass(frozen=True)
class Carrier:
    """An agency’s line over a paper’s piece: what it is, from where, and the day without a year."""

    kind: str
    outlet: str
    day: str


def labelled(text: str) -> tuple[str, str] | None:
    """Return the field and the value of a line such as “Source: The Shore Gazette”."""
    if len(text) > 300:
        return None
    match = _LABELLED.fullmatch(text)
    if not match:
        return None
    return next((key, match["value"]) for key in _FIELDS if match[key])


def address(text: str) -> str | None:
    """Return the address that a line is, nothing else beside it."""
    match = _URL.fullmatch(text)
    return match[1] if match else None


def carrier(text: str) -> Carrier | None:
    """Return what an agency’s line says, as “(EDITORIAL from Korea Herald on Feb. 17)”."""
    match = _CARRIER.fullmatch(text) if len(text) < 140 else None
    return Carrier(KINDS.get(match["kind"].casefold(), ""), match["outlet"], match["day"]) if match else None


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return SENTENCE_END.search(_FOOTNOTE.sub("", text)) is not None


def prose(piece: Piece) -> bool:
    """Return whether a piece is running text: a dozen words that end as a sentence, or more than a title has."""
    if not piece.open or piece.kind in ("heading", "picture"):
        return False
    if piece.kind in ("quote", "list", "code"):
        return piece.words >= 12
    return piece.words >= 32 or (
        piece.words >= 12 and (ends_sentence(piece.text) or _FOOTNOTE.sub("", piece.text)[-1:] in ":：")
    )
