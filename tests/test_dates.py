from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from edition import dates
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.cases("dates.yml")
def test_a_date_is_understood_or_refused_as_the_case_says(case: dict[str, Any]) -> None:
    expected = case["expected"]
    if "refused" in expected:
        with pytest.raises(ValueError, match=f"^{re.escape(expected['refused'])}$"):
            dates.parse(case["input"])
    else:
        date = dates.parse(case["input"])
        assert {"words": str(date), "earliest": date.earliest, "latest": date.latest} == expected
        assert date.text == case["input"]


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("2019-05-09", "2019-05-09"),
        ("2019-03?", "2019-03"),
        ("[2019-02-28..2019-03-02]", "2019"),
        ("2020-21", "2020"),
        ("2019-12-30/2020-01-02", ""),
        ("195X", ""),
        ("2010/..", ""),
    ],
)
def test_a_machine_is_told_as_much_as_is_sure(text: str, machine: str) -> None:
    assert dates.parse(text).machine == machine


def test_the_year_is_that_of_the_earliest_day() -> None:
    assert dates.parse("[2019-12-30..2020-01-02]").year == 2019


def test_dates_are_ordered_by_their_earliest_day_then_their_latest() -> None:
    texts = ["2019", "2019-03", "2019-03-01", "2019-01-01", "../2018"]
    ordered = sorted(map(dates.parse, texts))
    assert [date.text for date in ordered] == ["../2018", "2019-01-01", "2019", "2019-03-01", "2019-03"]


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date_of_one_day(day: datetime.date) -> None:
    date = dates.parse(day.isoformat())
    assert date.earliest == date.latest == day.isoformat()


@given(st.text("0123456789-/.X?~%[],", max_size=24))
def test_whatever_is_taken_for_a_date_has_words_and_does_not_end_before_it_begins(text: str) -> None:
    try:
        date = dates.parse(text)
    except ValueError:
        return
    assert date.earliest <= date.latest
    assert str(date)
