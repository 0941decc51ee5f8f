"""Reading copies in a browser: of the toy edition, and of the five articles where their texts are at hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from edition import digest
from edition.model.edition import Edition
from playwright.sync_api import expect

from tests.browser.conftest import POLICY, ROOT, Server

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

TOY = ROOT / "tests" / "toy"
FIVE = {"kimiya-2019": 12, "tatsumi-2019": 7, "goto-2019": 12, "cfr-2019": 10, "korea-herald-2021": 14}
# The author's paragraphs as a reader has them, without the numbers of notes.
OWN = """(all) => all.map((one) => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll(".ed-ref, .ed-differs").forEach((ref) => ref.remove());
  return copy.textContent;
})"""


def serving(source: Path, folder: Path) -> Iterator[Server]:
    """Yield a server of the reading copy of an edition, built with its witnesses/."""
    for name in ("articles", "docs", "witnesses"):
        shutil.copytree(source / name, folder / name)
    shutil.copy(source / "mkdocs.yml", folder)
    with Server(folder / "reading-copy" / "site", POLICY) as server:
        environment = os.environ | {"SITE_URL": server.address}
        command = [sys.executable, "-m", "edition", "build", str(folder), "--witnesses", str(folder / "witnesses")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"the reading copy is not built:\n{done.stdout}{done.stderr}", pytrace=False)
        yield server


@pytest.fixture(scope="module")
def toy_copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serving(TOY, tmp_path_factory.mktemp("toy-copy"))


@pytest.fixture(scope="module")
def five_copy(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> Iterator[Server]:
    yield from serving(ROOT, tmp_path_factory.mktemp("five-copy"))


def test_every_kind_of_page_says_that_it_is_private_on_paper_too(new_page: NewPage, toy_copy: Server) -> None:
    page = new_page(base_url=toy_copy.address)
    for address in ("", "articles/", "articles/lamp-oil/", "topics/tides/", "search/", "people/mori-hanako/"):
        page.goto(address)
        banner = page.get_by_role("complementary", name="Private reading copy")
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            expect(banner).to_be_visible()
        assert page.title().startswith("Private reading copy: ")


def test_text_and_summary_are_read_one_beneath_the_other(new_page: NewPage, toy_copy: Server) -> None:
    for width in (1280, 390):
        page = new_page(
            base_url=toy_copy.address, viewport={"width": width, "height": 900}, java_script_enabled=False
        )
        page.goto("articles/harbour-dues/#p3")
        own = page.locator("#p3 .ed-own-text")
        summary = page.get_by_role("group", name="Summary of paragraph 3")
        expect(own).to_have_text("A due nobody can read is a tax on patience.")
        expect(summary).to_contain_text("Summary by this edition")
        above, below = own.bounding_box(), summary.bounding_box()
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_no_fault_in_a_full_text_page(new_page: NewPage, five_copy: Server) -> None:
    page = new_page(base_url=five_copy.address)
    for dark, rules in ((False, {}), (True, {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.goto("articles/goto-2019/#p1")
        page.reload()
        found = Axe().run(page, options={"resultTypes": ["violations"]} | rules).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"][:3]]) for one in found] == []


def test_its_search_finds_the_text(new_page: NewPage, toy_copy: Server) -> None:
    page = new_page(base_url=toy_copy.address)
    page.goto("search/?q=%22nobody+can+read%22")
    found = page.locator("#ed-search-results")
    expect(found.get_by_role("link", name="¶")).to_have_count(1)
    expect(found).to_contain_text("A due nobody can read is a tax on patience.")
    found.get_by_role("link", name="¶ 3").click()
    expect(page).to_have_url("articles/harbour-dues/#p3")


@pytest.mark.parametrize("article", FIVE)
def test_a_full_text_page_holds_the_text_paragraph_by_paragraph(
    new_page: NewPage, five_copy: Server, real_edition: Edition, article: str
) -> None:
    page = new_page(base_url=five_copy.address)
    page.goto(f"articles/{article}/")
    shown = page.locator(".ed-own-text").evaluate_all(OWN)
    known = [real_edition.by_id[article].about(p.id).digest for p in real_edition.by_id[article].paragraphs]
    assert [digest.of_paragraph(text) for text in shown] == known
    assert len(shown) == FIVE[article]
    expect(page.locator(".ed-regest")).to_have_count(FIVE[article])
    expect(page.locator(".ed-differs")).to_have_count(0)
    expect(page.locator(".ed-own-text .ed-mention").first).to_be_visible()
    expect(page.get_by_role("note", name="What you are reading")).to_contain_text("the author’s text")


def test_a_name_in_the_text_opens_its_card(new_page: NewPage, five_copy: Server) -> None:
    page = new_page(base_url=five_copy.address)
    page.goto("articles/tatsumi-2019/")
    name = page.locator("#p7 .ed-own-text .ed-mention", has_text="Shinzo Abe").first
    name.click()
    expect(page.locator(".ed-card:popover-open")).to_contain_text("Shinzo Abe")


def test_notes_hang_in_the_text_and_stand_beside_it(new_page: NewPage, five_copy: Server) -> None:
    page = new_page(base_url=five_copy.address)
    page.goto("articles/goto-2019/")
    number = page.locator("#p6 .ed-own-text .ed-ref").first
    expect(number).to_be_visible()
    target = number.get_attribute("href") or ""
    expect(page.locator(f"#p6 .ed-beside {target}")).to_be_visible()
    number.click()
    expect(page).to_have_url(f"articles/goto-2019/{target}")


def test_the_search_of_the_five_finds_words_that_stand_in_a_text_only(
    new_page: NewPage, five_copy: Server, real_edition: Edition, texts: dict[str, str]
) -> None:
    article = real_edition.by_id["kimiya-2019"]
    assert article.matter.witness
    words = texts[article.matter.witness.digest].split()[:6]
    page = new_page(base_url=five_copy.address)
    page.goto("search/?q=" + "+".join(["%22" + words[0], *words[1:-1], words[-1] + "%22"]))
    found = page.locator("#ed-search-results").get_by_role("link", name="¶")
    expect(found).to_have_count(1)
    expect(found).to_have_attribute("href", re.compile(r"^\.\./articles/kimiya-2019/(\?mark=[^#]*)?#p1$"))


SELECT = """([selector, length]) => {
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  const isWords = (one) => one.data.trim().length >= length && !one.parentElement.closest(".ed-regest__label");
  while (!isWords(node)) node = walker.nextNode();
  const start = node.data.search(/\\S/);
  getSelection().setBaseAndExtent(node, start, node, start + length);
  return node.data.slice(start, start + length);
}"""


@pytest.mark.parametrize(
    ("within", "whose"),
    [
        (".ed-own-text", "the author’s own words, from a copy at hand that this edition does not publish"),
        (".ed-regest", "the edition’s summary, not the author’s words"),
    ],
)
def test_words_that_are_selected_are_quoted_as_the_authors_or_the_editions(
    new_page: NewPage, toy_copy: Server, within: str, whose: str
) -> None:
    page = new_page(base_url=toy_copy.address)
    page.goto("articles/harbour-dues/")
    words = page.evaluate(SELECT, [f"#p3 {within}", 12]).strip()
    page.get_by_role("button", name="Quote and cite").click()
    dialog = page.get_by_role("dialog", name="Quote and cite ¶ 3")
    expect(dialog.get_by_role("region", name="Citation")).to_contain_text(f"“{words}” ({whose}). ")
    expect(dialog.get_by_role("region", name="Citation")).to_contain_text(
        f"¶ 3, {toy_copy.address}articles/harbour-dues/#p3."
    )


def test_words_over_text_and_summary_are_never_quoted_as_one(new_page: NewPage, toy_copy: Server) -> None:
    page = new_page(base_url=toy_copy.address)
    page.goto("articles/harbour-dues/")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#p3'))")
    page.get_by_role("button", name="Quote and cite").click()
    region = page.get_by_role("region", name="Citation")
    expect(region).to_contain_text("(the author’s own words, from a copy at hand")
    summary = page.locator("#p3 .ed-regest p").last.inner_text()
    assert summary not in region.inner_text()
