"""The finished pages of the five articles, held to the table of where they meet, and to what the editor joined."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
import yaml
from edition.model.edition import Edition
from edition.typedlinks import WORDS
from lxml.html import HtmlElement

CASES = Path(__file__).parent / "cases" / "where_the_five_meet.yml"
TABLE: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load(CASES.read_text("utf-8"))
HEAVIEST = 150_000  # bytes of a page's HTML, compressed

Open = Callable[[str], HtmlElement]


@pytest.fixture(scope="module")
def page(built_real: Path) -> Open:
    """A function that returns the finished page at an address."""

    def opened(address: str) -> HtmlElement:
        return lxml.html.document_fromstring((built_real / "site" / address / "index.html").read_bytes())

    return opened


def spots(cell: HtmlElement) -> dict[str, list[str]]:
    """Return the paragraphs to which a row leads, those of readings apart."""
    found: dict[str, list[str]] = {"words": [], "reading": []}
    for ground in cell.cssselect(".ed-ground"):
        kind = "reading" if "ed-ground--reading" in ground.get("class", "") else "words"
        found[kind] += [str(mark.get("href")).partition("#")[2] for mark in ground.cssselect("a.ed-mark")]
    return found


@pytest.mark.parametrize("topic", TABLE)
def test_the_page_of_a_topic_has_the_rows_of_the_table_and_no_others(page: Open, topic: str) -> None:
    found = {
        str(row.get("id")): {kind: sorted(held) for kind, held in spots(row).items()}
        for row in page(f"topics/{topic}").cssselect(".ed-synopsis tbody tr:not(.ed-synopsis__year)")
    }
    assert found == {
        article: {kind: sorted(held) for kind, held in kinds.items()} for article, kinds in TABLE[topic].items()
    }


def test_every_topic_that_an_article_treats_is_in_the_table(real_edition: Edition, page: Open) -> None:
    listed = page("topics").cssselect(".ed-tree h3 a")
    assert len(listed) == len(real_edition.authority.topics) == len(TABLE)


def test_comfort_women_has_three_rows_the_one_of_goto_in_her_words_by_reading(page: Open) -> None:
    held = page("topics/comfort-women")
    assert [row.get("id") for row in held.cssselect(".ed-synopsis tbody tr")] == [
        "goto-2019",
        "tatsumi-2019",
        "kimiya-2019",
    ]
    (goto,) = held.cssselect("#goto-2019")
    assert [quoted.text_content() for quoted in goto.cssselect("q")] == ["Japanese military brothels"]
    assert "the editor’s reading" in goto.text_content()
    absent = held.cssselect(".ed-absent")[0].text_content()
    assert re.findall(r"Smith 2019|The Korea Herald 2021|Goto|Kimiya|Tatsumi", absent) == [
        "Smith 2019",
        "The Korea Herald 2021",
    ]


def test_abductions_has_tatsumi_and_the_piece_attributed_to_smith(page: Open) -> None:
    held = page("topics/abductions")
    assert [row.get("id") for row in held.cssselect(".ed-synopsis tbody tr")] == ["cfr-2019", "tatsumi-2019"]
    assert "Sheila A. Smith (attributed)" in " ".join(held.cssselect("#cfr-2019 th")[0].text_content().split())


def test_every_row_has_a_position_and_quotes_no_more_than_eight_words(page: Open, real_edition: Edition) -> None:
    for topic in TABLE:
        for row in page(f"topics/{topic}").cssselect(".ed-synopsis tbody tr"):
            assert row.cssselect(".ed-synopsis__position")[0].text_content().strip(), f"{topic} {row.get('id')}"
            assert all(len(quoted.text_content().split()) <= 8 for quoted in row.cssselect("q"))


def test_every_link_of_the_editor_is_at_both_its_ends_with_its_reason(real_edition: Edition, page: Open) -> None:
    pages = {article.id: page(article.address) for article in real_edition.articles}
    joined = 0
    for article in real_edition.articles:
        for link in article.matter.links:
            other, _, there = link.to.partition("#")
            here_words, there_words = WORDS[link.type]
            reason = " ".join(link.reason.split())
            for at, paragraph, to, words in (
                (article.id, link.start, link.to, here_words),
                (other, there, f"{article.id}#{link.start}", there_words),
            ):
                told = [
                    " ".join(item.text_content().split())
                    for item in pages[at].cssselect(f"#{paragraph} .ed-others li")
                    if str(item.cssselect("a")[0].get("href")).endswith(f"articles/{to.replace('#', '/#')}")
                ]
                assert any(one.lower().startswith(words) and reason in one for one in told), f"{at}#{paragraph} {to}"
                assert all("The editor’s judgement." in one for one in told if reason in one)
            joined += 1
    assert joined > 20


def test_every_pair_that_the_editor_joined_has_a_page_and_no_article_many(
    real_edition: Edition, built_real: Path
) -> None:
    pairs = {
        tuple(sorted((article.id, link.to.partition("#")[0])))
        for article in real_edition.articles
        for link in article.matter.links
    }
    found = {
        path.parent.relative_to(built_real / "site" / "compare").parts
        for path in (built_real / "site" / "compare").rglob("index.html")
    }
    assert pairs <= found
    assert len(found) <= len(pairs) + 3 * len(real_edition.articles)


def test_a_concordance_tells_the_author_s_words_from_the_summary_s(page: Open) -> None:
    held = page("concordance/abduction")
    lines = [
        (line.cssselect(".ed-layer")[0].text_content(), line.cssselect("mark")[0].text_content())
        for line in held.cssselect(".ed-kwic__line")
    ]
    assert ("author’s term", "abductees") in lines
    assert ("summary", "abductees") in lines
    assert "there is no more context to show" in held.cssselect(".ed-headnote")[0].text_content()


def test_no_page_is_heavy(built_real: Path) -> None:
    for path in (built_real / "site").rglob("index.html"):
        assert len(gzip.compress(path.read_bytes())) < HEAVIEST, path
