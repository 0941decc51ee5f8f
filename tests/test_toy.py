"""The toy edition as built: it builds in silence, and its pages hold what they should."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from edition.cli import main
from lxml.html import HtmlElement

Open = Callable[[str], HtmlElement]


@pytest.fixture(scope="module")
def page(built_toy: Path) -> Open:
    """A function that returns the finished page of the toy edition at an address."""

    def opened(address: str) -> HtmlElement:
        text = (built_toy / "site" / address / "index.html").read_text("utf-8")
        return lxml.html.document_fromstring(text)

    return opened


def text(page: HtmlElement, path: str) -> str:
    """Return the text of the one element that a CSS selector finds, white space folded."""
    (element,) = page.cssselect(path)
    return " ".join(element.text_content().split())


def texts(page: HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.cssselect(path)]


def test_it_builds_without_a_single_message(
    toy: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        assert main(["build", str(toy), "--published"]) == 0
    told = capfd.readouterr()
    assert told.err == ""
    assert caplog.records == []
    assert len(told.out.splitlines()) == 10


def test_every_page_is_whole_and_named(built_toy: Path) -> None:
    pages = sorted((built_toy / "site").rglob("*.html"))
    assert len(pages) == 43
    for path in pages:
        html = path.read_text("utf-8")
        page = lxml.html.document_fromstring(html)
        assert html.lstrip().startswith("<!doctype html>")
        assert html.rstrip().endswith("</html>")
        assert len(page.cssselect("h1")) == 1, path
        assert text(page, "title")
        assert page.cssselect('meta[name="description"]')[0].get("content")
        assert page.get("lang") == "en"


def test_signs_that_html_uses_come_through_in_titles_and_texts(page: Open) -> None:
    found = page("articles/on-tides")
    title = 'Is 3 < 5 & 5 > 3? A "tide" question'
    assert text(found, "title") == f"{title} – Toy Papers"
    assert text(found, "h1") == title
    assert title in found.cssselect('meta[name="description"]')[0].get("content", "")
    assert "and <b>nobody</b> waits for the tide & its table" in text(found, "#p1 .ed-words")
    assert not found.cssselect(".ed-words b")
    assert found.cssselect("#p1 .ed-words a")[0].get("href") == "https://clerk.example/?a=1&b=2"
    assert title in texts(page(""), "h3")
    assert text(page(""), "h1") == "Toy Papers & Other Tides"


def test_headings_quotations_lists_and_emphasis_stand_in_the_text(page: Open) -> None:
    found = page("articles/on-tides")
    assert texts(found, ".ed-text h2, .ed-text h3") == ["Before noon", "What follows"]
    assert text(found, "#p2 blockquote em") == "up"
    assert texts(found, "#p3 li") == ["Boats go out.", "Boats come in; some do not."]
    ids = [element.get("id") for element in found.cssselect(".ed-para")]
    assert ids == ["p1", "p2", "p2a", "p3"]


def test_each_paragraph_links_to_itself(page: Open) -> None:
    for paragraph in page("articles/on-tides").cssselect(".ed-para"):
        (link,) = paragraph.cssselect("a.ed-num")
        assert link.get("href") == f"#{paragraph.get('id')}"


def test_a_reader_is_told_whether_this_is_a_summary_or_the_text_and_under_what_rights(page: Open) -> None:
    said = {
        "articles/harbour-dues": "this edition’s summary",
        "articles/on-tides": "the author’s text, which is in the public domain",
        "articles/old-letter": "the author’s text, carried by permission",
        "articles/hamabe-no-koe": "under Creative Commons Attribution 4.0 International (CC BY 4.0).",
    }
    for address, expected in said.items():
        assert expected in text(page(address), ".ed-provenance > p:first-child")


def test_two_authors_one_of_them_attributed(page: Open) -> None:
    found = page("articles/harbour-dues")
    assert text(found, ".ed-byline") == "Mori Hanako, Edith Marsh (attributed)"
    assert text(found, ".ed-about > h2") == "About the authors"
    assert "A hand wrote her name beside the byline." in text(found, ".ed-about")
    assert texts(found, ".ed-citation")[0].startswith("Mori Hanako and Edith Marsh (attributed), “Two Books,” ")


def test_names_in_other_scripts_have_their_language(page: Open) -> None:
    held = {e.get("lang"): e.text_content() for e in page("people/mori-hanako").cssselect(".ed-subtitle [lang]")}
    assert held == {"ja": "森花子", "ko": "모리 하나코", "ja-Latn": "Mori Hanako"}


def test_uncertain_and_open_dates_are_said_in_words(page: Open) -> None:
    (date,) = page("articles/lamp-oil").cssselect(".ed-kicker time")
    assert date.text_content() == "March 2019 (uncertain)"
    assert text(page("articles/harbour-dues"), ".ed-kicker time") == "some day from 28 February 2019 to 2 March 2019"
    assert texts(page("people/mori-hanako"), ".ed-when") == ["", "until March 2015", "since April 2015"]
    assert texts(page("people/edith-marsh"), ".ed-when") == ["about 1880", "1905 to 1911"]


def test_machine_readable_dates_are_such_as_html_knows(page: Open) -> None:
    dates = [element.get("datetime", "") for element in page("articles").cssselect("time[datetime]")]
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date) for date in dates), dates


def test_a_text_in_japanese_is_marked_as_such_and_a_summary_as_english(page: Open) -> None:
    assert page("articles/hamabe-no-koe").cssselect(".ed-text")[0].get("lang") == "ja"
    assert page("articles/harbour-dues").cssselect(".ed-text")[0].get("lang") == "en"
    assert text(page("articles/hamabe-no-koe"), "#p1 em") == "貝"


def test_a_title_in_japanese_is_marked_as_such(page: Open) -> None:
    (title,) = page("articles/hamabe-no-koe").cssselect("h1")
    assert any(element.get("lang") == "ja" for element in [title, *title.iterancestors("article"), *title])


def test_a_supplied_title_stands_in_brackets_with_a_note(page: Open) -> None:
    found = page("articles/old-letter")
    assert text(found, "h1") == "[A letter on lamps]"
    assert "the one in square brackets is the editor’s" in text(found, ".ed-headnote:not(.ed-bio *)")
    assert all("[A letter on lamps]".casefold() in one.casefold() for one in texts(found, ".ed-citation"))


def test_the_origin_of_the_summaries_is_told_by_paragraph(page: Open) -> None:
    told = text(page("articles/harbour-dues"), ".ed-provenance details")
    assert "¶ 1, 3: drafted by the keepers of the toy, 15 January 2024; not yet reviewed by a second reader." in told
    assert "¶ 2: drafted by a second keeper, 16 January 2024; reviewed by a third keeper, 1 March 2024." in told


def test_an_erratum_links_to_its_paragraph(page: Open) -> None:
    found = page("articles/harbour-dues")
    assert text(found, ".ed-errata li") == "1 February 2024 ¶ 3: “Tax” stood twice."
    assert found.cssselect(".ed-errata a")[0].get("href") == "#p3"


def test_the_author_s_terms_are_shown_beside_a_summary_and_not_beside_a_text(page: Open) -> None:
    assert text(page("articles/lamp-oil"), "#p2 .ed-terms p") == "come in later · skippers"
    assert not page("articles/on-tides").cssselect(".ed-terms")


def test_related_articles_name_the_paragraphs_at_both_ends(page: Open) -> None:
    related = texts(page("articles/lamp-oil"), ".ed-related__one li")
    assert related == ["Both treat Lamps & lights: ¶ 1 ¶ 2* ↔ and there ¶ 2a"]


def test_a_topic_without_passages_says_so(page: Open) -> None:
    assert "Its passages stand under the narrower topics." in text(page("topics/nets"), "#main")
    assert "Only its narrower topics have passages." in text(page("topics"), "#main")


def test_no_page_has_the_text_of_a_work_under_copyright(built_toy: Path) -> None:
    for name in ("dues.txt", "oil.txt"):
        for line in (built_toy / "witnesses" / name).read_text("utf-8").splitlines():
            for path in (built_toy / "site").rglob("*.*"):
                assert not line or line.encode() not in path.read_bytes(), path


def test_a_page_written_by_hand_has_its_links_footnotes_tables_and_contents(page: Open) -> None:
    found = page("about")
    assert texts(found, ".ed-contents a") == ["Why", "How", "For whom"]
    assert [link.get("href") for link in found.cssselect("#main > p a")[:2]] == [
        "../articles/on-tides/",
        "../topics/",
    ]
    assert found.cssselect(".footnote li")
    assert found.cssselect("table td")
    assert found.cssselect("dl dd")


def test_no_page_asks_anything_of_other_hosts_or_holds_a_script(built_toy: Path) -> None:
    for path in (built_toy / "site").rglob("*.html"):
        for element in lxml.html.document_fromstring(path.read_text("utf-8")).iter("script", "img", "link", "iframe"):
            address = element.get("src") or element.get("href") or ""
            typed = ("canonical", "license", "cite-as", "type", "author")
            assert "//" not in address or element.get("rel") in typed, path
            assert element.tag != "script" or element.get("src") or element.get("type") == "application/ld+json"
