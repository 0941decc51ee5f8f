from __future__ import annotations

import json
from typing import Any

import pytest
from edition import yamlsource
from edition.faults import Place
from hypothesis import given
from hypothesis import strategies as st

SOURCE = """\
title:
  text: One
authors:
  - person: a
  - person: b
topics: [x, y]
"""


@pytest.mark.cases("yaml.yml")
def test_yaml_is_read_or_reported_as_the_case_says(case: dict[str, Any]) -> None:
    source, faults = yamlsource.load(case["input"], "f.yml")
    expected = case["expected"]
    assert sorted(str(fault) for fault in faults) == expected.get("faults", [])
    if "data" in expected:
        assert source.data == json.loads(expected["data"])


@pytest.mark.parametrize(
    ("loc", "line", "col"),
    [
        ((), 1, 1),
        (("title",), 2, 3),
        (("title", "text"), 2, 9),
        (("authors", 1), 5, 5),
        (("authors", 1, "person"), 5, 13),
        (("topics", 1), 6, 13),
        (("title", "nothing"), 2, 3),
        (("authors", 7, "person"), 4, 3),
        (("nothing", "at", "all"), 1, 1),
    ],
)
def test_every_value_has_its_place_and_a_missing_one_that_of_what_should_hold_it(
    loc: tuple[str | int, ...], line: int, col: int
) -> None:
    source, _ = yamlsource.load(SOURCE, "f.yml")
    assert source.place(loc) == Place("f.yml", line, col)


def test_a_key_has_a_place_of_its_own() -> None:
    source, _ = yamlsource.load(SOURCE, "f.yml")
    assert source.place(("title", "text"), key=True) == Place("f.yml", 2, 3)


def test_lines_are_counted_from_the_offset_on() -> None:
    source, _ = yamlsource.load(SOURCE, "a.md", offset=1)
    assert source.place(("authors", 0, "person")) == Place("a.md", 5, 13)
    _, faults = yamlsource.load("a: b: c", "a.md", offset=1)
    assert [fault.place for fault in faults] == [Place("a.md", 2, 5)]


def test_an_empty_source_has_a_place_too() -> None:
    source, _ = yamlsource.load("", "a.md", offset=1)
    assert source.place(("id",)) == Place("a.md", 2, 1)


def test_foreign_tags_are_passed_over_where_they_are_allowed() -> None:
    source, faults = yamlsource.load("a: !ENV [X, y]\nb: !!python/name:m.f", "mkdocs.yml", foreign_tags=True)
    assert faults == []
    assert source.data == {"a": ["X", "y"], "b": ""}


@given(st.text())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    source, faults = yamlsource.load(text, "f.yml")
    assert faults == [] or source.data is None


@given(st.text("a:-[]{}&*!|>'\"#%@` \n\t\x07\x7f\x85é?,~", max_size=30))
def test_no_text_of_signs_that_mean_something_makes_the_reader_fail(text: str) -> None:
    source, faults = yamlsource.load(text, "f.yml")
    assert faults == [] or source.data is None


PRINTED = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"], include_characters="\n\t"))
DATA: st.SearchStrategy[Any] = st.recursive(
    PRINTED | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTED, inner, max_size=4),
    max_leaves=12,
)


@given(DATA)
def test_what_json_writes_is_read_back(data: Any) -> None:
    source, faults = yamlsource.load(json.dumps(data, ensure_ascii=False), "f.yml")
    assert faults == []
    assert source.data == data


@pytest.mark.parametrize("depth", [60, 1000])
def test_lists_within_lists_without_end_are_a_fault(depth: int) -> None:
    _, faults = yamlsource.load("[" * depth + "]" * depth, "a.md", offset=1)
    assert [str(fault) for fault in faults] == [
        "a.md:2:1: values stand too deep within one another; write them flatter [yaml]"
    ]
