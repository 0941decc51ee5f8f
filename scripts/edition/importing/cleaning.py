"""What is mended in every text, and nothing else: invisible signs, words broken at line ends, drop capitals.

Quotation marks, hyphens and spellings stay as the author and printer left them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from edition.importing.decoding import CONTROL
from edition.importing.pieces import Cut, Piece, Role

# Soft hyphen, zero-width space and joiner of words, byte order mark: they show nothing and part words from search.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BROKEN = re.compile(r"(\w+)[-\u2010]\n\s*([^\W\d_A-Z]\w*)")
_SOFT_BROKEN = re.compile("\u00ad\\s*\n\\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INLINE_CAP = re.compile(r"^([^\W\d_a-z]) ([^\W\d_A-Z][\w’']*)")


def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text, in small letters, by which a broken word is recognised."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def cleaned(raw: str, known: Collection[str], line: int) -> tuple[str, tuple[Cut, ...]]:
    """Return a stretch of text with single spaces, words whole and nothing invisible, and what was cut from it."""
    cuts = []
    text = _SOFT_BROKEN.sub("", raw)
    gone = [*INVISIBLE.findall(raw), *CONTROL.findall(raw)]
    if gone:
        names = ", ".join(sorted({f"U+{ord(one):04X}" for one in gone}))
        cuts.append(Cut("invisible-sign", f"{len(gone)} × {names}", line))
    text = CONTROL.sub("", INVISIBLE.sub("", text))
    text = _BROKEN.sub(lambda match: _whole(match[1], match[2], known), text)
    return " ".join(text.split()), tuple(cuts)


def _whole(first: str, second: str, known: Collection[str]) -> str:
    """Return a word that was broken at a hyphen: whole where the text has it so elsewhere, else with the hyphen."""
    joined = first + second
    hyphened = f"{first}-{second}"
    if joined.casefold() in known and hyphened.casefold() not in known:
        return joined
    return hyphened


def drop_capitals(pieces: Iterable[Piece], known: Collection[str]) -> Iterator[Piece]:
    """Yield the pieces with each initial that stands apart set to the word that it begins."""
    held: list[Piece] = []
    for piece in pieces:
        if held:
            if piece.role is Role.SPACE:
                held.append(piece)
                continue
            if piece.open and piece.kind == "text" and _begins(held[0].text, piece.text, known):
                yield _set(held, piece, known)
                held = []
                continue
            yield from held
            held = []
        if piece.open and piece.kind == "text" and len(piece.text) == 1 and piece.text.isupper():
            held = [piece]
        else:
            yield _inline(piece, known)
    yield from held


def _begins(letter: str, text: str, known: Collection[str]) -> bool:
    """Return whether a letter begins the word with which a text begins."""
    match = re.match(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)
    if not match or not (text[0].islower() or text[:2].isupper()):
        return letter in "AI" and text[:1].islower()
    return len(text.split()) > 3


def _set(held: list[Piece], piece: Piece, known: Collection[str]) -> Piece:
    letter = held[0].text
    first = re.match(r"[^\W\d_]+(?:['’][^\W\d_]+)?", piece.text)
    word = first[0] if first else ""
    # A, I and O are words themselves: then the text must have the fragment elsewhere, or not have it joined.
    apart = letter in "AIO" and (word.casefold() in known and f"{letter}{word}".casefold() not in known)
    raw = "".join(one.raw for one in held) + piece.raw
    text = letter + (" " if apart else "") + piece.text
    return replace(piece, raw=raw, line=held[0].line, text=text, within=(*held[0].within, *piece.within))


def _inline(piece: Piece, known: Collection[str]) -> Piece:
    """Return a piece in which “T he” is one word again, where the text has that word elsewhere."""
    match = _INLINE_CAP.match(piece.text) if piece.open and piece.kind == "text" else None
    if not match or match[1] in "AIO":
        return piece
    joined = f"{match[1]}{match[2]}"
    if joined.casefold() in known:
        return replace(piece, text=joined + piece.text[match.end() :])
    return piece
