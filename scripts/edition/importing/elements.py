"""HTML elements by what they are in a text: machinery that nobody reads, blocks, and what stands within a line."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

from edition.importing.pieces import Kind

MACHINERY = frozenset(
    [
        *("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "form", "button"),
        *("input", "select", "textarea", "canvas", "audio", "video", "map", "head", "link", "meta", "base", "dialog"),
    ]
)
# Blocks that are one piece with all that is in them.
COMPOSITE = frozenset(["ul", "ol", "dl", "blockquote", "table", "pre"])
BLOCKS = COMPOSITE | frozenset(
    [
        *("address", "article", "aside", "body", "center", "dd", "details", "div", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main"),
        *("nav", "p", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "caption"),
    ]
)
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("ul", "ol", "dl", "table"), "list"),
    "blockquote": "quote",
    "pre": "code",
}


def holds_blocks(node: HtmlElement) -> bool:
    """Return whether any block stands within a node."""
    return any(isinstance(one.tag, str) and one.tag.lower() in BLOCKS for one in node.iterdescendants())


def text_of(node: HtmlElement, *, pictures: bool = True) -> str:
    """Return what a reader sees of a node: its text without machinery, and the descriptions of images if asked."""
    parts: list[str] = [node.text or ""]
    if pictures and isinstance(node.tag, str) and node.tag.lower() == "img":
        parts.append(" ".join((node.get("alt") or "").split()))
    for child in node:
        if isinstance(child.tag, str) and child.tag.lower() not in MACHINERY:
            parts.append(text_of(child, pictures=pictures))
        parts.append(child.tail or "")
    return "".join(parts)


def parsed(fragment: str) -> HtmlElement:
    """Return a piece of HTML as an element that holds it."""
    made: HtmlElement = html.fragment_fromstring(fragment, create_parent="div")
    return made
