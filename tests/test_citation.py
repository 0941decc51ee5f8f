from __future__ import annotations

import pytest
from edition.citation import cite, names, title
from edition.model.edition import Edition


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("on-tides", "Marsh, Edith"),
        ("hamabe-no-koe", "Mori Hanako"),
        ("lamp-oil", "The Harbour Board"),
        ("harbour-dues", "Mori Hanako and Edith Marsh (attributed)"),
        ("old-letter", "Marsh, Edith, The Harbour Board (attribution doubtful) and Mori Hanako"),
    ],
)
def test_the_first_person_is_turned_the_others_are_not_and_doubt_is_said(
    toy_edition: Edition, article: str, expected: str
) -> None:
    assert names(toy_edition, toy_edition.by_id[article]) == expected


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("on-tides", 'Is 3 < 5 & 5 > 3? A "tide" question: With a list'),
        ("harbour-dues", "Two books"),
        ("old-letter", "[Headline not seen]"),
    ],
)
def test_a_title_has_its_subtitle_and_a_supplied_one_is_not_cited(
    toy_edition: Edition, article: str, expected: str
) -> None:
    assert title(toy_edition.by_id[article]) == expected


def test_a_summary_is_cited_as_one_with_version_and_address(toy_edition: Edition) -> None:
    assert cite(toy_edition, toy_edition.by_id["lamp-oil"]) == (
        "The Harbour Board. Lamp oil. The Shore Gazette, March 2019 (uncertain). "
        "Summarised in Toy Papers, version 2.1,",
        "https://toy.example/articles/lamp-oil/",
    )


def test_a_paragraph_of_a_text_is_cited_by_its_number_and_address(toy_edition: Edition) -> None:
    text, address = cite(toy_edition, toy_edition.by_id["on-tides"], "p2a")
    assert text.endswith("The Shore Gazette, 22 June 1911. Text in Toy Papers, version 2.1, ¶ 2a,")
    assert address == "https://toy.example/articles/on-tides/#p2a"


def test_a_title_that_ends_in_a_question_mark_gets_no_stop(real_edition: Edition) -> None:
    text, _ = cite(real_edition, real_edition.by_id["tatsumi-2019"])
    assert "What Should Japan Do? The Diplomat, April 2019." in text
