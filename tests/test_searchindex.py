from __future__ import annotations

import json
from typing import Any

from edition.model.edition import Edition
from edition.searchindex import ADDRESS, index_script


def index(edition: Edition) -> dict[str, list[list[Any]]]:
    script = index_script(edition).decode()
    start, end = "window.editionIndex = ", ";\n"
    assert script.startswith(start)
    assert script.endswith(end)
    held: dict[str, list[list[Any]]] = json.loads(script[len(start) : -len(end)])
    return held


def test_the_index_is_a_script_beside_the_other_assets() -> None:
    assert ADDRESS == "assets/search-index.js"


def test_articles_and_topics_have_what_a_result_shows(toy_edition: Edition) -> None:
    held = index(toy_edition)
    assert held["articles"][:3] == [
        [
            "articles/on-tides/",
            'Is 3 < 5 & 5 > 3? A "tide" question',
            "Edith Marsh",
            "The Shore Gazette",
            "22 June 1911",
        ],
        [
            "articles/old-letter/",
            "[A letter on lamps]",
            "Edith Marsh, The Harbour Board (attribution doubtful), Mori Hanako",
            "Far Review",
            "the 1950s",
        ],
        [
            "articles/harbour-dues/",
            "Two books",
            "Mori Hanako, Edith Marsh (attributed)",
            "The Shore Gazette",
            "some day from 28 February 2019 to 2 March 2019",
        ],
    ]
    assert held["topics"][0] == ["topics/tides/", "Tides", ["tide", "潮"], ["high water"]]


def test_the_author_s_words_stand_apart_from_the_edition_s(toy_edition: Edition) -> None:
    held = index(toy_edition)
    paragraphs = {(held["articles"][p[0]][0], p[1]): p[2:] for p in held["paragraphs"]}
    text = "The tide waits for nobody, and <b>nobody</b> waits for the tide & its table. Ask the clerk."
    assert paragraphs["articles/on-tides/", "p1"] == [[text], "", []]
    terms = ["board keeps two books", "clerk told me", "for the tide"]
    own, ours, read = paragraphs["articles/harbour-dues/", "p2"]
    assert own == terms
    assert ours.startswith("The board, she hears from its clerk,")
    assert [held["topics"][number][1] for number in read] == ["Harbour dues"]


def test_every_paragraph_of_the_edition_is_in_the_index_once(real_edition: Edition) -> None:
    held = index(real_edition)
    found = [(held["articles"][p[0]][0], p[1]) for p in held["paragraphs"]]
    assert found == [(a.address, p.id) for a in real_edition.articles for p in a.paragraphs]
    assert len(found) == len(set(found)) == 55


def test_no_regest_of_the_edition_passes_for_its_author_s_words(real_edition: Edition) -> None:
    for _, _, own, ours, _ in index(real_edition)["paragraphs"]:
        assert own
        assert ours
        assert all(len(term.split()) <= 4 for term in own)
