"""The body of an article file: Markdown paragraphs, each pinned with its id on the line below it.

A pin is a line ``{: #p5 }`` directly after its paragraph, as attribute lists are written in Markdown. What lies
between two pins is one numbered paragraph: a paragraph, a quotation, a list, or a paragraph with the quotation or
list that it introduces. A heading may stand before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt

from edition.faults import Code, Fault, Place
from edition.model.article import Block, Heading, Paragraph
from edition.model.fields import PARAGRAPH_ID

PIN = re.compile(r"\s*\{:\s*#(\S+?)\s*\}\s*")
LOOKS_LIKE_PIN = re.compile(r"\{:?#?p[0-9]+[a-z]?\}?")  # of a line whose white space is taken out
HEADING = re.compile(r"(#{2,4})[ \t]+(\S.*)")
_BLOCKS = MarkdownIt("commonmark", {"html": False})


def parse(text: str, path: str, first_line: int) -> tuple[list[Block], list[Fault]]:
    """Return the blocks of a body and the faults found in it; its first line is `first_line` of the file."""
    blocks: list[Block] = []
    faults: list[Fault] = []
    seen: dict[str, Place] = {}
    unit: list[tuple[int, str]] = []
    for line, content in enumerate(text.split("\n"), first_line):
        pin = PIN.fullmatch(content)
        if pin is None:
            if "{" in content and LOOKS_LIKE_PIN.fullmatch("".join(content.split())):
                what = f"'{content.strip()}' looks like a pin and is none"
                faults.append(Fault(Place(path, line), Code.BODY, what, "write it as {: #p1 }"))
                unit.clear()
            elif content.strip() or unit:
                unit.append((line, content))
            continue
        name = pin[1]
        place = Place(path, line, content.index("#") + 1)
        headings, unit = _headings(unit, path)
        blocks += headings
        faults += _faults_of(unit, name, place, seen)
        seen.setdefault(name, place)
        if unit:
            blocks.append(Paragraph(name, "\n".join(c for _, c in unit).strip("\n"), Place(path, unit[0][0])))
        unit = []
    if any(content.strip() for _, content in unit):
        where = Place(path, unit[0][0])
        remedy = "write a line such as {: #p1 } directly below it"
        faults.append(Fault(where, Code.BODY, "text after the last pin has none of its own", remedy))
    elif not seen and not faults:
        faults.append(Fault(Place(path, first_line), Code.EMPTY, "the article has no paragraphs", "write its body"))
    return blocks, faults


def _headings(unit: list[tuple[int, str]], path: str) -> tuple[list[Heading], list[tuple[int, str]]]:
    """Split off the headings with which a unit begins."""
    found: list[Heading] = []
    while unit:
        match = HEADING.fullmatch(unit[0][1].rstrip())
        if not match and unit[0][1].strip():
            break
        line, _ = unit[0]
        if match:
            found.append(Heading(len(match[1]), match[2].rstrip("#").rstrip() or match[2], Place(path, line)))
        unit = unit[1:]
    return found, unit


def _faults_of(unit: list[tuple[int, str]], name: str, pin: Place, seen: dict[str, Place]) -> Iterator[Fault]:
    if not PARAGRAPH_ID.fullmatch(name):
        yield Fault(pin, Code.ID, f"'{name}' is not a paragraph id", "write p and the paragraph's number, as in p7")
    elif name in seen:
        what = f"the paragraph id '{name}' stands twice, first in line {seen[name].line}"
        yield Fault(pin, Code.DUPLICATE, what, "give each paragraph its own number")
    if not unit:
        yield Fault(pin, Code.EMPTY, f"'{name}' has no text", "write the paragraph above its pin")
        return
    tops = [t for t in _BLOCKS.parse("\n".join(content for _, content in unit)) if t.level == 0 and t.map]
    for top in tops:
        if top.type == "heading_open" and top.map is not None:
            remedy = "put it above the paragraph with an empty line between, as ## Heading"
            yield Fault(
                Place(pin.path, unit[top.map[0]][0]), Code.BODY, "a heading stands within a paragraph", remedy
            )
    for before, after in pairwise(tops):
        if before.type != "heading_open" and after.type == "paragraph_open" and before.map is not None:
            line = unit[before.map[0]][0]
            remedy = "write a line such as {: #p1 } directly below each paragraph"
            yield Fault(Place(pin.path, line), Code.BODY, "a paragraph has no pin", remedy)


def number(name: str) -> tuple[int, str]:
    """Return what a paragraph id is ordered by: its number, then its letter. ``p12a`` gives (12, 'a')."""
    match = PARAGRAPH_ID.fullmatch(name)
    return (int(match[1]), match[2]) if match else (0, name)
