"""Reading by keyboard, in the dark, without scripts and from disk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage, Server

pytestmark = pytest.mark.browser


def background(page: Page) -> int:
    """Return the mean of red, green and blue of the page's background: 0 is black, 255 white."""
    numbers: list[int] = page.evaluate(
        "() => getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).map(Number)"
    )
    assert len(numbers) == 3, "the background is transparent"
    return round(sum(numbers) / 3)


@pytest.mark.parametrize("address", ["", "articles/tatsumi-2019/", "search/?q=japan", "about/"])
def test_skip_link_comes_first_and_leads_to_the_content(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_have_count(1)
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#main :focus")).to_have_count(1)


def test_numbers_are_reached_and_followed_by_keyboard(page: Page) -> None:
    page.goto("articles/tatsumi-2019/")
    for number in (1, 2):
        link = page.locator(f"#p{number} .ed-num")
        for _ in range(150):
            page.keyboard.press("Tab")
            if link.evaluate("e => e === document.activeElement"):
                break
        expect(link).to_be_focused()
        outline = link.evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline != "none"
    page.keyboard.press("Enter")
    expect(page).to_have_url("articles/tatsumi-2019/#p2")


def test_focus_never_goes_where_it_is_not_seen(page: Page, kind: str) -> None:
    page.goto(kind)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, summary")]
          .filter(e => e.checkVisibility({visibilityProperty: true}))
          .filter(e => { e.focus(); const r = e.getBoundingClientRect(); const s = getComputedStyle(e);
            return e !== document.activeElement || r.width < 2 || r.height < 2 || r.right <= 0
              || (s.clipPath !== "none" && s.clipPath.includes("50%")); })
          .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert hidden == []


def test_dark_is_chosen_and_remembered(page: Page) -> None:
    page.goto("")
    button = page.get_by_role("button", name="Dark page")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert background(page) > 200
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert background(page) < 60
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Topics").click()
    expect(page).to_have_url("topics/")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert background(page) < 60
    button.click()
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert background(page) > 200


def test_dark_follows_the_system_until_chosen(new_page: NewPage) -> None:
    page = new_page(color_scheme="dark")
    page.goto("articles/tatsumi-2019/")
    assert background(page) < 60
    button = page.get_by_role("button", name="Dark page")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    assert background(page) > 200


def test_button_says_what_shows_when_the_system_turns_dark(page: Page) -> None:
    page.goto("")
    page.emulate_media(color_scheme="dark")
    assert background(page) < 60
    expect(page.get_by_role("button", name="Dark page")).to_have_attribute("aria-pressed", "true")


def test_without_scripts_links_lead_from_home_to_a_paragraph(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("")
    page.get_by_role("link", name="Comfort women", exact=True).click()
    expect(page).to_have_url("topics/comfort-women/")
    passage = page.get_by_role("main").get_by_role("listitem").filter(has_text="Japanese military brothels")
    passage.get_by_role("link", name="Paragraph 4").click()
    expect(page).to_have_url("articles/goto-2019/#p4")
    expect(page.locator("#p4 .ed-num")).to_be_in_viewport()
    expect(page.locator("#ed-scheme")).to_be_hidden()


def test_without_scripts_the_search_page_leads_on(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("articles/tatsumi-2019/")
    page.get_by_role("banner").get_by_role("searchbox").fill("abduction")
    page.keyboard.press("Enter")
    expect(page).to_have_url("search/?q=abduction")
    expect(page.get_by_text("Search needs JavaScript.")).to_be_visible()
    page.get_by_role("link", name="Abductions of Japanese citizens").click()
    expect(page).to_have_url("topics/abductions/")


def test_without_scripts_numbers_are_plain_links(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("articles/tatsumi-2019/")
    page.locator("#p5 .ed-num").click()
    expect(page).to_have_url("articles/tatsumi-2019/#p5")
    expect(page.locator("#p5")).to_be_in_viewport()
    expect(page.locator("#ed-said")).to_be_empty()


def test_from_disk_an_article_has_its_text_and_its_face(page: Page, server: Server) -> None:
    page.goto((server.folder / "articles/tatsumi-2019/index.html").as_uri() + "#p5")
    expect(page.locator("#p5")).to_be_in_viewport()
    expect(page.locator("#p5")).to_have_css("display", "grid")
    expect(page.locator("#p5 .ed-words")).to_contain_text("abduction issue")
    expect(page.locator("body")).to_have_css("background-color", "rgb(252, 250, 245)")


def test_from_disk_search_finds_and_leads_on(page: Page, server: Server) -> None:
    page.goto((server.folder / "search/index.html").as_uri() + "?q=abduction")
    expect(page.locator("#ed-search-count")).to_contain_text("3 paragraphs")
    page.locator("#ed-search-results").get_by_role("link", name="¶ 5").click()
    expect(page).to_have_url(re.compile(r"^file:.*/articles/tatsumi-2019/index\.html#p5$"))
    expect(page.locator("#p5 .ed-num")).to_be_in_viewport()


def test_from_disk_links_and_forms_lead_to_pages(page: Page, server: Server) -> None:
    page.goto((server.folder / "index.html").as_uri())
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Topics").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")
    page.get_by_role("banner").get_by_role("searchbox").fill("abduction")
    page.keyboard.press("Enter")
    expect(page.locator("#ed-search-count")).to_contain_text("3 paragraphs")
