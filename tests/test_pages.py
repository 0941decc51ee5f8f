"""What the generated pages are given: data only, before any template."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from edition.annotate import annotate
from edition.model.edition import Edition
from edition.model.fields import ID
from edition.page import Page
from edition.pages import build_pages
from edition.pages.articles import report_link
from edition.relate import Relations, relate

Find = Callable[[str], Page]


@pytest.fixture(scope="module")
def page(toy_edition: Edition, toy_relations: Relations) -> Find:
    """A function that returns the page of the toy edition at an address."""
    pages = {page.address: page for page in build_pages(toy_edition, toy_relations, annotate(toy_edition)[0])}
    return pages.__getitem__


def titles(listed: list[dict[str, Any]]) -> list[str]:
    return [str(entry["title"]["text"]) for entry in listed]


def test_every_record_and_every_article_has_a_page_and_every_address_one(toy_edition: Edition) -> None:
    addresses = [page.address for page in build_pages(toy_edition, relate(toy_edition), annotate(toy_edition)[0])]
    assert len(addresses) == len(set(addresses)) == 41
    for kind, records in (
        ("people", toy_edition.authority.people),
        ("organisations", toy_edition.authority.organisations),
        ("places", toy_edition.authority.places),
        ("events", toy_edition.authority.events),
        ("outlets", toy_edition.authority.outlets),
        ("topics", toy_edition.authority.topics),
        ("articles", toy_edition.by_id),
    ):
        assert {f"{kind}/", *(f"{kind}/{key}/" for key in records)} <= set(addresses)
    assert {"", "search/", "authors/", "timeline/"} <= set(addresses)


def test_addresses_are_made_of_ids(toy_edition: Edition, real_edition: Edition) -> None:
    for edition in (toy_edition, real_edition):
        for page in build_pages(edition, relate(edition), annotate(edition)[0]):
            assert all(ID.fullmatch(part) for part in page.address.split("/")[:-1])


def test_pages_hold_plain_json_and_have_a_title_and_a_description(toy_edition: Edition) -> None:
    for page in build_pages(toy_edition, relate(toy_edition), annotate(toy_edition)[0]):
        assert json.loads(json.dumps(page.data)) == page.data
        assert page.title
        assert page.description
        assert page.template.endswith(".html")


def test_the_home_page_has_the_newest_article_first_and_only_topics_that_are_treated(page: Find) -> None:
    data = page("").data
    assert titles(data["articles"])[:2] == ["浜辺の声", "Lamp oil"]
    assert data["articles"][0]["excerpt"] == "潮が引くと、浜辺は静かになる。"
    assert [topic["label"] for topic in data["topics"]] == ["Harbour dues", "Lamps & lights", "Tides"]
    assert data["title"] == "Toy Papers & Other Tides"
    assert data["date"] == "31 January 2024"


def test_articles_are_listed_in_order_of_date(page: Find) -> None:
    data = page("articles/").data
    assert [article["date"]["machine"] for article in data["articles"]] == [
        "1911-06-22",
        "",
        "2019",
        "2019-03",
        "2020",
    ]


def test_a_text_has_headings_and_paragraphs_in_the_order_of_the_body(page: Find) -> None:
    found = page("articles/on-tides/")
    blocks = found.data["blocks"]
    assert [block.get("id") or f"h{block['heading']}" for block in blocks] == ["h2", "p1", "p2", "p2a", "h3", "p3"]
    assert blocks[0]["html"] == "Before <em>noon</em>"
    assert blocks[3]["number"] == "2a"
    assert [(topic["label"], topic["reading"]) for topic in blocks[3]["topics"]] == [
        ("Lamps & lights", False),
        ("Tides", True),
    ]
    assert found.data["drafting"] is None
    assert found.description == (
        'The text of “Is 3 < 5 & 5 > 3? A "tide" question” by Edith Marsh (The Shore Gazette, 22 June 1911).'
    )


def test_a_regest_says_who_drafted_and_reviewed_which_paragraphs(page: Find) -> None:
    found = page("articles/harbour-dues/")
    assert found.data["drafting"]["origins"] == [
        {
            "by": "the keepers of the toy",
            "on": "15 January 2024",
            "reviewed_by": None,
            "reviewed_on": "",
            "paragraphs": ["1", "3"],
        },
        {
            "by": "a second keeper",
            "on": "16 January 2024",
            "reviewed_by": "a third keeper",
            "reviewed_on": "1 March 2024",
            "paragraphs": ["2"],
        },
    ]
    assert found.description.startswith(
        "A summary, paragraph by paragraph, of “Two books” by Mori Hanako and Edith Marsh"
    )
    assert page("articles/lamp-oil/").data["drafting"]["origins"][0]["paragraphs"] == []


def test_credits_carry_their_doubt_and_names_their_other_forms(page: Find) -> None:
    first, second = page("articles/harbour-dues/").data["authors"]
    assert (first["certainty"], second["certainty"]) == ("certain", "attributed")
    assert second["evidence"] == "A hand wrote her name beside the byline."
    assert [(form["lang"], form["form"]) for form in first["forms"]] == [
        ("ja", "森花子"),
        ("ko", "모리 하나코"),
        ("ja-Latn", "Mori Hanako"),
    ]
    assert [statement["when"] for statement in first["statements"]] == ["", "until March 2015", "since April 2015"]


def test_a_corporate_author_has_its_history_and_a_page_of_its_own(page: Find) -> None:
    (author,) = page("articles/lamp-oil/").data["authors"]
    assert author["address"] == "organisations/harbour-board/"
    assert author["statements"][0]["when"] == "1902 (uncertain)"
    data = page("organisations/harbour-board/").data
    assert titles(data["articles"]) == ["A letter on lamps", "Lamp oil"]
    assert data["outlet"] == {"name": "The Shore Gazette", "address": "outlets/shore-gazette/"}


def test_a_reprint_names_its_first_publication_with_and_without_a_date(page: Find) -> None:
    assert page("articles/harbour-dues/").data["publication"]["first"] == {
        "outlet": {"name": "Far Review", "address": "outlets/far-review/"},
        "date": None,
        "evidence": "The witness says so; no date was seen.",
    }
    assert page("articles/old-letter/").data["publication"]["first"]["date"] == "December 1951"


def test_errata_stand_with_their_day_and_paragraph(page: Find) -> None:
    assert page("articles/harbour-dues/").data["errata"] == [
        {"date": "1 February 2024", "paragraphs": [{"id": "p3", "number": "3"}], "what": "“Tax” stood twice."}
    ]
    assert page("articles/on-tides/").data["errata"][0]["paragraphs"] == []


def test_authors_are_those_who_are_credited_in_order_of_family_name(page: Find) -> None:
    authors = page("authors/").data["authors"]
    assert [author["sort"] for author in authors] == ["Harbour Board", "Marsh, Edith", "Mori Hanako"]
    assert titles(authors[1]["articles"]) == [
        'Is 3 < 5 & 5 > 3? A "tide" question',
        "A letter on lamps",
        "Two books",
    ]


def test_a_person_without_family_name_or_article_has_a_page_all_the_same(page: Find) -> None:
    found = page("people/the-keeper/")
    assert found.title == found.description == "The Keeper of the Outer Light"
    assert found.data["articles"] == []


def test_people_are_listed_in_order_of_family_name(page: Find) -> None:
    names = [entry["sort"] for entry in page("people/").data["records"]]
    assert names == ["Marsh, Edith", "Mori Hanako", "The Keeper of the Outer Light"]


def test_an_outlet_lists_what_it_published_published_first_and_carried(page: Find) -> None:
    gazette = {role["heading"]: titles(role["articles"]) for role in page("outlets/shore-gazette/").data["roles"]}
    assert list(gazette) == ["Published here", "First published here"]
    assert gazette["First published here"] == ["A letter on lamps"]
    wire = {role["heading"]: titles(role["articles"]) for role in page("outlets/coast-wire/").data["roles"]}
    assert wire == {"Carried": ["Lamp oil"]}
    assert [outlet["name"] for outlet in page("outlets/").data["outlets"]] == [
        "Coast Wire",
        "Far Review",
        "The Shore Gazette",
    ]


@pytest.mark.parametrize(
    ("contact", "field", "start"),
    [
        ("mailto:errors@toy.example", "subject", "mailto:errors@toy.example?"),
        ("https://forms.example/report", "title", "https://forms.example/report?"),
        ("https://forms.example/report?kind=error", "title", "https://forms.example/report?kind=error&"),
    ],
)
def test_the_link_that_reports_an_error_says_where_it_stands(
    toy_edition: Edition, contact: str, field: str, start: str
) -> None:
    settings = toy_edition.settings
    of_edition = settings.edition.model_copy(update={"corrections": contact})
    extra = settings.extra.model_copy(update={"edition": of_edition})
    changed = replace(toy_edition, settings=settings.model_copy(update={"extra": extra}))
    link = report_link(changed, changed.by_id["on-tides"], "p2a", "¶ 2a")
    assert link.startswith(start)
    held = parse_qs(urlsplit(link).query)
    assert held[field] == ["Toy Papers 2.1: on-tides, ¶ 2a"]
    assert held["body"] == ["https://toy.example/articles/on-tides/#p2a"]
    assert " " not in link
    assert "+" not in link
