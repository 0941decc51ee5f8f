"""Markdown, with or without front matter: its blocks made safe one by one, nothing between them lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition import markup
from edition.importing import frontmatter, safemarkdown, shortcodes
from edition.importing.decoding import CONTROL
from edition.importing.elements import BLOCKS, COMPOSITE, KINDS, MACHINERY, holds_blocks, parsed
from edition.importing.furniture import Rules
from edition.importing.pieces import Cut, Piece, Role, Source
from edition.importing.plaintext import bounded

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]\n]+\]:\s*\S")


def read(text: str, name: str, rules: Rules, base: str = "") -> Source:
    """Return a Markdown file in pieces, its front matter the first of them; links without a host count from base.

    Raises RefusedError for front matter that cannot be read and for a text longer than any article.
    """
    matter, body, fields = frontmatter.divide(text)
    bounded(body.split("\n"))
    source = Source(name, [], marked=fields is not None, fields=fields or {})
    line = 1 + matter.count("\n")
    if matter:
        source.pieces.append(Piece(matter, 1, Role.DATUM, rule="front-matter"))
    plain, cuts, unknown = shortcodes.applied(body, rules.shortcodes, line)
    if unknown:
        listed = ", ".join(sorted(set(unknown)))
        source.notes.append(f"shortcodes without a rule stay in the text as written: {listed}")
    source.pieces += _blocks(body, plain, line, base, cuts)
    return source


def _blocks(body: str, plain: str, first: int, base: str, cuts: list[Cut]) -> Iterator[Piece]:
    """Yield the blocks of a body; `plain` is the body without shortcodes, line by line the same."""
    raws = re.findall(r"[^\n]*\n|[^\n]+\Z", body)
    env: dict[str, Any] = {}
    # A footnote is no link: its label must not be taken for one.
    tokens = _PARSER.parse(CONTROL.sub("", plain).replace("[^", "\\[^"), env)
    done = 0
    for group, (start, end) in _groups(tokens):
        end = min(end, len(raws))
        if start > done:
            yield from _between(raws[done:start], first + done, cuts)
        raw = "".join(raws[start:end])
        # Blank lines that the parser counts to a list or quotation stand after it.
        kept = len(raw) - len(re.sub(r"(?:\n[ \t]*)+\Z", "\n", raw)) if raw.endswith("\n") else 0
        here = [cut for cut in cuts if first + start <= cut.line < first + end]
        html = _PARSER.renderer.render(group, _PARSER.options, env)
        yield from _made(html, raw[: len(raw) - kept] if kept else raw, first + start, base, here)
        if kept:
            yield Piece(raw[len(raw) - kept :], first + end, Role.SPACE)
        done = end
    yield from _between(raws[done:], first + done, cuts)


def _groups(tokens: list[Token]) -> Iterator[tuple[list[Token], tuple[int, int]]]:
    """Yield the tokens of each block at the top, with its lines."""
    held: list[Token] = []
    for token in tokens:
        held.append(token)
        if token.level == 0 and token.nesting <= 0:
            where = held[0].map
            if where is not None:
                yield held, (where[0], where[1])
            held = []


def _between(raws: list[str], line: int, cuts: list[Cut]) -> Iterator[Piece]:
    for number, raw in enumerate(raws, line):
        if not raw.strip():
            yield Piece(raw, number, Role.SPACE)
        elif _DEFINITION.match(raw):
            yield Piece(raw, number, Role.DATUM, rule="link-definition", text=raw.strip())
        else:
            here = tuple(cut for cut in cuts if cut.line == number)
            yield Piece(raw, number, Role.CUT, rule="shortcode" if here else "link-definition", text=raw.strip())


def _made(html: str, raw: str, line: int, base: str, cuts: list[Cut]) -> Iterator[Piece]:
    """Yield the pieces that one block gives: mostly one; the first of several holds the raw text of all."""
    if not html.strip() or html.strip() == "<hr />":
        yield Piece(
            raw,
            line,
            Role.CUT,
            rule="rule-line" if "hr" in html else "shortcode",
            text=raw.strip(),
            within=tuple(cuts),
        )
        return
    made = list(of_nodes(parsed(html), line, base))
    if not made:
        yield Piece(raw, line, Role.CUT, rule=_why(html), text=" ".join(raw.split()), within=tuple(cuts))
        return
    for index, piece in enumerate(made):
        within = (*cuts, *piece.within) if not index else piece.within
        yield replace(piece, raw="" if index else raw, within=within)


def _why(html: str) -> str:
    if "<!--" in html:
        return "html-comment"
    return "picture-without-description" if "<img" in html else "html-machinery"


def of_nodes(root: HtmlElement, line: int, base: str) -> Iterator[Piece]:
    """Yield the blocks within an element as pieces without raw text."""
    loose = parsed("")
    loose.text = root.text
    for child in root:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        tail, child.tail = child.tail, None
        if tag in MACHINERY or (tag in BLOCKS or (tag and holds_blocks(child))):
            yield from _one([loose], line, base)
            loose = parsed("")
            if tag in MACHINERY:
                pass
            elif tag in COMPOSITE or not holds_blocks(child):
                yield from _one([child], line, base)
            else:
                yield from of_nodes(child, line, base)
            loose.text = tail
        elif tag:
            child.tail = tail
            loose.append(child)
        elif tail:  # after a comment
            last = loose[-1] if len(loose) else None
            if last is None:
                loose.text = (loose.text or "") + tail
            else:
                last.tail = (last.tail or "") + tail
    yield from _one([loose], line, base)


def _one(nodes: list[HtmlElement], line: int, base: str) -> Iterator[Piece]:
    tag = str(nodes[0].tag).lower()
    kind = KINDS.get(tag, "text")
    if not any(len(node) or (node.text or "").strip() for node in nodes):
        return
    made, cuts = safemarkdown.converted(nodes, base, line, kind)
    if not made.strip():
        return
    text = markup.plain(made)
    if not text:
        return
    if re.fullmatch(r"h[1-6]", tag):
        marks = frozenset(["h1"]) if tag == "h1" else frozenset[str]()
        yield Piece(
            "",
            line,
            kind="heading",
            text=text,
            markdown=made.replace("\\\n", " "),
            level=int(tag[1]),
            marks=marks,
            within=tuple(cuts),
        )
        return
    yield Piece("", line, kind=kind, text=text, markdown=made, within=tuple(cuts))
