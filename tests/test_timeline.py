from __future__ import annotations

import datetime
import json
from itertools import pairwise
from typing import Any

import pytest
from edition import annotate
from edition.dates import parse
from edition.faults import Place
from edition.model.article import Article, ArticleMatter, Paragraph
from edition.model.authority import Outlet
from edition.model.edition import RECORD_KINDS, Authority, Edition
from edition.model.settings import Settings
from edition.page import Page
from edition.pages import articles as article_pages
from edition.pages import timeline as timeline_pages
from edition.pages.timeline import PICTURED, ROW, TOP
from edition.relate import relate
from edition.timeline import NEAR, Moment, around, events, moments
from edition.yamlsource import Source
from hypothesis import given
from hypothesis import strategies as st

SETTINGS = {
    "site_name": "Small",
    "site_url": "https://small.example/",
    "site_author": "nobody",
    "site_description": "A small edition.",
    "extra": {
        "edition": {"short_title": "Small", "version": "1", "date": "2020-01-01", "corrections": "mailto:a@b.example"}
    },
}


def article(name: str, date: str) -> Article:
    matter = {
        "id": name,
        "title": {"text": name.capitalize(), "status": "original"},
        "kind": "column",
        "authors": [{"person": "ada-moon"}],
        "publication": {
            "outlet": "gazette",
            "date": date,
            "date_evidence": "Printed.",
            "status": "first",
            "url_note": "None.",
        },
        "rights": {"status": "public-domain"},
        "layer": "text",
    }
    paragraph = Paragraph("p1", "Words.", Place("a.md"))
    return Article(ArticleMatter.model_validate(matter), (paragraph,), Source(None, "a.md", None))


def edition(
    articles: dict[str, str], events: dict[str, str] | None = None, documents: dict[str, str | None] | None = None
) -> Edition:
    """Return an edition of articles, events and documents, each with its date."""
    records: dict[str, dict[str, dict[str, Any]]] = {
        "people": {"ada-moon": {"name": "Ada Moon", "family": "Moon", "given": "Ada"}},
        "events": {key: {"name": key.capitalize(), "when": date} for key, date in (events or {}).items()},
        "documents": {key: {"name": key.capitalize(), "when": date} for key, date in (documents or {}).items()},
    }
    held: dict[str, Any] = {
        kind: {key: model.model_validate(record) for key, record in records.get(kind, {}).items()}
        for kind, model in RECORD_KINDS.items()
    }
    authority = Authority(outlets={"gazette": Outlet(name="Gazette", kind="weekly")}, topics={}, sources={}, **held)
    made = sorted((article(name, date) for name, date in articles.items()), key=lambda one: one.order)
    return Edition(Settings.model_validate(SETTINGS), tuple(made), authority)


def shown(held: list[Moment]) -> list[str]:
    """Return what each moment is, without the folder of a record."""
    return [moment.article or moment.record.strip("/").split("/")[1] for moment in held]


def page_of(made: Edition) -> Page:
    (page,) = timeline_pages.pages(made, relate(made), annotate.annotate(made)[0])
    return page


# What is in it, and in which order


def test_events_and_dated_documents_are_in_it_and_undated_documents_are_not() -> None:
    made = edition({}, {"storm": "1902-11-03", "flood": "1901"}, {"treaty": "1901-06", "draft": None})
    assert [(moment.record, moment.article) for moment in events(made)] == [
        ("events/flood/", ""),
        ("documents/treaty/", ""),
        ("events/storm/", ""),
    ]


def test_moments_are_in_order_of_their_first_day_then_of_their_last() -> None:
    made = edition(
        {"b": "1902-11-03", "a": "1902-11-03", "year": "1902"},
        {"storm": "1902-11-03", "age": "1900/..", "war": "1902-11-03/1902-11-05", "old": "../1899"},
        {"treaty": "1902-11-03"},
    )
    assert shown(moments(made)) == ["old", "age", "year", "treaty", "storm", "a", "b", "war"]


def test_of_the_same_day_events_come_before_articles() -> None:
    made = edition({"a": "1902-11-03"}, {"zzz": "1902-11-03"}, {"zzzz": "1902-11-03"})
    assert shown(moments(made)) == ["zzzz", "zzz", "a"]


def test_an_edition_without_dates_has_no_moments_but_those_of_its_articles() -> None:
    assert moments(edition({})) == []
    assert shown(moments(edition({"a": "1902"}))) == ["a"]


# Before and after an article


def test_around_an_article_are_the_nearest_events_on_either_side() -> None:
    held = {f"e{year}": f"{year}" for year in range(1900, 1912)}
    made = edition({"a": "1905-06-01"}, held)
    before, after = around(events(made), made.articles[0])
    assert shown(before) == ["e1902", "e1903", "e1904"]
    assert shown(after) == ["e1906", "e1907", "e1908"]


@pytest.mark.parametrize(
    ("date", "event", "side"),
    [
        ("1905-06-02", "1905-06-01", "before"),
        ("1905-06-02", "1905-06-02", "before"),
        ("1905-06-02", "1905-06-03", "after"),
        ("1905-06-02", "1905-05-30/1905-06-01", "before"),
        ("1905-06-02", "1905-05-30/1905-06-03", ""),
        ("1905-06-02", "1905-06-02/1905-06-03", ""),
        ("1905-06-02", "1905-06", ""),
        ("1905-06-02", "1904/..", ""),
        ("1905-06-02", "1906/..", "after"),
        ("1905-06-02", "../1904", "before"),
        ("1905-06", "1905-06-01", "before"),
        ("1905-06", "1905-06-02", ""),
        ("1905-06", "1905-06", ""),
        ("1905-06", "1905-06-30", ""),
        ("1905-06", "1905-07-01", "after"),
        ("1905-06?", "1905-05-31~", "before"),
        ("[1905-06-01..1905-06-30]", "1905-06-15", ""),
    ],
)
def test_an_event_is_before_or_after_an_article_only_where_its_date_leaves_no_doubt(
    date: str, event: str, side: str
) -> None:
    made = edition({"a": date}, {"storm": event})
    before, after = around(events(made), made.articles[0])
    assert {"before": shown(before), "after": shown(after)} == {
        "before": ["storm"] if side == "before" else [],
        "after": ["storm"] if side == "after" else [],
    }


def test_what_lasted_longest_stands_last_among_what_was_over() -> None:
    made = edition({"a": "1905"}, {"long": "1890/1904", "short": "1891/1892", "later": "1893"})
    assert shown(around(events(made), made.articles[0])[0]) == ["short", "later", "long"]


DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(1903, 12, 31)).map(str)
DATES = (
    DAYS
    | DAYS.map(lambda day: day[:7])
    | DAYS.map(lambda day: day[:4])
    | st.tuples(DAYS, DAYS).map(lambda days: "/".join(sorted(days)))
    | DAYS.map(lambda day: f"{day}/..")
    | DAYS.map(lambda day: f"../{day}")
)
KEYS = st.sampled_from([f"k{number}" for number in range(12)])
EDITIONS = st.builds(
    edition, st.dictionaries(KEYS, DAYS | DAYS.map(lambda day: day[:7]), max_size=4), st.dictionaries(KEYS, DATES)
)


@given(EDITIONS)
def test_every_event_and_article_stands_once_and_none_before_one_that_began_earlier(made: Edition) -> None:
    held = moments(made)
    assert len(held) == len(made.articles) + len(made.authority.events)
    assert len(set(held)) == len(held)
    begins = [
        one.date.earliest if one.date.year else one.date.latest for one in held
    ]  # its end, if no beginning is known
    assert begins == sorted(begins)
    assert [moment for moment in held if moment.record] == events(made)
    assert shown([moment for moment in held if moment.article]) == [one.id for one in made.articles]


@given(EDITIONS)
def test_around_an_article_none_that_is_left_out_is_nearer(made: Edition) -> None:
    held = events(made)
    for one in made.articles:
        date = one.matter.publication.date
        before, after = around(held, one)
        assert len(before) <= NEAR
        assert len(after) <= NEAR
        assert all(moment.date.latest <= date.earliest for moment in before)
        assert all(moment.date.earliest > date.latest for moment in after)
        earlier = [moment for moment in held if moment.date.latest <= date.earliest and moment not in before]
        later = [moment for moment in held if moment.date.earliest > date.latest and moment not in after]
        assert not earlier or len(before) == NEAR
        assert not later or len(after) == NEAR
        assert all(out.date.latest <= moment.date.latest for out in earlier for moment in before)
        assert all(out.date.earliest >= moment.date.earliest for out in later for moment in after)


# The pages


def test_the_page_lists_every_moment_with_its_date_in_words() -> None:
    made = edition({"a": "1902-11"}, {"storm": "1902-11-03/1902-11-05"}, {"treaty": "1901?"})
    page = page_of(made)
    assert (page.address, page.template, page.title) == ("timeline/", "timeline.html", "Timeline")
    assert [(one["sort"], one["address"], one["date"]["words"]) for one in page.data["moments"]] == [
        ("event", "documents/treaty/", "1901 (uncertain)"),
        ("article", "articles/a/", "November 1902"),
        ("event", "events/storm/", "3–5 November 1902"),
    ]
    assert page.data["moments"][1]["article"]["title"]["text"] == "A"
    assert page.data["moments"][2]["name"] == "Storm"
    json.dumps(page.data)


def test_an_edition_without_events_has_a_timeline_of_its_articles_and_an_empty_one_an_empty_one() -> None:
    assert [one["address"] for one in page_of(edition({"a": "1902"})).data["moments"]] == ["articles/a/"]
    page = page_of(edition({}))
    assert page.data["moments"] == []
    assert page.data["picture"]["rows"] == []


def test_the_picture_has_a_row_for_each_moment_and_names_each_year_once() -> None:
    picture = page_of(edition({"a": "1902-11-03"}, {"x": "1901-01-01", "y": "1901-12-31", "z": "1903"})).data[
        "picture"
    ]
    assert [(row["year"], row["new_year"]) for row in picture["rows"]] == [
        (1901, True),
        (1901, False),
        (1902, True),
        (1903, True),
    ]
    assert [row["address"] for row in picture["rows"]] == ["events/x/", "events/y/", "articles/a/", "events/z/"]


def test_in_the_picture_a_longer_time_is_a_greater_distance() -> None:
    dates = ["1000", "1900-01-01", "1900-01-01", "1900-01-02", "1900-02-02", "1901-02-02"]
    held = {f"e{number}": date for number, date in enumerate(dates)}
    picture = page_of(edition({}, held)).data["picture"]
    tops = [row["y"] for row in picture["rows"]]
    millennium, none, day, month, year = (below - above for above, below in pairwise(tops))
    assert none == ROW
    assert none < day < month < year < millennium
    assert tops[0] == TOP
    assert picture["height"] == tops[-1] + TOP


@given(EDITIONS)
def test_in_the_picture_no_two_rows_touch(made: Edition) -> None:
    page = page_of(made)
    rows = page.data["picture"]["rows"]
    assert [row["address"] for row in rows] == [one["address"] for one in page.data["moments"]]
    assert all(below["y"] - above["y"] >= ROW - 1 for above, below in pairwise(rows))  # each is rounded
    json.dumps(page.data)


def test_an_event_that_goes_back_to_no_known_day_can_be_pictured() -> None:
    (row,) = page_of(edition({}, {"age": "../1899"})).data["picture"]["rows"]
    assert row["y"] == TOP


def test_an_event_that_goes_back_to_no_known_day_is_not_said_to_begin_in_the_year_0() -> None:
    (row,) = page_of(edition({}, {"age": "../1899"})).data["picture"]["rows"]
    assert row["year"] != 0


def test_in_the_picture_no_year_stands_above_an_earlier_one() -> None:
    picture = page_of(edition({"a": "1850"}, {"age": "../1899", "storm": "1870"})).data["picture"]
    years = [row["year"] for row in picture["rows"]]
    assert years == sorted(years)


def test_more_moments_than_can_be_drawn_are_listed_only() -> None:
    days = [datetime.date(1900, 1, 1) + datetime.timedelta(days=day) for day in range(PICTURED + 1)]
    held = {f"e{number}": str(day) for number, day in enumerate(days)}
    assert page_of(edition({}, dict(list(held.items())[:PICTURED]))).data["picture"] is not None
    page = page_of(edition({}, held))
    assert page.data["picture"] is None
    assert len(page.data["moments"]) == PICTURED + 1


def test_an_article_s_page_shows_what_was_just_before_and_just_after() -> None:
    made = edition({"a": "1902-11-03"}, {"storm": "1902-11-02", "calm": "1903", "same": "1902-11"})
    built = article_pages.pages(made, relate(made), annotate.annotate(made)[0])
    page = next(page for page in built if page.address == "articles/a/")
    moment = page.data["moment"]
    assert [(one["name"], one["address"]) for one in moment["before"]] == [("Storm", "events/storm/")]
    assert [(one["name"], one["address"]) for one in moment["after"]] == [("Calm", "events/calm/")]


def test_a_moment_holds_the_date_as_it_was_written() -> None:
    (moment,) = events(edition({}, {"storm": "1902-11?"}))
    assert moment == Moment(parse("1902-11?"), record="events/storm/")
