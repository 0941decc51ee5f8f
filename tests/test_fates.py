"""What became of addresses: followed to the end, with what stands in a page, below it, and between two."""

from __future__ import annotations

import pytest
from edition.permalinks.fates import Fate, Fates

STANDING = frozenset(["articles/new/", "articles/new/#p1", "articles/other/", "people/b/"])


def held(*own: Fate, known: tuple[str, ...] = ()) -> Fates:
    return Fates({fate.address: fate for fate in own}, {}, STANDING, known)


MOVED = Fate("articles/old/", "articles/new/", "2026-01-01", "")
OLDER = Fate("articles/older/", "articles/old/", "2025-01-01", "")
WITHDRAWN = Fate("articles/gone/", "", "2026-02-02", "It was asked for.")
PARAGRAPH = Fate("articles/old/#p4", "", "2026-01-05", "An advertisement.")


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("articles/new/", "articles/new/"),
        ("articles/old/", "articles/new/"),
        ("articles/older/", "articles/new/"),
        ("articles/older/#p1", "articles/new/#p1"),
        ("articles/older/#n-radar", "articles/new/#n-radar"),
        ("articles/older/cite/", "articles/new/cite/"),
        ("articles/older/#p4", "articles/old/#p4"),
        ("articles/gone/#p1", "articles/gone/#p1"),
        ("articles/unknown/", "articles/unknown/"),
        ("compare/old/other/", "compare/new/other/"),
        ("compare/older/zebra/", "compare/new/zebra/"),
        ("compare/new/older/", "articles/new/"),
    ],
)
def test_an_address_is_followed_to_where_it_leads(address: str, end: str) -> None:
    assert held(MOVED, OLDER, WITHDRAWN, PARAGRAPH).resolve(address) == end


def test_what_is_part_of_a_page_goes_with_it() -> None:
    found = held(MOVED, WITHDRAWN)
    paragraph, page = found.of("articles/old/#p1"), found.of("articles/gone/cite/")
    assert paragraph is not None
    assert (paragraph.state, paragraph.to) == ("moved", "articles/new/#p1")
    assert page is not None
    assert (page.state, page.reason) == ("withdrawn", "It was asked for.")
    assert found.of("articles/new/") is None
    assert found.of("compare/new/other/") is None


def test_a_comparison_with_an_article_that_was_withdrawn_is_withdrawn_too() -> None:
    fate = held(WITHDRAWN).of("compare/gone/new/")
    assert fate is not None
    assert (fate.state, fate.date, fate.reason) == ("withdrawn", "2026-02-02", "It was asked for.")


def test_moved_is_the_same_place_in_another_page_and_merged_another_place() -> None:
    assert Fate("a/b/", "a/c/", "", "").state == "moved"
    assert Fate("a/b/#p1", "a/c/#p1", "", "").state == "moved"
    assert Fate("a/b/#p2", "a/b/#p1", "", "").state == "merged"


def test_addresses_that_lead_round_in_a_circle_come_to_an_end() -> None:
    one, two = Fate("people/x/", "people/y/", "", ""), Fate("people/y/", "people/x/", "", "")
    assert held(one, two).resolve("people/x/") in ("people/x/", "people/y/")
    itself = Fate("people/x/", "people/x/", "", "")
    assert held(itself).resolve("people/x/") == "people/x/"


def test_a_tombstone_moves_with_its_page_unless_something_else_has_its_number_there() -> None:
    first = Fate("articles/old/#p1", "", "2026-01-05", "It was put otherwise.")
    found = held(MOVED, PARAGRAPH, first, known=("articles/old/#p4", "articles/old/#p1"))
    assert list(found.within("articles/new/")) == ["p4"]
    assert found.fragments["articles/old/"] == ("p1", "p4")
