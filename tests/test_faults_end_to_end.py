"""One thing put wrong in a built copy of the toy edition: it is told, and the finished site stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edition.cli import main

Edit = Callable[[Path, str, str], None]
Snapshot = Callable[[Path], dict[str, bytes]]


@pytest.mark.cases("faults.yml")
def test_a_fault_is_told_with_its_place_and_nothing_changes_in_the_finished_site(
    ready_toy: Path, edit: Edit, snapshot: Snapshot, capsys: pytest.CaptureFixture[str], case: dict[str, Any]
) -> None:
    before = snapshot(ready_toy / "site")
    _spoil(ready_toy / case["file"], edit, case)
    assert main(["build", str(ready_toy)]) == 1
    told = capsys.readouterr().err.splitlines()
    found = [line for line in told if line.startswith(case["expected"]) and case.get("says", "") in line]
    assert any(line.endswith(f"[{case['code']}]") for line in found), told
    assert told[-1].endswith("; nothing was changed in the finished site")
    assert snapshot(ready_toy / "site") == before


def _spoil(path: Path, edit: Edit, case: dict[str, Any]) -> None:
    if "create" in case:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case["create"], "utf-8")
    if "replace" in case:
        edit(path, case["replace"], case.get("by", ""))
    if "append" in case:
        path.write_text(path.read_text("utf-8") + case["append"], "utf-8")
    if "saved_as" in case:
        path.write_bytes(path.read_text("utf-8").encode(case["saved_as"], "replace"))
    if "delete" in case:
        path.unlink()


def test_every_fault_of_several_files_is_told_at_once(
    ready_toy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(ready_toy / "articles" / "on-tides.md", "person: edith-marsh", "person: nobody")
    edit(ready_toy / "articles" / "lamp-oil.md", "kind: editorial", "kind: essay")
    edit(ready_toy / "articles" / "authority" / "topics.yml", "related: [lamps]", "related: [moon]")
    assert main(["build", str(ready_toy)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told[:-1]] == [
        "articles/authority/topics.yml",
        "articles/lamp-oil.md",
        "articles/on-tides.md",
    ]
    assert told[-1] == "3 faults; nothing was changed in the finished site"


def test_a_record_with_a_fault_of_its_own_is_not_also_told_as_missing(
    ready_toy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(ready_toy / "articles" / "authority" / "people.yml", "when: 1905/1911", "when: 1905/1904")
    assert main(["build", str(ready_toy)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "1 fault; nothing was changed in the finished site"


def test_an_authority_file_that_cannot_be_read_is_told_once(
    ready_toy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(ready_toy / "articles" / "authority" / "outlets.yml", "name: Far Review", "name: Far: Review")
    assert main(["build", str(ready_toy)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "1 fault; nothing was changed in the finished site"


def test_once_the_fault_is_mended_the_site_is_built(ready_toy: Path, edit: Edit, snapshot: Snapshot) -> None:
    before = snapshot(ready_toy / "site")
    path = ready_toy / "articles" / "lamp-oil.md"
    edit(path, "kind: editorial", "kind: essay")
    assert main(["build", str(ready_toy)]) == 1
    edit(path, "kind: essay", "kind: editorial")
    assert main(["build", str(ready_toy)]) == 0
    assert snapshot(ready_toy / "site") == before
