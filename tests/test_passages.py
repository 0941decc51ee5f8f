from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edition import reader
from edition.passages import Passage, Passages

Edit = Callable[[Path, str, str], None]
Of = Callable[[str], list[Passage]]


@pytest.fixture
def of(toy: Path) -> Of:
    """A function that returns the passages of an article of the toy edition as it then is."""

    def found(article: str) -> list[Passage]:
        edition, faults = reader.read_edition(toy)
        assert faults == []
        return list(Passages(edition).of(edition.by_id[article]))

    return found


def test_a_form_in_the_author_s_terms_makes_a_passage_and_the_term_is_quoted(of: Of) -> None:
    assert of("lamp-oil")[0] == Passage("lamps", "lamp-oil", "p1", "form", ("lamp oil",))


def test_in_a_text_the_form_itself_is_quoted_and_need_not_be_listed(of: Of, toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "old-letter.md", "your lights smoke", "your lamp smokes")
    assert of("old-letter") == [Passage("lamps", "old-letter", "p1", "form", ("lamp",))]


def test_a_false_friend_is_no_passage(of: Of, toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "old-letter.md", "your lights smoke", "your lamp smokes")
    edit(toy / "articles" / "old-letter.md", "layer: text\n", "layer: text\nparagraphs: {p1: {not: [lamps]}}\n")
    assert of("old-letter") == []


def test_the_editor_s_reading_overrides_a_form_and_quotes_the_words_given(of: Of, toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "lamp-oil.md", "topics: [lamps]", "reading: [lamps]")
    edit(
        toy / "articles" / "lamp-oil.md", "kind: editorial", "kind: editorial\ntreats: {lamps: {words: {p1: [oil]}}}"
    )
    assert of("lamp-oil")[0] == Passage("lamps", "lamp-oil", "p1", "reading", ("oil",))


def test_where_no_form_stands_the_words_that_the_editor_quotes_speak_for_it(of: Of, toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "lamp-oil.md", "topics: [lamps]", "topics: [tides]")
    edit(
        toy / "articles" / "lamp-oil.md",
        "kind: editorial",
        "kind: editorial\ntreats: {tides: {words: {p1: [outer mole]}}}",
    )
    assert Passage("tides", "lamp-oil", "p1", "words", ("outer mole",)) in of("lamp-oil")


def test_what_the_publication_filed_is_a_passage_of_the_whole_article_unless_a_paragraph_treats_it(
    of: Of, toy: Path, edit: Edit
) -> None:
    edit(toy / "articles" / "lamp-oil.md", "kind: editorial", "kind: editorial\ntagged: [nets, lamps]")
    assert of("lamp-oil")[-1] == Passage("nets", "lamp-oil", "", "tagged")
    assert [one.basis for one in of("lamp-oil")] == ["form", "reading", "tagged"]
