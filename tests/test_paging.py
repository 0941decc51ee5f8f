from __future__ import annotations

from edition.pages.paging import address, paged, pager
from hypothesis import given
from hypothesis import strategies as st


@given(st.integers(0, 1000), st.integers(4, 80))
def test_paging_loses_nothing_and_leaves_no_page_nearly_empty(count: int, size: int) -> None:
    items = list(range(count))
    cut = paged(items, size)
    assert [one for page in cut for one in page] == items
    assert all(len(page) == size for page in cut[:-1])
    assert len(cut[-1]) <= size + size // 4
    assert len(cut) == 1 or len(cut[-1]) > size // 4


@given(st.integers(0, 300), st.integers(1, 300))
def test_what_is_added_at_the_end_leaves_all_pages_but_the_last_as_they_are(count: int, more: int) -> None:
    items = list(range(count + more))
    before, after = paged(items[:count], 20), paged(items, 20)
    assert after[: len(before) - 1] == before[:-1]
    assert len(after) >= len(before)


def test_a_page_has_an_address_of_its_own_and_the_first_that_of_the_whole() -> None:
    assert [address("topics/tides/", n) for n in (1, 2, 12)] == [
        "topics/tides/",
        "topics/tides/2/",
        "topics/tides/12/",
    ]


def test_one_page_has_no_pager() -> None:
    assert pager("x/", 1, 1) is None


def test_the_pager_names_the_ends_and_the_pages_around() -> None:
    held = pager("x/", 7, 30)
    assert held is not None
    assert [(one["number"], one["gap"]) for one in held["numbers"]] == [
        (1, False),
        (5, True),
        (6, False),
        (7, False),
        (8, False),
        (9, False),
        (30, True),
    ]
    assert (held["before"], held["after"]) == ("x/6/", "x/8/")


@given(st.integers(2, 200))
def test_every_page_is_reached_from_the_first_by_the_pages_after(count: int) -> None:
    reached, here = {"x/"}, 1
    while (held := pager("x/", here, count)) and held["after"]:
        reached.add(held["after"])
        here += 1
    assert len(reached) == count
