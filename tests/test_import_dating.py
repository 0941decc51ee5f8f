"""Dates that an input declares, and those that are refused."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from edition import dates
from edition.importing import dating
from htmldate import find_date
from hypothesis import given
from hypothesis import strategies as st

TODAY = datetime.date(2026, 11, 25)
READERS = {"line": dating.of_line, "stamp": dating.of_stamp, "address": dating.of_address, "name": dating.of_name}


@pytest.mark.cases("import/dates.yml")
def test_a_declared_date(case: dict[str, Any]) -> None:
    (kind,) = set(case) & set(READERS)
    found = READERS[kind](case[kind], TODAY)
    if "refused" in case:
        assert found is not None
        assert case["refused"] in found.refused
    else:
        assert (found.edtf if found else "") == case["date"]
        if found:
            assert dates.parse(found.edtf).text == found.edtf


def test_the_dates_that_guessers_take_out_of_a_page_are_not_declared_ones() -> None:
    """The library made for this takes the year of a copyright line for a day; that is why it is not asked."""
    prose = "The harbour is old and its lamps are older, as everybody says."
    page = f"<html><body><p>{prose}</p><footer>© 2012 X</footer></body></html>"
    assert find_date(page) == "2012-01-01"
    assert dating.of_line("© 2012 X", TODAY) is None


@given(st.dates(datetime.date(1500, 1, 1), TODAY))
def test_a_day_is_read_in_each_of_its_forms(day: datetime.date) -> None:
    if dating.checked(day.year, day.month, day.day, TODAY).refused:
        return
    month = dates.MONTHS[day.month - 1]
    for written in (
        day.isoformat(),
        f"{day.day} {month} {day.year:04}",
        f"{month} {day.day}, {day.year:04}",
        f"{month[:3]}. {day.day}, {day.year:04}",
        f"{day.year:04}年{day.month}月{day.day}日",
    ):
        found = dating.of_line(written, TODAY)
        assert found is not None, written
        assert found.edtf == day.isoformat()


def test_several_dates_agree_where_they_hold_one_another() -> None:
    assert dating.agreed(["2019", "2019-05", "2019-05-09"]) == "2019-05-09"
    assert dating.agreed(["2019-05-09", "2019-05-10"]) is None
    assert dating.one_of(["2019-05-10", "2019-05-09"]) == "[2019-05-09,2019-05-10]"
