"""The five texts imported: what was found agrees with the articles in this repository, by digests."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edition import digest, reader
from edition.importing.resolve import Options
from edition.importing.runner import Importer
from edition.model.edition import Edition

TODAY = datetime.date(2026, 11, 25)
Copy = Callable[[Path], Path]


@pytest.fixture
def emptied(tmp_path: Path, real_copy: Copy) -> Path:
    """The edition in this repository without its articles and what is bound to them, with its records."""
    folder = real_copy(tmp_path / "real")
    for path in (folder / "articles").glob("*.md"):
        path.unlink()
    return folder


@pytest.mark.cases("import/the_five.yml")
def test_one_of_the_five(case: dict[str, Any], texts: dict[str, str], emptied: Path, real_edition: Edition) -> None:
    ours = real_edition.by_id[case["article"]]
    assert ours.matter.witness is not None
    text = texts[ours.matter.witness.digest]
    file = emptied.parent / "as-it-came.txt"
    file.write_bytes(text.encode())
    expected = case["expected"]
    importer = Importer.into(emptied, Options(url=case.get("url"), today=TODAY))
    result = importer.take(file)
    made = result.made
    assert made is not None, result.refused
    assert made.digests == [ours.about(p.id).digest for p in ours.paragraphs]
    assert [cut.rule for cut in result.cuts] == expected["cuts"]
    assert made.facts == expected.get("facts", {})
    assert all(any(part in doubt for doubt in result.doubts) for part in expected.get("doubts", []))
    assert sorted({request.partition(":")[0] for request in made.open}) == sorted(expected["open"])
    assert importer.write_records() == {}

    edition, _ = reader.read_edition(emptied)
    (draft,) = edition.drafts
    matter = draft.matter
    assert draft.id == expected.get("id", draft.id)
    assert [draft.about(p.id).sentences for p in draft.paragraphs] == [
        ours.about(p.id).sentences for p in ours.paragraphs
    ]
    assert [c.person for c in matter.authors if c.person] == expected.get("people", [])
    assert [c.organisation for c in matter.authors if c.organisation] == expected.get("organisations", [])
    publication = draft.source.data["publication"]
    assert publication.get("outlet") == expected.get("outlet")
    assert publication.get("date") == expected.get("date")
    assert publication.get("carried_by") == expected.get("carried_by")
    assert publication.get("issue") == expected.get("issue")
    assert publication.get("first", {}).get("outlet") == expected.get("first")
    assert matter.rights.holder == expected.get("holder")
    assert draft.source.data.get("kind") == expected.get("kind")
    assert draft.source.data.get("title", {}).get("text") == expected.get("headline")
    assert matter.title.subtitle == expected.get("subtitle")
    assert matter.layer == "regest"
    assert matter.deck is None


@pytest.mark.parametrize("article", ["kimiya-2019", "tatsumi-2019", "goto-2019", "cfr-2019", "korea-herald-2021"])
def test_the_witness_is_the_file_as_it_came_and_no_sentence_of_it_is_in_the_article(
    article: str, texts: dict[str, str], emptied: Path, real_edition: Edition
) -> None:
    witness = real_edition.by_id[article].matter.witness
    assert witness is not None
    file = emptied.parent / "as-it-came.txt"
    file.write_bytes(texts[witness.digest].encode())
    result = Importer.into(emptied, Options(today=TODAY)).take(file)
    assert result.made is not None
    (laid,) = (emptied / "witnesses").iterdir()
    assert digest.of_bytes(laid.read_bytes()) == witness.digest
    written = (emptied / "articles" / f"{result.made.id}.md").read_text("utf-8")
    assert witness.digest in written
    heading = written.partition("kind:")[0] + written.partition("publication:")[0]
    longest = max((_run(words, written.replace(heading, "")) for words in result.made.paragraphs), default=0)
    assert longest <= 8


def _run(text: str, within: str) -> int:
    """Return how many words in a row of a paragraph stand in a file at most, up to twelve."""
    words, held = text.split(), " ".join(within.split())
    best = 0
    for start in range(len(words)):
        while best < 12 and start + best < len(words) and " ".join(words[start : start + best + 1]) in held:
            best += 1
    return best


def test_the_same_text_is_refused_as_being_there_already(
    texts: dict[str, str], real_copy: Copy, tmp_path: Path
) -> None:
    folder = real_copy(tmp_path / "real")
    edition, _ = reader.read_edition(folder)
    witness = edition.by_id["goto-2019"].matter.witness
    assert witness is not None
    file = tmp_path / "goto.txt"
    file.write_bytes(texts[witness.digest].encode())
    result = Importer.into(folder, Options(today=TODAY)).take(file)
    assert result.refused == "it is here already: the article goto-2019 was made from the same bytes"

    file.write_bytes(texts[witness.digest].encode() + b"\n")
    result = Importer.into(folder, Options(today=TODAY)).take(file)
    assert [(one.article, round(one.share, 2)) for one in result.like] == [("goto-2019", 1.0)]
    assert result.made is not None
    assert any("goto-2019" in request for request in result.made.open)
