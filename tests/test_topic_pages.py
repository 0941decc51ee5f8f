"""What the pages of topics, comparisons and headwords are given: data only, before any template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from edition import dates, relate
from edition.faults import Place
from edition.grid import WIDE
from edition.model.article import Article, Paragraph, ParagraphMatter
from edition.model.edition import Edition
from edition.page import Page
from edition.pages import compare, concordance, kin, synopsis, topics
from edition.pages.synopsis import INDEXED, NAMED, ROWS
from edition.relate import Relations
from edition.yamlsource import Source

Find = Callable[[str], Page]
Large = Callable[[int], Edition]


@pytest.fixture(scope="module")
def page(toy_edition: Edition, toy_relations: Relations) -> Find:
    """A function that returns a page of the toy edition by its address."""
    built = [
        page
        for module in (synopsis, topics, compare, concordance)
        for page in module.pages(toy_edition, toy_relations, {})
    ]
    return {page.address: page for page in built}.__getitem__


@pytest.fixture(scope="module")
def large(toy_edition: Edition) -> Large:
    """A function that makes an edition of so many articles, ten a year, of which all but one in ten treat tides."""
    model = toy_edition.by_id["on-tides"].matter

    def article(number: int) -> Article:
        treated = ("lamps",) if number % 10 == 9 else ("tides",)
        update = {
            "id": f"a-{number:05}",
            "publication": model.publication.model_copy(update={"date": dates.parse(f"{1000 + number // 10}")}),
            "paragraphs": {"p1": ParagraphMatter(reading=treated)},
            "links": (),
            "treats": {},
        }
        matter = model.model_copy(update=update)
        return Article(matter, (Paragraph("p1", "So it is.", Place("a.md")),), Source(None, "a.md", None))

    return lambda count: replace(toy_edition, articles=tuple(map(article, range(count))))


def rows(page: Page) -> list[dict[str, Any]]:
    return [row for group in page.data["groups"] for row in group["rows"]]


def test_a_topic_has_a_row_an_article_in_order_of_date(page: Find) -> None:
    held = rows(page("topics/tides/"))
    assert [row["id"] for row in held] == ["on-tides", "harbour-dues", "hamabe-no-koe"]
    assert [row["language"] for row in held] == ["en", "en", "ja"]
    assert page("topics/tides/").data["total"] == 3


def test_a_row_tells_the_grounds_apart_and_quotes_the_author(page: Find) -> None:
    (row,) = rows(page("topics/dues/"))
    assert row["position"] == "Finds that a due which cannot be understood costs more than money."
    assert row["excerpt"] is None
    assert [(ground["basis"], ground["marks"]) for ground in row["grounds"]] == [
        (
            "form",
            [
                {"id": "p1", "number": "1", "words": ["due is too high"]},
                {"id": "p3", "number": "3", "words": ["tax on patience"]},
            ],
        ),
        ("reading", [{"id": "p2", "number": "2", "words": ["board keeps two books"]}]),
    ]


def test_where_the_editor_has_no_position_a_sentence_stands_in_for_it(page: Find) -> None:
    (_, row, last) = rows(page("topics/tides/"))
    assert row["position"] is None
    assert row["excerpt"]["text"].endswith("one “for the tide”.")
    assert row["shown"] == "en"
    assert (last["shown"], last["excerpt"]["number"]) == ("ja", "1")


def test_who_does_not_treat_a_topic_is_named_where_they_are_few(page: Find, large: Large) -> None:
    absent = page("topics/tides/").data["absent"]
    assert [(one["id"], one["name"]) for one in absent["named"]] == [
        ("old-letter", "Marsh and others"),
        ("lamp-oil", "The Harbour Board"),
    ]
    edition = large(10 * NAMED + 10)
    built = {page.address: page for page in synopsis.pages(edition, relate.relate(edition), {})}
    assert built["topics/tides/"].data["absent"] == {"count": NAMED + 1, "named": []}


def test_narrower_broader_and_related_topics_are_told_with_how_many_treat_them(page: Find) -> None:
    nets = page("topics/nets/").data
    assert nets["narrower"] == [{"label": "Harbour dues", "address": "topics/dues/", "count": 1}]
    assert nets["related"] == [{"label": "Lamps & lights", "address": "topics/lamps/", "count": 2}]
    assert [one["label"] for one in page("topics/dues/").data["broader"]] == ["Nets"]
    assert nets["groups"] == []


def test_events_and_documents_stand_in_order_of_date(real_edition: Edition) -> None:
    relations = relate.relate(real_edition)
    (held,) = (p for p in synopsis.pages(real_edition, relations, {}) if p.address == "topics/comfort-women/")
    assert [one["address"].split("/")[0] for one in held.data["happened"]] == ["documents", "events", "events"]
    assert [one["date"]["machine"][:4] for one in held.data["happened"]] == ["2015", "2018", "2021"]


def test_a_long_table_is_cut_into_pages_that_lose_no_row_and_the_first_answers_for_each(large: Large) -> None:
    edition = large(400)
    relations = relate.relate(edition)
    built = {page.address: page for page in synopsis.pages(edition, relations, {})}
    held = [page for address, page in built.items() if address.startswith("topics/tides/")]
    assert [page.address for page in held] == ["topics/tides/", *(f"topics/tides/{n}/" for n in range(2, 7))]
    shown = [[row["id"] for row in rows(page)] for page in held]
    assert [one for part in shown for one in part] == list(relations.by_topic["tides"])
    assert len(shown[0]) == ROWS
    first = held[0].data
    assert [one["id"] for one in first["elsewhere"]] == [one for part in shown[1:] for one in part]
    assert first["elsewhere"][0]["row"] == f"topics/tides/2/#{shown[1][0]}"
    assert [group["year"] for group in first["groups"]] == [str(1000 + n) for n in range(7)]
    assert [year["address"] for year in first["years"]][6:8] == [
        "topics/tides/#year:1006",
        "topics/tides/2/#year:1007",
    ]
    assert sum(year["count"] for year in first["years"]) == first["total"] == 360
    assert held[1].title == "Tides, page 2"


def test_of_very_many_rows_the_first_page_lists_the_years_alone(large: Large) -> None:
    edition = large(INDEXED + 500)
    (first,) = (
        page for page in synopsis.pages(edition, relate.relate(edition), {}) if page.address == "topics/tides/"
    )
    assert first.data["elsewhere"] == []
    assert len(first.data["years"]) == 350


def test_the_grid_leads_to_the_rows_and_names_each_cell(page: Find) -> None:
    grid = page("topics/").data["grid"]
    assert [one["id"] for one in grid["articles"]] == [
        "on-tides",
        "old-letter",
        "harbour-dues",
        "lamp-oil",
        "hamabe-no-koe",
    ]
    tides = next(row for row in grid["rows"] if row["label"] == "Tides")
    assert tides["cells"][0] == {"address": "topics/tides/#on-tides", "count": 2, "level": 2, "kind": "said"}
    assert tides["cells"][1] is None


def test_a_larger_edition_has_its_newest_articles_there_and_all_in_windows(large: Large) -> None:
    edition = large(2 * WIDE + 20)
    built = {page.address: page for page in topics.pages(edition, relate.relate(edition), {})}
    assert list(built) == ["topics/", "grid/", "grid/2/", "grid/3/"]
    assert built["topics/"].data["newest"] == WIDE
    shown = [[one["id"] for one in page.data["grid"]["articles"]] for page in list(built.values())[1:]]
    assert [one for part in shown for one in part] == [article.id for article in edition.articles]
    last = built["grid/3/"].data["grid"]["rows"][0]
    assert last["cells"][0]["address"] == "topics/tides/2/#a-00100"


def test_the_index_of_topics_is_a_tree_and_counts_where_it_cannot_name(page: Find, large: Large) -> None:
    listed = page("topics/").data["topics"]
    assert [(one["depth"], one["label"]) for one in listed] == [
        (0, "Lamps & lights"),
        (0, "Nets"),
        (1, "Harbour dues"),
        (0, "Tides"),
    ]
    assert [(one["name"], one["year"]) for one in listed[3]["articles"]] == [
        ("Marsh", "1911"),
        ("Mori Hanako, Marsh", "2019"),
        ("Mori Hanako", "2020"),
    ]
    edition = large(100)
    (index, *_) = topics.pages(edition, relate.relate(edition), {})
    assert [(one["count"], one["articles"]) for one in index.data["topics"] if one["label"] == "Tides"] == [(90, [])]


def test_a_comparison_sets_both_side_by_side_and_says_what_only_one_treats(page: Find) -> None:
    data = page("compare/harbour-dues/on-tides/").data
    assert [one["name"] for one in data["ends"]] == ["Marsh", "Mori Hanako, Marsh"]  # the earlier on the left
    assert [(one["label"], [side["article"] for side in one["sides"]]) for one in data["shared"]] == [
        ("Tides", ["articles/on-tides/", "articles/harbour-dues/"])
    ]
    assert [(one["number"], one["words"], one["there"]["number"]) for one in data["links"]] == [
        ("1", "is disputed by", "2"),
        ("2a", "is answered by", "3"),
    ]
    assert [[one["label"] for one in side] for side in data["alone"]] == [["Lamps & lights"], ["Harbour dues"]]


def test_a_headword_s_page_counts_whose_words_its_lines_are(page: Find) -> None:
    data = page("concordance/tide/").data
    assert (data["own"], data["ours"], data["topic"]["address"]) == (4, 1, "topics/tides/")
    assert data["sources"] == ["summary", "term", "text"]
    assert [letter["letter"] for letter in page("concordance/").data["letters"]] == ["C", "T"]


def test_a_long_concordance_is_cut_into_pages(toy_edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concordance, "LINES", 4)
    relations = relate.relate(toy_edition)
    built = {page.address: page for page in concordance.pages(toy_edition, relations, {})}
    assert "concordance/tide/2/" not in built  # five lines: too few for a page of their own
    monkeypatch.setattr(concordance, "LINES", 3)
    built = {page.address: page for page in concordance.pages(toy_edition, relations, {})}
    cut = [built["concordance/tide/"].data, built["concordance/tide/2/"].data]
    assert [sum(len(article["lines"]) for article in data["articles"]) for data in cut] == [3, 2]


def test_others_on_a_paragraph_begin_with_the_editor_s_links(toy_edition: Edition, toy_relations: Relations) -> None:
    held = kin.others(toy_edition, toy_relations, "on-tides", "p1")
    assert held is not None
    assert [(one["words"], one["there"]["address"]) for one in held["links"]] == [
        ("is disputed by", "articles/harbour-dues/#p2")
    ]
    assert [(one["address"], one["why"]) for one in held["plain"]] == [
        ("articles/hamabe-no-koe/#p1", "both treat: Tides")
    ]
    assert kin.others(toy_edition, toy_relations, "old-letter", "p1") is None


def test_the_reason_is_told_in_words_and_not_at_length(real_edition: Edition) -> None:
    threads = [f"topics/{key}/" for key in ("comfort-women", "sanctions", "missiles")]
    threads += ["events/hanoi-summit-2019/"]
    assert kin.why(real_edition, threads, 2) == (
        "both treat: Comfort women, Sanctions and 1 more; both name: "
        + real_edition.authority.events["hanoi-summit-2019"].name
    )


def test_the_block_of_an_article_links_to_the_comparison_where_there_is_one(
    toy_edition: Edition, toy_relations: Relations
) -> None:
    found = kin.related(toy_edition, toy_relations, {("harbour-dues", "on-tides")}, "on-tides")
    assert [one["compared"] for one in found] == ["compare/harbour-dues/on-tides/", "", ""]
    assert [one["label"] for one in found[1]["shared"]] == ["Lamps & lights"]
