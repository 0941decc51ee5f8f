"""The checker of quotations: whose words they are and where, exactly, nearly or not; nothing is sent anywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from edition import digest, quotation
from edition.model.edition import Edition
from playwright.sync_api import Page, Route, expect

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage, Server

pytestmark = pytest.mark.browser

SENTENCE = "Lamp oil has gone up again, and the lamps of the outer mole will burn until midnight only."


def check(page: Page, text: str) -> list[str]:
    """Return what the page says of a quotation, once it has looked."""
    page.get_by_label("The quotation").fill(text)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#ed-verdict")).not_to_contain_text("Looking")
    return page.locator(".ed-finding__verdict").all_inner_texts()


def with_sentences(edition: Edition) -> Edition:
    """Return the toy edition as if the digest of a sentence stood in one of its articles."""
    article = edition.by_id["lamp-oil"]
    paragraph = article.matter.paragraphs["p1"].model_copy(update={"sentences": digest.of_sentences(SENTENCE)})
    matter = article.matter.model_copy(update={"paragraphs": article.matter.paragraphs | {"p1": paragraph}})
    articles = tuple(replace(a, matter=matter) if a.id == "lamp-oil" else a for a in edition.articles)
    return replace(edition, articles=articles)


@pytest.fixture
def toy_checker(new_page: NewPage, toy_edition: Edition) -> Page:
    """The checker with the data of the toy edition, which carries texts and summaries."""
    page = new_page()
    files = quotation.files(with_sentences(toy_edition))

    def answer(route: Route) -> None:
        name = "check-a-quotation/data/" + route.request.url.rpartition("/")[2]
        route.fulfill(body=files[name], content_type="text/javascript")

    page.route("**/check-a-quotation/data/*.js", answer)
    page.goto("check-a-quotation/")
    return page


def test_words_of_a_carried_text_are_found_exactly_nearly_or_not(toy_checker: Page) -> None:
    page = toy_checker
    assert check(page, "The tide waits for nobody, and <b>nobody</b> waits") == ["Exactly the author’s words."]
    expect(page.locator(".ed-finding")).to_contain_text("Exactly in ¶ 1 of Edith Marsh")
    assert page.locator(".ed-finding a").first.get_attribute("href") == "../articles/on-tides/#p1"
    assert check(page, "A slip pasted in later states that a lamp was lit") == ["Nearly the author’s words."]
    assert page.locator(".ed-finding mark").all_inner_texts() == ["says"]
    assert check(page, "The moon is made of green cheese and nobody minds it at all.") == [
        "The edition cannot tell: see the original."
    ]
    expect(page.locator(".ed-finding")).to_contain_text("It stands in none of the texts that the edition carries.")


def test_a_text_in_japanese_is_found(toy_checker: Page) -> None:
    assert check(toy_checker, "港の灯は「おやすみ」と言う") == ["Exactly the author’s words."]


def test_a_whole_sentence_of_an_author_is_known_by_its_digest(toy_checker: Page) -> None:
    page = toy_checker
    known = "A whole sentence of the author’s, letter for letter."
    assert check(page, SENTENCE) == [known]
    expect(page.locator(".ed-finding")).to_contain_text("In ¶ 1 of The Harbour Board, Lamp oil")
    expect(page.locator(".ed-finding").get_by_role("link", name="the original")).to_have_attribute(
        "href", "https://wire.example/oil"
    )
    changed = "“lamp oil has gone UP again — and the lamps of the outer mole will burn until mid-\nnight only”"
    assert check(page, changed) == [known]
    assert check(page, f"He said so. {SENTENCE} And more.") == [
        "The edition cannot tell: see the original.",
        known,
        "The edition cannot tell: see the original.",
    ]
    assert check(page, SENTENCE.replace("midnight", "dawn")) == ["The edition cannot tell: see the original."]
    assert check(page, SENTENCE.removesuffix("only.")) == ["The edition cannot tell: see the original."]


def test_the_summary_is_not_taken_for_the_author_but_what_it_quotes_is(toy_checker: Page) -> None:
    page = toy_checker
    assert check(page, "The board, she hears from its clerk, has two sets of books") == [
        "Exactly the edition’s summary, not the author’s words."
    ]
    expect(page.locator(".ed-finding")).to_contain_text("Do not put the author’s name under them.")
    assert check(page, "for the tide") == ["Exactly the author’s own words, as the edition’s summary quotes them."]


def test_the_real_edition_knows_its_summaries_quotations_and_notes(page: Page) -> None:
    page.goto("check-a-quotation/")
    assert check(page, "Relations, she finds, are at a new low, and it is certainly not easy for Japan") == [
        "Exactly the edition’s summary, not the author’s words."
    ]
    assert check(page, "potentially dangerous encounter") == [
        "Exactly the author’s own words, as the edition’s summary quotes them."
    ]
    assert check(page, "Choe Son Hui, whom Tatsumi does not name; the edition’s sources") == [
        "Exactly a note by the editor, not the author’s words."
    ]
    assert check(page, "Nobody has ever written these words in any article of this kind.") == [
        "The edition cannot tell: see the original."
    ]
    assert check(page, "…") == []
    expect(page.locator("#ed-verdict")).to_have_text("Paste some words first.")


def test_nothing_is_sent_anywhere(page: Page, server: Server) -> None:
    page.goto("check-a-quotation/", wait_until="networkidle")
    asked: list[Any] = []
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))
    check(page, "Relations, she finds, are at a new low, and it is certainly not easy for Japan")
    data = f"{server.address}check-a-quotation/data/"
    fonts = f"{server.address}assets/vendor/fonts/"  # of signs or a slope that stand in what is told
    asked = [one for one in asked if not (one[0] == "GET" and one[1].startswith(fonts))]
    assert asked
    assert [one for one in asked if one[0] != "GET" or not one[1].startswith(data) or one[2] is not None] == []
    assert not any("Relations" in url or "?" in url for _, url, _ in asked)


def test_it_works_from_disk(new_page: NewPage, server: Server) -> None:
    page = new_page()
    page.goto((server.folder / "check-a-quotation" / "index.html").as_uri())
    assert check(page, "potentially dangerous encounter") == [
        "Exactly the author’s own words, as the edition’s summary quotes them."
    ]


def test_a_browser_that_makes_no_digests_says_so(new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto("check-a-quotation/")
    assert check(page, "Nobody has ever written these words in any article of this kind.") == [
        "The edition cannot tell: see the original."
    ]
    expect(page.locator(".ed-finding")).to_contain_text("This browser makes no digests on a page opened in this way")


def test_data_that_cannot_be_had_are_told(new_page: NewPage) -> None:
    page = new_page()
    page.goto("check-a-quotation/")
    fail = "() => { document.head.append = (script) => setTimeout(() => script.dispatchEvent(new Event('error'))); }"
    page.evaluate(fail)
    page.get_by_label("The quotation").fill("potentially dangerous encounter")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#ed-verdict")).to_contain_text("the file settings.js was not to be had")


@pytest.mark.cases("digests.yml")
def test_the_browser_compares_the_same_words_as_the_program(page: Page, case: dict[str, Any]) -> None:
    page.goto("check-a-quotation/")
    assert page.evaluate("(text) => editionWords(text).join(' ')", case["input"]) == case["words"]


def test_without_scripts_it_says_what_to_do(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("check-a-quotation/")
    expect(page.get_by_text("This needs JavaScript.")).to_be_visible()
    expect(page.get_by_label("The quotation")).to_be_hidden()
