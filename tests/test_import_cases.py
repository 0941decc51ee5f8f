"""What import finds in texts as they came: case by case, and how often it is right over all of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from edition.folding import folded
from edition.importing import runner
from edition.importing.arrange import arrange
from edition.importing.furniture import read_rules
from edition.importing.matching import Known
from edition.importing.pieces import Piece, RefusedError, Role, Source
from edition.importing.resolve import Options, Resolved, resolve

CASES = Path(__file__).parent / "cases" / "import"
FILES = {"plain.yml": ".txt", "pages.yml": ".html", "markdown.yml": ".md", "hard.yml": ".txt"}
TODAY = datetime.date(2026, 11, 25)
RULES, _ = read_rules(None)
# Cuts that are no furniture: machinery, what stands twice, and what is taken apart within a line.
NOT_FURNITURE = {
    *(
        "html-machinery",
        "repeated-headline",
        "shortcode",
        "attributes",
        "link-target",
        "invisible-sign",
        "front-matter",
    ),
    *("no-date", "picture-without-description", "link-definition"),
}
# The share that must be reached, of what is found (precision) and of what is there (recall).
FLOORS = {"title": (0.95, 0.95), "author": (0.97, 0.95), "date": (0.95, 0.97), "furniture": (0.92, 0.97)}


@dataclass
class Reading:
    """An input as import reads it."""

    source: Source
    made: Resolved
    paragraphs: list[Piece]

    def value(self, name: str) -> str | None:
        datum = self.made.values.get(name)
        return datum.value if datum else None

    @property
    def authors(self) -> list[str]:
        return [datum.value for datum in self.made.authors]

    @property
    def furniture(self) -> list[str]:
        return [cut.text for cut in self.source.cuts() if cut.rule not in NOT_FURNITURE]


def reading(case: dict[str, Any], ending: str) -> Reading:
    data = case["input"].encode(case.get("encoding", "utf-8"))
    options = Options(url=case.get("url"), today=TODAY)
    source = runner.read(case.get("name", f"case{ending}"), data, options, RULES)
    arrange(source, RULES, Known(), TODAY)
    kept = [piece for piece in source.pieces if piece.role is Role.PARAGRAPH]
    return Reading(source, resolve(source, options, Known(), "\n".join(p.text for p in kept)), kept)


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, ending in FILES.items():
        for case in yaml.load((CASES / name).read_text("utf-8"), Loader=yaml.BaseLoader):
            yield ending, case


def check(case: dict[str, Any], ending: str) -> None:
    expected = case["expected"]
    if "reason" in expected:
        with pytest.raises(RefusedError, match=expected["reason"]):
            reading(case, ending)
        return
    read = reading(case, ending)
    for name in ("title", "outlet", "date"):
        assert read.value(name) == expected.get(name), name
    assert read.authors == expected.get("authors", [])
    for name in ("subtitle", "deck", "url", "kind", "language", "rights", "holder"):
        if name in expected:
            assert read.value(name) == expected[name], name
    if "corporate" in expected:
        assert read.made.corporate is not None
        assert read.made.corporate.value == expected["corporate"]
    assert len(read.paragraphs) == int(expected["paragraphs"]), [p.text for p in read.paragraphs]
    _check_text(read, expected)
    missed = [part for part in expected.get("furniture", []) if not any(part in text for text in read.furniture)]
    assert missed == []
    assert [text for text in read.furniture if not expected_there(text, expected)] == []
    assert all(any(part in said for said in read.source.refused) for part in expected.get("refused", []))
    if "open" in expected:
        assert sorted({request.partition(":")[0] for request in read.made.open}) == sorted(
            name for name in expected["open"] if name != "authors" or not read.authors
        )


def _check_text(read: Reading, expected: dict[str, Any]) -> None:
    for name, found in {
        "begins": [" ".join(p.text.replace(",", "").split()[:2]) for p in read.paragraphs],
        "kinds": [p.kind for p in read.paragraphs],
        "headings": [p.text for p in read.source.pieces if p.role is Role.HEADING],
        "tags": read.source.tags,
        "facts": [fact for note in read.source.facts for fact in note.facts],
        "unused": [cut.text.partition(":")[0] for cut in read.source.cuts() if cut.rule == "front-matter"],
    }.items():
        if name in expected:
            assert found == expected[name], name
    if "links" in expected:
        text = " ".join(p.markdown for p in read.paragraphs)
        assert all(link in text for link in expected["links"])
        assert text.count("](") == len(expected["links"])


def expected_there(text: str, expected: dict[str, Any]) -> bool:
    return any(part in text or text in part for part in expected.get("furniture", []))


@pytest.mark.cases("import/plain.yml")
def test_a_plain_text(case: dict[str, Any]) -> None:
    check(case, ".txt")


@pytest.mark.cases("import/pages.yml")
def test_a_saved_page(case: dict[str, Any]) -> None:
    check(case, ".html")


@pytest.mark.cases("import/markdown.yml")
def test_a_markdown_file(case: dict[str, Any]) -> None:
    check(case, ".md")


@pytest.mark.cases("import/hard.yml")
def test_a_shape_that_is_easily_got_wrong(case: dict[str, Any]) -> None:
    check(case, ".txt")


@dataclass
class Score:
    """How many were found and right, found in all, and there in all."""

    right: int = 0
    found: int = 0
    there: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, found: Iterable[str], there: Iterable[str], title: str) -> None:
        one, other = {folded(x) for x in found}, {folded(x) for x in there}
        self.right += len(one & other)
        self.found += len(one)
        self.there += len(other)
        if one != other:
            self.wrong.append(title)

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.there


def test_over_all_cases_title_author_date_and_furniture_are_mostly_right(record_property: Any) -> None:
    scores = {name: Score() for name in FLOORS}
    number = 0
    for ending, case in cases():
        expected = case["expected"]
        if "reason" in expected:
            continue
        number += 1
        read = reading(case, ending)
        for name in ("title", "date"):
            scores[name].add(filter(None, [read.value(name)]), filter(None, [expected.get(name)]), case["title"])
        corporate = [read.made.corporate.value] if read.made.corporate and not read.authors else []
        scores["author"].add(
            [*read.authors, *corporate],
            [*expected.get("authors", []), *([expected["corporate"]] if "corporate" in expected else [])],
            case["title"],
        )
        # A cut is right where it is, or is part of, a piece that the case names.
        right = {text for text in read.furniture if expected_there(text, expected)}
        scores["furniture"].right += len(right)
        scores["furniture"].found += len(set(read.furniture))
        missed = [part for part in expected.get("furniture", []) if not any(part in text for text in read.furniture)]
        scores["furniture"].there += len(right) + len(missed)
    assert number >= 40
    for name, score in scores.items():
        line = f"import, {number} made-up texts: {name:<9} precision {score.precision:.3f}, recall {score.recall:.3f}"
        record_property("printed", f"{line} (right {score.right}, found {score.found}, there {score.there})")
    for name, (precision, recall) in FLOORS.items():
        assert scores[name].precision >= precision, (name, scores[name].wrong)
        assert scores[name].recall >= recall, (name, scores[name].wrong)
