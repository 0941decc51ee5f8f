"""From HTML to the Markdown that an article file may hold: no HTML, links to http, https and mail only.

What is made is read again by the edition's own parser and must have the same letters and the same shape as what came
in; where it has not, it is written once more with every sign escaped that Markdown could take for its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from edition import markup
from edition.importing.elements import BLOCKS, COMPOSITE, MACHINERY, holds_blocks, text_of
from edition.importing.escaping import around, code, escaped, fenced, safe_link, tidied
from edition.importing.pieces import Cut

_MARKS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"}
_CODE = frozenset(["code", "tt", "kbd", "samp"])
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_BARE = re.compile(r"[^\W\d_][\w ,;’“”‘–—]*[.?!]?")
_PARSER = MarkdownIt("commonmark", {"html": False})


@dataclass
class Converter:
    """Converts the nodes of a page; `cuts` holds what had to be left out within them."""

    base: str = ""
    """The address against which links without a host are resolved; without it they lose their target."""
    full: bool = False
    """Whether every sign is escaped that could mean something."""
    line: int = 1
    cuts: list[Cut] = field(default_factory=list)

    def inline(self, node: HtmlElement) -> str:
        """Return the Markdown of what stands within a line."""
        parts = [self.words(node.text or "")]
        for child in node:
            parts += [self._element(child), self.words(child.tail or "")]
        return "".join(parts)

    def words(self, text: str) -> str:
        """Return text escaped, its white space single."""
        return escaped(_SPACES.sub(" ", text), full=self.full)

    def _element(self, node: HtmlElement) -> str:
        if not isinstance(node.tag, str):
            return ""
        tag = node.tag.lower()
        if tag in MACHINERY:
            self._cut("html-machinery", node)
            return ""
        if tag == "br":
            return "\\\n"
        if tag == "img":
            return self.picture(node)
        if tag in _CODE:
            return code(node.text_content())
        inner = self.inline(node)
        if tag == "a":
            return self._link(node, inner)
        if tag == "q":
            return f"“{inner}”"
        if tag in _MARKS:
            return around(inner, _MARKS[tag])
        return f" {inner} " if tag in BLOCKS else str(inner)

    def _cut(self, rule: str, node: HtmlElement) -> None:
        text = " ".join(str(node.text_content()).split())
        self.cuts.append(Cut(rule, text or f"<{node.tag!s}>", node.sourceline or self.line))

    def _link(self, node: HtmlElement, inner: str) -> str:
        href = (node.get("href") or "").strip()
        if not href or not inner.strip():
            return inner
        target = safe_link(href, self.base)
        if target is None:
            self.cuts.append(Cut("link-target", href, node.sourceline or self.line))
            return inner
        lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        words = inner.strip().replace("\\\n", " ")
        if not self.full and "]" in words:
            words = re.sub(r"(?<!\\)([\[\]])", r"\\\1", words)
        return f"{lead}[{words}]({target}){trail}"

    def picture(self, node: HtmlElement) -> str:
        """Return an image as Markdown; the edition shows its description only."""
        described = " ".join((node.get("alt") or "").split())
        source = safe_link((node.get("src") or "").strip(), self.base)
        if not described:
            if node.get("src"):
                self.cuts.append(
                    Cut("picture-without-description", node.get("src") or "", node.sourceline or self.line)
                )
            return ""
        words = re.sub(r"([\[\]])", r"\\\1", escaped(described, full=True).replace("\\[", "[").replace("\\]", "]"))
        return f"![{words}]({source})" if source else escaped(described, full=self.full)

    def block(self, node: HtmlElement) -> str:
        """Return the Markdown of a list, quotation, table, code or paragraph."""
        tag = str(node.tag).lower()
        if tag in ("ul", "ol"):
            return self._list(node, ordered=tag == "ol")
        if tag == "dl":
            return self._items(node, "dt", "dd")
        if tag == "blockquote":
            inner = "\n\n".join(self.blocks(node))
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner.strip() else ""
        if tag == "table":
            return self._table(node)
        if tag == "pre":
            return fenced(str(node.text_content()))
        return tidied(self.inline(node), full=self.full)

    def blocks(self, node: HtmlElement) -> Iterator[str]:
        """Yield the Markdown of each block within a node, what stands loose between them as paragraphs."""
        loose = [self.words(node.text or "")]
        for child in node:
            tag = child.tag.lower() if isinstance(child.tag, str) else ""
            if tag in MACHINERY:
                self._cut("html-machinery", child)
            elif tag in BLOCKS or (tag and holds_blocks(child)):
                yield from _paragraph(loose, self.full)
                loose = []
                if tag in COMPOSITE or not holds_blocks(child):
                    made = self.block(child)
                    if made.strip():
                        yield made
                else:
                    yield from self.blocks(child)
            elif tag:
                loose.append(self._element(child))
            loose.append(self.words(child.tail or ""))
        yield from _paragraph(loose, self.full)

    def _list(self, node: HtmlElement, *, ordered: bool) -> str:
        made = []
        start = node.get("start") or "1"
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
        for child in node:
            if not isinstance(child.tag, str):
                continue
            marker = f"{number}. " if ordered else "- "
            if child.tag.lower() in ("ul", "ol"):  # a list laid straight into a list
                inner = self.block(child)
            else:
                inner = ("\n\n" if _loose(child) else "\n").join(self.blocks(child))
            if inner.strip():
                made.append(marker + inner.strip("\n").replace("\n", "\n" + " " * len(marker)))
                number += 1
        return "\n".join(line.rstrip() for line in "\n".join(made).split("\n"))

    def _items(self, node: HtmlElement, *tags: str) -> str:
        made = []
        for child in node.iter(*tags):
            inner = tidied(self.inline(child), full=self.full).replace("\\\n", " ")
            if inner:
                made.append(f"- {inner}")
        return "\n".join(made)

    def _table(self, node: HtmlElement) -> str:
        made = []
        for row in node.iter("tr", "caption"):
            cells = [row] if row.tag == "caption" else [cell for cell in row if cell.tag in ("td", "th")]
            inner = [tidied(self.inline(cell), full=True).replace("\\\n", " ") for cell in cells]
            if any(inner):
                made.append("- " + " | ".join(inner).strip())
        return "\n".join(made)


def _loose(node: HtmlElement) -> bool:
    return sum(1 for child in node if isinstance(child.tag, str) and child.tag.lower() in BLOCKS - {"ul", "ol"}) > 1


def _paragraph(loose: list[str], full: bool) -> Iterator[str]:
    made = tidied("".join(loose), full=full)
    if made:
        yield made


def converted(nodes: Iterable[HtmlElement], base: str, line: int, kind: str) -> tuple[str, list[Cut]]:
    """Return nodes as one block of Markdown of a kind, checked against them, and what was cut within."""
    nodes = list(nodes)
    letters = ""
    made, cuts = "", list[Cut]()
    for full in (False, True):
        converter = Converter(base, full, line)
        parts = [made for node in nodes if (made := converter.block(node)).strip()]
        made = "\n\n".join(parts)
        cuts = converter.cuts
        letters = letters or alike("".join(text_of(node) for node in nodes))
        if alike(markup.plain(made)) == letters and shaped(made, kind):
            return made, cuts
    # What still differs is written as its bare words.
    words = " ".join("".join(text_of(node) for node in nodes).split())
    return plain_paragraph(words), cuts


def plain_paragraph(words: str) -> str:
    """Return words as a paragraph of Markdown that has just these words."""
    for full in (False, True):
        made = tidied(escaped(words, full=full))
        if markup.plain(made) == words and shaped(made, "text"):
            return made
    return made


def shaped(markdown: str, kind: str) -> bool:
    """Return whether Markdown is one block, of the kind that it should be."""
    if kind == "text" and _BARE.fullmatch(markdown):
        return True  # nothing in it can begin anything else: no parser is needed
    tops = [token.type for token in _PARSER.parse(markdown) if token.level == 0 and token.nesting >= 0]
    wanted = {
        "list": ("bullet_list_open", "ordered_list_open"),
        "quote": ("blockquote_open",),
        "code": ("fence", "blockquote_open"),
    }.get(kind, ("paragraph_open",))
    return len(tops) == 1 and tops[0] in wanted


def alike(text: str) -> str:
    """Return a text's letters, figures and signs that carry meaning, to compare two forms of it."""
    return "".join(c for c in text if c.isalnum())
