"""The editor's layer: cards of marked names, notes both ways, the switch, the timeline."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

ARTICLE = "articles/tatsumi-2019/"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


def mention(page: Page, name: str = "Kim Jong Un", paragraph: str = "p1") -> Locator:
    return page.locator(f"#{paragraph}").get_by_role("link", name=name, exact=True)


def card(page: Page) -> Locator:
    return page.locator(".ed-card:popover-open")


def test_a_name_opens_its_card_by_mouse_and_a_click_beside_it_closes_it(new_page: NewPage) -> None:
    page = new_page(viewport=WIDE)
    page.goto(ARTICLE)
    mention(page).click()
    expect(card(page)).to_contain_text("Kim Jong Un")
    expect(card(page)).to_contain_text("person")
    expect(card(page).locator("[lang=ko]")).to_have_text("김정은")
    expect(mention(page)).to_have_attribute("aria-expanded", "true")
    expect(page).to_have_url(ARTICLE)
    page.locator("h1").click()
    expect(card(page)).to_have_count(0)
    expect(mention(page)).to_have_attribute("aria-expanded", "false")


def test_a_name_opens_its_card_by_keyboard_and_escape_gives_the_focus_back(new_page: NewPage) -> None:
    page = new_page(viewport=WIDE)
    page.goto(ARTICLE)
    mention(page).focus()
    page.keyboard.press("Enter")
    expect(card(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(mention(page)).to_be_focused()


def test_the_link_in_a_card_leads_to_the_record_and_back_to_the_paragraph(new_page: NewPage) -> None:
    page = new_page(viewport=WIDE)
    page.goto(ARTICLE)
    mention(page).click()
    card(page).get_by_role("link").click()
    expect(page).to_have_url("people/kim-jong-un/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kim Jong Un")
    lines = page.locator(".ed-said-where").filter(has_text="What Should Japan Do?")
    lines.get_by_role("link", name="Paragraph 1", exact=True).click()
    expect(page).to_have_url(f"{ARTICLE}#p1")


def test_a_name_opens_its_card_by_touch_within_a_small_screen(new_page: NewPage) -> None:
    page = new_page(viewport=NARROW, has_touch=True, is_mobile=True)
    page.goto(ARTICLE)
    mention(page).tap()
    expect(card(page)).to_be_in_viewport(ratio=1)


def test_only_the_first_mention_in_a_paragraph_is_a_link(page: Page) -> None:
    page.goto("articles/korea-herald-2021/")
    for paragraph in page.locator(".ed-para").all():
        targets = [link.get_attribute("href") for link in paragraph.locator(".ed-mention").all()]
        assert len(targets) == len(set(targets))


def test_a_note_is_reached_from_its_number_and_leads_back(new_page: NewPage) -> None:
    for viewport in (WIDE, NARROW):
        page = new_page(viewport=viewport)
        page.goto(ARTICLE)
        page.locator("#r-p3c").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{ARTICLE}#n-p3c")
        expect(page.locator("#n-p3c")).to_be_in_viewport()
        expect(page.locator("#n-p3c")).to_contain_text("Correction")
        page.locator("#n-p3c").get_by_role("link", name="back to paragraph 6").click()
        expect(page).to_have_url(f"{ARTICLE}#r-p3c")
        expect(page.locator("#r-p3c")).to_be_in_viewport()


def test_a_note_opens_by_its_own_address(new_page: NewPage) -> None:
    page = new_page(viewport=WIDE)
    page.goto("articles/goto-2019/#n-radar")
    expect(page.locator("#n-radar")).to_be_in_viewport()


def test_notes_stand_beside_their_paragraphs_on_a_wide_screen_and_never_overlap(new_page: NewPage) -> None:
    page = new_page(viewport=WIDE)
    page.goto("articles/goto-2019/")
    expect(page.locator(".ed-beside .ed-note")).to_have_count(9)
    expect(page.get_by_role("heading", name="Notes by the editor")).to_be_hidden()
    boxes = [block.bounding_box() for block in page.locator(".ed-beside").all()]
    edges = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
    assert all(upper[1] <= lower[0] for upper, lower in pairwise(edges))
    first = page.locator("#p4").bounding_box()
    beside = page.locator("#p4 .ed-beside").bounding_box()
    assert first
    assert beside
    assert abs(first["y"] - beside["y"]) < 40


def test_notes_stand_at_the_foot_on_a_narrow_screen_and_on_paper(new_page: NewPage) -> None:
    page = new_page(viewport=NARROW)
    page.goto("articles/goto-2019/")
    expect(page.locator(".ed-notes .ed-note")).to_have_count(9)
    expect(page.get_by_role("heading", name="Notes by the editor")).to_be_visible()
    page = new_page(viewport=WIDE)
    page.goto("articles/goto-2019/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".ed-notes .ed-note")).to_have_count(9)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".ed-beside .ed-note")).to_have_count(9)


def test_the_editor_s_layer_is_switched_off_and_stays_off(new_page: NewPage) -> None:
    page = new_page(viewport=WIDE)
    page.goto(ARTICLE)
    expect(page.locator("#n-p3c")).to_be_visible()
    page.get_by_role("checkbox", name="Show the editor’s notes and marks").uncheck()
    expect(page.locator("#n-p3c")).to_be_hidden()
    expect(page.locator("#r-p3c")).to_be_hidden()
    page.goto("articles/goto-2019/")
    expect(page.locator("#n-radar")).to_be_hidden()
    page.get_by_role("checkbox", name="Show the editor’s notes and marks").check()
    expect(page.locator("#n-radar")).to_be_visible()


def test_without_scripts_names_are_links_notes_are_at_the_foot_and_the_switch_works(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport=WIDE)
    page.goto(ARTICLE)
    expect(page.locator(".ed-card").first).to_be_hidden()
    page.locator("#r-p3c").click()
    expect(page).to_have_url(f"{ARTICLE}#n-p3c")
    expect(page.locator(".ed-notes #n-p3c")).to_be_in_viewport()
    page.get_by_role("checkbox", name="Show the editor’s notes and marks").uncheck()
    expect(page.locator("#n-p3c")).to_be_hidden()
    page.get_by_role("checkbox", name="Show the editor’s notes and marks").check()
    mention(page).click()
    expect(page).to_have_url("people/kim-jong-un/")


def test_the_timeline_says_in_a_list_what_its_picture_shows(page: Page) -> None:
    page.goto("timeline/")
    drawn = page.locator(".ed-timeline .ed-row").all_text_contents()
    listed = page.locator(".ed-moments > li")
    expect(listed).to_have_count(len(drawn))
    expect(page.locator(".ed-moment--article")).to_have_count(5)
    listed.filter(has_text="Hanoi summit").get_by_role("link", name="Hanoi summit", exact=True).click()
    expect(page).to_have_url("events/hanoi-summit-2019/")


def test_an_article_says_what_had_happened_and_what_its_author_could_not_know(page: Page) -> None:
    page.goto("articles/kimiya-2019/")
    section = page.locator(".ed-moment")
    expect(section).to_contain_text("U.S.–South Korea summit")
    expect(section.locator("li").filter(has_text="Working-level talks")).to_contain_text("could not yet know")
