"""What no page of the finished site may hold, whoever wrote it: what runs, what frames, what leads to a program.

Pages written by hand may hold HTML of the editor's own. This is where that ends: what the content security policy
(see `policy`) would stop in a reader's browser is told to the editor when the site is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Attributes that hold an address which a browser may follow; what it fetches by itself, `sitecheck` looks at.
ADDRESSES = frozenset({"action", "background", "cite", "formaction", "href", "longdesc", "ping", "xlink:href"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# Elements that bring in another document, or change how this one is read.
FRAMING = frozenset({"applet", "base", "embed", "frame", "frameset", "iframe", "object", "portal"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_LEADING_OUT = re.compile(r"url\s*=\s*['\"]?\s*([a-z][a-z0-9+.\-]*:|[/\\]{2})", re.IGNORECASE)
# A browser passes over these before a scheme and within it (WHATWG URL, basic URL parser).
_PASSED_OVER = re.compile("^[\x00-\x20]+|[\t\n\r]")


def of_element(tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an element by its name, and the remedy."""
    if tag in FRAMING:
        yield f"<{tag}> brings in another document", "link to it instead"
    elif tag == "style":
        yield "styles stand in the page", "put them into a style sheet in docs/assets/"
    elif _refreshes(tag, attributes) and _LEADING_OUT.search(attributes.get("content", "")):
        yield "the page leads to another site by itself", "link to the other page instead"


def _refreshes(tag: str, attributes: dict[str, str]) -> bool:
    return tag == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh"


def of_attribute(tag: str, key: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an attribute, and the remedy."""
    if key in ADDRESSES and ":" in value:
        found = _SCHEME.match(_PASSED_OVER.sub("", value))
        if found and found[1].lower() not in SCHEMES:
            yield f"<{tag}> leads to '{found[1]}:'", "lead to an http or https address, or a mailto"
    elif key == "srcdoc":
        yield f"<{tag}> holds a document", "link to it instead"
    elif key == "style":
        yield f"<{tag}> has a style of its own", "put it into a style sheet in docs/assets/"
