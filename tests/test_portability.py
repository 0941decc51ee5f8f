from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts"))

import portability

ONE = {"index.html": frozenset({"main", "p1"}), "a/index.html": frozenset({"main"})}


def test_equal_sites_do_not_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(portability.differences(ONE, dict(ONE))) == []
    assert not portability.report("X", ONE, dict(ONE))
    assert capsys.readouterr().out == "X: 2 pages, 3 ids; 0 differences\n"


def test_pages_and_ids_that_one_has_and_the_other_has_not_are_told() -> None:
    other = {"index.html": frozenset({"main", "p2"}), "b/index.html": frozenset({"main"})}
    assert list(portability.differences(ONE, other)) == [
        "a/index.html: missing",
        "b/index.html: added",
        "index.html: ids missing: p1",
        "index.html: ids added: p2",
    ]


def test_what_could_not_be_rendered_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert portability.report("X", ONE, "RuntimeError: no")
    assert capsys.readouterr().out == "X: NOT RENDERED: RuntimeError: no\n"


def test_the_ids_of_a_built_site_are_gathered(built_toy: Path) -> None:
    found = portability.ids(built_toy / "site")
    assert {"p1", "p2", "p2a", "p3", "cite"} <= found["articles/on-tides/index.html"]
    assert "404.html" in found


def test_without_a_site_that_is_said(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert portability.main(toy) == 1
    assert "build it first" in capsys.readouterr().err
