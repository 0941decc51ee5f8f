"""Old addresses as readers meet them: led on, told of, kept; with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Server

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PAGES = {
    "moved article": "articles/lamp-oil/",
    "moved article at a paragraph": "articles/lamp-oil/#p2",
    "withdrawn article": "articles/old-letter/",
    "article with tombstones": "articles/on-tides/#p2a",
    "article with a withdrawn note": "articles/oil-for-lamps/#n-wick",
    "changes": "changes/",
    "frozen article": "v/2.1/articles/on-tides/",
    "page that was taken down": "v/2.1/articles/old-letter/",
}


@pytest.fixture
def opened(new_page: Open, changed_server: Server) -> Open:
    """A function that opens an address of the changed edition; options as for a browser context."""

    def open_at(address: str, **options: Any) -> Page:
        page = new_page(base_url=changed_server.address, **options)
        page.goto(address)
        return page

    return open_at


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("articles/lamp-oil/", "articles/oil-for-lamps/"),
        ("articles/lamp-oil/#p2", "articles/oil-for-lamps/#p2"),
        ("articles/lamp-oil/#n-flame", "articles/oil-for-lamps/#n-flame"),
        ("articles/lamp-oil/#n-wick", "articles/oil-for-lamps/#n-wick"),
        ("articles/lamp-oil/#cite", "articles/oil-for-lamps/#cite"),
        ("topics/nets/", "topics/fish/"),
        ("topics/nets/#main", "topics/fish/#main"),
    ],
)
def test_an_old_address_leads_on_with_its_place_in_the_page(opened: Open, old: str, new: str) -> None:
    page = opened(old)
    expect(page).to_have_url(new)
    if "#" in new:
        expect(page.locator(":target")).to_be_in_viewport()


def test_going_back_from_where_an_old_address_led_does_not_lead_on_again(opened: Open) -> None:
    page = opened("articles/")
    page.goto("articles/lamp-oil/#p2")
    expect(page).to_have_url("articles/oil-for-lamps/#p2")
    page.go_back()
    expect(page).to_have_url("articles/")


def test_without_scripts_the_paragraph_that_was_asked_for_is_one_link_away(opened: Open) -> None:
    page = opened("articles/lamp-oil/#p2", java_script_enabled=False)
    place = page.locator(":target")
    expect(place).to_be_in_viewport()
    expect(place).to_have_text("¶ 2")
    place.get_by_role("link").click()
    expect(page).to_have_url("articles/oil-for-lamps/#p2")
    expect(page.locator(":target .ed-words")).to_contain_text("Boats that arrive after that")


def test_without_scripts_the_page_itself_is_one_link_away(opened: Open) -> None:
    page = opened("articles/lamp-oil/", java_script_enabled=False)
    expect(page.locator(".ed-moved")).to_contain_text("The id was that of another piece.")
    page.get_by_role("main").get_by_role("link", name="“Lamp oil”").click()
    expect(page).to_have_url("articles/oil-for-lamps/")


def test_without_scripts_a_withdrawn_note_of_a_moved_article_is_one_link_from_its_tombstone(opened: Open) -> None:
    page = opened("articles/lamp-oil/#n-wick", java_script_enabled=False)
    page.locator(":target").get_by_role("link").click()
    expect(page).to_have_url("articles/oil-for-lamps/#n-wick")
    expect(page.locator(":target")).to_contain_text("It was midnight after all.")


def test_without_scripts_a_record_leads_on_by_itself(opened: Open) -> None:
    expect(opened("topics/nets/", java_script_enabled=False)).to_have_url("topics/fish/")


def test_an_old_address_is_not_for_search_engines_and_names_the_new_one(opened: Open, changed_server: Server) -> None:
    page = opened("articles/lamp-oil/", java_script_enabled=False)
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    canonical = page.locator('link[rel="canonical"]').get_attribute("href")
    assert canonical == f"{changed_server.address}articles/oil-for-lamps/"
    assert "lamp-oil/" not in (changed_server.folder / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_withdrawn_paragraph_has_a_tombstone_with_its_number_and_the_reason(opened: Open, scripts: bool) -> None:
    page = opened("articles/on-tides/#p2a", java_script_enabled=scripts)
    stone = page.locator(":target")
    expect(stone).to_be_in_viewport()
    expect(stone).to_contain_text("2a")
    said = "This paragraph was withdrawn, 20 February 2024. The slip belongs to another number."
    expect(stone.locator(".ed-tombstone")).to_have_text(said)
    assert page.locator(".ed-para").evaluate_all("all => all.map(one => one.id)") == ["p1", "p2", "p2a"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_merged_paragraph_is_found_in_its_successor(opened: Open, scripts: bool) -> None:
    page = opened("articles/on-tides/#p3", java_script_enabled=scripts)
    expect(page.locator("#p2")).to_be_in_viewport()
    assert page.locator("#p2 #p3").count() == 1
    expect(page.locator("#p2 .ed-words")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    link = page.locator(".ed-errata").get_by_role("link", name="¶ 3")
    assert link.get_attribute("href") == "#p3"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_withdrawn_note_is_told_of_on_its_page(opened: Open, scripts: bool) -> None:
    stone = opened("articles/oil-for-lamps/#n-wick", java_script_enabled=scripts).locator(":target")
    expect(stone).to_be_in_viewport()
    expect(stone).to_have_text("Note “wick” was withdrawn, 20 February 2024. It was midnight after all.")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_withdrawn_article_says_why_at_its_address_and_at_that_of_each_paragraph(
    opened: Open, scripts: bool
) -> None:
    page = opened("articles/old-letter/#p1", java_script_enabled=scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("Withdrawn")
    expect(page.locator(".ed-tombstone")).to_contain_text("20 February 2024. The heirs asked for it.")
    expect(page.locator(":target")).to_have_text("¶ 1")
    assert page.locator('link[rel="canonical"]').count() == 0


def test_a_frozen_page_is_as_it_was_and_leads_to_the_living_one(opened: Open) -> None:
    page = opened("v/2.1/articles/on-tides/#p2a")
    expect(page.locator(":target")).to_contain_text("a lamp was lit")
    banner = page.get_by_role("complementary", name="Frozen version")
    expect(banner).to_contain_text("You are reading version 2.1 of 31 January 2024, kept as it was.")
    styles = page.locator('link[rel="stylesheet"]').evaluate_all("all => all.map(one => new URL(one.href).pathname)")
    assert styles
    assert all("/v/2.1/assets/" in style for style in styles)
    banner.get_by_role("link").click()
    expect(page).to_have_url("articles/on-tides/")


def test_a_frozen_page_of_an_article_that_has_moved_leads_to_where_it_is_now(opened: Open) -> None:
    page = opened("v/2.1/articles/lamp-oil/")
    page.get_by_role("complementary", name="Frozen version").get_by_role("link").click()
    expect(page).to_have_url("articles/oil-for-lamps/")


def test_a_frozen_version_is_searched_by_itself(opened: Open) -> None:
    page = opened("v/2.2/articles/on-tides/")
    field = page.get_by_role("banner").get_by_role("searchbox")
    field.fill("nobody")
    field.press("Enter")
    expect(page).to_have_url("v/2.2/search/?q=nobody")
    page.locator("#ed-search-results").get_by_role("link", name="¶ 1").first.click()
    expect(page).to_have_url("v/2.2/articles/on-tides/#p1")


def test_where_an_article_was_taken_down_its_version_is_not_searched_and_says_why(opened: Open) -> None:
    page = opened("v/2.1/articles/on-tides/")
    field = page.get_by_role("banner").get_by_role("searchbox")
    field.fill("smoke")
    field.press("Enter")
    said = "It carried words of v/2.1/articles/old-letter/, which was taken down. The heirs asked for it."
    expect(page.get_by_role("main")).to_contain_text(said)
    page.get_by_role("link", name="What stands at this address").click()
    expect(page).to_have_url("search/")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_taken_down_is_told_of_in_its_version(opened: Open, scripts: bool) -> None:
    page = opened("v/2.1/articles/old-letter/#p1", java_script_enabled=scripts)
    expect(page.get_by_role("main")).to_contain_text("taken down on 20 February 2024. The heirs asked for it.")
    expect(page.locator("body")).not_to_contain_text("smoke")
    page.get_by_role("link").click()
    expect(page).to_have_url("articles/old-letter/")


def test_the_page_of_changes_leads_to_the_versions_and_to_what_they_changed(opened: Open) -> None:
    page = opened("changes/")
    second = page.locator("#version-2-2")
    expect(second).to_contain_text("articles/lamp-oil/ is now “Lamp oil”. The id was that of another piece.")
    expect(second).to_contain_text("articles/on-tides/#p3 is now")
    expect(second).to_contain_text("v/2.1/articles/old-letter/ was withdrawn. The heirs asked for it.")
    page.locator("#version-2-1").get_by_role("link", name="the edition as it was then").click()
    expect(page).to_have_url("v/2.1/")


@pytest.mark.parametrize("address", PAGES.values(), ids=list(PAGES))
def test_such_a_page_has_no_fault_known_to_axe(new_page: Open, changed_server: Server, address: str) -> None:
    page = new_page(base_url=changed_server.address)
    page.route(
        "**/assets/moved.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )  # stay here
    page.goto(address)
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert faults(page, "color-contrast", "link-in-text-block") == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def faults(page: Page, *rules: str) -> list[str]:
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['failureSummary']}" for one in found]
