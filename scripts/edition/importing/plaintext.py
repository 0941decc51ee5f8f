"""Plain text: its lines put together to paragraphs, lists and quotations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from edition.importing import safemarkdown
from edition.importing.cleaning import cleaned, drop_capitals, vocabulary
from edition.importing.pieces import Kind, Piece, RefusedError, Role, Source

WRAPPED = 130  # characters: no line of a text that was wrapped by hand or mail program is longer
LONGEST = 60_000  # characters of a paragraph
MOST = 20_000  # lines of a text
_ITEM = re.compile(r"\s*(?:[-*•‣·]|\d{1,2}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"\s*(?:>\s?)+")


def read(text: str, name: str) -> Source:
    """Return a plain text in pieces. Raises RefusedError where it is longer than any article."""
    lines = re.findall(r"[^\n]*\n|[^\n]+\Z", text)
    bounded(lines)
    known = vocabulary(text)
    width = wrap_width(lines)
    pieces = [_made(piece, known) for piece in _pieces(lines, width)]
    return Source(name, [_marked(piece) for piece in drop_capitals(pieces, known)])


def bounded(lines: list[str]) -> None:
    """Raise RefusedError where a text has too many lines, or one that is too long to be a paragraph."""
    longest = max(map(len, lines), default=0)
    if longest > LONGEST:
        raise RefusedError(f"a line of it has {longest:,} characters; a paragraph may have {LONGEST:,}")
    if len(lines) > MOST:
        raise RefusedError(f"it has {len(lines):,} lines; an article may have {MOST:,}")


def wrap_width(lines: list[str]) -> int | None:
    """Return the width at which a text was wrapped; None where each line is a paragraph.

    A wrapped line ends where the next word would not have fitted. If half of the breaks within the blocks of a text
    are such, it was wrapped. Short lines, lists and quotations are not looked at; an end of a sentence shows nothing.
    """
    stripped = [line.rstrip() for line in lines]
    if max(map(len, stripped), default=0) > WRAPPED:
        return None
    inner = [
        (one, other)
        for one, other in pairwise(stripped)
        if len(one) >= 30 and other and not any(sort.match(line) for line in (one, other) for sort in (_ITEM, _QUOTE))
    ]
    if len(inner) < 3:
        return None
    lengths = sorted(len(one) for one, _ in inner)
    width = lengths[len(lengths) * 4 // 5]
    if width < 40:
        return None
    fitting = sum(1 for one, other in inner if wraps(one, other, width) and one[-1] not in ".!?")
    return width if fitting >= 0.5 * len(inner) else None


def wraps(line: str, following: str, width: int) -> bool:
    """Return whether a line broke off because the first word of the next would not have fitted."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    return len(line.rstrip()) + 1 + len(word) > width


def _pieces(lines: list[str], width: int | None) -> Iterator[tuple[str, int, Kind]]:
    """Yield raw stretches with the line in which each begins and its kind; what is blank is a stretch of its own."""
    held: list[str] = []
    start = 1
    kind: Kind = "text"
    for number, line in enumerate(lines, 1):
        sort: Kind = "quote" if _QUOTE.match(line) else "list" if _ITEM.match(line) else "text"
        if held and _continues(held, line, sort, kind, width):
            held.append(line)
            continue
        if held:
            yield "".join(held), start, kind
        held, start, kind = [line], number, sort if line.strip() else "text"
    if held:
        yield "".join(held), start, kind


def _continues(held: list[str], line: str, sort: Kind, kind: Kind, width: int | None) -> bool:
    last = held[-1]
    if not line.strip() or not last.strip():
        return not line.strip() and not last.strip()
    if sort == "quote" or kind == "quote":
        return sort == kind
    if sort == "list":
        return kind == "list"
    if kind == "list" and line[:1] in " \t":
        return True
    if width is None:
        return False
    if re.search(r"\w[-\u00ad\u2010]\s*$", last) and line.lstrip()[:1].islower():
        return True
    if not wraps(last, line, width):
        return False
    indented = len(line) - len(line.lstrip()) > len(last) - len(last.lstrip())
    return not (indented and len(held) > 0 and last.rstrip()[-1:] in '.!?”"’')


def _made(stretch: tuple[str, int, Kind], known: Collection[str]) -> Piece:
    raw, line, kind = stretch
    if not raw.strip():
        return Piece(raw, line, Role.SPACE)
    text, within = cleaned(raw, known, line)
    if not text:
        return Piece(raw, line, Role.CUT, rule="invisible-sign", text=within[0].text if within else "")
    if kind == "list" and sum(1 for one in raw.split("\n") if _ITEM.match(one)) < 2:
        kind = "text"
    return Piece(raw, line, kind=kind, text=text, within=within)


def _marked(piece: Piece) -> Piece:
    """Return a piece with its Markdown."""
    if not piece.open:
        return piece
    if piece.kind == "list":
        return _list(piece)
    if piece.kind == "quote":
        return _quotation(piece)
    return replace(piece, markdown=safemarkdown.plain_paragraph(piece.text))


def _list(piece: Piece) -> Piece:
    """Return a list with its Markdown, each item on a line."""
    items: list[list[str]] = []
    markers: list[str] = []
    for line in piece.raw.strip("\n").split("\n"):
        match = _ITEM.match(line)
        if match:
            marker = match[0].strip()
            markers.append(f"{marker.rstrip('.)')}." if marker[0].isdigit() else "-")
            items.append([line[match.end() :]])
        else:
            items[-1].append(line)
    words = [cleaned("\n".join(item), (), 1)[0] for item in items]
    made = [f"{mark} {safemarkdown.plain_paragraph(word)}" for mark, word in zip(markers, words, strict=True)]
    return replace(piece, markdown="\n".join(made), text=" ".join(words))


def _quotation(piece: Piece) -> Piece:
    """Return a quotation, each depth of `>` within the one above it."""
    made: list[str] = []
    words: list[str] = []
    depth = 0
    group: list[str] = []

    def close() -> None:
        text, _ = cleaned("\n".join(group), (), 1)
        if text:
            made.append("> " * depth + safemarkdown.plain_paragraph(text))
            words.append(text)
        group.clear()

    for line in piece.raw.strip("\n").split("\n"):
        match = _QUOTE.match(line)
        marks = match[0].count(">") if match else 0
        rest = line[match.end() :] if match else line
        if marks != depth or not rest.strip():
            close()
            depth = marks
        group.append(rest)
    close()
    joined = []
    for index, part in enumerate(made):
        if index:
            joined.append(">")
        joined.append(part)
    return replace(piece, markdown="\n".join(joined), text=" ".join(words))
