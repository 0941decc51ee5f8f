from __future__ import annotations

import pytest
from edition import characters


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "a\tb\nc",
        "日本語 한국어",
        "עברית العربية",
        "left\u200eto\u200fright",
        "a\u00a0b\u00adc",
        "🏴‍☠️",
        "&#65; &#x1F3F4;",
    ],
)
def test_what_readers_read_is_not_refused(text: str) -> None:
    assert characters.refused(text) is None


@pytest.mark.parametrize(
    ("text", "at", "what"),
    [
        ("ab\0", 2, "the control character U+0000 stands in the text"),
        ("a\x1b[31m", 1, "the control character U+001B stands in the text"),
        ("a\u0085", 1, "the control character U+0085 stands in the text"),
        ("a\ufffe", 1, "the control character U+FFFE stands in the text"),
        ("\u202egpj.exe", 0, "the character U+202E turns the order of what follows"),
        ("a \u2066b\u2069", 2, "the character U+2066 turns the order of what follows"),
        ("a\u2028b", 1, "the character U+2028 is a line end of an uncommon kind"),
        ("a &#x202E; b", 2, "the character U+202E turns the order of what follows"),
        ("a &#8238; b", 2, "the character U+202E turns the order of what follows"),
        ("&#0;", 0, "the control character U+0000 stands in the text"),
        ("&#x110000;", 0, "the control character U+FFFF stands in the text"),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, at: int, what: str) -> None:
    found = characters.refused(text)
    assert found is not None
    assert (found[0], found[2]) == (at, what)
    assert found[3]
