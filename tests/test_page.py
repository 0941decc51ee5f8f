from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import pytest
from edition.page import Page, relative
from hypothesis import assume, given
from hypothesis import strategies as st

SEGMENT = st.sampled_from(["a", "b", "articles", "a-2", "2019"])
WORDS = st.text('ab é潮\ud800"\n', max_size=3)
ADDRESS = st.lists(SEGMENT, max_size=3).map(lambda parts: "".join(part + "/" for part in parts))
FRAGMENT = st.sampled_from(["", "#p1", "#p12a", "#cite"])
TARGET = st.tuples(ADDRESS, st.just("") | st.sampled_from(["cite.bib", "search-index.js"]), FRAGMENT).map("".join)
VALUES: st.SearchStrategy[Any] = (
    WORDS
    | st.integers(0, 2)
    | st.booleans()
    | st.none()
    | st.lists(WORDS, max_size=2)
    | st.dictionaries(WORDS, WORDS | st.lists(st.dictionaries(WORDS, WORDS, max_size=2), max_size=2), max_size=3)
)
DATA = st.dictionaries(WORDS, VALUES, max_size=3)
PAGES = st.builds(Page, ADDRESS, WORDS, WORDS, WORDS, DATA)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("", "", "./"),
        ("", "articles/a/", "articles/a/"),
        ("articles/a/", "", "../../"),
        ("articles/a/", "articles/a/", "./"),
        ("articles/a/", "articles/a/#p5", "#p5"),
        ("articles/a/", "articles/b/#p5", "../../articles/b/#p5"),
        ("articles/", "articles/b/", "b/"),
        ("topics/t/", "topics/", "../../topics/"),
        ("articles/a/", "assets/search-index.js", "../../assets/search-index.js"),
    ],
)
def test_links_are_relative_and_those_within_a_page_only_a_fragment(source: str, target: str, expected: str) -> None:
    found = relative(source, target)
    base = "https://example.org/x/"
    assert urljoin(base + source, found) == urljoin(base + source, expected)
    assert not found.startswith("/")


@given(ADDRESS, TARGET, st.sampled_from(["https://example.org/", "https://example.org/a/b/", "file:///home/x/"]))
def test_a_relative_link_leads_to_its_target_under_any_path(source: str, target: str, base: str) -> None:
    assert urljoin(base + source, relative(source, target)) == base + target


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("", "index.md"),
        ("articles/", "articles/index.md"),
        ("articles/a/", "articles/a.md"),
        ("articles/a/b/", "articles/a/b/index.md"),
    ],
)
def test_the_file_of_a_page_is_the_one_that_mkdocs_turns_into_its_address(address: str, file: str) -> None:
    assert Page(address, "t.html", "T", "D", {}).file == file


@given(PAGES, PAGES, WORDS, WORDS)
def test_the_key_differs_when_any_input_differs(page: Page, other: Page, salt: str, other_salt: str) -> None:
    assume((page, salt) != (other, other_salt))
    # Python holds 1 and True for one value; pages show them differently.
    assume(repr((page, salt)) != repr((other, other_salt)))
    if page != other:
        assert page.key(salt) != other.key(salt)
    if salt != other_salt:
        assert page.key(salt) != page.key(other_salt)


@given(PAGES, WORDS, st.sampled_from(["address", "template", "title", "description"]), WORDS)
def test_the_key_differs_when_one_field_differs(page: Page, salt: str, field: str, text: str) -> None:
    assume(getattr(page, field) != text)
    changed: dict[str, Any] = {field: text}
    assert replace(page, **changed).key(salt) != page.key(salt)


@given(PAGES, WORDS)
def test_the_key_is_the_same_in_whatever_order_the_data_stand(page: Page, salt: str) -> None:
    turned = Page(page.address, page.template, page.title, page.description, _turned(page.data))
    assert turned.key(salt) == page.key(salt)


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _turned(inner) for key, inner in reversed(value.items())}
    return [_turned(inner) for inner in value] if isinstance(value, list) else value
