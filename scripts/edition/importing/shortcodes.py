"""Shortcodes of Hugo, Liquid and kramdown in Markdown: cut, or turned into words, pictures and links, by rules."""

from __future__ import annotations

import re
from collections.abc import Mapping

from edition.importing.furniture import ShortcodeRule
from edition.importing.pieces import Cut

_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_SHORTCODE = re.compile(
    r"\{\{[<%]\s*/?\s*(?P<hugo>[\w./-]+)\s*(?P<h>[^{}]{0,2000}?)/?\s*[>%]\}\}|"
    r"\{%-?\s*(?P<tag>[\w.-]+)\s*(?P<t>[^{}%]{0,2000}?(?:%(?!\})[^{}%]{0,500}?){0,5})-?%\}|"
    r"\{\{-?\s*(?P<out>[^{}]{1,2000}?)\s*-?\}\}"
)
_KRAMDOWN = re.compile(r"[ \t]*\{:(?!\s*\})\s?[^{}\n]{0,300}\}|[ \t]+\{#[\w-]+\}(?=[ \t]*$)", re.MULTILINE)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)\s*(?:=|:(?=\s*[\"']))\s*)?(?:\"(?P<d>(?:[^\"\\]|\\.)*)\"|'(?P<s>(?:[^'\\]|\\.)*)'|(?P<b>[^\s\"',]+))"
)
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")


def applied(text: str, rules: Mapping[str, ShortcodeRule], line: int) -> tuple[str, list[Cut], list[str]]:
    """Return Markdown in which shortcodes are replaced, what was cut, and the names of those without a rule.

    Line ends stay where they are, and each line of a shortcode is a cut of its own. Code is left alone, fenced or
    within a line, and so is what Liquid calls raw.
    """
    cuts: list[Cut] = []
    unknown: list[str] = []

    def at(place: int) -> int:
        return line + text.count("\n", 0, place)

    fenced = list(_fenced(text))
    raw = [match.span() for match in _RAW.finditer(text)]

    def outside(place: int) -> bool:
        return not any(start <= place < end for start, end in fenced)

    def cut(rule: str, match: re.Match[str]) -> None:
        for number, part in enumerate(match[0].split("\n")):
            cuts.append(Cut(rule, part.strip(), at(match.start()) + number))

    def comment(match: re.Match[str]) -> str:
        cut("shortcode-comment", match)
        return "\n" * match[0].count("\n")

    def shortcode(match: re.Match[str]) -> str:
        name, arguments = _taken_apart(match)
        rule = next((rules[one] for one in name if one in rules), None)
        tag = name[0] in ("raw", "endraw") if name else False
        if not tag and (not outside(match.start()) or _in_code(text, match.start())):
            return match[0]
        if not tag and any(start <= match.start() < end for start, end in raw):
            return match[0]
        if rule is None:
            unknown.append(name[0] if name else match[0][:40])
            return match[0]
        cut("shortcode", match)
        return _made(rule, arguments, match) + "\n" * match[0].count("\n")

    def attributes(match: re.Match[str]) -> str:
        if not outside(match.start()):
            return match[0]
        cut("attributes", match)
        return ""

    text = _COMMENT.sub(comment, text) if not fenced else text
    text = _SHORTCODE.sub(shortcode, text)
    fenced = list(_fenced(text))
    text = _KRAMDOWN.sub(attributes, text)
    return text, cuts, unknown


def _fenced(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start, mark = -1, ""
    for match in _FENCE.finditer(text):
        if start < 0:
            start, mark = match.start(), match[1]
        elif match[1][0] == mark[0] and len(match[1]) >= len(mark):
            spans.append((start, match.end()))
            start = -1
    return spans if start < 0 else [*spans, (start, len(text))]


def _in_code(text: str, place: int) -> bool:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    return any(m.start() <= place - start < m.end() for m in _CODE.finditer(line))


def _taken_apart(match: re.Match[str]) -> tuple[list[str], dict[str, str]]:
    """Return the names by which a rule may be found, and the arguments by number or name."""
    if match["out"] is None:
        return [match["hugo"] or match["tag"]], _arguments(match["h"] or match["t"] or "")
    parts = re.split(r"\|(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", match["out"])
    value = parts[0].strip()
    filters = [part.strip().partition(":") for part in parts[1:]]
    arguments = _arguments(" ".join([value, *(rest for _, _, rest in filters)]))
    return [*(name.strip() for name, _, _ in filters), value], arguments


def _arguments(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    number = 0
    for match in _ARGUMENT.finditer(text):
        value = next((match[key] for key in "dsb" if match[key] is not None), "")
        if match["key"]:
            found[match["key"]] = value
        else:
            number += 1
            found[str(number)] = value
    return found


def _made(rule: ShortcodeRule, arguments: Mapping[str, str], match: re.Match[str]) -> str:
    words = arguments.get(rule.words or "", "")
    address = arguments.get(rule.address or "", "")
    if rule.take == "words":
        return words
    if rule.take == "picture":
        if not words:  # quotation marks within quotation marks
            rest = match[0].partition(address)[2] if address else ""
            words = re.sub(r"^[\"'\s,]+|[\"'\s/-]*%\}$|[\"'\s/]*[>%]\}\}$", "", rest)
        safe = re.sub(r"([\[\]\\*_`<>])", r"\\\1", " ".join(words.split()))
        return f"![{safe}](<{address}>)" if safe else ""
    if rule.take == "link" and words:
        safe = re.sub(r"([\[\]\\*_`<>])", r"\\\1", " ".join(words.split()))
        return f"[{safe}](<{address}>)"
    return ""
