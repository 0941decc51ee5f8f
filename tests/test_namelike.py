from __future__ import annotations

from typing import Any

import pytest
from edition.mentions import Finder, Form
from edition.namelike import Text, names
from hypothesis import given
from hypothesis import strategies as st

FORMS = (
    Form("Ann Marsh", "people/ann/"),
    Form("Marsh", "people/ann/", "short", after=True),
    Form("Tide Board", "organisations/board/"),
    Form("Norland", "places/norland/"),
)


def texts(words: list[str]) -> list[Text]:
    return [Text("a", f"p{number}", one) for number, one in enumerate(words, 1)]


@pytest.mark.cases("namelike.yml")
def test_case(case: dict[str, Any]) -> None:
    found = names(texts(case["input"]), Finder(FORMS))
    assert [f"{name.words} ({name.shape}) {name.count}" for name in found] == case["expected"]


def test_places_are_told_once_each_and_words_that_are_known_are_left_out() -> None:
    held = texts(["So Reed and Reed.", "And Reed, and Hale."])
    (reed,) = names(held, Finder(()), known=["HALE"])
    assert (reed.words, reed.count, reed.places) == ("Reed", 3, ["a#p1", "a#p2"])


def test_a_short_form_counts_in_its_own_article_only() -> None:
    held = [Text("a", "p1", "By Ann Marsh."), Text("b", "p1", "And so did Marsh.")]
    assert [(name.words, name.places) for name in names(held, Finder(FORMS))] == [("Marsh", ["b#p1"])]


@given(st.lists(st.text("AB ab.’-U.S. of and 森ア", max_size=40), max_size=4))
def test_every_name_stands_in_the_places_that_it_names(words: list[str]) -> None:
    held = texts(words)
    by_place = {text.at: text.words for text in held}
    for name in names(held, Finder(FORMS)):
        assert name.count >= len(name.places) > 0
        for place in name.places:
            assert name.words.split()[0] in by_place[place]
            assert name.words.split()[-1] in by_place[place]
