from __future__ import annotations

import pytest
from edition.folding import folded, holding, holds
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim’s “No”", 'kim\'s "no"'),
        ("U.S.–Japan", "u.s.-japan"),
        ("high‑water mark", "high-water mark"),
        ("soft\u00adhyphen", "softhyphen"),
        ("  two\u00a0 words\n", "two words"),
        ("Straße", "strasse"),
        ("cafe\u0301", "café"),
        ("森花子", "森花子"),
    ],
)
def test_case_quotation_marks_hyphens_and_spaces_are_folded(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("the lamp, lit", "lamp"),
        ("u.s. troops", "u.s."),
        ("the u.s.-japan alliance", "u.s.-japan alliance"),
        ("in 2015 agreement was", "2015 agreement"),
        ("港の灯は赤い", "灯"),
        ("모리 하나코가", "하나코"),
    ],
)
def test_a_text_holds_a_form_as_whole_words_and_in_unspaced_scripts_anywhere(text: str, form: str) -> None:
    assert holds(text, form)


@pytest.mark.parametrize(
    ("text", "form"), [("the clamps", "lamp"), ("lamps", "lamp"), ("anything", ""), ("", "lamp")]
)
def test_part_of_a_word_and_an_empty_form_are_not_held(text: str, form: str) -> None:
    assert not holds(text, form)


def test_texts_that_hold_a_form_are_returned_as_they_were_written() -> None:
    assert holding(["Kim’s Lamp", "a clamp", "LAMP"], ["lamp"]) == ["Kim’s Lamp", "LAMP"]


@given(st.text())
def test_folding_what_is_folded_changes_nothing_in_how_it_compares(text: str) -> None:
    assert folded(folded(folded(text))) == folded(folded(text))


@given(st.text(min_size=1))
def test_a_text_that_is_not_blank_holds_itself(text: str) -> None:
    whole = folded(text)
    assert holds(whole, whole) == bool(whole)
