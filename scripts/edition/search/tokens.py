"""Texts into the tokens that search compares: alike here, at build, and in data/assets/search-core.js, in the page.

An atom is a word, or one character of a script that puts no space between words; atoms are counted from 0 through a
text. A token is what the index knows and the number of the atom at which it begins: each word; each such character,
and each two that follow each other, by which a word of two or more is found anywhere in its run; and a word with
hyphens once more without them (``lockon`` for lock-on), so that the three ways to write it are one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import cast

import regex

UNSPACED = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3131-\u318e\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
HYPHENS = "-\u2010\u2011\uff0d"
_HYPHEN = frozenset(HYPHENS)
GAP = 2  # between two texts of one layer the count goes on after a gap, so that no phrase reaches over it
MOST_WORDS = 1 << 16  # that are remembered

_W = r"[\p{L}\p{N}\p{M}\u00ad]"
_ATOM = regex.compile(
    rf"(?P<one>[{UNSPACED}][\u3099\u309a\uff9e\uff9f]?)"
    rf"|(?P<short>(?<!{_W})\p{{L}}(?:\.\p{{L}})+(?!{_W})\.?)"
    rf"|(?P<number>(?<!{_W})[0-9]{{1,3}}(?:,[0-9]{{3}})+(?!{_W}))"
    rf"|(?P<word>(?:(?![{UNSPACED}]){_W})+(?:['’ʼ＇](?:(?![{UNSPACED}]){_W})+)*)"
)
_ONE = regex.compile(f"[{UNSPACED}]")
_POSSESSIVE = regex.compile(r"['’ʼ＇][sS]$")
_MARKS = regex.compile(r"[\u0300-\u036f]")
_REST = regex.compile(r"[^\p{L}\p{N}\p{M}]")
_LETTERS = str.maketrans(
    {"ß": "ss", "ς": "σ", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_AROUND = ".,;:!?()[]\"'“”‘’…"  # may stand about a word and changes nothing in it
_PLAIN = regex.compile(r"[a-z0-9]+")

Token = tuple[str, int]


def fold(word: str) -> str:
    """Return a word as it is compared: full width, capitals, diacritics, macrons and possessives folded."""
    if _PLAIN.fullmatch(word):
        return word
    word = _POSSESSIVE.sub("", word)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).lower().lower())
    folded: str = _REST.sub("", unicodedata.normalize("NFC", _MARKS.sub("", plain)).lower().translate(_LETTERS))
    return folded


def is_unspaced(atom: str) -> bool:
    """Return whether an atom is a character of a script that puts no space between words."""
    return atom > "\u10ff" and _ONE.match(atom) is not None


def _atoms(text: str) -> Iterator[tuple[str, str]]:
    """Yield each atom folded, and what parts it from the one before: nothing, ``-``, a space, ``x`` for the rest."""
    done = 0
    for match in _ATOM.finditer(text):
        atom = fold(match[0])
        if atom:
            between = text[done : match.start()]
            joint = (
                "-"
                if between in _HYPHEN
                else ""
                if not between
                else " "
                if not between.strip(" \u3000\n・·")
                else "x"
            )
            yield atom, joint
            done = match.end()


def tokens(text: str) -> tuple[list[Token], int]:
    """Return the tokens of a text, and how many atoms it has."""
    found: list[Token] = []
    at = 0
    before = ""  # the character without spaces that stands before
    compound: list[str] = []
    for atom, joint in _atoms(unicodedata.normalize("NFC", text)):
        one = is_unspaced(atom)
        if one or joint != "-":
            found += _joined(compound, at)
            compound = []
        found.append((atom, at))
        if one and before and joint in ("", " "):
            found.append((before + joint + atom, at - 1))
        before = atom if one else ""
        if not one:
            compound.append(atom)
        at += 1
    return found + _joined(compound, at), at


def _joined(compound: list[str], end: int) -> list[Token]:
    """Return a word that had hyphens once more without them, at the place of its first part."""
    if len(compound) < 2 or all(part.isdecimal() for part in compound):
        return []
    return [("".join(compound), end - len(compound))]


class _Words(dict[str, "str | tuple[list[Token], int]"]):
    """The tokens of words lately met, between spaces: the atom alone where there is but one."""

    def __missing__(self, word: str) -> str | tuple[list[Token], int]:
        if len(self) >= MOST_WORDS:
            self.clear()
        bare = word.strip(_AROUND)
        if bare.isascii() and bare.isalnum():
            self[word] = bare.lower()
        else:
            held, count = tokens(word)
            self[word] = held[0][0] if count == 1 else (held, count)
        return self[word]


_WORDS = _Words()


def layer(texts: Iterable[str]) -> tuple[list[str], list[int]]:
    """Return the terms of all texts of one layer, and the place of each; in no order.

    Without characters of scripts that put no space between words nothing reaches over a space, so that a text is its
    words, of which most stand often in an edition.
    """
    terms: list[str] = []
    places: list[int] = []
    at = 0
    for text in texts:
        whole = unicodedata.normalize("NFC", text)
        if not whole.isascii() and _ONE.search(whole):
            words: list[str | tuple[list[Token], int]] = [tokens(whole)]
        else:
            words = list(map(_WORDS.__getitem__, whole.split()))
        if tuple not in set(map(type, words)):
            terms += cast("list[str]", words)
            places += range(at, at + len(words))
            at += len(words) + GAP
            continue
        for word in words:
            if isinstance(word, str):
                terms.append(word)
                places.append(at)
                at += 1
                continue
            held, count = word
            terms += [term for term, _ in held]
            places += [at + place for _, place in held]
            at += count
        at += GAP
    return terms, places


def key_of(atoms: Iterable[str]) -> str:
    """Return atoms as one string, as forms are looked up: spaces between words, none about unspaced characters."""
    found = ""
    for atom in atoms:
        glued = not found or is_unspaced(atom) or is_unspaced(found[-1])
        found += atom if glued else f" {atom}"
    return found


def atoms_of(text: str) -> list[str]:
    """Return the atoms of a text in order."""
    return [atom for atom, _ in _atoms(unicodedata.normalize("NFC", text))]
