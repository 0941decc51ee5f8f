"""A ledger contains an earlier one: nothing dropped, nothing rewritten but by a later version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from edition.model.permalinks import Entry
from edition.permalinks.containment import contained, unwritten

OLD = {
    "people/a/": Entry("people/a/", "1.0", "1.0"),
    "articles/x/#p1": Entry("articles/x/#p1", "1.0", "1.1", digest="sha256:" + "0" * 64, errata=1),
    "v/1.0/": Entry("v/1.0/", "1.0", "1.0", date="2026-01-01"),
    "v/1.1/": Entry("v/1.1/", "1.1", "1.1", date="2026-02-01"),
}
PARAGRAPH = OLD["articles/x/#p1"]


def told(new: dict[str, Entry]) -> list[str]:
    return [str(fault) for fault in contained(OLD, new, "articles/permalinks")]


def test_the_same_ledger_and_one_with_more_lines_contain_it() -> None:
    assert told(OLD) == []
    assert told(OLD | {"people/b/": Entry("people/b/", "1.2", "1.2")}) == []
    assert list(contained({}, OLD, "x")) == []


def test_a_later_version_may_write_a_line_anew() -> None:
    moved = replace(OLD["people/a/"], since="1.2", state="moved", to="people/b/")
    assert told(OLD | {"people/a/": moved}) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            None,
            "articles/permalinks/articles/x.txt:1:1: 'articles/x/#p1' was published in version 1.0 and has no line",
        ),
        (replace(PARAGRAPH, first="1.1"), "'articles/x/#p1' was first published in version 1.0, not 1.1"),
        (replace(PARAGRAPH, digest="sha256:" + "1" * 64), "is not what version 1.1 wrote"),
        (replace(PARAGRAPH, errata=0), "is not what version 1.1 wrote"),
        (replace(PARAGRAPH, since="1.0", digest="sha256:" + "1" * 64), "is not what version 1.1 wrote"),
        (replace(PARAGRAPH, state="withdrawn", reason="x"), "is not what version 1.1 wrote"),
    ],
)
def test_a_line_that_is_missing_or_was_changed_by_hand_is_told(new: Entry | None, expected: str) -> None:
    held = OLD | {"articles/x/#p1": new} if new else {a: e for a, e in OLD.items() if a != "articles/x/#p1"}
    (line,) = told(held)
    assert expected in line
    assert line.endswith("[ledger]")


def test_a_line_of_a_version_that_was_never_published_is_told() -> None:
    assert list(unwritten(OLD)) == []
    odd = OLD | {"people/b/": Entry("people/b/", "1.1", "1.2")}
    assert [fault.what for fault in unwritten(odd)] == ["'people/b/' names version 1.2, which was never published"]
