from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from edition import reader
from edition.concordance import CONTEXT, Line, concordance, initial
from edition.model.authority import Headword
from edition.model.edition import Edition
from hypothesis import given
from hypothesis import strategies as st

Edit = Callable[[Path, str, str], None]


def shown(line: Line) -> str:
    return f"{line.article} {line.paragraph} {line.source}: {line.before}[{line.form}]{line.after}"


@pytest.mark.cases("concordance.yml")
def test_a_headword_stands_where_the_case_says(toy_edition: Edition, case: dict[str, Any]) -> None:
    assert [shown(line) for line in concordance(toy_edition)[case["input"]]] == case["expected"]


def test_a_note_is_the_editor_s_and_leads_to_itself(toy: Path, edit: Edit) -> None:
    note = "notes:\n  wick:\n    paragraph: p1\n    words: Oil\n    type: context\n    text: The clerk knew.\n"
    note += "    sources: [invented]\n    as_of: 2024-01-01\n"
    edit(toy / "articles" / "lamp-oil.md", "kind: editorial\n", f"kind: editorial\n{note}")
    lines = concordance(reader.read_edition(toy)[0])["clerk"]
    assert [(line.paragraph, line.note) for line in lines if line.source == "note"] == [("p1", "wick")]


def test_a_text_at_hand_is_read_instead_of_the_terms(toy_edition: Edition) -> None:
    edition = replace(toy_edition, texts={"harbour-dues": {"p2": "So the clerk told me."}})
    lines = [line for line in concordance(edition)["clerk"] if line.article == "harbour-dues"]
    assert [shown(line) for line in lines if line.source != "summary"] == [
        "harbour-dues p2 text: So the [clerk] told me."
    ]


def test_an_edition_without_headwords_has_no_concordance(toy_edition: Edition) -> None:
    assert concordance(replace(toy_edition, authority=replace(toy_edition.authority, headwords={}))) == {}


def test_a_headword_that_stands_nowhere_has_no_lines(toy_edition: Edition) -> None:
    words = {"kelp": Headword(word="kelp", forms=("kelp", "해초"))}
    edition = replace(toy_edition, authority=replace(toy_edition.authority, headwords=words))
    assert concordance(edition) == {"kelp": ()}


@pytest.mark.parametrize(
    ("word", "letter"), [("tide", "T"), ("Éclair", "É"), ("潮", "潮"), ("납치", "납"), ("1965", "#")]
)
def test_a_word_is_listed_under_its_first_letter(word: str, letter: str) -> None:
    assert initial(word) == letter


@given(st.text(st.sampled_from("ab 潮한"), max_size=200), st.text(st.sampled_from("ab 潮한"), max_size=200))
def test_a_line_is_cut_from_its_text_and_not_longer_than_a_line(before: str, after: str) -> None:
    from edition.concordance import _line
    from edition.wordforms import Found

    words = f"{before} tide {after}"
    line = _line("a", "p1", "text", words, Found(len(before) + 1, len(before) + 5, "tide"))
    assert line.form == "tide"
    whole = line.before.removeprefix("…") + line.form + line.after.removesuffix("…")
    assert whole in words
    assert len(line.before) <= CONTEXT + 1
    assert len(line.after) <= CONTEXT + 1
