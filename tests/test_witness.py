from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from edition import digest, reader
from edition.model.edition import Edition
from edition.witness import check_witnesses, paragraphs_by_digest, texts_by_digest

Edit = Callable[[Path, str, str], None]


def check(root: Path) -> tuple[list[str], list[str]]:
    edition, _ = reader.read_edition(root)
    matched, faults = check_witnesses(edition, root / "witnesses")
    return matched, [str(fault) for fault in faults]


def test_witnesses_at_hand_are_known_by_the_digest_of_their_bytes(toy: Path) -> None:
    (toy / "witnesses" / "dues.txt").rename(toy / "witnesses" / "any name.txt")
    (toy / "witnesses" / "other.txt").write_text("another text\n", "utf-8")
    (toy / "witnesses" / "notes.md").write_text("not plain text\n", "utf-8")
    assert check(toy) == (["harbour-dues", "lamp-oil"], [])


def test_without_the_folder_or_with_a_changed_text_nothing_is_compared(toy: Path, toy_edition: Edition) -> None:
    assert check_witnesses(toy_edition, toy / "nowhere") == ([], [])
    path = toy / "witnesses" / "dues.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    assert check(toy) == (["lamp-oil"], [])


def test_a_text_that_is_not_utf_8_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"Ren\xe9\n")
    assert list(texts_by_digest(tmp_path).values()) == ["Ren\ufffd\n"]


def test_paragraphs_are_lines_and_what_empty_lines_divide() -> None:
    found = paragraphs_by_digest("one\ntwo\n\nthree\r\n \r\nfour\n")
    for paragraph in ("one", "two", "one two", "three", "four"):
        assert digest.of_paragraph(paragraph) in found
    assert digest.of_paragraph("") not in found


def test_a_term_that_does_not_stand_in_its_paragraph_is_told_at_its_place(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "harbour-dues.md", "terms: [due, tax on patience]", "terms: [due, tax on patient]")
    assert check(toy)[1] == [
        "articles/harbour-dues.md:54:18: 'tax on patient' does not stand in 'p3' of the witness; "
        "write the author's own words [terms]"
    ]


def test_terms_are_compared_without_regard_to_capitals_and_kinds_of_quotation_marks(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "harbour-dues.md", "[board keeps two books, clerk", "[BOARD keeps two books, clerk")
    edit(toy / "articles" / "harbour-dues.md", "for the tide]", "'for the tide.\"']")
    assert check(toy)[1] == []


def test_a_digest_of_no_paragraph_is_told(toy: Path, edit: Edit) -> None:
    known = digest.of_paragraph("A due nobody can read is a tax on patience.")
    edit(toy / "articles" / "harbour-dues.md", known, "sha256:" + "0" * 64)
    assert check(toy)[1] == [
        "articles/harbour-dues.md:52:13: no paragraph of the witness has the digest of 'p3'; "
        "compare the two [witness]"
    ]
