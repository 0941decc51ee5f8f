from __future__ import annotations

from pathlib import Path

import pytest
from edition import sources
from edition.cli import main


def told(root: Path) -> list[str]:
    return [str(fault) for fault in sources.check(root)]


def test_an_edition_without_links_has_nothing_to_tell(toy: Path) -> None:
    assert told(toy) == []


@pytest.mark.parametrize(
    "name",
    ["articles/secret.md", "articles/authority/people.yml", "docs/secret.txt", "docs/assets/a.css", "mkdocs.yml"],
)
def test_a_link_that_leads_out_is_told_and_nothing_of_it_is_published(
    toy: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = toy / name
    path.parent.mkdir(exist_ok=True)
    outside = tmp_path / "outside"
    outside.write_text(path.read_text("utf-8") if path.exists() else "a secret", "utf-8")
    path.unlink(missing_ok=True)
    path.symlink_to(outside)
    assert main(["build", str(toy)]) == 1
    told = capsys.readouterr().err
    assert (
        f"{name}:1:1: the link leads out of the edition's folder; put a copy of the file in its place [file]" in told
    )
    assert not (toy / "site").exists()
    assert {path.name for path in (toy / "build").iterdir()} == {".lock", "cache"}
    kept = [path.read_bytes() for path in (toy / "build").rglob("*") if path.is_file()]
    assert not any(outside.read_bytes() in data for data in kept)


def test_a_folder_that_leads_out_is_told(toy: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (toy / "docs" / "more").symlink_to(tmp_path / "outside")
    assert [line.split(";")[0] for line in told(toy)] == ["docs/more:1:1: the link leads out of the edition's folder"]


@pytest.mark.parametrize("target", ["nowhere", "itself"])
def test_a_link_that_leads_nowhere_is_told(toy: Path, target: str) -> None:
    (toy / "docs" / "itself").symlink_to(target)
    assert told(toy) == ["docs/itself:1:1: the link leads nowhere; remove it [file]"]


def test_a_link_within_the_edition_is_followed(toy: Path) -> None:
    (toy / "docs" / "again.md").symlink_to("about.md")
    assert told(toy) == []


def test_names_that_differ_in_capitals_alone_are_told(toy: Path) -> None:
    (toy / "docs" / "notes").mkdir()
    (toy / "docs" / "Notes").mkdir()
    assert told(toy) == ["docs/notes:1:1: its name differs from docs/Notes in capitals alone; rename one [file]"]


def test_an_edition_whose_own_folder_is_reached_by_a_link_is_none_the_worse(toy: Path, tmp_path: Path) -> None:
    (tmp_path / "there").symlink_to(toy)
    assert told(tmp_path / "there") == []
