"""Drafts: read with what they lack stood in for, and kept apart from what is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition import checks, reader
from edition.faults import Code
from edition.model import draft

DIGEST = "sha256:" + "0" * 64
DRAFT = f"""---
id: open-letter
draft:
  - the title
witness:
  name: copy
  description: A copy
  digest: {DIGEST}
---

…
{{: #p1 }}
"""


def add(toy: Path, text: str, name: str = "open-letter") -> Path:
    path = toy / "articles" / f"{name}.md"
    path.write_text(text, "utf-8")
    return path


def test_a_draft_may_lack_what_is_required_and_is_kept_apart(toy: Path) -> None:
    add(toy, DRAFT)
    edition, faults = reader.read_edition(toy)
    assert faults == []
    assert checks.check(edition) == []
    assert "open-letter" not in edition.by_id
    (one,) = edition.drafts
    assert (one.id, one.matter.draft, one.matter.authors) == ("open-letter", ("the title",), ())
    assert one.matter.publication.outlet == draft.OPEN
    assert str(one.matter.publication.date) == "date not known"
    assert one.matter.publication.date.machine == ""


def test_what_a_draft_lacks_is_named(toy: Path) -> None:
    add(toy, DRAFT)
    (one,) = reader.read_edition(toy)[0].drafts
    assert draft.lacking(one.source.data) == (
        *("title", "kind", "authors", "rights", "layer", "publication.outlet", "publication.date"),
        *("publication.date_evidence", "publication.status", "publication.url", "regest"),
    )
    assert draft.lacking({"publication": "no mapping", "layer": "text"}) == ("title", "kind", "authors", "rights")


def test_what_a_draft_has_is_checked_like_any_other(toy: Path) -> None:
    add(toy, DRAFT.replace("draft:\n", "kind: poem\ndraft:\n"))
    _, faults = reader.read_edition(toy)
    assert [(fault.code, fault.place.line) for fault in faults] == [(Code.CHOICE, 3)]


@pytest.mark.parametrize(
    "text", [DRAFT.replace("draft:\n  - the title\n", ""), DRAFT.replace("draft:\n  - the title\n", "draft: []\n")]
)
def test_without_what_is_open_the_fields_are_required(toy: Path, text: str) -> None:
    add(toy, text)
    edition, faults = reader.read_edition(toy)
    assert edition.drafts == ()
    assert {fault.code for fault in faults} == {Code.MISSING}


def test_a_draft_takes_no_id_from_an_article(toy: Path) -> None:
    add(toy, DRAFT.replace("id: open-letter", "id: on-tides"))
    faults = checks.check(reader.read_edition(toy)[0])
    assert [(fault.code, fault.place.path) for fault in faults] == [(Code.DUPLICATE, "articles/open-letter.md")]


def test_a_deck_is_carried_with_the_text_only(toy: Path) -> None:
    path = toy / "articles" / "harbour-dues.md"
    path.write_text(path.read_text("utf-8").replace("kind: opinion\n", "kind: opinion\ndeck: A sentence.\n"), "utf-8")
    _, faults = reader.read_edition(toy)
    assert [fault.code for fault in faults] == [Code.RIGHTS]


def test_a_paragraph_still_to_be_summarised_stands_in_drafts_only(toy: Path) -> None:
    path = toy / "articles" / "harbour-dues.md"
    old = "To her a due that cannot be understood costs more than money."
    path.write_text(path.read_text("utf-8").replace(old, draft.TO_SUMMARISE), "utf-8")
    faults = checks.check(reader.read_edition(toy)[0])
    assert [(fault.code, fault.what) for fault in faults] == [(Code.EMPTY, "p3 is still to be summarised")]
