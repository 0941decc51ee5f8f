"""Text and links as Markdown may hold them: nothing in them begins a block, a pin or a link of its own."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_BLOCK_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|\{|(?:[-=_*]\s*)+$|~~~|```)", re.MULTILINE)
_NUMBER_START = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


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
