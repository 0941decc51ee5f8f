"""The check of the finished site's files for machines: feeds, sitemap, citations, data.

Each must be whole of its kind, and each address of the site's own that it names must be there. The formats: Atom (RFC
4287), JSON Feed 1.1, sitemaps.org 0.9, OpenSearch 1.1, CSL-JSON 1.0, JSON-LD 1.1, RIS, and the entries of BibLaTeX.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from edition.crew import share
from edition.faults import Code, Fault, Place

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
REMEDY = "mend what writes the file"


class BrokenError(Exception):
    """A file is not whole of its kind: what is wrong, and the line where that shows."""

    def __init__(self, what: str, line: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


def check_files(site: Path, base: str, names: Iterable[str], answered: Callable[[str], bool]) -> list[Fault]:
    """Return what is wrong with the files among `names` of a site that is to be published at the address `base`.

    `answered` says whether an address below it is in the site, with a fragment whether its id is in the page.
    """
    held = sorted(name for name in names if _kind(name))
    faults = []
    for name, (broken, addresses) in zip(held, share(held, partial(_look, site, base)), strict=True):
        if broken:
            faults.append(Fault(Place(name, broken[1]), Code.SITE, broken[0], REMEDY))
        for address, line in addresses.items():
            if not answered(address):
                what = f"it names {base}{address}, which is not in the finished site"
                faults.append(Fault(Place(name, line), Code.LINK, what, REMEDY))
    return faults


def json_ld(text: str) -> None:
    """Raise BrokenError where a text is no JSON-LD that can be told what it is about."""
    held = _json(text)
    for one in held if isinstance(held, list) else [held]:
        if not isinstance(one, dict) or not one.get("@context"):
            raise BrokenError("a JSON-LD block has no @context")
        for thing in one.get("@graph", [one]):
            if not isinstance(thing, dict) or not thing.get("@type"):
                raise BrokenError("a thing in a JSON-LD block has no @type")


def own_addresses(base: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses in a text that lie below `base`, without it, each with the offset where it stands."""
    for found in re.finditer(re.escape(base) + r"([^\s\"'<>{}|\\^`]*)", text):
        yield found.start(), unquote(re.sub(r"\?[^#]*", "", found[1].rstrip(".,;:)")))


def _look(site: Path, base: str, name: str) -> tuple[tuple[str, int] | None, dict[str, int]]:
    """Return what is wrong with a file and in which line, and the addresses of the site that it names."""
    broken = None
    text = (site / name).read_text("utf-8", "replace")
    kind = _kind(name)
    try:
        if kind:
            kind(text)
    except BrokenError as error:
        broken = error.what, error.line
    addresses: dict[str, int] = {}
    for offset, address in own_addresses(base, text):
        # An id of linked data need be no place in a page.
        plain = address.partition("#")[0] if name.endswith((".jsonld", ".ttl")) else address
        if plain not in addresses:
            addresses[plain] = text.count("\n", 0, offset) + 1
    return broken, addresses


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenError(f"it is not JSON: {error.msg}", error.lineno) from error


def _xml(text: str) -> etree._Element:
    try:
        return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise BrokenError(f"it is not XML: {error.msg}", error.lineno or 1) from error


def _atom(text: str) -> None:
    root = _xml(text)
    if root.tag != f"{ATOM}feed":
        raise BrokenError("it is no Atom feed")
    for element in (root, *root.iter(f"{ATOM}entry")):
        for part in ("id", "title", "updated"):
            if not (element.findtext(f"{ATOM}{part}") or "").strip():
                raise BrokenError(f"<{etree.QName(element).localname}> has no <{part}>", element.sourceline or 1)
    ids = [element.findtext(f"{ATOM}id") for element in root.iter(f"{ATOM}entry")]
    if len(ids) > len(set(ids)):
        raise BrokenError("an id stands twice")


def _json_feed(text: str) -> None:
    feed = _json(text)
    if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/") or not feed.get("title"):
        raise BrokenError("it is no JSON feed")
    if not all(item.get("id") and (item.get("content_text") or item.get("content_html")) for item in feed["items"]):
        raise BrokenError("an item has no id or no content")


def _sitemap(text: str) -> None:
    root = _xml(text)
    found = [element.findtext(f"{SITEMAP}loc") for element in root.iter(f"{SITEMAP}url")]
    if not found or not all(found) or len(found) > len(set(found)):
        raise BrokenError("an address is missing or stands twice")


def _opensearch(text: str) -> None:
    urls = list(_xml(text).iter("{http://a9.com/-/spec/opensearch/1.1/}Url"))
    if not any("{searchTerms}" in element.get("template", "") for element in urls):
        raise BrokenError("it has no address that takes words")


def _csl(text: str) -> None:
    held = _json(text)
    if not isinstance(held, list) or not all(item.get("id") and item.get("type") for item in held):
        raise BrokenError("an item has no id or no type")


def _ris(text: str) -> None:
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if line and not re.match(r"[A-Z][A-Z0-9]  - ", line):
            raise BrokenError("a line does not begin with a tag", number)
    filled = [line for line in lines if line]
    if not filled or not filled[0].startswith("TY  - ") or filled[-1].rstrip() != "ER  -":
        raise BrokenError("a reference does not begin with TY or end with ER", max(len(lines), 1))


def _bib(text: str) -> None:
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        if depth == 0 and line and not re.match(r"@[a-z]+\{[^\s,{}]+,$", line):
            raise BrokenError("an entry does not begin with its kind and key", number)
        plain = re.sub(r"\\.", "", line)
        depth += plain.count("{") - plain.count("}")
    if depth:
        raise BrokenError("braces do not match")


def _any_json(text: str) -> None:
    _json(text)


def _plain(text: str) -> None:
    """Take any text: its addresses alone are looked at."""


# By how a file's name ends; the first that fits.
KINDS: tuple[tuple[str, Callable[[str], None]], ...] = (
    ("sitemap.xml", _sitemap),
    ("opensearch.xml", _opensearch),
    ("feed.xml", _atom),
    ("feed.json", _json_feed),
    ("cite.json", _csl),
    (".json", _any_json),
    (".jsonld", json_ld),
    (".ttl", _plain),
    (".ris", _ris),
    (".bib", _bib),
)


def _kind(name: str) -> Callable[[str], None] | None:
    return next((kind for ending, kind in KINDS if name.endswith(ending)), None)
