"""A page as a tree within bounds, and its text in blocks: every stretch of it in exactly one."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from edition.importing.elements import BLOCKS, COMPOSITE, MACHINERY, text_of
from edition.importing.pieces import RefusedError

DEEPEST = 200  # elements within one another
MOST = 60_000  # elements of a page
ATTRIBUTES = 1_000  # of one element
# What the names of classes and ids say of the text within.
_MARKS = (
    (
        "bio",
        r"author[-_ ]?(?:bio|box|info|note|description|card|about)|about[-_ ]?(?:the[-_ ]?)?author|\bbio\b|"
        r"contributor[-_ ]?(?:bio|note)",
    ),
    (
        "byline",
        r"\bbyline\b|\bby-line\b|author[-_ ]?name|\bauthors?\b|\bc-byline|post-author|entry-author|\bwriter\b",
    ),
    ("date", r"\bdate\b|\bpubdate\b|publish(?:ed)?[-_ ]?(?:date|time|on)|timestamp|entry-date|post-date|dateline"),
    ("deck", r"\bdek\b|\bdeck\b|standfirst|sub-?head(?:line)?|sub-?title|\blede\b|article-summary|\bkicker-text\b"),
    ("caption", r"caption|credit|\bmedia-info\b"),
    ("rights", r"copyright|\blicen[cs]e\b|\brights\b"),
    (
        "aside",
        r"\baside\b|sidebar|related|recommend|newsletter|promo|advert|\bads?\b|share|social|comments?\b|cookie|"
        r"breadcrumb|\bmenu\b|\bnav|footer|masthead|subscribe|signup|paywall|\btags?\b|most-read|trending|widget|"
        r"toolbar|skip-link|pagination|read-more|read-next|teaser",
    ),
)
_PATTERNS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _MARKS]
_ASIDE_TAGS = frozenset(["nav", "aside", "footer", "form"])


@dataclass(frozen=True)
class Block:
    """A stretch of the page's text: its elements, and the element that it lies in."""

    raw: str
    nodes: tuple[HtmlElement, ...]
    column: int
    marks: frozenset[str]
    line: int

    @property
    def words(self) -> str:
        """Its words, without those of scripts and of pictures' descriptions."""
        return "".join(text_of(node, pictures=False) for node in self.nodes)


def parsed(text: str) -> HtmlElement:
    """Return a page as a tree. Raises RefusedError where it is too deep, too large or no page."""
    depth = _depth(text)
    if depth > DEEPEST * 4:
        raise RefusedError(f"its elements stand some {depth:,} deep within one another; a page may have {DEEPEST}")
    for tag in re.finditer(r"<[a-zA-Z][^<>]{20000,}", text):  # the parser compares each attribute with all before it
        if tag[0].count("=") > ATTRIBUTES:
            raise RefusedError(f"an element of it has more than {ATTRIBUTES:,} attributes")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise RefusedError(f"it cannot be read as a page: {str(error)[:80]}") from error
    deepest = 0
    for count, node in enumerate(root.iter()):
        if count > MOST:
            raise RefusedError(f"it has more than {MOST:,} elements")
        if not len(node):
            deepest = max(deepest, sum(1 for _ in node.iterancestors()))
            if deepest > DEEPEST:
                raise RefusedError(f"its elements stand more than {DEEPEST} deep within one another")
    if len(str(root.xpath("string()")).strip()) < 1:
        raise RefusedError("the page holds no text")
    return root


def _depth(text: str) -> int:
    """Return how deep opening tags run at most, roughly and without building a tree."""
    depth = deepest = 0
    void = {
        "br",
        "img",
        "hr",
        "meta",
        "link",
        "input",
        "p",
        "li",
        "td",
        "tr",
        "source",
        "wbr",
        "col",
        "dt",
        "dd",
        "option",
    }
    for match in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})", text):
        if match[2].lower() in void:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def blocks(root: HtmlElement) -> Iterator[Block]:
    """Yield the page's text in blocks; together their raw text is all of it."""
    holding: set[HtmlElement] = set()
    for node in root.iter(*BLOCKS):
        for up in node.iterancestors():
            if up in holding:
                break
            holding.add(up)
    yield from _walk(root, frozenset(), holding)


def _walk(node: HtmlElement, marks: frozenset[str], holding: set[HtmlElement]) -> Iterator[Block]:
    tag = node.tag.lower() if isinstance(node.tag, str) else ""
    marks = marks | _marked(node, tag)
    column = id(node.getparent())
    line = node.sourceline or 1
    if tag in MACHINERY:
        yield Block(str(node.xpath("string()")), (), column, marks | {"machinery"}, line)
        return
    whole = tag in COMPOSITE and not _layout(node, holding)
    if whole or node not in holding:
        yield Block(str(node.xpath("string()")), (node,), column, marks, line)
        return
    loose = html.Element("div")
    raw = loose.text = node.text or ""
    for child in node:
        inner = child.tag.lower() if isinstance(child.tag, str) else ""
        if inner and (inner in BLOCKS or inner in MACHINERY or child in holding):
            if raw:
                yield Block(raw, (loose,), id(node), marks, line)
            yield from _walk(child, marks, holding)
            loose = html.Element("div")
            raw = loose.text = child.tail or ""
            line = child.sourceline or line
            continue
        if inner:
            held = copy.deepcopy(child)
            loose.append(held)
            raw += str(child.xpath("string()")) + (child.tail or "")
        else:
            raw += child.tail or ""
            if len(loose):
                loose[-1].tail = (loose[-1].tail or "") + (child.tail or "")
            else:
                loose.text = (loose.text or "") + (child.tail or "")
    if raw:
        yield Block(raw, (loose,), id(node), marks, line)


def _layout(node: HtmlElement, holding: set[HtmlElement]) -> bool:
    """Return whether a list or table is used to lay out the page: it holds articles, headings or forms."""
    laid = {"article", "section", "h1", "h2", "h3", "form", "header", "footer", "nav"}
    if node.tag == "table":
        laid = laid | {"p", "div"}
    return any(isinstance(one.tag, str) and one.tag.lower() in laid for one in node.iterdescendants())


def _marked(node: HtmlElement, tag: str) -> frozenset[str]:
    found = {tag} if tag == "h1" else set()
    if tag in _ASIDE_TAGS:
        found.add("aside")
    if tag == "figcaption":
        found.add("caption")
    if tag == "time" or node.get("rel") == "author" or node.get("itemprop") == "author":
        found.add("date" if tag == "time" else "byline")
    if tag in ("body", "html", "main", "article"):
        return frozenset(found)
    label = " ".join((node.get("class") or "", node.get("id") or "", node.get("role") or ""))[:300]
    if label.strip():
        found |= {name for name, pattern in _PATTERNS if pattern.search(label)}
    if "bio" in found:
        found -= {"byline", "aside"}
    return frozenset(found)
