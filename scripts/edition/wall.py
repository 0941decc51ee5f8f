"""The second wall where HTML leaves our Markdown: the library nh3 (ammonia) lets through what is listed here only.

The first wall is markdown-it-py with raw HTML off. The second stands against a slip of that library or of our own
marks within its output. It reads HTML as browsers do (WHATWG), so nothing can hide in markup that mutates.
"""

from __future__ import annotations

import nh3

# What CommonMark without raw HTML and images can give, and what the edition sets into it.
_ELEMENTS = """
    a abbr b bdi blockquote br cite code del em h1 h2 h3 h4 h5 h6 hr i ins li mark ol p pre q s small span strong sub
    sup time ul
"""
ELEMENTS = frozenset(_ELEMENTS.split())
ATTRIBUTES = {
    "*": {"aria-hidden", "aria-label", "class", "dir", "id", "lang", "role", "title"},
    "a": {"data-for", "href"},
    "ol": {"start"},
    "time": {"datetime"},
}
SCHEMES = frozenset({"http", "https", "mailto"})

_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes={element: set(names) for element, names in ATTRIBUTES.items()},
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def clean(html: str) -> str:
    """Return HTML with nothing in it that is not listed; what is, is written as WHATWG's serialisation has it.

    But for the no-break space, which stays a character, as in text that does not come this way.
    """
    cleaned: str = _CLEANER.clean(html)
    return cleaned.replace("&nbsp;", "\u00a0")
