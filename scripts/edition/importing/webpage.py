"""A saved page: its text divided into blocks, and which of them are the article.

Every stretch of the page's text is in exactly one block. Trafilatura says which text is the article's; what it leaves
out between two paragraphs of the same column is taken back, for it drops short paragraphs, quotations and lists.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import trafilatura

from edition import markup
from edition.folding import folded
from edition.importing import dating, metadata, names, rights, safemarkdown
from edition.importing.cleaning import cleaned, drop_capitals, vocabulary
from edition.importing.elements import KINDS
from edition.importing.pagetree import Block, blocks, parsed
from edition.importing.pieces import Kind, Piece, RefusedError, Role, Source
from edition.importing.plaintext import LONGEST

ABOVE, BELOW = 15, 10  # blocks around the text in which a byline, a date or a rights line is looked for
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(text: str, name: str, today: datetime.date, base: str = "") -> Source:
    """Return a saved page in pieces, with what it declares of itself; links without a host count from base.

    Raises RefusedError for pages that are deeper or larger than any that people read.
    """
    root = parsed(text)
    source = Source(name, [], witness="web page")
    metadata.read(source, root, today)
    address = source.first("url")
    held = list(blocks(root))
    main = _main(text, held)
    known = vocabulary(str(root.xpath("string()")))
    against = base or (address.value if address else "")
    around = range(min(main, default=0) - ABOVE, max(main, default=0) + BELOW)
    pieces = [
        _piece(block if index in main or index not in around else _told(block, today), index in main, known, against)
        for index, block in enumerate(held)
    ]
    source.pieces = list(drop_capitals(_headed(pieces, source), known))
    return source


def _main(text: str, held: list[Block]) -> set[int]:
    """Return which blocks are the article's, by trafilatura and by the column that it found."""
    found = _extracted(text)
    lines = {folded(line.lstrip("-*>|# ")) for line in found.split("\n")}
    whole = re.sub(r"\W+", "", folded(found))
    main = set()
    for index, block in enumerate(held):
        words = folded(block.words)
        if "machinery" in block.marks or not words:
            continue
        key = re.sub(r"\W+", "", words)
        if words in lines or (len(key) > 25 and key in whole):
            main.add(index)
    if sum(len(held[i].raw.split()) for i in main) < 25:
        main |= {
            i
            for i, b in enumerate(held)
            if not b.marks & {"aside", "machinery", "caption"} and len(b.raw.split()) >= 20
        }
    return main | set(_between(held, main))


def _between(held: list[Block], main: set[int]) -> Iterator[int]:
    """Yield the blocks between the article's first and last that lie in the columns of most of its text."""
    if not main:
        return
    weights = Counter[int]()
    for index in main:
        weights[held[index].column] += len(held[index].raw.split())
    total = sum(weights.values())
    columns = {column for column, words in weights.items() if words * 4 >= total}
    for index in range(min(main), max(main)):
        block = held[index]
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
            text,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            include_formatting=False,
            fast=len(text) > 1_000_000,
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
        return (
            Piece(raw, line, Role.CUT, rule="html-machinery", text=words) if words else Piece(raw, line, Role.SPACE)
        )
    wanted = marks & {"h1", "byline", "date", "deck", "bio", "rights"}
    if "caption" in marks and not main:
        return (
            Piece(raw, line, Role.CUT, rule="picture-caption", text=words) if words else Piece(raw, line, Role.SPACE)
        )
    if not main and (not wanted or ("aside" in marks and "rights" not in marks)):
        return (
            Piece(raw, line, Role.CUT, rule="outside-the-text", text=words) if words else Piece(raw, line, Role.SPACE)
        )
    tag = str(block.nodes[0].tag).lower()
    kind: Kind = "heading" if re.fullmatch(r"h[1-6]", tag) else KINDS.get(tag, "text")
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
    return Piece(
        raw, line, kind=kind, text=text, markdown=made, level=level, marks=marks | outside, within=(*within, *cuts)
    )


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
