"""scripts/get_chromium.py: which browser it takes, and what it does where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import get_chromium
import pytest

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "get_chromium.py"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder for programs that is all there is on the PATH, with nothing in it but what apt-get is called with."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "env").symlink_to(shutil.which("env") or "/usr/bin/env")
    program(folder / "sudo", 'shift; exec "$@"')
    return folder


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def starter(chromium: Path) -> str:
    """Return a script that starts a real browser, whatever the PATH is."""
    return f"PATH='{os.environ['PATH']}' exec '{chromium}' \"$@\""


def cut_off(folder: Path) -> dict[str, str]:
    """Return the environment of a machine without a network, on which only the programs of a folder are there."""
    refusing = "http://127.0.0.1:9"
    playwright = {"PLAYWRIGHT_BROWSERS_PATH": str(folder / "playwright"), "PLAYWRIGHT_DOWNLOAD_HOST": refusing}
    return {"PATH": str(folder)} | playwright


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = os.environ | {"EDITION_CHROMIUM": ""} | cut_off(folder) | environment
    return subprocess.run([sys.executable, str(SCRIPT)], env=given, capture_output=True, text=True, check=False)


def test_named_browser_is_taken(bare: Path, chromium: Path) -> None:
    program(bare / "mine", starter(chromium))
    done = run(bare, EDITION_CHROMIUM=str(bare / "mine"))
    assert (done.returncode, done.stdout) == (0, f"{bare / 'mine'}\n")


def test_named_browser_that_does_not_start_is_not_passed_over(bare: Path, chromium: Path) -> None:
    program(bare / "chromium", starter(chromium))
    program(bare / "mine", "echo no such library >&2; exit 1")
    done = run(bare, EDITION_CHROMIUM=str(bare / "mine"))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"EDITION_CHROMIUM ({bare / 'mine'}): does not start" in done.stderr
    assert "no such library" in done.stderr


def test_browser_on_the_path_that_does_not_start_is_passed_over(bare: Path, chromium: Path) -> None:
    program(bare / "chromium", "exit 1")
    program(bare / "google-chrome", starter(chromium))
    done = run(bare)
    assert (done.returncode, done.stdout) == (0, f"{bare / 'google-chrome'}\n")


def test_package_is_installed_where_there_is_none(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def find() -> Path:
        if (bare / "chromium").exists():
            return bare / "chromium"
        raise get_chromium.NoChromiumError(["none"])

    program(bare / "apt-get", f'case "$*" in *"install -y chromium") echo > {bare}/chromium;; esac')
    monkeypatch.setattr(get_chromium, "find", find)
    for name, value in ({"EDITION_CHROMIUM": ""} | cut_off(bare)).items():
        monkeypatch.setenv(name, value)
    assert get_chromium.main() == 0
    assert capsys.readouterr().out == f"{bare / 'chromium'}\n"


def test_where_all_fails_it_says_what_was_tried_and_what_to_do(bare: Path) -> None:
    program(bare / "apt-get", "echo no network; exit 100")
    done = run(bare)
    assert (done.returncode, done.stdout) == (1, "")
    for line in (
        "Playwright’s own download: not there",
        "chromium on the PATH: not there",
        "google-chrome on the PATH: not there",
        "download by Playwright: exit code 1",
        "package by apt-get: exit code 100",
        "apt-get install chromium",
        "python -m playwright install",
        "no network",
    ):
        assert line in done.stderr
