"""Markdown of paragraphs to HTML: CommonMark by markdown-it-py, with raw HTML shown as text.

The library refuses `javascript:`, `vbscript:`, `file:` and `data:` links by itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt

from edition import folding

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
# An image is left out and its description stays: a page asks nothing of other hosts.
_MARKDOWN.add_render_rule("image", lambda self, tokens, i, options, env: html.escape(tokens[i].content, quote=False))
# What CommonMark gives a meaning to within a line; a text without it needs no parser.
_MARKED = re.compile(r"[*_`\[\]<>&\\!\"]|^\s*(?:[#>+-]|\d+[.)])|^ {4}|\n", re.MULTILINE)


# Not after an initial or a title: "U.S. envoy", "J. Trump", "Mr. Abe".
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Dr)[.!?][”\"’)\]]*(?=\s+[A-Z“\"‘(\[]|$)|。")


def inline(markdown: str) -> str:
    """Return the HTML of text that stands within one paragraph or heading."""
    if not _MARKED.search(markdown):
        return html.escape(markdown, quote=False)
    rendered: str = _MARKDOWN.renderInline(markdown)
    return rendered


def block(markdown: str) -> str:
    """Return the HTML of one numbered paragraph: a ``<p>``, or a quotation or list where it is one."""
    if not _MARKED.search(markdown):
        return f"<p>{html.escape(markdown, quote=False)}</p>"
    rendered: str = _MARKDOWN.render(markdown)
    return rendered.strip()


def plain(markdown: str) -> str:
    """Return the words without their markup, white space folded, for search, excerpts and digests."""
    if not _MARKED.search(markdown):
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
