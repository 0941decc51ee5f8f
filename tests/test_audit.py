from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts"))

import audit

SOUND = {"name": "jinja2", "version": "3.1.6", "vulns": []}
VULNERABLE = {"name": "lxml", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"]}]}
SKIPPED = {"name": "babel", "skip_reason": "Dependency not found on PyPI"}


def report(*packages: dict[str, Any]) -> dict[str, Any]:
    return {"dependencies": list(packages), "fixes": []}


def test_packages_without_known_vulnerabilities_pass() -> None:
    assert audit.verdict("a.lock", report(SOUND)) == (
        False,
        ["a.lock: 0 known vulnerabilities in the 1 packages that PyPI was asked about"],
    )


def test_a_known_vulnerability_fails_and_is_told() -> None:
    vulnerable, lines = audit.verdict("a.lock", report(SOUND, VULNERABLE))
    assert vulnerable
    assert lines[0] == "a.lock: lxml 1.0: PYSEC-1; mended in 1.1, 2.0"


def test_packages_that_could_not_be_asked_about_are_not_passed_over_in_silence() -> None:
    vulnerable, lines = audit.verdict("a.lock", report(SOUND, SKIPPED, SKIPPED))
    assert not vulnerable
    assert lines[0] == "a.lock: NOT AUDITED are 2 of 3 packages, of which PyPI told nothing"


def test_without_a_network_that_is_said_and_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "ask", lambda _: "Name or service not known")
    assert audit.main(["a.lock", "b.lock"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{lock}: NOT AUDITED, pip-audit could not ask: Name or service not known" for lock in ("a.lock", "b.lock")
    ]


def test_one_vulnerable_lock_file_is_enough_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: dict[str, Any] = {"a.lock": report(VULNERABLE), "b.lock": report(SOUND)}
    ask: Callable[[Path], Any] = lambda lock: answers[lock.name]  # noqa: E731
    monkeypatch.setattr(audit, "ask", ask)
    assert audit.main(["a.lock", "b.lock"]) == 1


def test_a_lock_file_that_is_not_there_is_not_audited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert isinstance(audit.ask(tmp_path / "a.lock"), str)
