"""The article page: paragraph numbers as permalinks, links to other articles, reports of errors, print."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage, Server

pytestmark = pytest.mark.browser


def test_number_is_a_permalink_that_is_copied_and_said(new_page: NewPage, server: Server) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("articles/tatsumi-2019/")
    page.locator("#p5").get_by_role("link", name="Paragraph 5: permalink").click()
    expect(page).to_have_url("articles/tatsumi-2019/#p5")
    expect(page.get_by_role("status")).to_have_text("Link to paragraph 5 copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{server.address}articles/tatsumi-2019/#p5"
    expect(page.locator("#p5")).to_be_in_viewport()


def test_number_still_works_where_the_clipboard_is_refused(new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page.goto("articles/tatsumi-2019/")
    page.locator("#p2 .ed-num").click()
    expect(page).to_have_url("articles/tatsumi-2019/#p2")
    expect(page.get_by_role("status")).to_have_text("The address of paragraph 2 is in the address bar")


def test_live_region_is_there_before_it_speaks(page: Page) -> None:
    # Screen readers follow a region only from when it is in the accessibility tree; display: none keeps it out.
    page.goto("articles/tatsumi-2019/")
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.get_by_role("status")).to_be_empty()


def test_every_paragraph_has_a_number_that_links_to_itself(page: Page) -> None:
    page.goto("articles/cfr-2019/")
    for number, paragraph in enumerate(page.locator(".ed-para").all(), 1):
        expect(paragraph).to_have_id(f"p{number}")
        expect(paragraph.locator(".ed-num")).to_have_attribute("href", f"#p{number}")
    expect(page.locator(".ed-para")).to_have_count(10)


def test_link_on_the_same_issue_leads_to_a_paragraph_of_another_article(page: Page) -> None:
    page.goto("articles/kimiya-2019/")
    section = page.locator("section").filter(has=page.get_by_role("heading", name="On the same issue"))
    other = section.locator(".ed-related__one").filter(has_text="North Korea Talks Stalemate")
    topic = other.get_by_role("listitem").filter(has=page.get_by_role("link", name="Comfort women", exact=True))
    expect(topic).to_contain_text("¶ 8")
    topic.get_by_role("link", name="Paragraph 6").click()
    expect(page).to_have_url("articles/tatsumi-2019/#p6")
    expect(page.locator("#p6")).to_be_focused()
    expect(page.locator("#p6 .ed-num")).to_be_in_viewport()
    expect(page.locator("#p6 .ed-words")).to_contain_text("2015 agreement on comfort women")


def test_report_of_an_error_names_the_paragraph(page: Page, server: Server) -> None:
    page.goto("articles/tatsumi-2019/")
    address = page.get_by_role("link", name="Report an error in paragraph 3").get_attribute("href") or ""
    parts = urlsplit(address)
    assert parts.scheme == "mailto"
    assert "@" in parts.path
    fields = parse_qs(parts.query)
    assert fields["body"] == [f"{server.address}articles/tatsumi-2019/#p3"]
    assert "¶ 3" in fields["subject"][0]
    assert "tatsumi-2019" in fields["subject"][0]


def test_page_says_whose_words_it_shows(page: Page) -> None:
    page.goto("articles/tatsumi-2019/")
    expect(page.get_by_role("note", name="What you are reading")).to_contain_text("this edition’s summary")
    expect(page.get_by_role("region", name="The edition’s summary")).to_contain_text("Tatsumi")


def test_print_keeps_text_and_numbers_and_leaves_navigation_out(page: Page) -> None:
    page.goto("articles/tatsumi-2019/")
    page.emulate_media(media="print")
    for paragraph in page.locator(".ed-para").all():
        expect(paragraph.locator(".ed-num")).to_be_visible()
        expect(paragraph.locator(".ed-words")).to_be_visible()
        expect(paragraph.locator(".ed-beside")).to_be_hidden()
    for navigation in page.get_by_role("navigation", include_hidden=True).all():
        expect(navigation).to_be_hidden()
    for form in page.get_by_role("search", include_hidden=True).all():
        expect(form).to_be_hidden()
    expect(page.locator("#ed-scheme")).to_be_hidden()


@pytest.mark.parametrize("place", ["h1", "h2", "#p1 .ed-words", "#p1 .ed-num", ".ed-provenance p"])
def test_print_is_dark_on_white_also_after_dark_was_chosen(page: Page, place: str) -> None:
    page.goto("articles/tatsumi-2019/")
    page.locator("#ed-scheme").click()
    page.emulate_media(media="print")
    colour = "e => getComputedStyle(e).color.match(/[0-9.]+/g).slice(0, 3).map(Number)"
    assert max(page.locator(place).first.evaluate(colour)) < 128
