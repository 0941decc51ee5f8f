"""The search page: its states, the way from it to a paragraph and back, by keyboard, without scripts and from disk.

What is found is told by tests/cases/search.yml (test_search_cases.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage, Server

pytestmark = pytest.mark.browser

FIELD = "#ed-search-q"
COUNT = "#ed-search-count"
LINKS = "#ed-search-results .ed-hit__link"
INDEX = re.compile(r"/assets/search/index\.js$")


def search(page: Page, query: str, more: str = "") -> None:
    page.goto(f"search/?q={quote(query)}{more}")
    settled(page)


def settled(page: Page) -> None:
    """Wait until every layer has been searched."""
    expect(page.locator("#ed-search-results")).not_to_have_attribute("aria-busy", "true")


def group(page: Page, key: str) -> str:
    return page.locator(f'[data-group="{key}"]').inner_text()


def test_home_page_opens_with_a_search_form(page: Page) -> None:
    page.goto("")
    expect(page.get_by_role("heading", level=1)).to_contain_text("After Hanoi")
    page.get_by_label("Search words and phrases").fill("abduction")
    page.locator(".ed-front").get_by_role("button", name="Search").click()
    expect(page).to_have_url("search/?q=abduction")
    expect(page.locator(COUNT)).to_have_text("3 paragraphs, 2 notes and 3 records for abduction")


def test_header_form_works_from_an_article(page: Page) -> None:
    page.goto("articles/goto-2019/")
    page.get_by_role("banner").get_by_role("searchbox").fill("radar")
    page.keyboard.press("Enter")
    expect(page).to_have_url("search/?q=radar")
    expect(page.locator(FIELD)).to_have_value("radar")
    expect(page.locator(LINKS).first).to_have_attribute("href", re.compile("goto-2019.*#p6"))


def test_results_say_whose_words_they_are(page: Page) -> None:
    search(page, "comfort women")
    exact = group(page, "exact")
    assert "In the author’s words" in exact
    assert "The author writes “comfort women”" in exact
    assert "the edition’s summary" in exact
    topic = group(page, "topic")
    assert "Topic: Comfort women" in topic
    assert "The author writes “Japanese military brothels”" in topic
    assert "What the editor adds; not the author’s words." in group(page, "notes")
    assert "The author writes" not in group(page, "notes")


def test_a_match_in_a_summary_is_not_passed_off_as_the_authors(page: Page) -> None:
    search(page, "quarrels")
    expect(page.locator("#ed-search-results section")).to_have_count(1)
    text = group(page, "summary")
    assert "The editor’s words, not the author’s." in text
    assert "The author writes" not in text
    expect(page.locator('[data-group="summary"] mark')).to_have_text("quarrels")


def test_the_editors_reading_is_called_so(page: Page) -> None:
    search(page, "human rights")
    assert group(page, "topic").count("by the editor’s reading") == 2
    search(page, "radar")
    assert "The author writes “potentially dangerous encounter”, by the editor’s reading" in group(page, "topic")


def test_a_term_that_nobody_uses_is_said_first(page: Page) -> None:
    search(page, "sexual slavery")
    told = page.locator("#ed-search-told")
    expect(told).to_contain_text("No author here is recorded as writing “sexual slavery”.")
    expect(told).to_contain_text("another wording of Comfort women")
    above, below = told.bounding_box(), page.locator("#ed-search-results").bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    told.get_by_role("link", name="Comfort women").click()
    expect(page).to_have_url("topics/comfort-women/")


def test_suggestion_is_followed(page: Page) -> None:
    search(page, "abduciton")
    expect(page.locator(COUNT)).to_have_text("Nothing found for abduciton")
    expect(page.get_by_role("link", name="Comfort women", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="concordance").first).to_be_visible()
    page.locator("#ed-search-told").get_by_role("link", name="abduction", exact=True).click()
    expect(page).to_have_url("search/?q=abduction")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(LINKS).first).to_be_visible()


@pytest.mark.parametrize("query", ["", "   ", '""', "?!", "（）", "-", "-radar"])
def test_query_without_a_word_to_find_breaks_nothing(page: Page, query: str) -> None:
    search(page, query)
    expect(page.locator("#ed-search-results section")).to_have_count(0)
    expect(page.locator("#ed-search-static")).to_be_visible()


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "abduction<script>alert(1)</script>", "(a|", "\\"])
def test_query_is_shown_as_text_and_runs_nothing(page: Page, query: str) -> None:
    search(page, query)
    expect(page.locator(FIELD)).to_have_value(query)
    expect(page.locator("#main img, #main script")).to_have_count(0)


# --- To the paragraph and back --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "group_key", "article", "anchor", "marked"),
    [
        ("abductees", "exact", "cfr-2019", "p9", "abductees"),
        ("comfort women", "topic", "goto-2019", "p4", "Japanese military brothels"),
        ("quarrels", "summary", "goto-2019", "p4", "quarrels"),
        ("Gwanggaeto", "notes", "goto-2019", "n-radar", "Gwanggaeto"),
    ],
)
def test_result_opens_at_its_place_marked_and_with_a_clean_address(
    page: Page, query: str, group_key: str, article: str, anchor: str, marked: str
) -> None:
    search(page, query)
    page.locator(f'[data-group="{group_key}"] .ed-hit__link').first.click()
    expect(page).to_have_url(f"articles/{article}/#{anchor}")
    place = page.locator(f"#{anchor}")
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()
    mark = place.locator("mark.ed-found").first
    expect(mark).to_have_text(marked)
    expect(mark).to_be_visible()
    expect(page.locator(":target")).to_have_id(anchor)
    page.go_back()
    expect(page).to_have_url(f"search/?q={quote(query)}")
    expect(page.locator(LINKS).first).to_be_visible()


def test_author_s_term_is_marked_in_the_list_of_terms(page: Page) -> None:
    page.goto("articles/tatsumi-2019/?mark=comfort+women&in=terms#p6")
    expect(page.locator("#p6 .ed-terms")).to_have_attribute("open", "")
    expect(page.locator("#p6 .ed-terms mark.ed-found")).to_have_text("comfort women")
    expect(page.locator("#p6 .ed-words mark.ed-found")).to_have_count(0)
    expect(page).to_have_url("articles/tatsumi-2019/#p6")


def test_record_opens_with_what_was_found(page: Page) -> None:
    search(page, "DPRK", "&layer=records")
    page.locator('[data-group="record"] .ed-hit__link').click()
    expect(page).to_have_url("places/north-korea/")
    expect(page.locator("#main mark.ed-found").first).to_be_visible()


def test_mark_runs_over_names_that_are_links(page: Page) -> None:
    page.goto("articles/tatsumi-2019/?mark=North+Korea#p1")
    found = page.locator("#p1 .ed-words mark.ed-found")
    expect(found.first).to_have_text("North Korea")
    page.goto("articles/tatsumi-2019/?mark=%3Cb%3E&mark=&mark=)(#p1")
    expect(page).to_have_url("articles/tatsumi-2019/#p1")


# --- State in the address -------------------------------------------------------------------------


def test_facets_have_counts_narrow_and_stand_in_the_address(page: Page) -> None:
    search(page, "comfort women")
    page.get_by_role("group", name="Author").get_by_label("Tadashi Kimiya 1").check()
    expect(page).to_have_url("search/?q=comfort+women&author=tadashi-kimiya")
    expect(page.locator(COUNT)).to_have_text("1 paragraph for comfort women, narrowed as chosen")
    expect(page.get_by_role("group", name="Author").get_by_label("Tadashi Kimiya 1")).to_be_focused()
    page.get_by_role("group", name="Author").get_by_label("Yuki Tatsumi 1").check()
    expect(page.locator(COUNT)).to_have_text("2 paragraphs for comfort women, narrowed as chosen")
    page.reload()
    expect(page.locator(COUNT)).to_have_text("2 paragraphs for comfort women, narrowed as chosen")
    expect(page.get_by_label("Tadashi Kimiya 1")).to_be_checked()
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("1 paragraph for comfort women, narrowed as chosen")
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("3 paragraphs, 2 notes and 9 records for comfort women")
    expect(page.get_by_label("Tadashi Kimiya 1")).not_to_be_checked()


def test_layers_are_chosen_apart(page: Page) -> None:
    search(page, "abduction", "&layer=summary")
    expect(page.locator("#ed-search-results section")).to_have_count(1)
    assert "the edition’s summary" in group(page, "summary")
    page.get_by_role("link", name="Clear all").click()
    expect(page).to_have_url("search/?q=abduction")
    expect(page.locator("#ed-search-results section")).to_have_count(5)


def test_a_second_query_leaves_the_first_in_history(page: Page) -> None:
    search(page, "radar")
    page.locator(FIELD).fill("abduction")
    page.locator("#ed-search").get_by_role("button", name="Search").click()
    expect(page).to_have_url("search/?q=abduction")
    expect(page).to_have_title(re.compile("^abduction – Search – "))
    page.go_back()
    expect(page.locator(FIELD)).to_have_value("radar")
    expect(page.locator(COUNT)).to_contain_text("for radar")


def test_counts_are_announced(page: Page) -> None:
    search(page, "radar")
    status = page.get_by_role("status").and_(page.locator(COUNT))
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_have_text("2 paragraphs, 2 notes and 2 records for radar")


# --- Keys -----------------------------------------------------------------------------------------


def test_slash_leads_to_the_field_and_can_be_switched_off(page: Page) -> None:
    page.goto("articles/goto-2019/")
    page.keyboard.press("/")
    expect(page.get_by_role("banner").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.get_by_role("banner").get_by_role("searchbox")).to_have_value("a/b")
    page.goto("search/")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.get_by_text("How to search").click()
    page.get_by_label("/ leads to the search field, on every page").uncheck()
    page.goto("articles/goto-2019/")
    page.keyboard.press("/")
    expect(page.get_by_role("banner").get_by_role("searchbox")).not_to_be_focused()
    page.goto("search/")
    expect(page.locator("#ed-search-slash")).not_to_be_checked()


def test_arrows_go_through_the_results_and_escape_clears(page: Page) -> None:
    search(page, "comfort women")
    page.keyboard.press("/")
    links = page.locator(LINKS)
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url("articles/tatsumi-2019/#p6")
    page.go_back()
    settled(page)
    page.locator(FIELD).focus()
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_have_value("")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page).to_have_url("search/")
    expect(page.locator("#ed-search-results section")).to_have_count(0)


def test_more_results_come_once_and_take_the_focus(page: Page) -> None:
    search(page, "DPRK", "&layer=records")
    button = page.get_by_role("button", name=re.compile("Show .* more"))
    before = page.locator(LINKS).count()
    button.evaluate("button => { button.click(); button.click(); }")
    expect(page.locator(LINKS)).not_to_have_count(before)
    shown = page.locator(LINKS)
    expect(shown.nth(before)).to_be_focused()
    links = shown.evaluate_all("links => links.map(link => link.href)")
    assert len(links) == len(set(links))


# --- What can go wrong ----------------------------------------------------------------------------


def test_index_that_fails_is_said_and_asked_for_again(new_page: NewPage, server: Server) -> None:
    page = new_page()
    page.context.set_default_timeout(10_000)
    failing = True

    def answer(route: Route) -> None:
        route.fulfill(status=200, body="// nothing") if failing else route.continue_()

    page.route(INDEX, answer)
    page.goto("search/?q=radar")
    expect(page.locator(COUNT)).to_contain_text("could not be loaded, so nothing was searched")
    expect(page.locator("#ed-search-static")).to_be_visible()
    expect(page.get_by_role("link", name="concordance").first).to_be_visible()
    failing = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(COUNT)).to_contain_text("for radar")


def test_first_results_stay_when_the_rest_fails(new_page: NewPage) -> None:
    page = new_page()
    failing = True
    more = re.compile(r"/assets/search/more\.js$")
    page.route(more, lambda route: route.fulfill(body="// nothing") if failing else route.continue_())
    page.goto("search/?q=radar")
    expect(page.locator(COUNT)).to_have_text("2 paragraphs for radar. The rest of the index could not be loaded.")
    expect(page.locator(LINKS).first).to_be_visible()
    failing = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(COUNT)).to_have_text("2 paragraphs, 2 notes and 2 records for radar")


def test_a_slow_index_is_waited_for_and_said(new_page: NewPage) -> None:
    page = new_page()
    held: list[Route] = []
    page.route(INDEX, lambda route: held.append(route))
    page.goto("search/?q=radar", wait_until="commit")
    expect(page.locator(COUNT)).to_have_text("Searching …")
    expect(page.locator("#ed-search-results")).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(page.locator(COUNT)).to_contain_text("for radar")
    settled(page)
    assert len(held) == 1


def test_first_results_do_without_notes_and_records(new_page: NewPage) -> None:
    page = new_page()
    page.route(re.compile(r"/assets/search/more\.js$"), lambda route: None)  # never answered
    page.goto("search/?q=radar", wait_until="commit")
    expect(page.locator(LINKS).first).to_be_visible()
    expect(page.locator(COUNT)).to_have_text("2 paragraphs for radar")


def test_without_scripts_topics_and_concordance_are_there(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("articles/goto-2019/")
    page.get_by_role("banner").get_by_role("searchbox").fill("radar")
    page.keyboard.press("Enter")
    expect(page).to_have_url("search/?q=radar")
    expect(page.get_by_text("Search needs JavaScript.")).to_be_visible()
    page.get_by_role("link", name="Radar dispute", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Radar dispute")


def test_from_disk_it_searches_and_leads_to_the_paragraph(new_page: NewPage, server: Server) -> None:
    page = new_page(base_url=None)
    page.goto(f"{(server.folder / 'search' / 'index.html').as_uri()}?q=comfort%20women")
    expect(page.locator(COUNT)).to_have_text("3 paragraphs, 2 notes and 9 records for comfort women")
    page.get_by_role("group", name="Author").get_by_label("Shihoko Goto 2").check()
    expect(page.locator(COUNT)).to_contain_text("1 paragraph")
    page.locator(LINKS).first.click()
    expect(page).to_have_url((server.folder / "articles/goto-2019/index.html").as_uri() + "#p4")
    expect(page.locator("#p4 mark.ed-found")).to_have_text("Japanese military brothels")


VIEWS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}
STATES = {
    "empty": "",
    "results": "?q=comfort+women",
    "words": "?q=abduction&layer=words",
    "summaries": "?q=abduction&layer=summary",
    "notes": "?q=abduction&layer=notes",
    "records": "?q=DPRK&layer=records",
    "no result": "?q=abduciton",
    "nothing left": "?q=sexual+slavery&author=yuki-tatsumi&year=1999",
}


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_any_state(new_page: NewPage, view: str) -> None:
    axe = Axe()
    page = new_page(**VIEWS[view])

    def look(state: str) -> None:
        page.evaluate("() => document.querySelectorAll('#main details').forEach(e => { e.open = true; })")
        found = axe.run(page)
        assert found.violations_count == 0, f"{state}, {view}: {found.generate_report()}"

    for state, address in STATES.items():
        page.goto(f"search/{address}")
        settled(page)
        look(state)
    page.get_by_label("/ leads to the search field, on every page").uncheck()
    look("key switched off")
    page.route(INDEX, lambda route: route.fulfill(status=200, body="// nothing"))
    page.goto("search/?q=radar")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    look("failed")
    page.unroute(INDEX)
    held: list[Route] = []
    page.route(INDEX, lambda route: held.append(route))
    page.goto("search/?q=radar", wait_until="commit")
    expect(page.locator(COUNT)).to_have_text("Searching …")
    held[0].continue_()  # axe waits for the page to be there
    settled(page)
    page.goto("articles/tatsumi-2019/?mark=comfort+women&in=terms#p6")
    expect(page.locator("#p6 mark.ed-found")).to_be_visible()
    look("arrived")


def test_phone_has_the_facets_folded(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto("search/?q=comfort+women")
    settled(page)
    expect(page.get_by_text("Narrow the results")).to_be_visible()
    expect(page.get_by_role("group", name="Author")).to_be_hidden()
    page.get_by_text("Narrow the results").click()
    expect(page.get_by_role("group", name="Author")).to_be_visible()


def test_browsers_can_add_the_site_as_a_search_engine(page: Page, server: Server) -> None:
    for address in ("", "articles/goto-2019/", "about/"):
        page.goto(address)
        link = page.locator('link[rel="search"]')
        expect(link).to_have_attribute("type", "application/opensearchdescription+xml")
        described = link.evaluate("link => link.href")
        assert described == f"{server.address}assets/opensearch.xml"
    text = page.request.get(described).text()
    root = ElementTree.fromstring(text)
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.findtext("o:ShortName", "", names) == "After Hanoi"
    template = root.find("o:Url", names)
    assert template is not None
    page.goto(template.attrib["template"].replace("{searchTerms}", "radar"))
    expect(page.locator(COUNT)).to_contain_text("for radar")
