from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edition import reader
from edition.faults import FaultsFoundError
from edition.model.edition import Edition

Edit = Callable[[Path, str, str], None]


def faults(root: Path) -> list[str]:
    _, found = reader.read_edition(root)
    return [str(fault) for fault in found]


def test_articles_are_read_in_order_of_date(toy_edition: Edition) -> None:
    ids = [article.id for article in toy_edition.articles]
    assert ids == ["on-tides", "old-letter", "harbour-dues", "lamp-oil", "hamabe-no-koe"]
    assert list(toy_edition.by_id) == ids


def test_records_are_read_by_id(toy_edition: Edition) -> None:
    held = toy_edition.authority
    assert list(held.people) == ["edith-marsh", "mori-hanako", "the-keeper"]
    assert held.people["mori-hanako"].sort == "Mori Hanako"
    assert held.people["edith-marsh"].sort == "Marsh, Edith"
    assert held.organisations["harbour-board"].sort == "Harbour Board"
    assert list(held.topics) == ["tides", "dues", "lamps", "nets"]


def test_the_last_change_is_the_latest_day_that_the_edition_names(toy_edition: Edition) -> None:
    assert toy_edition.settings.edition.date.text == "2024-01-31"
    assert toy_edition.last_change == "2024-03-01"  # a review of one paragraph


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_and_a_byte_order_mark_make_no_difference(
    toy: Path, toy_edition: Edition, end: str
) -> None:
    for path in [*(toy / "articles").rglob("*.*"), toy / "mkdocs.yml"]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", end.encode()))
    edition, found = reader.read_edition(toy)
    assert found == []
    assert [a.matter for a in edition.articles] == [a.matter for a in toy_edition.articles]
    assert [a.blocks for a in edition.articles] == [a.blocks for a in toy_edition.articles]


def test_the_address_can_be_given_from_outside(monkeypatch: pytest.MonkeyPatch, toy: Path) -> None:
    monkeypatch.setenv("SITE_URL", " https://example.org/a/b ")
    edition, _ = reader.read_edition(toy)
    assert edition.settings.base == "https://example.org/a/b/"
    monkeypatch.setenv("SITE_URL", "example.org")
    with pytest.raises(FaultsFoundError, match=r"'example\.org' is not a complete address"):
        reader.read_edition(toy)


def test_a_folder_that_holds_no_edition_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaultsFoundError, match=r"^mkdocs.yml:1:1: .* is not the folder of an edition .* \[file\]$"):
        reader.read_edition(tmp_path)


def test_without_usable_settings_every_other_fault_is_still_told(toy: Path, edit: Edit) -> None:
    edit(toy / "mkdocs.yml", 'version: "2.1"', "version: two")
    edit(toy / "articles" / "lamp-oil.md", "kind: editorial", "kind: essay")
    with pytest.raises(FaultsFoundError) as error:
        reader.read_edition(toy)
    assert [fault.code.label for fault in error.value.faults] == ["choice", "config"]


def test_faults_of_front_matter_and_body_are_told_together(toy: Path, edit: Edit) -> None:
    path = toy / "articles" / "lamp-oil.md"
    edit(path, "kind: editorial", "kind: essay")
    edit(path, "{: #p2 }", "{: #x2 }")
    assert [line.rsplit(" ", 1)[1] for line in faults(toy)] == ["[choice]", "[id]"]


def test_an_article_that_cannot_be_used_is_left_out_and_the_others_are_there(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "lamp-oil.md", "id: lamp-oil\n", "")
    edition, found = reader.read_edition(toy)
    assert len(found) == 1
    assert "lamp-oil" not in edition.by_id
    assert len(edition.articles) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "the first line is not ---"),
        ("# Title\n", "the first line is not ---"),
        ("---\nid: x\n", "the front matter is not closed by a line ---"),
    ],
)
def test_an_article_without_front_matter_is_told(toy: Path, text: str, expected: str) -> None:
    (toy / "articles" / "x.md").write_text(text, "utf-8")
    remedy = "put the front matter between two lines ---"
    assert faults(toy) == [f"articles/x.md:1:1: {expected}; {remedy} [front-matter]"]


def test_a_byte_that_is_not_utf_8_is_told_with_its_line_and_column(toy: Path) -> None:
    path = toy / "articles" / "authority" / "people.yml"
    path.write_bytes(path.read_bytes() + b"x:\n  name: Ren\xe9\n")
    line = path.read_bytes().count(b"\n")
    assert faults(toy) == [
        f"articles/authority/people.yml:{line}:12: byte 0xE9 is not UTF-8; save the file as UTF-8 [encoding]"
    ]


@pytest.mark.parametrize(
    ("name", "character"),
    [("articles/on-tides.md", "\x0b"), ("articles/authority/people.yml", "\x7f"), ("docs/about.md", "\ufffe")],
)
def test_a_control_character_is_told_with_its_line_and_column(toy: Path, name: str, character: str) -> None:
    text = (toy / name).read_text("utf-8")
    (toy / name).write_text(f"{text}\nab{character}\n", "utf-8")
    (found,) = faults(toy)
    where = f"{name}:{text.count(chr(10)) + 2}:3"
    assert found.startswith(f"{where}: the control character U+{ord(character):04X} stands in the text; remove it")
    assert found.endswith("[encoding]")


def test_the_ids_of_a_file_are_known_even_of_records_that_could_not_be_read(toy: Path, edit: Edit) -> None:
    edit(toy / "articles" / "authority" / "topics.yml", "label: Nets", "lable: Nets")
    edition, found = reader.read_edition(toy)
    assert len(found) == 2
    assert list(edition.authority.topics) == ["tides", "dues", "lamps"]
    assert list(edition.authority.ids("topics")) == ["tides", "dues", "lamps", "nets"]
    assert edition.authority.ids("events") == ()


def test_a_file_that_cannot_be_read_is_told(toy: Path) -> None:
    (toy / "articles" / "x.md").mkdir()
    (found,) = faults(toy)
    assert found.startswith("articles/x.md:1:1: the file cannot be read (")
    assert found.endswith("; see that it is there and yours to read [file]")


@pytest.mark.parametrize(
    ("name", "remedy"), [("poeple.yml", "did you mean 'people.yml'?"), ("topics.yaml", "did you mean 'topics.yml'?")]
)
def test_an_authority_file_of_another_name_is_told(toy: Path, name: str, remedy: str) -> None:
    (toy / "articles" / "authority" / name).write_text("", "utf-8")
    assert faults(toy) == [f"articles/authority/{name}:1:1: '{name}' is no authority file; {remedy} [file]"]


def test_an_authority_file_that_is_missing_or_empty_holds_no_records(toy: Path) -> None:
    (toy / "articles" / "authority" / "topics.yml").unlink()
    (toy / "articles" / "authority" / "people.yml").write_text("# none yet\n", "utf-8")
    edition, found = reader.read_edition(toy)
    assert found == []
    assert not edition.authority.topics
    assert not edition.authority.people


def test_an_authority_file_that_is_a_list_is_told(toy: Path) -> None:
    (toy / "articles" / "authority" / "topics.yml").write_text("- tides\n", "utf-8")
    assert faults(toy) == [
        "articles/authority/topics.yml:1:1: the file is not a mapping of ids to records; "
        "write each record under its id [type]"
    ]


@pytest.mark.parametrize("key", ["Tides", "the_tides", "index", "nul", "x" * 81])
def test_a_record_whose_key_cannot_be_an_id_is_told_at_its_key(toy: Path, key: str) -> None:
    path = toy / "articles" / "authority" / "topics.yml"
    path.write_text(f"{key}: {{label: A, scope: B}}\n", "utf-8")
    (found,) = faults(toy)
    assert found.startswith(f"articles/authority/topics.yml:1:1: '{key}' cannot be an id; ")
    assert found.endswith("[id]")
