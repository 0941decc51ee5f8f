from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from edition import reader, suggestions, witness
from edition.model.edition import Edition
from edition.suggestions import TopicProposal

Edit = Callable[[Path, str, str], None]


def read(folder: Path) -> Edition:
    return witness.with_texts(reader.read_edition(folder)[0], folder / "witnesses")[0]


def test_names_in_texts_and_summaries_without_a_record(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "lamp-oil.md", "Boats that arrive", "Boats of Jonas Reed that arrive")
    edit(toy / "articles" / "on-tides.md", "Boats come in;", "Boats of Jonas Reed and Edith Marsh come in;")
    (name,) = suggestions.names_without_record(read(toy))
    assert (name.words, name.count, name.places) == ("Jonas Reed", 2, ["on-tides#p3", "lamp-oil#p2"])


def test_a_form_in_a_text_at_hand_that_is_in_no_term_is_proposed(toy: Path, edit: Edit) -> None:
    assert suggestions.topics_not_listed(read(toy)) == [
        TopicProposal("tides", "on-tides", "p2", "near", ("High water",))
    ]
    edit(toy / "articles" / "lamp-oil.md", "    reading: [lamps]\n", "")
    assert TopicProposal("lamps", "lamp-oil", "p2", "same", ("lamp",)) in suggestions.topics_not_listed(read(toy))


def test_what_is_excluded_or_placed_by_a_term_is_not_proposed(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "lamp-oil.md", "    reading: [lamps]\n", "    not: [lamps]\n")
    edit(toy / "articles" / "lamp-oil.md", "    topics: [lamps]\n", "")
    assert [one for one in suggestions.topics_not_listed(read(toy)) if one.article == "lamp-oil"] == []


def test_drafts_are_looked_through_too(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "old-letter.md", "id: old-letter\n", "id: old-letter\ndraft: [the seal]\n")
    edit(toy / "articles" / "old-letter.md", "your lights smoke", "your lights smoke, says Jonas Reed")
    assert [name.words for name in suggestions.names_without_record(read(toy))] == ["Jonas Reed"]


def test_the_five_name_nothing_that_has_no_record_but_what_is_no_name(real_edition: Edition) -> None:
    assert {name.words for name in suggestions.names_without_record(real_edition)} <= {"Korean", "Koreas"}
    assert suggestions.topics_not_listed(real_edition) == []
