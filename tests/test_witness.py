from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from edition import digest, reader, witness
from edition.model.edition import Edition
from edition.witness import paragraphs_by_digest, texts_by_digest

Edit = Callable[[Path, str, str], None]


def at_hand(root: Path) -> tuple[Edition, list[str]]:
    """Return the edition with the texts in its witnesses/, and the names of files that are of no article."""
    return witness.with_texts(reader.read_edition(root)[0], root / "witnesses")


def faults(root: Path) -> list[str]:
    return [str(fault) for fault in witness.compare(at_hand(root)[0])]


def test_witnesses_at_hand_are_known_by_the_digest_of_their_bytes(toy: Path) -> None:
    (toy / "witnesses" / "dues.txt").rename(toy / "witnesses" / "any name.txt")
    (toy / "witnesses" / "other.txt").write_text("another text\n", "utf-8")
    (toy / "witnesses" / "notes.md").write_text("not plain text\n", "utf-8")
    edition, strange = at_hand(toy)
    assert {name: (copy.file, copy.exact) for name, copy in edition.copies.items()} == {
        "harbour-dues": ("any name.txt", True),
        "lamp-oil": ("oil.txt", True),
    }
    assert strange == ["other.txt"]
    assert edition.texts["lamp-oil"]["p2"] == "Skippers who come in later are asked to carry a lamp of their own."
    assert faults(toy) == []


def test_without_the_folder_there_are_no_texts(toy: Path, toy_edition: Edition) -> None:
    assert witness.with_texts(toy_edition, toy / "nowhere") == (toy_edition, [])


def test_what_is_published_holds_nothing_of_the_texts(toy: Path) -> None:
    edition = witness.without_texts(at_hand(toy)[0])
    assert (edition.texts, edition.copies) == ({}, {})


def test_a_changed_text_is_told_as_such_with_its_paragraphs(toy: Path, edit: Edit) -> None:
    path = toy / "witnesses" / "dues.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    assert list(witness.describe_copies(*at_hand(toy))) == [
        "  dues.txt: the text of harbour-dues; it differs outside the numbered paragraphs only",
        "  oil.txt: the text of lamp-oil",
    ]
    edit(path, "two books", "several books")
    edit(path, "A due nobody can read is a tax on patience.", "")
    edition, strange = at_hand(toy)
    assert list(witness.describe_copies(edition, [*strange, "x.txt"])) == [
        "  dues.txt: the text of harbour-dues; it differs in ¶ 2 and lacks ¶ 3",
        "  oil.txt: the text of lamp-oil",
        "  x.txt: the text of no article here",
    ]
    assert witness.summary(edition) == "witnesses of 2 articles at hand, 1 of them differing"
    assert set(edition.texts["harbour-dues"]) == {"p1"}
    assert faults(toy) == []


def test_terms_are_compared_with_the_paragraphs_that_are_known_in_a_changed_text_too(toy: Path, edit: Edit) -> None:
    path = toy / "witnesses" / "dues.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    edit(toy / "articles" / "harbour-dues.md", "terms: [due, tax on patience]", "terms: [due, tax on patient]")
    assert [fault[:46] for fault in faults(toy)] == ["articles/harbour-dues.md:54:18: 'tax on patien"]


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
    assert faults(toy) == [
        "articles/harbour-dues.md:54:18: 'tax on patient' does not stand in 'p3' of the witness; "
        "write the author's own words [terms]"
    ]


def test_terms_are_compared_without_regard_to_capitals_and_kinds_of_quotation_marks(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "harbour-dues.md", "[board keeps two books, clerk", "[BOARD keeps two books, clerk")
    edit(toy / "articles" / "harbour-dues.md", "for the tide]", "'for the tide.\"']")
    assert faults(toy) == []


def test_a_digest_of_no_paragraph_is_told(toy: Path, edit: Edit) -> None:
    known = digest.of_paragraph("A due nobody can read is a tax on patience.")
    edit(toy / "articles" / "harbour-dues.md", known, "sha256:" + "0" * 64)
    assert faults(toy) == [
        "articles/harbour-dues.md:52:13: no paragraph of the witness has the digest of 'p3'; "
        "compare the two [witness]"
    ]


def test_the_digests_of_sentences_are_held_to_the_witness(toy: Path, edit: Edit) -> None:
    path = toy / "articles" / "lamp-oil.md"
    digests = next(line for line in witness.describe(toy / "witnesses" / "oil.txt") if line.startswith("  sentences"))
    edit(path, "  p1:\n", f"  p1:\n  {digests}\n")
    assert faults(toy) == []
    edit(path, digests.strip(), "sentences: [0123456789ab]")
    assert faults(toy) == [
        "articles/lamp-oil.md:30:16: the digests of the sentences of 'p1' are not those of the witness; "
        f"write {digests.strip()} [witness]"
    ]


def test_a_text_is_described_by_the_digests_of_its_lines_and_of_their_long_sentences(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    long = "The oil of the outer lamp was dearer than the whole lamp."
    path.write_text(f"Short. {long}\n\nShort.\n", "utf-8")
    assert list(witness.describe(path)) == [
        f"{digest.of_bytes(path.read_bytes())}  (the file)",
        f"{digest.of_paragraph(f'Short. {long}')}  Short. The oil of the outer lamp was dea",
        f"  sentences: [{digest.of_sentence(long)}]",
        f"{digest.of_paragraph('Short.')}  Short.",
    ]
