from __future__ import annotations

import lxml.html
import pytest
from edition import markup, wall
from edition.textmarks import reference
from hypothesis import given
from hypothesis import strategies as st

SIGNS = st.text("<>&\"'*_`[]()!#/=: \n-ajx", max_size=60)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<script>trap()</script>b</p>", "<p>ab</p>"),
        ("<p onclick='x'>a</p>", "<p>a</p>"),
        ("<a href='javascript:x'>a</a>", "<a>a</a>"),
        ("<a href='java\tscript:x'>a</a>", "<a>a</a>"),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
        ("<img src=x onerror=x>a", "a"),
        ("<svg><style><img src=x onerror=trap()></style></svg>", ""),
        ("<iframe srcdoc=x></iframe><object></object><base href=x>", ""),
        ("<p style='color:red'>a<!-- b --></p>", "<p>a</p>"),
    ],
)
def test_what_is_not_listed_is_left_out(html: str, expected: str) -> None:
    assert wall.clean(html) == expected


def test_what_the_edition_sets_into_paragraphs_comes_through() -> None:
    made = (
        '<p>On <a class="ed-mention" href="../../people/x/">X</a>'
        f'{reference("radar", 3)} <a href="#p2">¶ 2</a> <em>b</em>\u00a0&lt;i&gt;</p>'
    )
    assert wall.clean(made) == made


@given(SIGNS)
def test_nothing_is_lost_of_what_markdown_gives(text: str) -> None:
    words = lxml.html.fragment_fromstring(markup._MARKDOWN.render(text), create_parent="div").text_content()
    made = wall.clean(markup._MARKDOWN.render(text))
    assert lxml.html.fragment_fromstring(made, create_parent="div").text_content() == words
    assert wall.clean(made) == made
