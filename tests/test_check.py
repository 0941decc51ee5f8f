from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edition import reader
from edition.checks import check
from edition.model.edition import Edition

Edit = Callable[[Path, str, str], None]
OIL = "30a7c5904e6f0c59764d01ce0c0def96ac22fc7f42f5bff8ee0976b3843fc9ee"  # of the second paragraph of oil.txt


def faults(root: Path) -> list[str]:
    edition, found = reader.read_edition(root)
    assert found == []
    return [str(fault) for fault in check(edition)]


def place(path: Path, passage: str) -> str:
    """Return the line and column at which a passage first stands in a file."""
    before = path.read_text("utf-8").partition(passage)[0]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_the_toy_edition_has_no_faults(toy_edition: Edition) -> None:
    assert check(toy_edition) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "expected"),
    [
        (
            "articles/lamp-oil.md",
            "organisation: harbour-board",
            "organisation: harbor-board",
            "harbor-board",
            "there is no organisation 'harbor-board'; did you mean 'harbour-board'? [unknown]",
        ),
        (
            "articles/lamp-oil.md",
            "carried_by: coast-wire",
            "carried_by: cost-wire",
            "cost-wire",
            "there is no outlet 'cost-wire'; did you mean 'coast-wire'? [unknown]",
        ),
        (
            "articles/harbour-dues.md",
            "    outlet: far-review",
            "    outlet: xyz",
            "xyz",
            "there is no outlet 'xyz'; add a record for it, or name another outlet [unknown]",
        ),
        (
            "articles/authority/organisations.yml",
            "outlet: shore-gazette",
            "outlet: shore-gazete",
            "shore-gazete",
            "there is no outlet 'shore-gazete'; did you mean 'shore-gazette'? [unknown]",
        ),
        (
            "articles/on-tides.md",
            "topics: [lamps]",
            "topics: [lamps, tids]",
            "tids]",
            "there is no topic 'tids'; did you mean 'tides'? [unknown]",
        ),
        (
            "articles/on-tides.md",
            "reading: [tides]",
            "reading: [tides, lamps]",
            "lamps]\nerrata",
            "p2a names 'lamps' twice; keep one of the two [duplicate]",
        ),
        (
            "articles/authority/topics.yml",
            "related: [tides, nets]",
            "related: [tides, lamps]",
            "lamps]\nnets",
            "'lamps' is related to itself; remove it [thesaurus]",
        ),
        (
            "articles/authority/topics.yml",
            "related: [tides, nets]",
            "related: [tides, net]",
            "net]",
            "there is no topic 'net'; did you mean 'nets'? [unknown]",
        ),
        (
            "articles/on-tides.md",
            "  p2a:\n",
            "  p2b:\n",
            "p2b",
            "'p2b' is not in the body; did you mean 'p2'? [paragraph]",
        ),
        (
            "articles/lamp-oil.md",
            "    reading: [lamps]\n    terms: [come in later, skippers]\n",
            "    reading: [lamps]\n",
            "digest: sha256:{oil}",
            "'p2' has no terms; list the author's own search terms [terms]",
        ),
        (
            "articles/lamp-oil.md",
            "    digest: sha256:{oil}\n",
            "",
            "reading: [lamps]",
            "'p2' has no digest; add the digest of the author's paragraph [missing]",
        ),
        (
            "articles/harbour-dues.md",
            "      witness: typed-copy\n",
            "      witness: type-copy\n",
            "type-copy",
            "there is no witness 'type-copy'; did you mean 'typed-copy'? [unknown]",
        ),
        (
            "articles/harbour-dues.md",
            "paragraph: p3",
            "paragraph: p4",
            "p4\n    what",
            "there is no paragraph 'p4'; name another paragraph [unknown]",
        ),
        (
            "articles/lamp-oil.md",
            "id: lamp-oil",
            "id: lamp",
            "lamp\n",
            "the id is 'lamp' and the file is named 'lamp-oil.md'; make them one [file]",
        ),
    ],
)
def test_what_does_not_fit_together_is_told_at_its_place(
    toy: Path, edit: Edit, file: str, old: str, new: str, at: str, expected: str
) -> None:
    old, at = old.replace("{oil}", OIL), at.replace("{oil}", OIL)
    edit(toy / file, old, new)
    assert faults(toy) == [f"{file}:{place(toy / file, at)}: {expected}"]


def test_an_author_who_is_a_person_needs_a_family_name_to_be_cited_by(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "on-tides.md", "person: edith-marsh", "person: the-keeper")
    people = toy / "articles" / "authority" / "people.yml"
    assert faults(toy) == [
        f"articles/authority/people.yml:{place(people, 'name: The Keeper')}: 'the-keeper' is an author and has no "
        "family name; add 'family' and 'given' [missing]"
    ]


def test_a_paragraph_of_a_regest_needs_an_entry(toy: Path, edit: Edit) -> None:
    path = toy / "articles" / "lamp-oil.md"
    entry = f"  p2:\n    digest: sha256:{OIL}\n    reading: [lamps]\n    terms: [come in later, skippers]\n"
    edit(path, entry, "")
    assert faults(toy) == [
        f"articles/lamp-oil.md:{place(path, 'Boats that arrive')}: 'p2' has no entry under 'paragraphs'; "
        "add one with its 'digest' and 'terms' [paragraph]"
    ]


def test_a_text_needs_no_entries(toy_edition: Edition) -> None:
    assert toy_edition.by_id["old-letter"].matter.paragraphs == {}


def test_two_articles_with_one_id_are_told_at_the_one_whose_file_is_named_otherwise(toy: Path) -> None:
    text = (toy / "articles" / "lamp-oil.md").read_text("utf-8")
    (toy / "articles" / "zz.md").write_text(text, "utf-8")
    assert faults(toy) == [
        "articles/zz.md:2:5: the id is 'lamp-oil' and the file is named 'zz.md'; "
        "another article has that id: give this one its own [duplicate]"
    ]
