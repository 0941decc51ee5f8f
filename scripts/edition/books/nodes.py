"""HTML of paragraphs and notes as a tree of plain data, which a book's own writer sets as it likes.

A node is a string, or a list of an element's name, its link or note, and the nodes within it. Words stay strings to
the end: no writer ever reads them as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import lxml.html

Node = str | list[Any]
Link = Callable[[str], tuple[bool, str]]

# What paragraphs may hold (edition.wall) and what of it a book sets apart; of others only the words are kept.
SET = frozenset(
    "p blockquote ul ol li pre em strong code cite q sub sup br hr h1 h2 h3 h4 h5 h6".split()  # noqa: SIM905
)
_ADDRESS = re.compile(r"(https?://[^\s()]*[^\s().,;:])")
BLOCKS = frozenset("p blockquote ul ol li pre hr h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905
SAME = {"i": "em", "b": "strong", "dfn": "em", "var": "em"}


def nodes(html: str, link: Link) -> list[Node]:
    """Return the nodes of a fragment of HTML; `link` says whether a link stays in the book, and where it leads.

    Links are ``["a", [stays, target], [...]]``, or ``["name", ...]`` on a name that was found; the number of a note
    is ``["note", key, []]``.
    """
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    return _trimmed(_within(root, link))


def _trimmed(held: Iterable[Node]) -> list[Node]:
    """Return nodes without the white space that stands between blocks."""
    found = list(held)
    if any(not isinstance(one, str) and one[0] in BLOCKS for one in found):
        found = [one for one in found if not isinstance(one, str) or one.strip()]
    return found


def linked(words: str) -> list[Node]:
    """Return plain words as nodes, the addresses of the web among them as links."""
    parts = _ADDRESS.split(words)
    return [["a", [False, part], [part]] if place % 2 else part for place, part in enumerate(parts) if part]


def _within(element: lxml.html.HtmlElement, link: Link) -> Iterator[Node]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from _of(child, link)
        if child.tail:
            yield child.tail


def _of(element: lxml.html.HtmlElement, link: Link) -> Iterator[Node]:
    tag = SAME.get(str(element.tag), str(element.tag))
    href = element.get("href", "")
    if tag == "a" and "ed-ref" in (element.get("class") or ""):
        yield ["note", href.removeprefix("#n-"), []]
    elif tag == "a" and href:
        named = "ed-mention" in (element.get("class") or "")
        yield ["name" if named else "a", list(link(href)), list(_within(element, link))]
    elif tag in SET:
        yield [tag, int(element.get("start", 1)) if tag == "ol" else None, _trimmed(_within(element, link))]
    else:
        yield from _within(element, link)
