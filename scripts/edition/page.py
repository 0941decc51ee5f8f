"""A page before it is rendered: an address, a template, and the declared inputs that it is a function of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """One generated page. Its bytes depend on nothing but its fields and its template."""

    address: str
    """Address below the site's root, ``''`` or ending in a slash."""
    template: str
    title: str
    description: str
    data: Data
    """What the template is given; plain JSON values only, so that it has a digest."""
    styles: tuple[str, ...] = ()
    """Style sheets that only such pages load, by their names in assets/."""
    scripts: tuple[str, ...] = ()
    """Scripts that only such pages load, by their names in assets/, in order."""
    head: Data = field(default_factory=dict)
    """What machines read in the page's head; each part may be left out. `meta` is a list of names and contents,
    `links` one of relations, addresses and media types (or ''), `graph` JSON-LD, `type` the type in Open Graph."""
    card: str = ""
    """The name of the picture in assets/cards/ that other sites show beside a link; '' for that of the edition."""
    unlisted: bool = False
    """True for a page that search engines and the site map leave out."""
    leads_to: str = ""
    """The address that took the place of this one, which is then canonical; '' for a page of its own."""
    refresh: bool = False
    """True where a browser without scripts is led on at once; it loses the place in the page that was asked for."""

    @property
    def file(self) -> str:
        """The page's file in the folder that MkDocs renders."""
        if self.address.count("/") == 2:
            return self.address.removesuffix("/") + ".md"
        return self.address + "index.md"

    def key(self, salt: str) -> str:
        """Return the digest of everything that the page's bytes depend on; `salt` stands for the templates."""
        parts = [
            salt,
            self.address,
            self.template,
            self.title,
            self.description,
            self.data,
            self.styles,
            self.scripts,
            self.head,
            [self.unlisted, self.leads_to, self.refresh, self.card],
        ]
        plain = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def relative(source: str, target: str) -> str:
    """Return the link from the page at one address to another address, which may have a fragment.

    Both are addresses below the site's root; links so made hold under any path that the site is served from. They
    climb to the root and descend again: not the shortest way, but a page's links differ in one prefix only.
    """
    path, mark, fragment = target.partition("#")
    if path == source and mark:
        return mark + fragment
    return ("../" * source.count("/") or "./") + target
