"""From HTML to the Markdown that an article file may hold: no HTML, links to http, https and mail only.

What is made is read again by the edition's own parser and must have the same letters and the same shape as what came
in; where it has not, it is written once more with every sign escaped that Markdown could take for its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from edition import markup
from edition.importing.pieces import Cut

MACHINERY = frozenset(
    "script style noscript template svg math iframe object embed form button input select textarea canvas audio video "
    "map head link meta base dialog".split()  # noqa: SIM905
)
COMPOSITE = frozenset(["ul", "ol", "dl", "blockquote", "table", "pre"])
BLOCKS = COMPOSITE | frozenset(
    "address article aside body center dd details div dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hgroup hr html li main nav p section summary tbody td tfoot th thead tr caption".split()  # noqa: SIM905
)
_MARKS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"}
_CODE = frozenset(["code", "tt", "kbd", "samp"])
_BLOCK_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|\{|(?:[-=_*]\s*)+$|~~~|```)", re.MULTILINE)
_NUMBER_START = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
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
        return f" {inner} " if tag in BLOCKS else inner

    def _cut(self, rule: str, node: HtmlElement) -> None:
        text = " ".join(str(node.text_content()).split())
        self.cuts.append(Cut(rule, text or f"<{node.tag}>", node.sourceline or self.line))

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
                self.cuts.append(Cut("picture-without-description", node.get("src") or "", node.sourceline or self.line))
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


def holds_blocks(node: HtmlElement) -> bool:
    """Return whether any block stands within a node."""
    return any(isinstance(one.tag, str) and one.tag.lower() in BLOCKS for one in node.iterdescendants())


def escaped(text: str, *, full: bool = False) -> str:
    """Return text in which Markdown sees nothing of its own within a line."""
    if full:
        return re.sub(r"([\\`*_\[\]<>&!#|~])", r"\\\1", text)
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~]|$)", r"\\\\", text)
    text = re.sub(r"([`*])", r"\\\1", text)
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    text = re.sub(r"\](?=[(:\[])", r"\\]", text)
    text = re.sub(r"<(?=[A-Za-z/!?])", r"\\<", text)
    return re.sub(r"&(?=#?\w{1,32};)", r"\\&", text)


def tidied(markdown: str, *, full: bool = False) -> str:
    """Return a paragraph's Markdown trimmed, with nothing at the beginning of a line that would begin a block."""
    lines = [" ".join(line.split(" ")).strip(" ") for line in re.sub(r" {2,}", " ", markdown).strip().split("\n")]
    text = "\n".join(lines)
    while text.startswith("\\\n") or text.endswith("\\"):  # a break at an end breaks nothing
        shorter = text.removeprefix("\\\n").strip()
        if shorter.endswith("\\") and (len(shorter) - len(shorter.rstrip("\\"))) % 2:
            shorter = shorter[:-1].strip()
        if shorter == text:
            break
        text = shorter
    text = re.sub(r"(?:\\\n){2,}", "\\\n", text)
    return opened(text)


def opened(text: str) -> str:
    """Return text whose lines begin no heading, list, quotation, rule or pin."""
    text = _NUMBER_START.sub(r"\1\\\2", text)
    return _BLOCK_START.sub(lambda m: f"{m[1]}\\{m[2]}", text)


def around(inner: str, mark: str) -> str:
    """Return Markdown in emphasis, its outer spaces left outside; none where there is nothing to emphasise."""
    core = inner.strip()
    if not core or core.startswith("\\\n") or core.endswith("\\") or core[0] in "*_" or core[-1] in "*_":
        return inner
    lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{lead}{mark}{core}{mark}{trail}"


def code(text: str) -> str:
    """Return text as code within a line."""
    text = _SPACES.sub(" ", text)
    if not text.strip():
        return text
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def fenced(text: str) -> str:
    """Return text as a block of code."""
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    body = text.strip("\n").rstrip()
    if not body.strip():
        return ""
    lines = [ticks, *body.split("\n"), ticks]
    # A line that looks like a pin would be taken for one even in code; within a quotation it is none.
    mark = "> " if re.search(r"^\s*\{:?\s*#?\s*p\s*\d|^\s*\{:\s*#", body, re.MULTILINE) else ""
    return "\n".join(mark + line for line in lines)


def safe_link(href: str, base: str = "") -> str | None:
    """Return the target of a link as it may be kept; None where it leads nowhere outside, or may do harm."""
    href = re.sub(r"[\t\n\r]", "", href).strip()
    try:
        parts = urlsplit(href)
        if not parts.scheme and base and (parts.path or parts.netloc):
            href = urljoin(base, href)
            parts = urlsplit(href)
        if parts.scheme.lower() in ("http", "https"):
            if not parts.hostname or not re.fullmatch(r"[\w.:-]+", parts.hostname):
                return None
            _ = parts.port
        elif parts.scheme.lower() != "mailto" or "@" not in parts.path:
            return None
    except ValueError:
        return None
    if "{" in href or "}" in href:
        return None
    shown = re.sub(r"[\s<>\"`\\^|\x00-\x20\x7f]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), href)
    return shown.replace("(", "%28").replace(")", "%29")


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
    tops = [token.type for token in _PARSER.parse(markdown) if token.level == 0 and token.nesting >= 0]
    wanted = {
        "list": ("bullet_list_open", "ordered_list_open"),
        "quote": ("blockquote_open",),
        "code": ("fence", "blockquote_open"),
    }.get(kind, ("paragraph_open",))
    return len(tops) == 1 and tops[0] in wanted


def text_of(node: HtmlElement, *, pictures: bool = True) -> str:
    """Return what a reader sees of a node: its text without machinery, and the descriptions of images if asked."""
    parts: list[str] = [node.text or ""]
    if pictures and isinstance(node.tag, str) and node.tag.lower() == "img":
        parts.append(" ".join((node.get("alt") or "").split()))
    for child in node:
        if isinstance(child.tag, str) and child.tag.lower() not in MACHINERY:
            parts.append(text_of(child, pictures=pictures))
        parts.append(child.tail or "")
    return "".join(parts)


def alike(text: str) -> str:
    """Return a text's letters, figures and signs that carry meaning, to compare two forms of it."""
    return "".join(c for c in text if c.isalnum())


def parsed(fragment: str) -> HtmlElement:
    """Return a piece of HTML as an element that holds it."""
    root = html.fragment_fromstring(fragment, create_parent="div")
    return root
