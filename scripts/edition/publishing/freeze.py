"""A site as it is frozen: every page as it was, marked as such, with its own styles and scripts.

A frozen page says that it is one and leads to the living page, is left out by search engines, and names the living
page as canonical. Its links stay within its version; those to versions and to the feeds lead out of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping

from edition.model.permalinks import FROZEN

# What a site has once, not once a version; hosts ask for 404.html at the root only.
ONCE = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "feed.xml", "feed.json"})
_OUTWARD = re.compile(rb'((?:href|action)=")((?:\.\./)*)(?:\./)?(?=(?:v/[^"]*|feed\.xml|feed\.json)")')
_HEAD_END = re.compile(rb"</head>", re.IGNORECASE)
# The banner comes before the page's own head, and after the link that skips it, which is to be the first thing.
_HEADER = re.compile(rb"(?=<header[\s>])", re.IGNORECASE)
_BODY = re.compile(rb"<body[^>]*>", re.IGNORECASE)


def freeze(site: Mapping[str, bytes], version: str, date: str) -> dict[str, bytes]:
    """Return the files of a finished site, by name, as they are frozen in a version of a day (in words)."""
    return {
        name: _page(name, data, version, date) if name.endswith(".html") else data
        for name, data in site.items()
        if name not in ONCE and not name.startswith(FROZEN)
    }


def _page(name: str, data: bytes, version: str, date: str) -> bytes:
    out = "../" * (name.count("/") + 2)  # out of the page's folders, of the version's and of v/
    assets = "../" * name.count("/") + "assets/"
    living = out + name.removesuffix("index.html")
    head = f'<meta name="robots" content="noindex"><link rel="stylesheet" href="{assets}frozen.css">'
    banner = (
        '<aside class="ed-frozen" aria-label="Frozen version">'
        f"<p>You are reading version {html.escape(version)} of {html.escape(date)}, kept as it was. "
        f'The edition may have changed since: <a href="{living}">this page as it is now</a>.</p></aside>\n'
    )
    data = _OUTWARD.sub(lambda match: match[1] + match[2] + b"../../", data)
    data = _HEAD_END.sub(lambda match: head.encode() + match[0], data, count=1)
    place = _HEADER if _HEADER.search(data) else _BODY
    return place.sub(lambda match: match[0] + banner.encode(), data, count=1)


def is_taken_down(name: str, version: str, taken: Collection[str]) -> str | None:
    """Return the address, of those taken down, by which a file of a version was taken down; None where it was not."""
    full = f"{FROZEN}{version}/{name}"
    parts = full.split("/")
    folders = ("/".join(parts[:end]) + "/" for end in range(len(parts) - 1, 1, -1))
    return next((address for address in (full, *folders) if address in taken), None)


def tombstone(name: str, version: str, date: str, reason: str) -> bytes:
    """Return the page that stands where a page of a frozen version was taken down on a day (in words)."""
    out = "../" * (name.count("/") + 2)
    living = out + name.removesuffix("index.html")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>Taken down from version {html.escape(version)}</title>\n"
        f'<link rel="icon" type="image/svg+xml" href="{out}assets/favicon.svg">\n'
        f'<link rel="stylesheet" href="{out}assets/frozen.css">\n</head>\n'
        '<body class="ed-taken-down">\n<main>\n'
        f"<h1>Taken down</h1>\n<p>A page of version {html.escape(version)} stood here and was taken down on "
        f"{html.escape(date)}. {html.escape(reason)}</p>\n"
        f'<p><a href="{living}">What stands at this address in the edition as it is now</a></p>\n'
        "</main>\n</body>\n</html>\n"
    ).encode()
