from __future__ import annotations

import random

from edition.search.slots import LEAST, size, slots
from hypothesis import given
from hypothesis import strategies as st

IDS = st.sets(st.text("abcdefgh-0123", min_size=1, max_size=6), max_size=120)


def test_table_has_four_places_a_thing() -> None:
    assert [size(n) for n in (0, 1, 16, 17, 5000)] == [LEAST, LEAST, 64, 128, 32768]


@given(IDS, st.randoms(use_true_random=False))
def test_numbers_do_not_depend_on_the_order(ids: set[str], chance: random.Random) -> None:
    listed = sorted(ids)
    held = slots(listed)
    chance.shuffle(listed)
    assert slots(listed) == held
    assert len(set(held.values())) == len(ids)
    assert all(0 <= number < size(len(ids)) for number in held.values())


def test_one_more_moves_hardly_any() -> None:
    ids = [f"article-{n}" for n in range(1000)]
    before = slots(ids)
    moved = []
    for n in range(20):
        after = slots([*ids, f"new-{n}"])
        moved.append(sum(after[one] != before[one] for one in ids))
    assert max(moved) <= 3
    assert sum(moved) <= 8
