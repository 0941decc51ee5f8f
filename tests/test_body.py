from __future__ import annotations

from typing import Any

import pytest
from edition import body
from edition.model.article import Heading, Paragraph
from hypothesis import given
from hypothesis import strategies as st

# Lines of a paragraph: no Markdown that could divide it, no pin, no heading.
LINES = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1).map(lambda s: "w" + s.strip())
PARAGRAPHS = st.lists(st.lists(LINES, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=6)


@pytest.mark.cases("body.yml")
def test_a_body_is_divided_as_the_case_says(case: dict[str, Any]) -> None:
    blocks, faults = body.parse(case["input"], "a.md", 1)
    if "faults" in case["expected"]:
        assert [str(fault) for fault in faults] == case["expected"]["faults"]
    else:
        assert faults == []
        kinds = [block.id if isinstance(block, Paragraph) else f"h{block.level}" for block in blocks]
        held = [{kind: block.markdown} for kind, block in zip(kinds, blocks, strict=True)]
        assert held == case["expected"]


def test_places_are_counted_from_the_first_line_of_the_file() -> None:
    blocks, _ = body.parse("\n## Part\n\nOne.\n{: #p1 }\n", "articles/a.md", 30)
    assert [str(block.place) for block in blocks] == ["articles/a.md:31:1", "articles/a.md:33:1"]
    assert isinstance(blocks[0], Heading)


def test_after_a_fault_the_paragraphs_that_can_be_told_are_still_there() -> None:
    blocks, faults = body.parse("One.\n{: #p1 }\n\nTwo.\n{#p2}\n\nThree.\n{: #p3 }\n", "a.md", 1)
    assert [block.id for block in blocks if isinstance(block, Paragraph)] == ["p1", "p3"]
    assert len(faults) == 1


def test_ids_are_ordered_by_number_and_then_letter() -> None:
    assert sorted(["p12", "p2b", "p2", "p12a", "p2a"], key=body.number) == ["p2", "p2a", "p2b", "p12", "p12a"]


@given(PARAGRAPHS)
def test_paragraphs_written_and_pinned_are_read_back_in_order_with_their_text(texts: list[str]) -> None:
    written = "\n".join(f"{text}\n{{: #p{number} }}\n" for number, text in enumerate(texts, 1))
    blocks, faults = body.parse(written, "a.md", 1)
    assert faults == []
    read = [(block.id, block.markdown) for block in blocks if isinstance(block, Paragraph)]
    assert read == [(f"p{number}", text) for number, text in enumerate(texts, 1)]


@given(st.text())
def test_any_text_is_read_or_reported_and_never_refused_with_an_exception(text: str) -> None:
    blocks, faults = body.parse(text, "a.md", 1)
    assert faults or any(isinstance(block, Paragraph) for block in blocks)
