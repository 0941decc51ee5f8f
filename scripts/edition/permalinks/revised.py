"""The file that holds a revised text, and the article file that it makes with the ids its paragraphs keep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml

from edition import markup
from edition.body import HEADING, PIN
from edition.model.article import Article, Heading, Paragraph
from edition.permalinks.numbering import out_of_order

QUOTE_OR_LIST = re.compile(r"\s{0,3}(?:>|[-*+]\s|\d+[.)]\s)")


@dataclass(frozen=True)
class Part:
    """A heading or a paragraph of a revised text."""

    markdown: str
    line: int
    heading: int = 0
    """The heading's level; 0 for a paragraph."""
    pin: str | None = None
    """The id that the file gives it, which counts as the editor's answer."""

    @property
    def words(self) -> str:
        """The words without markup."""
        return markup.plain(self.markdown)


def parts(text: str) -> list[Part]:
    """Return the headings and paragraphs of a revised text.

    Empty lines divide paragraphs; a quotation or list belongs to a paragraph before it that ends with a colon. A pin
    below a paragraph gives it an id. Front matter, where the file is a copy of an article file, is left out.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    start = 0
    if lines[0].rstrip() == "---" and "---" in (line.rstrip() for line in lines[1:]):
        start = next(i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---") + 1
    found: list[Part] = []
    chunk: list[str] = []
    for number, line in enumerate([*lines[start:], ""], start + 1):
        pin, heading = PIN.fullmatch(line), HEADING.fullmatch(line)
        if line.strip() and not pin and not (heading and not chunk):
            chunk.append(line)
            continue
        if chunk:
            _add(found, "\n".join(chunk), number - len(chunk))
            chunk = []
        if pin and found and not found[-1].heading and found[-1].pin is None:
            last = found.pop()
            found.append(Part(last.markdown, last.line, pin=pin[1]))
        elif heading:
            found.append(Part(heading[2], number, heading=len(heading[1])))
    return found


def _add(found: list[Part], markdown: str, line: int) -> None:
    before = found[-1] if found else None
    introduced = before and not before.heading and before.pin is None and before.markdown.rstrip().endswith(":")
    if before and introduced and QUOTE_OR_LIST.match(markdown):
        found[-1] = Part(f"{before.markdown}\n\n{markdown}", before.line)
    else:
        found.append(Part(markdown, line))


def body_of(article: Article, revised: Iterable[Part], ids: Iterable[str]) -> str:
    """Return the body of an article file with a revised text under its ids.

    A paragraph whose words are as they were stays as it was written, with its links and line ends.
    """
    before = {block.id: block.markdown for block in article.blocks if isinstance(block, Paragraph)}
    names = iter(ids)
    units = []
    for part in revised:
        if part.heading:
            units.append(f"{'#' * part.heading} {_heading(article, part)}")
            continue
        name = next(names)
        old = before.get(name, "")
        same = markup.plain(old) == part.words
        units.append(f"{old if old and same else part.markdown}\n{{: #{name} }}")
    return "\n".join(f"\n{unit}" for unit in units) + "\n"


def _heading(article: Article, part: Part) -> str:
    alike = (b.markdown for b in article.blocks if isinstance(b, Heading) and markup.plain(b.markdown) == part.words)
    return next(alike, part.markdown)


def front_matter(
    lines: list[str], node: yaml.Node | None, ids: list[str], erratum: Mapping[str, object] | None
) -> list[str]:
    """Return the lines of a front matter, without its fences, with what a revision adds to it.

    That is `moved`, the ids that are out of order, and an erratum as the last. `node` is the YAML of the lines.
    """
    fields = {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    found = list(lines)
    if erratum is not None:
        item = [f"{key}: {_plain(value)}" for key, value in erratum.items()]
        held = fields.get("errata")
        if held and isinstance(held[1], yaml.SequenceNode) and held[1].value and not held[1].flow_style:
            indent = " " * (held[1].value[0].start_mark.column - 2)
            end = _end(lines, held[1])
            found[end:end] = _item(item, indent)
        else:
            if held:
                del found[held[0].start_mark.line : max(_end(lines, held[1]), held[0].start_mark.line + 1)]
            found += ["errata:", *_item(item, "  ")]
    moved = out_of_order(ids)
    at = next((i for i, line in enumerate(found) if line.startswith("moved:")), None)
    if at is not None:
        end = next((i for i in range(at + 1, len(found)) if not found[i].startswith((" ", "-"))), len(found))
        del found[at:end]
    if moved:
        where = at if at is not None else len(found)
        found[where:where] = [f"moved: [{', '.join(moved)}]"]
    return found


def _item(fields: list[str], indent: str) -> list[str]:
    return [f"{indent}{'- ' if index == 0 else '  '}{field}" for index, field in enumerate(fields)]


def _end(lines: list[str], node: yaml.Node) -> int:
    """Return the line after the last one of a value; the parser counts empty lines and comments behind it to it."""
    end = min(node.end_mark.line + (node.end_mark.column > 0), len(lines))
    while end > 0 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def entries_of(text: str, added: Mapping[str, Mapping[str, object]]) -> str:
    """Return the text of gone.yml with entries added at its end."""
    found = text if not text or text.endswith("\n") else text + "\n"
    for address, fields in added.items():
        found += f"{address}:\n"
        found += "".join(f"  {key}: {_plain(value)}\n" for key, value in fields.items())
    return found


def _plain(value: object) -> str:
    """Return a value as YAML: text that may mean something else in quotation marks."""
    if isinstance(value, list):
        return f"[{', '.join(_plain(one) for one in value)}]"
    if isinstance(value, str) and re.fullmatch(r"[0-9-]+|[a-z0-9/#-]+", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def without(text: str, node: yaml.MappingNode | None, addresses: Iterable[str]) -> str:
    """Return the text of gone.yml, whose YAML is `node`, without the entries of some addresses."""
    lines = text.split("\n")
    leave_out = set(addresses)
    for key, value in reversed(node.value if node else []):
        if key.value in leave_out:
            del lines[key.start_mark.line : max(_end(lines, value), key.start_mark.line + 1)]
    return "\n".join(lines)
