from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from edition import reader, status, witness
from edition.status import Status

Edit = Callable[[Path, str, str], None]


def held(folder: Path) -> dict[str, Status]:
    edition = witness.with_texts(reader.read_edition(folder)[0], folder / "witnesses")[0]
    return {one.article: one for one in status.status(edition)}


def missing(one: Status) -> dict[str, tuple[str, ...]]:
    return {part.name: part.missing for part in one.parts}


def test_a_summary_lacks_review_and_positions(toy: Path) -> None:
    one = held(toy)["harbour-dues"]
    assert missing(one) == {
        "summaries": (),
        "review": ("p1", "p3"),
        "digests": (),
        "terms": (),
        "topics": (),
        "positions": ("tides",),
    }
    assert (one.draft, one.notes, one.links, one.text) == (False, 0, 2, "at hand")
    assert one.lacks == ("review", "positions", "notes")


def test_of_a_text_no_summaries_are_asked(toy: Path) -> None:
    one = held(toy)["on-tides"]
    assert list(missing(one)) == ["topics", "positions"]
    assert missing(one)["topics"] == ("p2", "p3")
    assert one.text == "carried"


def test_texts_that_differ_or_are_not_at_hand_are_told(toy: Path) -> None:
    path = toy / "witnesses" / "oil.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    assert held(toy)["lamp-oil"].text == "differs"
    path.unlink()
    assert held(toy)["lamp-oil"].text == "not at hand"


def test_a_position_counts_where_it_is_given(toy: Path, edit: Edit) -> None:
    edit(
        toy / "articles" / "lamp-oil.md",
        "kind: editorial",
        "kind: editorial\ntreats: {lamps: {position: They go out.}}",
    )
    assert missing(held(toy)["lamp-oil"])["positions"] == ()


def test_a_draft_is_told_with_what_is_open(toy: Path) -> None:
    (toy / "articles" / "bare.md").write_text("---\nid: bare\ndraft: [all of it]\n---\n\n…\n{: #p1 }\n", "utf-8")
    one = held(toy)["bare"]
    assert one.draft
    assert one.open[:2] == ("all of it", "title")
    assert missing(one)["summaries"] == ("p1",)


def test_the_data_say_all_that_the_states_do(toy: Path) -> None:
    states = list(held(toy).values())
    data = status.as_data(states)
    assert [one["article"] for one in data] == [one.article for one in states]
    dues = data[[one.article for one in states].index("harbour-dues")]
    assert dues["parts"]["review"] == {"done": 1, "of": 3, "missing": ["p1", "p3"]}  # type: ignore[index]
    assert dues["lacks"] == ["review", "positions", "notes"]
