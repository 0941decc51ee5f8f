"""YAML as an editor would write it and the edition's reader takes it: plain where it can be, quoted where it must."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edition import yamlsource

WIDTH = 100  # characters of a line in a list that is written along the line
_PLAIN = re.compile(r"[^\W_](?:[\w .,;’‘“”/()&+%$£€…–—'=@?!~-]|:(?! |$))*", re.UNICODE)
_INNER = re.compile(r"[^\W_](?:[\w .;’‘“”/()&+%$£€…–—'=@?!~-])*", re.UNICODE)


def dumped(data: Mapping[str, Any], indent: int = 0) -> str:
    """Return a mapping of text, lists and mappings as YAML; empty values are left out."""
    return "".join(f"{' ' * indent}{line}\n" for line in _lines(data))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if value is None or value == "" or value == [] or value == {}:
            continue
        name = scalar(str(key), inner=True)
        if isinstance(value, Comment):
            yield f"# {value.text}"
        elif isinstance(value, Mapping):
            yield f"{name}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, Along):
            yield from _along(name, value.items)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{name}:"
            for one in value:
                inner = list(_lines(one)) if isinstance(one, Mapping) else [scalar(str(one))]
                yield f"  - {inner[0]}"
                yield from (f"    {line}" for line in inner[1:])
        elif foldable(value):
            yield f"{name}: >-"
            yield from (f"  {line}" for line in _wrapped(value))
        else:
            yield f"{name}: {scalar(value)}"


class Along:
    """A list that is written along the line, in brackets."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = list(items)

    def __eq__(self, other: object) -> bool:
        return self.items == other

    def __hash__(self) -> int:
        return id(self)


class Comment:
    """A line for the editor’s eye, under a key of its own that is not written."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())


def _along(name: str, items: Sequence[str]) -> Iterator[str]:
    line = f"{name}: ["
    for index, item in enumerate(items):
        part = scalar(item, inner=True) + (", " if index + 1 < len(items) else "]")
        if len(line) + len(part.rstrip()) > WIDTH and not line.endswith("["):
            yield line.rstrip()
            line = "  "
        line += part
    yield line


def foldable(value: object) -> bool:
    """Return whether a text is long, and such that lines broken at its spaces read back as it is."""
    if not isinstance(value, str) or len(value) <= WIDTH or not value.isprintable():
        return False
    return value == " ".join(value.split()) and all(len(word) < WIDTH for word in value.split())


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > WIDTH - 4:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def scalar(value: object, *, inner: bool = False) -> str:
    """Return a value as a scalar that reads back as the same text; `inner` for one within brackets or a key."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if (
        (_INNER if inner else _PLAIN).fullmatch(text)
        and text == text.strip()
        and " #" not in text
        and not text.isdecimal()
    ):
        source, faults = yamlsource.load(f"- {text}\n", "")
        if not faults and source.data == [text]:
            return text
    quoted = json.dumps(text, ensure_ascii=False)
    # What JSON leaves bare and YAML does not allow, or a reader would not see.
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", quoted)
