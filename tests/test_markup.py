from __future__ import annotations

import html.parser
import re
from typing import Any

import pytest
from edition import markup
from hypothesis import given
from hypothesis import strategies as st

ALLOWED = set(re.findall(r"\w+", "p a em strong code pre br hr ul ol li blockquote h1 h2 h3 h4 h5 h6"))
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "code": {"class"}}
SIGNS = "ab <>/\"'&;:#![]()*_`~\\\n\t-+>.1={}|https javascript"


class Elements(html.parser.HTMLParser):
    """Notes every element and attribute of an HTML text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.cases("markup.yml")
def test_markdown_becomes_html_as_the_case_says(case: dict[str, Any]) -> None:
    assert markup.block(case["input"]) == case["expected"]
    if "plain" in case:
        assert markup.plain(case["input"]) == case["plain"]


@pytest.mark.cases("excerpt.yml")
def test_the_sentence_is_chosen_as_the_case_says(case: dict[str, Any]) -> None:
    limit = int(case.get("limit", 240))
    assert markup.excerpt(case["input"], case.get("forms", ()), limit) == case["expected"]


def test_text_within_a_line_gets_no_paragraph() -> None:
    assert markup.inline("before *noon* & after") == "before <em>noon</em> &amp; after"
    assert markup.inline("noon") == "noon"


def test_code_blocks_keep_their_words() -> None:
    assert markup.plain("```\nlet x\n```") == "let x"


@given(st.text() | st.text(SIGNS))
def test_no_text_yields_an_element_or_address_that_is_not_allowed(text: str) -> None:
    for rendered in (markup.block(text), markup.inline(text)):
        for tag, attributes in Elements(rendered).found:
            assert tag in ALLOWED
            assert set(attributes) <= ATTRIBUTES.get(tag, set())
            address = (attributes.get("href") or "").strip().lower()
            assert not address.startswith(("javascript:", "vbscript:", "file:", "data:text"))


@given(st.text(SIGNS) | st.text("abc .,;:()?!-–“”’日本語0123", max_size=40))
def test_a_text_that_needs_no_parser_is_as_the_parser_would_have_it(text: str) -> None:
    text = text.strip()
    if text.startswith("~~~"):
        return  # a fence of tildes: shown as the words they are
    parsed = markup._MARKDOWN.render(text).strip().replace("&quot;", '"').replace(" />", ">") or "<p></p>"
    assert markup.block(text) in (parsed, parsed.replace("<p></p>", "").strip())


@given(st.text())
def test_an_excerpt_is_never_much_longer_than_its_limit(text: str) -> None:
    assert len(markup.excerpt(text, limit=20)) <= 21
