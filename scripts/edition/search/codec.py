"""Numbers as characters: how the search index writes the places of a word.

A number is written in base 46, the highest digit first. The last digit is one of the first 46 characters of ALPHABET,
each digit before it one of the last 46, so that numbers need no commas. Rising numbers are written as the steps
between them. The characters are those of ASCII that JSON writes as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

ALPHABET = "".join(chr(c) for c in range(0x20, 0x7F) if chr(c) not in '"\\<')
BASE = len(ALPHABET) // 2
_CHARACTERS = np.frombuffer(ALPHABET.encode(), np.uint8)
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


def write_apart(held: IntArray, ends: IntArray) -> list[str]:
    """Return numbers as `write` writes them, cut into parts that end before the given numbers of numbers."""
    digits = np.ones(len(held), np.int64)
    most = int(held.max(initial=0))
    for power in range(1, 14):
        if most < BASE**power:
            break
        digits += held >= BASE**power
    last = np.cumsum(digits)
    found = np.empty(int(last[-1]) if len(last) else 0, np.uint8)
    found[last - 1] = _CHARACTERS[held % BASE]
    more = np.flatnonzero(digits > 1)
    rest, at = held[more] // BASE, last[more] - 2
    while len(rest):
        found[at] = _CHARACTERS[BASE + rest % BASE]
        rest, at = rest // BASE, at - 1
        further = rest > 0
        rest, at = rest[further], at[further]
    text = found.tobytes().decode("ascii")
    cuts = [0, *np.concatenate(([0], last))[ends].tolist()]
    return [text[start:end] for start, end in pairwise(cuts)]


def steps(rising: Iterable[int]) -> str:
    """Return rising numbers as the steps between them, the first from 0."""
    before = 0
    found = []
    for number in rising:
        found.append(number - before)
        before = number
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
