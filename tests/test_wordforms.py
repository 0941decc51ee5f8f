from __future__ import annotations

from itertools import pairwise

from edition.wordforms import FormFinder, Found
from hypothesis import given
from hypothesis import strategies as st


def owners(finder: FormFinder, text: str) -> list[tuple[str, str]]:
    return [(found.owner, text[found.start : found.end]) for found in finder.find(text)]


def test_forms_are_found_whatever_their_capitals_and_as_whole_words() -> None:
    finder = FormFinder([("tide", "tides"), ("high tide", "tides"), ("tide table", "books")])
    assert owners(finder, "The High\nTide table; tidesman, TIDE") == [
        ("tides", "High\nTide"),
        ("books", "Tide table"),
        ("tides", "TIDE"),
    ]


def test_one_form_may_have_two_owners_and_japanese_needs_no_spaces() -> None:
    finder = FormFinder([("潮", "tides"), ("潮", "sea")])
    assert owners(finder, "潮が引く") == [("sea", "潮"), ("tides", "潮")]


def test_without_forms_nothing_is_found() -> None:
    assert list(FormFinder([]).find("tide")) == []
    assert list(FormFinder([("", "x")]).find("tide")) == []


@given(st.lists(st.text("ab ", min_size=1, max_size=4), max_size=5), st.text("ab ", max_size=30))
def test_no_two_places_of_one_owner_overlap(forms: list[str], text: str) -> None:
    found = list(FormFinder((form, "x") for form in forms).find(text))
    assert all(isinstance(one, Found) and one.start < one.end for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
