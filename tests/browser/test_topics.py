"""Topics, comparisons and concordance as a reader uses them, with the keyboard, on a phone, without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

# Whether each block beside a paragraph begins where the one above it has ended.
APART = """() => {
  let floor = -Infinity;
  return [...document.querySelectorAll(".ed-beside")].every(e => {
    const { top, bottom } = e.getBoundingClientRect();
    const apart = top >= floor - 1;
    floor = bottom;
    return apart;
  });
}"""
PHONE = {"width": 390, "height": 844}


def test_a_cell_of_the_grid_leads_to_the_row_of_its_article(page: Page) -> None:
    page.goto("topics/")
    grid = page.get_by_role("table", name="Articles by topics")
    row = grid.get_by_role("row", name="Comfort women")
    row.get_by_role("link", name="Goto 2019").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url("topics/comfort-women/#goto-2019")
    target = page.locator("tr:target")
    expect(target).to_contain_text("Shihoko Goto")
    expect(target).to_be_in_viewport()
    unmarked = page.locator("#kimiya-2019 > td").first
    colour = "e => getComputedStyle(e).backgroundColor"
    assert target.locator("td").first.evaluate(colour) != unmarked.evaluate(colour)


def test_the_grid_has_heads_that_a_screen_reader_can_tell(page: Page) -> None:
    page.goto("topics/")
    grid = page.get_by_role("table", name="Articles by topics")
    expect(grid.get_by_role("columnheader")).to_have_count(5)
    expect(grid.get_by_role("rowheader", name="Comfort women", exact=True)).to_have_count(1)


def test_the_synopsis_is_stacked_on_a_phone_and_still_a_table(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("topics/comfort-women/")
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(4)
    row = page.locator("#goto-2019")
    boxes = [cell.bounding_box() for cell in row.locator("th, td").all()]
    assert all(box is not None for box in boxes)
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len({round(box["x"]) for box in boxes if box}) == 1
    expect(row.get_by_role("rowheader")).to_contain_text("Shihoko Goto")


def test_on_a_desktop_the_columns_stand_side_by_side(page: Page) -> None:
    page.goto("topics/comfort-women/")
    boxes = [cell.bounding_box() for cell in page.locator("#goto-2019 > th, #goto-2019 > td").all()]
    assert len({round(box["y"]) for box in boxes if box}) == 1
    assert len({round(box["x"]) for box in boxes if box}) == 3


def test_others_on_a_paragraph_are_reached_without_scripts(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("articles/goto-2019/#p4")
    others = page.locator("#p4 .ed-others")
    link = others.get_by_role("link", name="Kimiya 2019 ¶ 8")
    expect(link.first).to_be_hidden()
    others.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(others).to_contain_text("The editor’s judgement.")
    link.first.click()
    expect(page).to_have_url("articles/kimiya-2019/#p8")
    back = page.locator("#p8 .ed-others")
    back.locator("summary").click()
    expect(back.get_by_role("link", name="Goto 2019 ¶ 4").first).to_be_visible()


def test_an_open_list_of_others_overlaps_nothing_beside_it(page: Page) -> None:
    page.goto("articles/tatsumi-2019/")
    for summary in page.locator(".ed-others summary").all():
        summary.click()
    page.wait_for_function(APART)


def test_from_an_article_to_the_comparison_and_on_to_a_passage(page: Page) -> None:
    page.goto("articles/tatsumi-2019/")
    block = page.locator(".ed-related__one", has_text="The Japan Times").first
    block.get_by_role("link", name="Side by side").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tatsumi 2019")
    expect(page.get_by_role("heading", name="Joined by the editor")).to_be_visible()
    expect(page.get_by_role("heading", name="What only one treats")).to_be_visible()
    page.get_by_role("link", name="Paragraph 6").first.click()
    expect(page.locator(":target")).to_have_class("ed-para")


def test_a_headword_leads_to_its_paragraphs_and_says_whose_words_they_are(page: Page) -> None:
    page.goto("topics/")
    page.get_by_role("main").get_by_role("link", name="concordance").click()
    page.get_by_role("link", name="abduction", exact=True).click()
    own = page.locator(".ed-kwic__line--term").first
    expect(own).to_contain_text("author’s term")
    own.get_by_role("link").click()
    expect(page.locator(":target")).to_have_class("ed-para")


def test_on_paper_rows_are_whole_and_what_is_only_for_the_screen_is_gone(page: Page) -> None:
    page.goto("topics/japan-south-korea-relations/")
    page.emulate_media(media="print")
    expect(page.locator(".ed-self").first).to_be_hidden()
    assert page.locator(".ed-synopsis tbody tr").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
