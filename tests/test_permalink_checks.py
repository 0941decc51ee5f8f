"""The toy edition after its version 2.1, altered in every way that matters to addresses: what is told, exactly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edition import pipeline, release
from edition.faults import FaultsFoundError

Edit = Callable[[Path, str, str], None]


def quiet(line: str) -> None:
    pass


@pytest.mark.cases("permalinks.yml")
def test_what_was_done_to_a_published_edition_is_told(published_toy: Path, edit: Edit, case: dict[str, Any]) -> None:
    for step in case["do"]:
        do(published_toy, edit, step)
    told = []
    try:
        pipeline.read_and_check(published_toy, quiet)
    except FaultsFoundError as error:
        told = [str(fault) for fault in error.faults]
    expected = sorted(case["expected"])
    assert len(told) == len(expected), told
    for line in expected:
        assert any(one.startswith(line) for one in told), told


def do(root: Path, edit: Edit, step: dict[str, str]) -> None:
    if "publish" in step:
        config = root / "mkdocs.yml"
        lines = config.read_text("utf-8").splitlines()
        lines = [f'    version: "{step["publish"]}"' if line.startswith("    version:") else line for line in lines]
        lines = [f"    date: {step['day']}" if line.startswith("    date:") else line for line in lines]
        config.write_text("\n".join(lines) + "\n", "utf-8")
        release.publish(root, step["publish"], quiet)
    elif "create" in step:
        (root / step["create"]).write_text(step["text"], "utf-8")
    elif "delete" in step:
        (root / step["delete"]).unlink()
    elif "rename" in step:
        (root / step["rename"]).rename(root / step["to"])
    elif "append" in step:
        path = root / step["file"]
        path.write_text(path.read_text("utf-8") + step["append"], "utf-8")
    else:
        edit(root / step["file"], step["replace"], step.get("by", ""))
