"""Hostile input that must be refused: a fault with file, line and code, and nothing written outside the edition."""

from __future__ import annotations

import json
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from edition.cli import main

TESTS = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.load((TESTS / "cases" / "hostile.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
SPOILT = [case for case in CASES if case["in"] not in ("words", "markdown", "settings")]
REFUSED = [case for case in CASES if case["in"] == "markdown" and "refused" in case]
LATE = ("site",)  # codes of faults that only the finished site shows
LIMIT = 60  # seconds in which the longest input is read, on however slow a machine

Snapshot = Callable[[Path], dict[str, bytes]]


def titles(cases: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["title"]) for case in cases])


def test_there_are_a_hundred_and_more() -> None:
    assert len({case["title"] for case in CASES}) == len(CASES) >= 240


@titles(SPOILT)
def test_a_spoilt_file_is_refused_at_its_line(
    built_toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], case: dict[str, Any]
) -> None:
    toy = Path(shutil.copytree(TESTS / "toy", tmp_path / "toy"))
    _spoil(toy, case)
    with _limited():
        status = main(["build" if _late(case) else "check", str(toy)])
    told = capsys.readouterr().err.splitlines()
    if "ignored" in case:
        assert status in (0, 1)
        assert not told or re.match(r"articles/[\w-]+\.md:\d+:\d+: ", told[0])
    else:
        assert status == 1
        file = r"\S+\.html" if case["refused"] in LATE else re.escape(case.get("told", case["in"]))
        assert any(re.match(rf"{file}:\d+:\d+: .+; .+ \[{case['refused']}\]$", line) for line in told), told
    assert _written_outside(toy, tmp_path) == []


@titles(REFUSED)
def test_hostile_markdown_is_refused_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: dict[str, Any]
) -> None:
    toy = Path(shutil.copytree(TESTS / "toy", tmp_path / "toy"))
    for file in ("on-tides.md", "hamabe-no-koe.md"):
        path = toy / "articles" / file
        path.write_text(path.read_text("utf-8") + f"\nA line.\n{case['input']}\n{{: #p99 }}\n", "utf-8")
    assert main(["check", str(toy)]) == 1
    told = capsys.readouterr().err.splitlines()
    for file in ("on-tides.md", "hamabe-no-koe.md"):
        line = (toy / "articles" / file).read_text("utf-8").split("\n").index("A line.") + 1
        found = [one for one in told if re.match(rf"articles/{file}:\d+:\d+: .+; .+ \[{case['refused']}\]$", one)]
        assert found, told
        assert line <= int(found[0].split(":")[1]) <= line + 1 + case["input"].count("\n")
    assert _written_outside(toy, tmp_path) == []


def _late(case: dict[str, Any]) -> bool:
    """Return whether it takes a whole build to find this out."""
    return "late" in case or case.get("refused") in LATE


def _spoil(toy: Path, case: dict[str, Any]) -> None:
    path = toy / case["in"]
    path.parent.mkdir(exist_ok=True)
    if "create" in case:
        path.write_text(case["create"], "utf-8")
    if "copy" in case:
        shutil.copy(toy / case["copy"], path)
    added = case.get("repeat", "") * int(case.get("times", 1)) + case.get("then", "")
    text = path.read_text("utf-8")
    if "replace" in case:
        assert text.count(case["replace"]) == 1
        by = case["by"]
        if "escaped" in case:  # the case's own file has read the escapes; here they are written again
            key, _, value = by.partition(": ")
            by = f"{key}: {json.dumps(value.strip(chr(34)))}" if "\\" not in by else by
        text = text.replace(case["replace"], by + added)
    if "append" in case:
        text += case["append"] + added
    path.write_text(text, "utf-8")


def _written_outside(toy: Path, folder: Path) -> list[str]:
    """Return what a build has left that lies neither in build/ nor in site/ of the edition."""
    known = {path.relative_to(TESTS / "toy").parts[0] for path in (TESTS / "toy").iterdir()} | {"build", "site"}
    left = [path.name for path in toy.iterdir() if path.name not in known]
    left += [path.name for path in folder.iterdir() if path != toy]
    return left + [name for name in ("hostile-was-here",) if Path(name).exists()]


@contextmanager
def _limited() -> Iterator[None]:
    """Raise where what is within goes on and on."""

    def stop(*_: object) -> None:
        raise TimeoutError("reading does not come to an end")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
