from __future__ import annotations

import pytest
from edition import safety


@pytest.mark.parametrize("tag", ["iframe", "object", "embed", "base", "style", "applet", "frame"])
def test_an_element_that_frames_or_styles_is_told(tag: str) -> None:
    assert len(list(safety.of_element(tag, {}))) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("0; url=https://evil.example/", 1),
        ("0;URL='//evil.example/'", 1),
        ("0; url=javascript:trap()", 1),
        ("0; url=\\\\evil.example", 1),
        ("0; url=../../people/x/", 0),
        ("30", 0),
    ],
)
def test_a_page_may_lead_on_by_itself_within_the_site_only(content: str, told: int) -> None:
    found = list(safety.of_element("meta", {"http-equiv": " Refresh", "content": content}))
    assert len(found) == told


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("href", "javascript:x"),
        ("href", " \x01JavaScript:x"),
        ("href", "java\tscr\nipt:x"),
        ("href", "data:text/html,x"),
        ("href", "vbscript:x"),
        ("href", "blob:https://x/1"),
        ("href", "file:///etc/passwd"),
        ("action", "javascript:x"),
        ("formaction", "javascript:x"),
        ("xlink:href", "javascript:x"),
        ("srcdoc", "<p>"),
        ("style", "color: red"),
    ],
)
def test_an_attribute_that_runs_or_styles_is_told(key: str, value: str) -> None:
    assert len(list(safety.of_attribute("a", key, value))) == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("href", "https://a.example/?javascript:x"),
        ("href", "../a:b/"),
        ("href", "./x:y"),
        ("href", "#a:b"),
        ("href", "mailto:a@b.example"),
        ("href", "tel:+81"),
        ("title", "javascript:x"),
        ("alt", "note: x"),
    ],
)
def test_an_attribute_that_does_neither_is_let_through(key: str, value: str) -> None:
    assert list(safety.of_attribute("a", key, value)) == []
