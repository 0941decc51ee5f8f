"""Find 2,000 names in 5 MB of text with the program's finder and with one regular expression, in one run.

Usage: python benchmarks/mentions.py [MEGABYTES [NAMES]]

Names and text are seeded and in plain ASCII, so that both must find the same places; the program exits with an error
where they do not. Seconds are of processor time.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable

from edition.mentions import Finder, Form, Mention, Reading

Places = list[tuple[int, int]]
EVERY = 12  # words between two names, as in the articles of this edition
PARAGRAPH = 700  # characters


def names(count: int, chance: random.Random) -> list[str]:
    """Return different names of one to three words, of which many begin or end like others."""
    syllables = [first + second for first in "bcdfghklmnprstvwz" for second in ("a", "e", "i", "o", "u", "an", "or")]
    words = [
        "".join(chance.choices(syllables, k=chance.randint(2, 3))).capitalize() for _ in range(max(60, count // 3))
    ]
    made: dict[str, None] = {}
    while len(made) < count:
        made[" ".join(chance.choices(words, k=chance.choice([1, 2, 2, 2, 3])))] = None
    return list(made)


def text_of(size: int, named: list[str], chance: random.Random) -> str:
    """Return a text of some characters with a name every so often, a few of them cut short or within longer words."""
    syllables = [first + second for first in "bcdfghklmnprstvw" for second in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
    parts: list[str] = []
    length = 0
    while length < size:
        name = chance.choice(named)
        shown = chance.choice([name] * 7 + [name + "'s", name + "an", name.split(" ")[0]])
        sentence = " ".join(chance.choices(words, k=EVERY // 2)).capitalize() + f" {shown} "
        sentence += " ".join(chance.choices(words, k=EVERY // 2)) + chance.choice([". ", ", ", "\n"])
        parts.append(sentence)
        length += len(sentence)
    return "".join(parts)


def by_finder(named: list[str], texts: list[str]) -> tuple[float, float, list[Places]]:
    """Return the seconds that the finder takes to be made and to find, and what it found in each text."""
    start = time.process_time()
    finder = Finder(Form(name, f"people/{number}/") for number, name in enumerate(named))
    made = time.process_time()
    reading = Reading("an-article", "p1")
    found = [
        [(one.start, one.end) for one in finder.find(text, reading) if isinstance(one, Mention)] for text in texts
    ]
    return made - start, time.process_time() - made, found


def by_expression(named: list[str], texts: list[str]) -> tuple[float, float, list[Places]]:
    """Return the same for one regular expression of all names, the longest first, between the bounds of words."""
    re.purge()  # or the second run would have it for nothing
    start = time.process_time()
    ordered = sorted(named, key=len, reverse=True)
    expression = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
    made = time.process_time()
    found = [[match.span() for match in expression.finditer(text)] for text in texts]
    return made - start, time.process_time() - made, found


def paragraphs(text: str) -> list[str]:
    """Return a text cut at spaces into pieces of about the length of a paragraph."""
    return re.findall(rf"(?s).{{1,{PARAGRAPH}}}(?:\s|$)", text)


def main() -> None:
    """Measure both over the text as a whole, and paragraph by paragraph as the program reads it."""
    size = int(float(sys.argv[1]) * 1e6) if len(sys.argv) > 1 else 5_000_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    chance = random.Random(1)
    named = names(count, chance)
    text = text_of(size, named, chance)
    ways: dict[str, Callable[[list[str], list[str]], tuple[float, float, list[Places]]]] = {
        "edition.mentions.Finder": by_finder,
        "one regular expression": by_expression,
    }
    print(f"{len(text) / 1e6:.1f} MB, {len(named)} names")
    print("text | with | made in s | found in s | MB/s | mentions")
    print("-|-|-|-|-|-")
    for how, texts in (("as a whole", [text]), ("by paragraphs", paragraphs(text))):
        seconds: list[float] = []
        places: list[list[Places]] = []
        for what, way in ways.items():
            made, took, found = way(named, texts)
            total = sum(map(len, found))
            print(f"{how} | {what} | {made:.2f} | {took:.2f} | {len(text) / 1e6 / took:.1f} | {total}", flush=True)
            seconds.append(made + took)
            places.append(found)
        if places[0] != places[1]:
            sys.exit("the two found different places")
        print(f"{how} | both the same places; the expression takes {seconds[1] / seconds[0]:.1f} times as long")


if __name__ == "__main__":
    main()
