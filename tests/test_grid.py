from __future__ import annotations

from edition.grid import HIGH, WIDE, Cell, grid, windows
from edition.passages import Basis, Passage
from hypothesis import given
from hypothesis import strategies as st


def passages(topic: str, article: str, count: int, basis: Basis = "form") -> tuple[Passage, ...]:
    return tuple(Passage(topic, article, f"p{n + 1}", basis) for n in range(count))


def test_a_cell_says_how_much_there_is_and_on_what_ground() -> None:
    counted = [Cell("a", passages("t", "a", count)).level for count in (0, 1, 2, 3, 4, 6, 7, 20)]
    assert counted == [0, 1, 2, 2, 3, 3, 4, 4]
    assert Cell("a", passages("t", "a", 2, "reading")).read
    assert not Cell("a", passages("t", "a", 1, "reading") + passages("t", "a", 1)).read
    assert Cell("a", (Passage("t", "a", "", "tagged"),)).filed


def test_topics_that_most_articles_treat_come_first_then_those_with_most_passages() -> None:
    by_topic = {
        "much": {"a": passages("much", "a", 5)},
        "most": {"a": passages("most", "a", 1), "b": passages("most", "b", 1)},
        "none": {},
        "little": {"b": passages("little", "b", 1)},
    }
    made = grid(["a", "b"], by_topic, {topic: topic for topic in by_topic}, high=2)
    assert [topic for topic, _ in made.rows] == ["most", "much"]
    assert made.left_out == 1
    assert [[cell.level for cell in cells] for _, cells in made.rows] == [[1, 1], [3, 0]]


def test_a_grid_is_never_higher_than_can_be_read() -> None:
    by_topic = {f"t{n}": {"a": passages(f"t{n}", "a", 1)} for n in range(HIGH + 7)}
    made = grid(["a"], by_topic, {topic: topic for topic in by_topic})
    assert len(made.rows) == HIGH
    assert made.left_out == 7


@given(st.integers(0, 400), st.integers(1, 60))
def test_windows_lose_no_article_and_later_ones_leave_them_as_they_are(count: int, more: int) -> None:
    ids = [f"a{n}" for n in range(count + more)]
    before, after = windows(ids[:count]), windows(ids)
    assert [one for window in before for one in window] == ids[:count]
    assert all(0 < len(window) <= WIDE for window in after)
    assert after[: len(before) - 1] == before[: max(0, len(before) - 1)] if before else True
