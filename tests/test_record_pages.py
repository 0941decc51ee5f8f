"""The pages of records: where each is named, as data and as the template shows it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edition.annotate import annotate
from edition.compiler import compile_site
from edition.faults import Place
from edition.model.article import Article, ArticleMatter, Paragraph
from edition.model.authority import Outlet
from edition.model.edition import RECORD_KINDS, Authority, Edition
from edition.model.settings import Settings
from edition.page import Page
from edition.pages import records as record_pages
from edition.relate import relate
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
RECORDS: dict[str, dict[str, dict[str, Any]]] = {
    "people": {
        "ada-moon": {
            "name": "Ada Moon",
            "family": "Moon",
            "given": "Ada",
            "names": ["Ada B. Moon"],
            "short": [{"form": "Moon"}, {"form": "Ada", "in": ["b"]}],
            "forms": {"ja": "月エイダ"},
            "description": "Kept the tide tables.",
            "biography": [{"when": "1880~", "text": "born", "source": "seen"}],
            "history": [{"text": "remembered", "source": "seen too"}],
            "identifiers": [{"scheme": "viaf", "id": "12", "source": "seen"}],
            "note": "Of her youth nothing was seen.",
        },
        "cy-kim": {"name": "Kim Cy", "family": "Kim", "given": "Cy", "family_first": True},
    },
    "organisations": {"board": {"name": "The Harbour Board", "kind": "board", "outlet": "gazette"}},
    "places": {
        "norland": {
            "name": "Norland",
            "kind": "country",
            "metonyms": ["Nor City"],
            "descriptions": [{"at": "a#p1", "words": "that land"}],
        },
        "nor-city": {"name": "Nor City", "link_only": True},
        "asia": {"name": "asia minor"},
    },
    "events": {"storm": {"name": "Great Storm", "when": "1902-11?"}},
    "documents": {},
    "concepts": {"tides": {"name": "slack water"}},
}
Made = Callable[..., dict[str, Page]]


def article(name: str, date: str, *paragraphs: str, **more: Any) -> Article:
    matter = {
        "id": name,
        "title": {"text": f"On {name}", "status": "original"},
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
        **more,
    }
    blocks = tuple(Paragraph(f"p{n}", text, Place("a.md", n)) for n, text in enumerate(paragraphs, 1))
    return Article(ArticleMatter.model_validate(matter), blocks, Source(None, "a.md", None))


def pages(*articles: Article) -> dict[str, Page]:
    """Return the pages of records of an edition of these articles, by address."""
    held: dict[str, Any] = {
        kind: {key: model.model_validate(record) for key, record in RECORDS[kind].items()}
        for kind, model in RECORD_KINDS.items()
    }
    authority = Authority(outlets={"gazette": Outlet(name="Gazette", kind="weekly")}, topics={}, sources={}, **held)
    ordered = tuple(sorted(articles, key=lambda one: one.order))
    edition = Edition(Settings.model_validate(SETTINGS), ordered, authority)
    annotations, faults = annotate(edition)
    assert faults == []
    found = {page.address: page for page in record_pages.pages(edition, relate(edition), annotations)}
    json.dumps([page.data for page in found.values()])
    return found


def lines(page: Page) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the articles that a record's page lists, each with the number and the words of its lines."""
    return [
        (entry["address"], [(line["number"], line["words"]) for line in entry["lines"]])
        for entry in page.data["mentions"]
    ]


# Lines in context


def test_mentions_are_grouped_by_article_in_order_of_date_and_stand_in_order_of_place() -> None:
    found = pages(
        article("a", "1912", "Norland & Ada Moon.", "Nothing.", "Moon of Norland: Moon."),
        article("b", "1911", "In Norland."),
        article("c", "1911-06", "Nothing."),
    )
    assert lines(found["people/ada-moon/"]) == [("articles/a/", [("1", "Ada Moon"), ("3", "Moon"), ("3", "Moon")])]
    assert lines(found["places/norland/"]) == [
        ("articles/b/", [("1", "Norland")]),
        ("articles/a/", [("1", "Norland"), ("3", "Norland")]),
    ]
    assert lines(found["events/storm/"]) == []


def test_a_line_has_its_paragraph_its_sort_and_the_words_around_it() -> None:
    found = pages(article("a", "1912", "Nor City fell.", "*Then* the Great Storm came."))
    (entry,) = found["events/storm/"].data["mentions"]
    assert entry["lines"] == [
        {"id": "p2", "number": "2", "sort": "name", "before": " the ", "words": "Great Storm", "after": " came."}
    ]
    assert entry["title"]["text"] == "On a"
    assert entry["date"]["words"] == "1912"


def test_the_sort_of_each_line_is_that_of_the_form_found() -> None:
    found = pages(
        article("a", "1912", "Norland, Nor City, that land. Ada B. Moon; Moon."), article("b", "1913", "Ada.")
    )
    (entry,) = found["places/norland/"].data["mentions"]
    assert [line["sort"] for line in entry["lines"]] == ["name", "metonym", "description"]
    held = found["people/ada-moon/"].data["mentions"]
    assert [[line["sort"] for line in entry["lines"]] for entry in held] == [["name", "short"], ["short"]]
    assert found["places/nor-city/"].data["mentions"] == []


def test_lines_are_in_the_language_of_the_words_that_are_shown() -> None:
    summary = {
        "layer": "regest",
        "rights": {"status": "in-copyright"},
        "language": "ja",
        "witness": {"name": "copy", "description": "A copy.", "digest": "sha256:" + "0" * 64},
        "regest": {"drafted_by": "nobody", "drafted_on": "2020-01-01", "witness": "copy"},
    }
    found = pages(article("a", "1912", "月エイダ", language="ja"), article("b", "1913", "Ada Moon.", **summary))
    held = found["people/ada-moon/"].data["mentions"]
    assert [(entry["language"], entry["layer"]) for entry in held] == [("ja", "text"), ("en", "regest")]


WORDS = st.sampled_from(
    ["Ada Moon", "Moon", "Norland", "Nor City", "that land", "the", "and", "tide", "*", "\n", "Great Storm"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(TEXTS, max_size=2))
def test_every_mention_is_a_line_of_one_record_s_page(one: list[str], two: list[str]) -> None:
    found = pages(article("a", "1912", *one), article("c", "1911", *two))
    listed = [
        (entry["address"], line)
        for page in found.values()
        for entry in page.data.get("mentions", ())
        for line in entry["lines"]
    ]
    for name, paragraphs in (("a", one), ("c", two)):
        held = [line for address, line in listed if address == f"articles/{name}/"]
        sought = r"\bAda Moon\b|\bNorland\b|\bNor City\b|\bGreat Storm\b"
        assert len([line for line in held if re.fullmatch(sought, line["words"])]) == sum(
            len(re.findall(sought, text)) for text in paragraphs
        )
        assert all(line["id"] in [f"p{n}" for n in range(1, len(paragraphs) + 1)] for line in held)


# What else a page holds


def test_a_record_s_page_says_what_is_known_of_it() -> None:
    page = pages(article("a", "1912", "Nothing."))["people/ada-moon/"]
    assert (page.template, page.title, page.description) == ("record.html", "Ada Moon", "Kept the tide tables.")
    data = page.data
    assert data["kind"] == "person"
    assert data["also"] == ["Ada B. Moon", "Moon", "Ada"]
    assert data["forms"] == [{"lang": "ja", "language": "Japanese", "form": "月エイダ"}]
    assert [(one["when"], one["text"], one["source"]) for one in data["statements"]] == [
        ("about 1880", "born", "seen"),
        ("", "remembered", "seen too"),
    ]
    assert data["identifiers"] == [{"scheme": "viaf", "id": "12", "url": "https://viaf.org/viaf/12"}]
    assert data["note"] == "Of her youth nothing was seen."
    assert [entry["address"] for entry in data["articles"]] == ["articles/a/"]


def test_a_record_of_which_little_is_known_has_a_page_all_the_same() -> None:
    page = pages()["concepts/tides/"]
    assert (page.title, page.description, page.data["kind"]) == ("slack water", "slack water", "concept")
    assert page.data["mentions"] == page.data["articles"] == page.data["statements"] == []


def test_dates_kinds_metonyms_and_outlets_are_on_their_pages() -> None:
    found = pages()
    assert found["events/storm/"].data["when"]["words"] == "November 1902 (uncertain)"
    assert found["places/norland/"].data["when"] is None
    assert found["places/norland/"].data["metonyms"] == ["Nor City"]
    assert found["organisations/board/"].data["outlet"] == {"name": "Gazette", "address": "outlets/gazette/"}


def test_there_is_an_index_of_every_kind_even_of_one_without_records() -> None:
    found = pages()
    indexes = [page for page in found.values() if page.template == "records.html"]
    assert [page.address for page in indexes] == [f"{kind}/" for kind in RECORD_KINDS]
    assert found["documents/"].data == {"heading": "Documents", "records": []}


def test_an_index_is_in_order_of_the_names_as_a_list_begins_them_whatever_their_capitals() -> None:
    found = pages()
    assert [entry["sort"] for entry in found["people/"].data["records"]] == ["Kim Cy", "Moon, Ada"]
    assert [entry["sort"] for entry in found["places/"].data["records"]] == ["asia minor", "Nor City", "Norland"]
    assert [entry["sort"] for entry in found["organisations/"].data["records"]] == ["Harbour Board"]
    assert [entry["when"] for entry in found["events/"].data["records"]] == ["November 1902 (uncertain)"]


def test_the_index_of_authors_holds_whoever_is_credited_and_nobody_else() -> None:
    both = [{"organisation": "board"}, {"person": "ada-moon"}]
    found = pages(article("a", "1912", "Kim Cy."), article("b", "1911", "x", authors=both))
    held = found["authors/"].data["authors"]
    assert [entry["sort"] for entry in held] == ["Harbour Board", "Moon, Ada"]
    assert [entry["address"] for entry in held[1]["articles"]] == ["articles/b/", "articles/a/"]


# As the template shows it


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[Page], str]:
    """A function that returns the body of a page as its template makes it."""

    def made(page: Page) -> str:
        compile_site(tmp_path, tmp_path / "build", [page], {})
        return (tmp_path / "build" / "docs" / page.file).read_text("utf-8")

    return made


def test_the_page_shows_each_line_with_its_name_marked_and_what_it_is_where_it_is_no_name(
    shown: Callable[[Page], str],
) -> None:
    found = pages(article("a", "1912", "So Norland <b> spoke.", "Nor City."), article("b", "1913", "Norland."))
    body = shown(found["places/norland/"])
    assert "<div>So <b>Norland</b> &lt;b&gt; spoke.</div>" in body
    assert '<b>Nor City</b>. <span class="ed-layer" lang="en">place for government</span></div>' in body
    assert 'href="../../articles/a/#p2"' in body
    assert body.count("<h3>") == 2
    assert body.index("On a") < body.index("On b")
    described = shown(pages(article("a", "1912", "So that land."))["places/norland/"])
    assert '<b>that land</b>. <span class="ed-layer" lang="en">described, not named</span>' in described


def test_the_page_says_where_a_record_is_not_named(shown: Callable[[Page], str]) -> None:
    found = pages(article("a", "1912", "Nothing."))
    assert "Not named in any article" in shown(found["events/storm/"])
    assert "Not named in any article" not in shown(found["people/ada-moon/"])  # who wrote one


def test_every_page_of_a_kind_can_be_made(shown: Callable[[Page], str]) -> None:
    for page in pages(article("a", "1912", "Ada Moon.")).values():
        assert html.escape(str(page.data.get("name", ""))) in shown(page)
