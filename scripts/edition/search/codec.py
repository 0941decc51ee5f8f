"""Numbers as characters: how the search index writes the places of a word.

A number is written in base 46, the highest digit first. The last digit is one of the first 46 characters of ALPHABET,
each digit before it one of the last 46, so that numbers need no commas. Rising numbers are written as the steps
between them. The characters are those of ASCII that JSON writes as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

ALPHABET = "".join(chr(c) for c in range(0x20, 0x7F) if chr(c) not in '"\\<')
BASE = len(ALPHABET) // 2
_DIGITS = {character: digit for digit, character in enumerate(ALPHABET)}


def write(numbers: Iterable[int]) -> str:
    """Return numbers from 0 upwards as characters."""
    found: list[str] = []
    for number in numbers:
        if number < BASE:
            found.append(ALPHABET[number])
            continue
        digits = [ALPHABET[number % BASE]]
        while number := number // BASE:
            digits.append(ALPHABET[BASE + number % BASE])
        found += reversed(digits)
    return "".join(found)


def written(number: int) -> bytes:
    """Return one number as `write` writes it, as bytes; those of some size are known by heart."""
    return _KNOWN[number] if number < len(_KNOWN) else write((number,)).encode()


def steps(rising: Iterable[int]) -> str:
    """Return rising numbers as the steps between them, the first from 0."""
    before = 0
    found = []
    for number in rising:
        found.append(number - before)
        before = number
    return write(found)


def places(held: Iterable[Sequence[int]]) -> str:
    """Return for each paragraph the places of a word in it, rising: twice each step, and 1 if another follows."""
    found: list[int] = []
    for each in held:
        before = 0
        for index, place in enumerate(each):
            found.append((place - before) * 2 + (index + 1 < len(each)))
            before = place
    return write(found)


def numbers(text: str) -> list[int]:
    """Return the numbers that `write` wrote."""
    found = []
    number = 0
    for character in text:
        digit = _DIGITS[character]
        if digit < BASE:
            found.append(number * BASE + digit)
            number = 0
        else:
            number = number * BASE + digit - BASE
    return found


def rising(text: str) -> list[int]:
    """Return the numbers that `steps` wrote."""
    return list(accumulate(numbers(text)))


def read_places(text: str) -> list[list[int]]:
    """Return what `places` wrote."""
    found: list[list[int]] = []
    held: list[int] = []
    for step in numbers(text):
        held.append((held[-1] if held else 0) + step // 2)
        if step % 2 == 0:
            found.append(held)
            held = []
    return found


_KNOWN = [write((number,)).encode() for number in range(BASE * BASE)]
