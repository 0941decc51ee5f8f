"""Links to other sites: whether they are well formed, and which there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.faults import Place

# A host of at least two parts or this machine, no name or password before it, no space anywhere (RFC 3986, narrower).
_WEB = re.compile(r"(?:https?:)?//(?:localhost|(?:[\w-]+\.)+[\w-]{2,})(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+\.[^\s@]+", re.IGNORECASE)
_WRITTEN = frozenset({".md", ".yml", ".yaml"})
_LINKS = etree.XPath("//a/@href", smart_strings=False)


@lru_cache(maxsize=65536)
def malformed(link: str) -> bool:
    """Return whether a link to another site, or a mailto, cannot lead anywhere as it is written."""
    lowered = link.lower()
    if lowered.startswith(("http:", "https:", "//")):
        return not _WEB.fullmatch(link)
    return lowered.startswith("mailto:") and not _MAIL.fullmatch(link)


def gather(root: Path, site: Path, base: str) -> dict[str, Place]:
    """Return the links of a finished site to other sites, without their fragments, in alphabetical order.

    The place of each is where it is written in the edition at root, or the first page that has it.
    """
    found: dict[str, Place] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name.startswith("v/"):  # what is frozen cannot be mended
            continue
        tree = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
        for link in _LINKS(tree) if tree is not None else ():
            if link.startswith(("http://", "https://")) and not link.startswith(base):
                found.setdefault(link.partition("#")[0], Place(name))
    return dict(sorted((found | _written(root, found)).items()))


def _written(root: Path, links: dict[str, Place]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for path in _sources(root):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            for found in re.finditer(r"https?://[^\s\"'<>]+", line):
                # What follows an address in a sentence is no part of it.
                written = (found[0].partition("#")[0], found[0].rstrip(".,;:)]}").partition("#")[0])
                for link in written:
                    if link in links:
                        place = Place(path.relative_to(root).as_posix(), number, found.start() + 1)
                        places.setdefault(link, place)
    return places


def _sources(root: Path) -> Iterator[Path]:
    for folder in ("articles", "docs"):
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in _WRITTEN and path.is_file())
