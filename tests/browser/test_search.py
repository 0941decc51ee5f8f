"""Searching: what is found, whose words it is said to be, and that a result leads to its paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OWN = "In the author’s words"
SUMMARY = "In the edition’s summary only"


@dataclass(frozen=True)
class Hit:
    heading: str
    place: str
    """Article and paragraph, as in ``tatsumi-2019#p5``."""
    text: str


def search(page: Page, query: str) -> list[Hit]:
    page.goto("search/?q=" + quote(query))
    expect(page.locator("#ed-search-q")).to_have_value(query)
    expect(page.locator("#ed-count")).to_contain_text(query)
    return hits(page)


def hits(page: Page) -> list[Hit]:
    found = []
    for group in page.locator("#ed-results section").all():
        heading = group.get_by_role("heading").inner_text()
        for result in group.get_by_role("listitem").all():
            address = result.get_by_role("link").get_attribute("href") or ""
            article, _, paragraph = address.removeprefix("../articles/").partition("/")
            found.append(Hit(heading, article + paragraph, result.inner_text()))
    return found


def test_home_page_opens_with_a_search_form(page: Page) -> None:
    page.goto("")
    expect(page.get_by_role("heading", level=1)).to_contain_text("After Hanoi")
    page.get_by_label("Search words and phrases").fill("abduction")
    page.locator(".ed-front").get_by_role("button", name="Search").click()
    expect(page).to_have_url("search/?q=abduction")
    expect(page.locator("#ed-count")).to_have_text("3 paragraphs for abduction")


def test_header_form_works_from_an_article(page: Page) -> None:
    page.goto("articles/goto-2019/")
    page.get_by_role("banner").get_by_role("searchbox").fill("radar")
    page.keyboard.press("Enter")
    expect(page).to_have_url("search/?q=radar")
    expect(page.locator("#ed-search-q")).to_have_value("radar")
    assert "goto-2019#p6" in [hit.place for hit in hits(page)]


def test_search_page_takes_a_second_query(page: Page) -> None:
    search(page, "radar")
    page.locator("#ed-search-q").fill("abduction")
    page.locator("#ed-search").get_by_role("button", name="Search").click()
    expect(page.locator("#ed-count")).to_have_text("3 paragraphs for abduction")


def test_abduction_finds_every_form_and_says_whose_words_they_are(page: Page) -> None:
    found = search(page, "abduction")
    forms = "Other forms of “Abductions of Japanese citizens”, in the author’s words"
    assert [(hit.heading, hit.place) for hit in found] == [
        (OWN, "tatsumi-2019#p5"),
        (forms, "cfr-2019#p8"),
        (forms, "cfr-2019#p9"),
    ]
    for hit, words in zip(found, ["abduction issue", "abducted by Pyongyang", "abductees"], strict=True):
        author, _, edition = hit.text.partition("the edition’s summary")
        assert f"The author: “{words}”" in author
        assert len(edition) > 80


def test_comfort_women_finds_three_authors_each_in_their_own_words(page: Page) -> None:
    found = search(page, "comfort women")
    assert [(hit.heading, hit.place) for hit in found] == [
        (OWN, "tatsumi-2019#p6"),
        (OWN, "kimiya-2019#p8"),
        ("Topic “Comfort women”: near wording, in the author’s words", "goto-2019#p4"),
    ]
    assert "The author: “comfort women”" in found[0].text
    assert "The author: “comfort women”" in found[1].text
    assert "The author: “Japanese military brothels”" in found[2].text


def test_editors_reading_is_called_so(page: Page) -> None:
    by_place = {hit.place: hit for hit in search(page, "radar")}
    assert by_place["goto-2019#p6"].heading == OWN
    assert by_place["tatsumi-2019#p6"].heading == "Topic “Radar dispute”: near wording, in the author’s words"
    by_place = {hit.place: hit for hit in search(page, "human rights")}
    assert by_place["cfr-2019#p9"].heading == "Topic “Human rights”: by the editor’s reading"
    assert "The author:" not in by_place["cfr-2019#p9"].text
    assert "the edition’s summary" in by_place["cfr-2019#p9"].text


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "„{}“", "«{}»"])
def test_phrase_in_quotation_marks_is_exact(page: Page, quotes: str) -> None:
    assert [hit.place for hit in search(page, quotes.format("press briefing"))] == ["cfr-2019#p9"]
    assert search(page, quotes.format("briefing press")) == []


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_apostrophe_may_be_straight_or_curly(page: Page, apostrophe: str) -> None:
    assert [hit.place for hit in search(page, f'"Tokyo{apostrophe}s satisfaction"')] == ["tatsumi-2019#p5"]


def test_abbreviation_is_one_word_with_points_or_without(page: Page) -> None:
    with_points = search(page, "U.S.")
    assert {hit.heading for hit in with_points} <= {OWN, SUMMARY}
    assert [hit.place for hit in with_points] == [hit.place for hit in search(page, "US")]


def test_words_without_quotation_marks_may_stand_apart(page: Page) -> None:
    (hit,) = search(page, "briefing press")
    assert (hit.heading, hit.place) == ("All the words, among the author’s", "cfr-2019#p9")
    assert "“press briefing”" in hit.text


def test_word_of_a_summary_is_not_passed_off_as_the_authors(page: Page) -> None:
    (hit,) = search(page, "quarrels")
    assert (hit.heading, hit.place) == (SUMMARY, "goto-2019#p4")
    assert "The author:" not in hit.text
    assert "the edition’s summary" in hit.text


def test_word_that_is_nowhere_finds_nothing(page: Page) -> None:
    assert search(page, "xylophone") == []
    expect(page.locator("#ed-count")).to_contain_text("Nothing found for xylophone")
    expect(page.get_by_role("link", name="Comfort women", exact=True)).to_be_visible()


@pytest.mark.parametrize("query", ["", "   ", '""', "?!", "（）"])
def test_query_without_a_word_finds_nothing_and_breaks_nothing(page: Page, query: str) -> None:
    page.goto("search/?q=" + quote(query))
    expect(page.locator("#ed-search-q")).to_have_value(query)
    expect(page.locator("#ed-results section")).to_have_count(0)


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "abduction<script>alert(1)</script>", "(a|", "\\"])
def test_query_is_shown_as_text_and_runs_nothing(page: Page, query: str) -> None:
    page.goto("search/?q=" + quote(query))
    expect(page.locator("#ed-search-q")).to_have_value(query)
    expect(page.locator("#main img, #main script")).to_have_count(0)
    if any(letter.isalnum() for letter in query):
        expect(page.locator("#ed-count")).to_contain_text(query)


@pytest.mark.parametrize(
    ("query", "label"), [("拉致", "Abductions"), ("납치", "Abductions"), ("위안부", "Comfort women")]
)
def test_japanese_and_korean_forms_lead_to_the_topic(page: Page, query: str, label: str) -> None:
    found = search(page, query)
    assert found
    assert all(label in hit.heading for hit in found)


@pytest.mark.parametrize(
    ("query", "title", "paragraph"),
    [("abduction", "North Korea Talks Stalemate", "p5"), ("abductees", "The Hanoi Setback", "p9")],
)
def test_result_leads_to_its_paragraph(page: Page, query: str, title: str, paragraph: str) -> None:
    search(page, query)
    page.get_by_role("link", name=title).and_(page.get_by_role("link", name=f"¶ {paragraph[1:]}")).click()
    expect(page).to_have_url(re.compile(rf"/articles/[a-z0-9-]+/#{paragraph}$"))
    found = page.locator(f"#{paragraph}")
    expect(found).to_be_focused()
    expect(found).to_be_in_viewport()
    expect(page.locator(":target")).to_have_id(paragraph)
    expect(found.locator(".ed-num")).to_be_in_viewport()


def test_attributed_author_is_not_shown_as_certain(page: Page) -> None:
    (hit,) = [hit for hit in search(page, "abductees") if hit.place == "cfr-2019#p9"]
    assert "(attributed)" in hit.text
