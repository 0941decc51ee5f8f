from __future__ import annotations

import json
from itertools import accumulate

import numpy as np
from edition.search import codec
from hypothesis import example, given
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


@given(st.lists(NUMBERS))
@example([[0, 45], [], [46, 46**2 - 1, 46**2, 46**3], [2**62]])
def test_many_numbers_are_written_like_one_after_the_other(parts: list[list[int]]) -> None:
    ends = list(accumulate(map(len, parts)))
    held = np.array([number for part in parts for number in part], np.int64)
    assert codec.write_apart(held, np.array(ends, np.int64)) == [codec.write(part) for part in parts]
