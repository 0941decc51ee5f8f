from __future__ import annotations

import json

from edition.search import codec
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = st.lists(st.integers(0, 2**40))
RISING = st.lists(st.integers(0, 2**30), unique=True).map(sorted)


def test_small_numbers_are_one_character_each() -> None:
    assert len(codec.write(range(codec.BASE))) == codec.BASE == 46
    assert len(codec.write([codec.BASE])) == 2


@given(NUMBERS)
def test_numbers_come_back(numbers: list[int]) -> None:
    written = codec.write(numbers)
    assert codec.numbers(written) == numbers
    assert json.dumps(written) == f'"{written}"'  # nothing that JSON must write in another way


@given(RISING)
def test_rising_numbers_come_back(numbers: list[int]) -> None:
    assert codec.rising(codec.steps(numbers)) == numbers


@given(st.lists(RISING.filter(bool)))
def test_places_come_back(places: list[list[int]]) -> None:
    assert codec.read_places(codec.places(places)) == places
