"""What a text says of rights: a copyright line, or a licence under which the text itself may be carried."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.licences import LICENCES

_CC = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<url>by(?:-[a-z]{2}){0,2})/(?P<v1>\d\.\d)|publicdomain/(?P<pd>zero|mark)/1\.0)|"
    r"\bcc[ -]?(?P<code>by(?:[ -](?:nc|nd|sa)){0,2})(?:[ -]?(?P<v2>\d\.\d))?\b|\bcc[ -]?(?P<zero>0|zero)\b|"
    r"creative commons attribution(?P<words>(?:[ -](?:noncommercial|non-commercial|noderivatives|no derivatives|"
    r"noderivs|sharealike|share alike)){0,2})"
    r"(?:\s+(?:international|unported))?(?:\s+v?(?P<v3>\d\.\d))?",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\b(?:in|into|to) the (?:worldwide )?public domain\b|^public domain\b", re.IGNORECASE)
_LICENSED = re.compile(
    r"\b(?:licen[cs]ed|available|released|published|republished|distributed|dedicated|reuse)\b.{0,60}\b(?:under|to|in|into)\b|"
    r"^(?:licen[cs]e|rights|terms)\s*:|^(?:cc\b|cc0|public domain|creative commons)|\blicen[cs]e\b",
    re.IGNORECASE | re.DOTALL,
)
_NOTICE = re.compile(
    r"(?P<mark>©|\(c\)|copyright|&copy;|ⓒ)\s*(?:©|\(c\)|copyright)?\s*(?P<year>(?:1[5-9]|20)\d\d)?(?:\s*[-–]\s*\d{4})?"
    r"(?:\s*,\s*|\s+)?(?:by\s+)?(?P<holder>[^.;|]*?)?\s*(?:$|[.;|]|(?=all rights)|(?=distributed by))"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_DISTRIBUTED = re.compile(r"distributed by\s+(?:the\s+)?(.{2,80}?)(?:[.;]?\s*$|[.;]\s+[A-Z])", re.IGNORECASE)
_RESERVED = re.compile(r"all rights reserved", re.IGNORECASE)
# Those licences of Creative Commons under which a text is carried.
KNOWN = frozenset(status for status in LICENCES if status.startswith("CC-"))


@dataclass(frozen=True)
class Licence:
    """A licence that was named: its status in the edition where it is one under which a text may be carried."""

    status: str | None
    named: str
    """How it is called, as ``CC BY-NC 4.0``."""


@dataclass(frozen=True)
class Notice:
    """A copyright line: who holds the rights, since when, and who distributes."""

    holder: str
    year: str
    distributor: str
    reserved: bool

    @property
    def statement(self) -> str:
        """The line in the edition's words."""
        said = f"Copyright {self.year}" if self.year else "Copyright is claimed" if self.holder else ""
        parts = [said, f"distributed by {self.distributor}" if self.distributor else ""]
        parts.append("all rights reserved" if self.reserved else "")
        text = "; ".join(part for part in parts if part)
        return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".") if text else ""


def licence(text: str, *, declared: bool = False) -> Licence | None:
    """Return the licence that a line names; a line of a text must say that something is licensed.

    Only licences of a version that the edition knows allow the text: CC0 1.0, CC BY 4.0, CC BY-SA 4.0.
    """
    if not declared and (len(text.split()) > 70 or not _LICENSED.search(text)):
        return None
    match = _CC.search(text)
    if not match:
        return Licence("public-domain", "the public domain") if _DOMAIN.search(text) else None
    part = match.groupdict()
    if part["zero"] or part["pd"] == "zero":
        return Licence("CC0-1.0", "CC0 1.0")
    if part["pd"]:
        return Licence("public-domain", "the public domain")
    code = (part["url"] or part["code"] or "by" + _code(part["words"] or "")).upper().replace(" ", "-")
    version = part["v1"] or part["v2"] or part["v3"] or ""
    status = f"CC-{code}-{version}"
    return Licence(status if status in KNOWN else None, f"CC {code} {version}".strip())


def _code(words: str) -> str:
    low = words.casefold().replace(" ", "").replace("-", "")
    return "".join(
        f"-{short}"
        for long, short in (("noncommercial", "nc"), ("noderiv", "nd"), ("sharealike", "sa"))
        if long in low
    )


def notice(text: str) -> Notice | None:
    """Return what a copyright line says; None where the text is none."""
    text = " ".join(text.split())
    if len(text.split()) > 60:
        return None
    match = _NOTICE.search(text)
    reserved = _RESERVED.search(text) is not None
    if not match or (match["mark"].casefold() == "copyright" and not match["year"] and not reserved):
        return Notice("", "", "", True) if reserved and len(text.split()) <= 12 else None
    given = _DISTRIBUTED.search(text)
    holder = re.sub(r"^(?:the author)$", "", (match["holder"] or "").strip(" ,-–—|")).strip()
    holder = re.sub(r"\s*all rights reserved.*$", "", holder, flags=re.IGNORECASE)
    if len(holder.split()) > 10:
        holder = ""
    return Notice(holder, match["year"] or "", given[1].strip(" .") if given else "", reserved)


def split_notice(text: str) -> tuple[str, str]:
    """Return a text and the copyright line with which it ends, which is '' where it has none."""
    match = re.search(r"\s*(?:©|\(c\)\s*\d{4}|copyright\s+(?:©\s*)?\d{4}|ⓒ).*$", text, re.IGNORECASE | re.DOTALL)
    return (text[: match.start()], match[0].strip()) if match and match.start() > 0 else (text, "")
