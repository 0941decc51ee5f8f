"""The interface in other languages: what templates, pages and scripts say, by catalogues of plain YAML.

English is what stands in the sources; a catalogue in data/languages/ has for each English message the same in its
language. Templates are translated as sources, before they are compiled: whatever text one has between two block
elements or statements is a message, so that none can be forgotten and templates stay readable. In a message
``{1}`` stands for the first thing that is filled in, ``<1>`` and ``</1>`` for the first element within the line and
its end; a translation may put them in another order, but must have all of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "data" / "languages"
ENGLISH = "en"
LANGUAGES = ("en", "ja", "ko")

_INSIDE = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_TAG = rf"""</?[a-zA-Z](?:{_INSIDE}|"(?:{_INSIDE}|[^"])*"|'(?:{_INSIDE}|[^'])*'|[^"'>])*>"""
_TOKEN = re.compile(
    rf"(?P<skip>\{{#.*?#\}}|<!--.*?-->|<!doctype[^>]*>|<(?P<raw>script|style)\b(?:{_INSIDE}|[^>])*>.*?</(?P=raw)>)"
    rf"|(?P<statement>\{{%.*?%\}})|(?P<filled>\{{\{{.*?\}}\}})|(?P<tag>{_TAG})",
    re.DOTALL | re.IGNORECASE,
)
# Elements that stand within a line; all others begin and end messages.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|em|i|kbd|q|s|small|span|strong|sub|sup|time|wbr)\b", re.IGNORECASE
)
_SPOKEN = re.compile(
    r'(?P<before>\s(?:aria-label|alt|placeholder|title)=")(?P<value>(?:' + _INSIDE + r'|[^"])*)(?=")'
)
_EITHER = re.compile(r'\{\{-?\s*"[^"]*"(?:\s+if\s+.+?\s+else\s+(?:"[^"]*"|.+?(?=\s*-?\}\})))+\s*-?\}\}', re.DOTALL)
_LITERAL = re.compile(r'(?P<before>[=,(\[]?\s*)"(?P<words>[^"]*)"')
_PLACE = re.compile(r"\{\d+\}|</?\d+/?>")


@dataclass(frozen=True)
class Language:
    """A language of the interface, and what is said in it."""

    code: str
    messages: Mapping[str, str] = field(default_factory=dict)
    scripts: Mapping[str, str] = field(default_factory=dict)
    """What scripts say."""

    def __call__(self, message: str, **values: object) -> str:
        """Return a message in this language, English where there is none, with values set in for names in braces."""
        return self.messages.get(message, message).format(**values) if values else self.messages.get(message, message)

    def script(self, source: str) -> str:
        """Return a script in this language: its literals, so far as the catalogue has them."""
        if self.code == ENGLISH:
            return source
        return "".join(self._literal(*piece) for piece in _literals(source))

    def _literal(self, source: str, message: str, pieces: list[str]) -> str:
        said = self.scripts.get(message, "") if message else ""
        if not pieces:
            return json.dumps(said, ensure_ascii=False) if said else source
        # Words of a template literal, and in every second place the source of what is filled in.
        inner = ["${" + self.script(one) + "}" for one in pieces[1::2]]
        if said:
            escaped = said.replace("`", "\\`")
            return "`" + re.sub(r"\{(\d+)\}", lambda one: inner[int(one[1]) - 1], escaped) + "`"
        return "`" + "".join(inner[place // 2] if place % 2 else one for place, one in enumerate(pieces)) + "`"

    def template(self, source: str) -> str:
        """Return the source of a template in this language."""
        if self.code == ENGLISH:
            return source
        said = "".join(part.translated(self.messages) for part in _parts(source))
        return said.replace('lang="en"', f'lang="{self.code}"').replace('!= "en"', f'!= "{self.code}"')


@cache
def language(code: str) -> Language:
    """Return a language by its code; of English there is no catalogue."""
    if code == ENGLISH:
        return Language(ENGLISH)
    held = yaml.safe_load((FOLDER / f"{code}.yml").read_text("utf-8"))
    return Language(code, held["program"] | held["templates"], held["scripts"])


def messages(source: str) -> list[str]:
    """Return the messages of a template, in order, each once."""
    return list(dict.fromkeys(message for part in _parts(source) for message in part.messages))


def places(message: str) -> list[str]:
    """Return what is filled into a message, in a fixed order; a translation must have the same."""
    return sorted(_PLACE.findall(message))


@dataclass(frozen=True)
class _Part:
    """A piece of a template's source: as it is, or as a message with what is filled into it."""

    source: str
    message: str = ""
    filled: Mapping[str, str] = field(default_factory=dict)

    @property
    def messages(self) -> Iterator[str]:
        if self.message:
            yield self.message
        for held in self.filled.values() if self.message else (self.source,):
            yield from _within(held)

    def translated(self, messages: Mapping[str, str]) -> str:
        if not self.message:
            return _said_within(self.source, messages)
        said = messages.get(self.message)
        if said is None:
            said = self.message
        filled = {place: _said_within(held, messages) for place, held in self.filled.items()}
        lead = self.source[: len(self.source) - len(self.source.lstrip())]
        trail = self.source[len(self.source.rstrip()) :]
        return lead + _PLACE.sub(lambda place: filled[place[0]], said) + trail


def _parts(source: str) -> Iterator[_Part]:
    """Yield the pieces of a source, which together are the source."""
    run: list[tuple[str, str]] = []
    end = 0
    for token in _TOKEN.finditer(source):
        if token.start() > end:
            run.append(("text", source[end : token.start()]))
        end = token.end()
        kind = token.lastgroup if token.lastgroup != "raw" else "skip"
        if kind == "filled" or (kind == "tag" and _INLINE.match(token[0])):
            run.append((kind, token[0]))
            continue
        yield from _message(run)
        run = []
        yield _Part(token[0])
    if end < len(source):
        run.append(("text", source[end:]))
    yield from _message(run)


def _message(run: list[tuple[str, str]]) -> Iterator[_Part]:
    """Yield a run of text, fillings and elements within the line: what is around its words, and its message."""

    def worded(part: tuple[str, str]) -> bool:
        return part[0] == "text" and any(sign.isalpha() for sign in re.sub(r"&#?\w+;", "", part[1]))

    spoken = [index for index, part in enumerate(run) if worded(part)]
    if not spoken:
        yield from (_Part(text) for _, text in run)
        return
    first, last = _balanced(run, spoken[0], spoken[-1])
    yield from (_Part(text) for _, text in run[:first])
    core = run[first : last + 1]
    message, filled = "", {}
    opened: list[int] = []
    count = elements = 0
    for kind, text in core:
        if kind == "text":
            message += text
            continue
        if kind == "filled":
            count += 1
            place = f"{{{count}}}"
        elif text.startswith("</"):
            place = f"</{opened.pop() if opened else 0}>"
        else:
            elements += 1
            if re.match(r"<(?:br|wbr)\b", text, re.IGNORECASE):
                place = f"<{elements}/>"
            else:
                opened.append(elements)
                place = f"<{elements}>"
        filled[place] = text
        message += place
    yield _Part("".join(text for _, text in core), " ".join(message.split()), filled)
    yield from (_Part(text) for _, text in run[last + 1 :])


def _balanced(run: list[tuple[str, str]], first: int, last: int) -> tuple[int, int]:
    """Return a stretch of a run that has the words from first to last, and of its elements both ends where it can."""
    changed = True
    while changed:
        changed = False
        while first > 0 and run[first - 1][0] != "tag":
            first -= 1
        while last < len(run) - 1 and run[last + 1][0] != "tag":
            last += 1
        depth = lowest = 0
        for kind, text in run[first : last + 1]:
            if kind == "tag" and not re.match(r"<(?:br|wbr)\b", text, re.IGNORECASE):
                depth += -1 if text.startswith("</") else 1
                lowest = min(lowest, depth)
        if lowest < 0 and first > 0:
            first, changed = first - 1, True
        elif depth - lowest > 0 and last < len(run) - 1:
            last, changed = last + 1, True
    return first, last


def _within(source: str) -> Iterator[str]:
    """Yield the messages of a tag's spoken attributes, and those that an expression chooses between."""
    if source.startswith("<"):
        for found in _SPOKEN.finditer(source):
            for part in _parts(found["value"]):
                yield from part.messages
    if source.startswith("{{") and _EITHER.fullmatch(source):
        yield from (one["words"].strip() for one in _LITERAL.finditer(source) if _chosen(one))


def _said_within(source: str, messages: Mapping[str, str]) -> str:
    if source.startswith("<"):
        return _SPOKEN.sub(
            lambda found: found["before"] + "".join(part.translated(messages) for part in _parts(found["value"])),
            source,
        )
    if source.startswith("{{") and _EITHER.fullmatch(source):
        return _LITERAL.sub(lambda one: _swapped(one, messages) if _chosen(one) else one[0], source)
    return source


def _chosen(one: re.Match[str]) -> bool:
    """Return whether a literal of an expression is words that are shown, and no argument of a filter or test."""
    return not one["before"].strip() and any(sign.isalpha() for sign in one["words"])


def _swapped(one: re.Match[str], messages: Mapping[str, str]) -> str:
    words = one["words"]
    core = words.strip()
    return f'{one["before"]}"{words.replace(core, messages.get(core, core))}"'


# --- what Python says

_spoken: ContextVar[str] = ContextVar("language of the interface", default=ENGLISH)


@contextmanager
def spoken(code: str) -> Iterator[None]:
    """Let `say` speak a language within."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def own() -> str:
    """Return the code of the language in which the edition speaks: of its interface and of its own words."""
    return _spoken.get()


def say(message: str, **values: object) -> str:
    """Return a message in the language of the edition, with values set in for names in braces."""
    return language(_spoken.get())(message, **values)


def digest() -> str:
    """Return a digest of all catalogues, for what was made by them."""
    found = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.yml")):
        found.update(path.read_bytes())
    return found.hexdigest()


# --- what scripts say: string literals, translated where scripts are laid into a site

_SCRIPT = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<template>`)""" + "|"
    r"(?P<regex>(?<=[(,=:\[!&|?{};\n])[ \t]*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*)",
    re.DOTALL,
)


def literals(source: str) -> list[str]:
    """Return the string literals of a script as messages, in order, each once; those within comments are left out.

    In a template literal ``{1}`` stands for the first value that is filled in.
    """
    return list(dict.fromkeys(message for _, message, _ in _literals(source) if message))


def _literals(source: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield a script in parts: the source, and of a literal its message, of one that is filled in its pieces too."""
    end = 0
    while found := _SCRIPT.search(source, end):
        yield source[end : found.start()], "", []
        end = found.end()
        if found["template"]:
            end = _closed(source, end, "`")
            literal = source[found.start() : end]
            yield literal, *_of_template(literal)
        elif found["string"]:
            yield found[0], found[0][1:-1], []
        else:
            yield found[0], "", []
    yield source[end:], "", []


def _closed(source: str, place: int, opened: str) -> int:
    """Return the place after the sign that closes a template literal, or what is filled into one."""
    stack = [opened]
    while stack:
        sign = source[place]
        if sign == "\\":
            place += 1
        elif stack[-1] == "`" and source.startswith("${", place):
            stack.append("{")
            place += 1
        elif sign == {"`": "`", "{": "}"}[stack[-1]]:
            stack.pop()
        elif stack[-1] == "{" and sign in "`{":
            stack.append(sign)
        elif stack[-1] == "{" and sign in "\"'":
            place = source.index(sign, place + 1)
        place += 1
    return place


def _of_template(literal: str) -> tuple[str, list[str]]:
    """Return the message of a template literal and its pieces: words, and in every second place what is filled in."""
    pieces, place = [""], 1
    while place < len(literal) - 1:
        if literal.startswith("${", place):
            end = _closed(literal, place + 2, "{")
            pieces += [literal[place + 2 : end - 1], ""]
            place = end
        else:
            step = 2 if literal[place] == "\\" else 1
            pieces[-1] += literal[place : place + step]
            place += step
    words = (f"{{{place // 2 + 1}}}" if place % 2 else one for place, one in enumerate(pieces))
    return "".join(words), pieces
