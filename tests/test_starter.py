from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edition import starter
from edition.cli import main
from edition.faults import FaultsFoundError

Snapshot = Callable[[Path], dict[str, bytes]]


@pytest.mark.parametrize("kind", ["new", "empty", "below a new one"])
def test_a_new_or_empty_folder_gets_an_edition(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "mine" if kind != "below a new one" else tmp_path / "a" / "mine"
    if kind == "empty":
        folder.mkdir()
    starter.make(folder)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"mkdocs.yml", ".gitignore", "docs/about.md", "articles/authority/people.yml"} <= names
    assert "gitignore" not in names


def test_a_folder_that_holds_anything_and_a_file_are_refused_and_left_as_they_are(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    before = snapshot(tmp_path)
    for folder in (tmp_path, tmp_path / "file"):
        with pytest.raises(FaultsFoundError, match=r"is not a new or empty folder; name another \[file\]$"):
            starter.make(folder)
    assert snapshot(tmp_path) == before


def test_the_starter_edition_builds_without_a_message_and_its_witness_matches(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert main(["init", str(folder)]) == 0
    assert main(["build", str(folder)]) == 0
    told = capfd.readouterr()
    assert told.err == ""
    assert "witnesses of 1 articles at hand" in told.out
    assert (folder / "site" / "articles" / "on-margins" / "index.html").is_file()
