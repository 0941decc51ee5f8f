"""Citing: the dialog, quoting what is selected, the page that needs no script, what is copied and downloaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage, Server

pytestmark = pytest.mark.browser

SELECT = """([selector, start, end]) => {
  const root = document.querySelector(selector);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let text = "", node;
  const nodes = [];
  while ((node = walker.nextNode())) {
    if (!node.parentElement.closest(".ed-ref")) { nodes.push([node, text.length]); text += node.data; }
  }
  const at = (place) => { const [n, before] = nodes.findLast(([, b]) => b <= place); return [n, place - before]; };
  const from = text.indexOf(start);
  const to = text.indexOf(end, from) + end.length;
  range.setStart(...at(from));
  range.setEnd(...at(to - 1).map((v, i) => i ? v + 1 : v));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
CITATION = (
    "Yuki Tatsumi, “North Korea Talks Stalemate: What Should Japan Do?,” The Diplomat, April 2019; summarised in"
)


def select(page: Page, selector: str, start: str, end: str) -> None:
    page.locator(selector).scroll_into_view_if_needed()
    page.evaluate(SELECT, [selector, start, end])


def clipboard(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


@pytest.fixture
def allowed(new_page: NewPage) -> Page:
    """A page that may use the clipboard, at an article."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    page.goto("articles/tatsumi-2019/")
    return page


def test_a_paragraph_is_cited_by_keyboard_and_copied(allowed: Page, server: Server) -> None:
    page = allowed
    link = page.get_by_role("link", name="Cite paragraph 6")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite ¶ 6")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Style or format")).to_be_focused()
    dialog.get_by_role("button", name="Copy").press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Copied")
    assert clipboard(page) == f"{CITATION} After Hanoi, version 0.1, ¶ 6, {server.address}articles/tatsumi-2019/#p6."
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize(
    ("key", "name", "inside"),
    [
        ("bib", "tatsumi-2019-p2.bib", "@article{tatsumi-2019-p2,"),
        ("ris", "tatsumi-2019-p2.ris", "TY  - MGZN"),
        ("json", "tatsumi-2019-p2.json", '"paragraph": "2"'),
    ],
)
def test_a_record_of_a_paragraph_is_downloaded(
    allowed: Page, tmp_path: Path, server: Server, key: str, name: str, inside: str
) -> None:
    allowed.get_by_role("link", name="Cite paragraph 2").click()
    allowed.get_by_label("Style or format").select_option(key)
    with allowed.expect_download() as download:
        allowed.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == name
    download.value.save_as(tmp_path / name)
    text = (tmp_path / name).read_text("utf-8")
    assert inside in text
    before = "\\url{" if key == "bib" else ""
    assert f"¶ 2, {before}{server.address}articles/tatsumi-2019/#p2" in text
    assert not any("\ue000" <= sign <= "\uf8ff" for sign in text)


def test_every_format_of_every_kind_is_filled_in(page: Page) -> None:
    page.goto("articles/tatsumi-2019/")
    for target in ("", "p1", "n-choe-son-hui"):
        page.locator(f"[data-cite='{target}']").first.click()
        for option in page.get_by_label("Style or format").locator("option").all():
            page.get_by_label("Style or format").select_option(option.get_attribute("value"))
            text = page.get_by_role("region", name="Citation").inner_text()
            assert not any("\ue000" <= sign <= "\uf8ff" for sign in text)
            assert f"articles/tatsumi-2019/{'#' + target if target else ''}" in text
            assert ("editors of After Hanoi" in text) == target.startswith("n-")
        page.get_by_role("button", name="Close").click()


def test_the_chosen_style_is_kept(page: Page) -> None:
    page.goto("articles/tatsumi-2019/")
    page.get_by_role("link", name="Cite this article").click()
    page.get_by_label("Style or format").select_option("apa")
    page.goto("articles/goto-2019/")
    page.get_by_role("link", name="Cite paragraph 3").click()
    expect(page.get_by_role("region", name="Citation")).to_contain_text("Goto, S. (2019, March 1).")


def test_what_is_selected_in_a_summary_is_quoted_as_the_editions(allowed: Page, server: Server) -> None:
    select(allowed, "#p2 .ed-words", "leaders among them", "relieved")
    allowed.get_by_role("button", name="Quote and cite").click()
    dialog = allowed.get_by_role("dialog", name="Quote and cite ¶ 2")
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied")
    assert clipboard(allowed) == (
        "“leaders among them, were surely relieved” (the edition’s summary, not the author’s words). "
        f"{CITATION} After Hanoi, version 0.1, ¶ 2, {server.address}articles/tatsumi-2019/#p2."
    )


def test_what_a_summary_quotes_is_the_authors(allowed: Page) -> None:
    select(allowed, "#p6 .ed-words", "potentially dangerous", "encounter")
    allowed.get_by_role("button", name="Quote and cite").click()
    expect(allowed.get_by_role("region", name="Citation")).to_contain_text(
        "“potentially dangerous encounter” (the author’s own words, as quoted in the edition’s summary). Yuki Tatsumi"
    )


def test_a_selection_that_only_begins_in_quoted_words_is_the_editions(allowed: Page) -> None:
    select(allowed, "#p6 .ed-words", "dangerous encounter", "destroyer")
    allowed.get_by_role("button", name="Quote and cite").click()
    expect(allowed.get_by_role("region", name="Citation")).to_contain_text("(the edition’s summary, not the author’s")


def test_words_of_a_note_are_quoted_as_the_editors(allowed: Page) -> None:
    select(allowed, "#n-choe-son-hui > div", "Choe Son Hui", "does not name")
    allowed.get_by_role("button", name="Quote and cite").click()
    expect(allowed.get_by_role("region", name="Citation")).to_contain_text(
        "“Choe Son Hui, whom Tatsumi does not name” (the editor’s note, not the author’s words). The editors of After"
    )


def test_a_selection_over_paragraphs_is_cited_as_such(allowed: Page, server: Server) -> None:
    allowed.evaluate(
        """() => getSelection().setBaseAndExtent(
            document.querySelector("#p3 .ed-words p").firstChild, 0,
            document.querySelector("#p4 .ed-words p").lastChild, 3)"""
    )
    allowed.get_by_role("button", name="Quote and cite").click()
    region = allowed.get_by_role("region", name="Citation")
    expect(region).to_contain_text(f"¶ 3–4, {server.address}articles/tatsumi-2019/#p3.")
    expect(region).to_contain_text("“What follows for Japan?")
    assert "Aegis Ashore;" in region.inner_text()  # the number of the note there is left out


def test_the_offer_is_reached_by_keyboard_and_dismissed(allowed: Page) -> None:
    allowed.locator("#p1 .ed-words").click(position={"x": 4, "y": 10})  # where the keyboard then goes on from
    select(allowed, "#p1 .ed-words", "Tatsumi starts", "talks")
    offer = allowed.get_by_role("button", name="Quote and cite")
    expect(offer).to_be_visible()
    for _ in range(20):
        if offer.evaluate("e => e === document.activeElement"):
            break
        allowed.keyboard.press("Tab")
    expect(offer).to_be_focused()
    allowed.keyboard.press("Escape")
    expect(offer).to_be_hidden()
    allowed.evaluate("() => getSelection().removeAllRanges()")
    select(allowed, "#p1 .ed-words", "Tatsumi starts", "talks")
    expect(offer).to_be_visible()
    allowed.evaluate("() => getSelection().removeAllRanges()")
    expect(offer).to_be_hidden()


def test_without_scripts_cite_leads_to_a_page_that_has_it_all(new_page: NewPage, server: Server) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("articles/tatsumi-2019/")
    page.get_by_role("link", name="Cite paragraph 6").click()
    expect(page).to_have_url("articles/tatsumi-2019/cite/#p6")
    expect(page.locator("#p6")).to_contain_text(f"¶ 6 {server.address}articles/tatsumi-2019/#p6")
    expect(page.get_by_role("heading", level=1)).to_have_text("How to cite it")
    for label in ("Chicago, note", "Chicago, bibliography", "MLA", "APA", "BibTeX", "RIS", "CSL-JSON"):
        expect(page.locator("dt").filter(has_text=label).first).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.get_by_role("link", name="¶ 6").click()
    expect(page).to_have_url("articles/tatsumi-2019/#p6")
    page.goto("articles/tatsumi-2019/cite/")
    data = page.request.get("articles/tatsumi-2019/cite.bib")
    assert data.text().startswith("@article{tatsumi-2019,")


def test_a_citation_of_that_page_is_copied(new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("articles/goto-2019/cite/")
    button = page.get_by_role("button", name="Copy MLA").first
    button.click()
    expect(button).to_have_text("Copied")
    assert clipboard(page).startswith("Goto, Shihoko. “[A Chance to Strengthen the Weak Link")


def test_the_dialog_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("articles/korea-herald-2021/")
    page.get_by_role("link", name="Cite paragraph 1", exact=True).click()
    page.get_by_label("Style or format").select_option("bib")
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 640
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
