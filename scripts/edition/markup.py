"""Markdown of paragraphs to HTML: CommonMark by markdown-it-py, with raw HTML shown as text.

The library refuses `javascript:`, `vbscript:`, `file:` and `data:` links by itself. What it gives goes through a
second wall (`wall`); text that is only escaped need not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition import folding, wall

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
# An image is left out and its description stays: a page asks nothing of other hosts.
_MARKDOWN.add_render_rule("image", lambda self, tokens, i, options, env: html.escape(tokens[i].content, quote=False))
# What CommonMark gives a meaning to within a line; a text without it needs no parser.
_MARKED = re.compile(r"[*_`\[\]<>&\\!\"\n]")
_BEGINS_MARKED = re.compile(r"\s*(?:[#>+-]|\d+[.)])| {4}")


def _is_marked(markdown: str) -> bool:
    """Return whether a text needs the parser; a text of one line is looked at once for signs and at its beginning."""
    return bool(_MARKED.search(markdown) or _BEGINS_MARKED.match(markdown))


# Not after an initial or a title: "U.S. envoy", "J. Trump", "Mr. Abe".
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Dr)[.!?][”\"’)\]]*(?=\s+[A-Z“\"‘(\[]|$)|。")


NEAR = 8  # tokens that are looked at on either side for the words around a place


class Marker(Protocol):
    """Says what is set into the words of a paragraph, and where its links lead."""

    def insertions(self, words: str, line: int, before: str, after: str) -> Iterable[Insertion]:
        """Return what is set into a run of words, in order.

        The run begins in a line of the paragraph, counted from 0, and stands between two characters, if any.
        """

    def link(self, target: str, words: str, line: int, before: str, after: str) -> str | None:
        """Return where a link on some words leads, which stand between others; None where they stand without one."""


@dataclass(frozen=True)
class Insertion:
    """HTML that is set around ``words[start:end]``, or at one place where the two are the same."""

    start: int
    end: int
    before: str
    after: str = ""


def inline(markdown: str, marker: Marker | None = None) -> str:
    """Return the HTML of text that stands within one paragraph or heading."""
    if not _is_marked(markdown):
        insertions = list(marker.insertions(markdown, 0, "", "")) if marker else []
        return wall.clean(spliced(markdown, insertions)) if insertions else spliced(markdown, ())
    tokens = _MARKDOWN.parseInline(markdown)
    return _rendered(tokens, marker)


def block(markdown: str, marker: Marker | None = None) -> str:
    """Return the HTML of one numbered paragraph: a ``<p>``, or a quotation or list where it is one."""
    if not _is_marked(markdown):
        return f"<p>{inline(markdown, marker)}</p>"
    return _rendered(_MARKDOWN.parse(markdown), marker).strip()


def _rendered(tokens: list[Token], marker: Marker | None) -> str:
    if marker is not None:
        for before, token in zip([None, *tokens], tokens, strict=False):
            heading = before is not None and before.type == "heading_open"
            if token.type == "inline" and token.children:
                token.children = _mark(token.children, marker, token.map[0] if token.map else 0, links_only=heading)
    rendered: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return wall.clean(rendered)


def _mark(children: list[Token], marker: Marker, line: int, *, links_only: bool) -> list[Token]:
    """Return the tokens of a line of text with the marker's insertions; words within links and code are left."""
    made: list[Token] = []
    links: list[bool] = []
    place = 0
    while place < len(children):
        token = children[place]
        end = place + 1
        if token.type in ("text", "softbreak") and not links:
            while end < len(children) and children[end].type in ("text", "softbreak"):
                end += 1
            run = children[place:end]
            words = _words(run)
            around = _before(children, place)[-1:], _after(children, end)[:1]
            marked = words.strip() and not links_only
            insertions = list(marker.insertions(words, line, *around)) if marked else []
            made += [Token("html_inline", "", 0, content=spliced(words, insertions))] if insertions else run
            line += words.count("\n")
            place = end
            continue
        place = end
        if token.type == "link_open":
            closing = next(i for i in range(end, len(children)) if children[i].type == "link_close")
            around = _before(children, place - 1), _after(children, closing + 1)
            target = marker.link(str(token.attrs["href"]), _words(children[end:closing]), line, *around)
            links.append(target is not None)
            if target is None:
                continue
            token.attrs["href"] = target
        elif token.type == "link_close" and not links.pop():
            continue
        line += token.type in ("softbreak", "hardbreak")
        made.append(token)
    return made


def _before(children: list[Token], place: int) -> str:
    """Return some words before a place among tokens, enough for a line in context."""
    return _words(children[max(0, place - NEAR) : place])


def _after(children: list[Token], place: int) -> str:
    """Return some words after a place among tokens, enough for a line in context."""
    return _words(children[place : place + NEAR])


def _words(tokens: Iterable[Token]) -> str:
    """Return what a reader sees of some tokens, line ends kept."""
    return "".join("\n" if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)


def spliced(words: str, insertions: Iterable[Insertion]) -> str:
    """Return plain words as HTML with what is set into them."""
    parts: list[str] = []
    done = 0
    for one in insertions:
        parts += [html.escape(words[done : one.start], quote=False), one.before]
        parts += [html.escape(words[one.start : one.end], quote=False), one.after]
        done = one.end
    return "".join([*parts, html.escape(words[done:], quote=False)])


@lru_cache(maxsize=4096)  # a paragraph is asked for by the page of its article, those of its topics, and the index
def plain(markdown: str) -> str:
    """Return the words without their markup, white space folded, for search, excerpts and digests."""
    if not _is_marked(markdown):
        return " ".join(markdown.split())
    words: list[str] = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline":
            words += [" " if t.type in ("softbreak", "hardbreak") else t.content for t in token.children or ()]
            words.append(" ")
        elif token.type in ("fence", "code_block"):
            words += [token.content, " "]
    return " ".join("".join(words).split())


def excerpt(text: str, forms: Iterable[str] = (), limit: int = 240) -> str:
    """Return the first sentence of a plain text that holds any of the forms, else its first sentence.

    A sentence over the limit of characters is cut at a word, with an ellipsis.
    """
    sentences = list(_sentences(text))
    sentence = next(iter(folding.holding(sentences, forms)), sentences[0] if sentences else "")
    if len(sentence) <= limit:
        return sentence
    return sentence[:limit].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.end()].strip()
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()
