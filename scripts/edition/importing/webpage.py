"""A saved page: its text divided into blocks, and which of them are the article.

Every stretch of the page's text is in exactly one block. Trafilatura says which text is the article's; what it leaves out
between two paragraphs of the same column is taken back, for it is known to drop short paragraphs, quotations and lists.
"""

from __future__ import annotations

import contextlib
import copy
import datetime
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import trafilatura
from lxml import etree, html
from lxml.html import HtmlElement

from edition import markup
from edition.folding import folded
from edition.importing import dating, metadata, names, rights, safemarkdown
from edition.importing.cleaning import cleaned, drop_capitals, vocabulary
from edition.importing.pieces import Kind, Piece, RefusedError, Role, Source
from edition.importing.plaintext import LONGEST
from edition.importing.safemarkdown import BLOCKS, COMPOSITE, MACHINERY

DEEPEST = 200  # elements within one another
MOST = 60_000  # elements of a page
ATTRIBUTES = 1_000  # of one element
ABOVE, BELOW = 15, 10  # blocks around the text in which a byline, a date or a rights line is looked for
_KINDS: dict[str, Kind] = {"ul": "list", "ol": "list", "dl": "list", "table": "list", "blockquote": "quote", "pre": "code"}
_MARKS = (
    ("bio", r"author[-_ ]?(?:bio|box|info|note|description|card|about)|about[-_ ]?(?:the[-_ ]?)?author|\bbio\b|contributor[-_ ]?(?:bio|note)"),
    ("byline", r"\bbyline\b|\bby-line\b|author[-_ ]?name|\bauthors?\b|\bc-byline|post-author|entry-author|\bwriter\b"),
    ("date", r"\bdate\b|\bpubdate\b|publish(?:ed)?[-_ ]?(?:date|time|on)|timestamp|entry-date|post-date|dateline"),
    ("deck", r"\bdek\b|\bdeck\b|standfirst|sub-?head(?:line)?|sub-?title|\blede\b|article-summary|\bkicker-text\b"),
    ("caption", r"caption|credit|\bmedia-info\b"),
    ("rights", r"copyright|\blicen[cs]e\b|\brights\b"),
    ("aside", r"\baside\b|sidebar|related|recommend|newsletter|promo|advert|\bads?\b|share|social|comments?\b|cookie|breadcrumb|\bmenu\b|"
     r"\bnav|footer|masthead|subscribe|signup|paywall|\btags?\b|most-read|trending|widget|toolbar|skip-link|pagination|read-more|read-next|teaser"),
)  # fmt: skip
_PATTERNS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _MARKS]
_ASIDE_TAGS = frozenset(["nav", "aside", "footer", "form"])

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


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
        return "".join(safemarkdown.text_of(node, pictures=False) for node in self.nodes)


def read(text: str, name: str, today: datetime.date, base: str = "") -> Source:
    """Return a saved page in pieces, with what it declares of itself; links without a host count from base.

    Raises RefusedError for pages that are deeper or larger than any that people read.
    """
    root = parsed(text)
    source = Source(name, [], witness="web page")
    metadata.read(source, root, today)
    address = source.first("url")
    blocks = list(_blocks(root))
    main = _main(text, blocks)
    known = vocabulary(str(root.xpath("string()")))
    against = base or (address.value if address else "")
    around = range(min(main, default=0) - ABOVE, max(main, default=0) + BELOW)
    pieces = [
        _piece(block if index in main or index not in around else _told(block, today), index in main, known, against)
        for index, block in enumerate(blocks)
    ]
    source.pieces = list(drop_capitals(_headed(pieces, source), known))
    return source


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
    void = {"br", "img", "hr", "meta", "link", "input", "p", "li", "td", "tr", "source", "wbr", "col", "dt", "dd", "option"}
    for match in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})", text):
        if match[2].lower() in void:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _blocks(root: HtmlElement) -> Iterator[Block]:
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


def _main(text: str, blocks: list[Block]) -> set[int]:
    """Return which blocks are the article's, by trafilatura and by the column that it found."""
    found = _extracted(text)
    lines = {folded(line.lstrip("-*>|# ")) for line in found.split("\n")}
    whole = re.sub(r"\W+", "", folded(found))
    main = set()
    for index, block in enumerate(blocks):
        words = folded(block.words)
        if "machinery" in block.marks or not words:
            continue
        key = re.sub(r"\W+", "", words)
        if words in lines or (len(key) > 25 and key in whole):
            main.add(index)
    if sum(len(blocks[i].raw.split()) for i in main) < 25:
        main |= {i for i, b in enumerate(blocks) if not b.marks & {"aside", "machinery", "caption"} and len(b.raw.split()) >= 20}
    return main | set(_between(blocks, main))


def _between(blocks: list[Block], main: set[int]) -> Iterator[int]:
    """Yield the blocks between the first and the last of the article's that lie in the columns of most of its text."""
    if not main:
        return
    weights = Counter[int]()
    for index in main:
        weights[blocks[index].column] += len(blocks[index].raw.split())
    total = sum(weights.values())
    columns = {column for column, words in weights.items() if words * 4 >= total}
    for index in range(min(main), max(main)):
        block = blocks[index]
        if index in main or block.column not in columns or not block.raw.strip():
            continue
        if block.marks & {"aside", "machinery", "caption", "date", "byline"} or _linky(block):
            continue
        yield index


def _linky(block: Block) -> bool:
    """Return whether most of a block's words are links."""
    words = len(block.raw.split())
    linked = sum(len(str(a.text_content()).split()) for node in block.nodes for a in node.iter("a"))
    return words <= 40 and linked * 10 >= words * 7


def _extracted(text: str) -> str:
    with contextlib.suppress(Exception):  # a page that it fails on is judged by its blocks alone
        found = trafilatura.extract(
            text, include_comments=False, include_tables=True, favor_recall=True, include_formatting=False, fast=len(text) > 1_000_000
        )
        return found or ""
    return ""


def _told(block: Block, today: datetime.date) -> Block:
    """Return a block near the text marked as what its words alone show it to be: byline, date or rights line."""
    words = " ".join(block.words.split())
    if not words or len(words) > 300 or block.marks & {"machinery", "caption"}:
        return block
    if "aside" not in block.marks and (names.byline(words) or dating.of_line(words, today)):
        return replace(block, marks=block.marks | {"byline" if names.byline(words) else "date"})
    if rights.notice(words) or rights.licence(words):
        return replace(block, marks=block.marks | {"rights"})
    return block


def _piece(block: Block, main: bool, known: frozenset[str], base: str) -> Piece:
    raw, line, marks = block.raw, block.line, block.marks
    if not raw.strip() and not any(node.iter("img") for node in block.nodes):
        return Piece(raw, line, Role.SPACE)
    words, within = cleaned(raw, known, line)
    if "machinery" in marks:
        return Piece(raw, line, Role.CUT, rule="html-machinery", text=words) if words else Piece(raw, line, Role.SPACE)
    wanted = marks & {"h1", "byline", "date", "deck", "bio", "rights"}
    if "caption" in marks and not main:
        return Piece(raw, line, Role.CUT, rule="picture-caption", text=words) if words else Piece(raw, line, Role.SPACE)
    if not main and (not wanted or ("aside" in marks and "rights" not in marks)):
        return Piece(raw, line, Role.CUT, rule="outside-the-text", text=words) if words else Piece(raw, line, Role.SPACE)
    tag = str(block.nodes[0].tag).lower()
    kind: Kind = "heading" if re.fullmatch(r"h[1-6]", tag) else _KINDS.get(tag, "text")
    made, cuts = safemarkdown.converted(block.nodes, base, line, "text" if kind == "heading" else kind)
    text = markup.plain(made)
    tidy, _ = cleaned(text, known, line)
    if tidy != text:  # invisible signs and broken words
        made = cleaned_markdown(made, known, line) if kind in ("text", "heading") else made
        text = tidy
    if not text:
        return Piece(raw, line, Role.CUT, rule="picture-without-description", text=words, within=tuple(cuts))
    if len(text) > LONGEST:
        raise RefusedError(f"a paragraph of it has {len(text):,} characters; it may have {LONGEST:,}")
    level = int(tag[1]) if kind == "heading" else 2
    outside = frozenset() if main else frozenset(["outside"])
    return Piece(raw, line, kind=kind, text=text, markdown=made, level=level, marks=marks | outside, within=(*within, *cuts))


def cleaned_markdown(made: str, known: frozenset[str], line: int) -> str:
    """Return Markdown within a line without invisible signs."""
    breaks = made.split("\\\n")
    return "\\\n".join(cleaned(part, known, line)[0] for part in breaks)


def _headed(pieces: list[Piece], source: Source) -> Iterator[Piece]:
    """Yield the pieces with the headline marked: the h1 that the page declares, or its only one."""
    titles = {folded(datum.value) for datum in source.data if datum.field == "title"}
    heads = [piece for piece in pieces if "h1" in piece.marks and piece.open]
    agreed = [piece for piece in heads if folded(piece.text) in titles]
    chosen = agreed or (heads if len(heads) == 1 else [])
    for piece in pieces:
        if "h1" in piece.marks and piece not in chosen:
            yield replace(piece, marks=piece.marks - {"h1"})
        else:
            yield piece
