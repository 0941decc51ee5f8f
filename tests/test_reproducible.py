"""The same sources give the same bytes: elsewhere, another day, in other zones and locales, by another Python."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Snapshot = Callable[[Path], dict[str, bytes]]

# Names another Python that has the edition installed, as in: EDITION_OTHER_PYTHON=/path/to/python3.13 pytest …
OTHER = "EDITION_OTHER_PYTHON"


def build(toy: Path, python: str, **environment: str) -> str:
    """Build an edition in a process of its own and return what it said."""
    command = [python, "-m", "edition", "build", str(toy)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_another_folder_zone_locale_time_and_hash_seed(
    toy: Path, built_toy: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    elsewhere = tmp_path / "海辺 の 本 50% #1 é" / "a b"
    shutil.move(toy, elsewhere)
    for number, path in enumerate(sorted(elsewhere.rglob("*"))):
        os.utime(path, (4e9 + number, 4e9 - number))  # in 2096, out of order
    environment = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "xx_XX.latin1",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "7",
        "COLUMNS": "20",
        "USER": "nobody",
        "HOME": str(tmp_path),
    }
    said = build(elsewhere, sys.executable, **environment)
    assert said.isascii()
    assert snapshot(elsewhere / "site") == snapshot(built_toy / "site")


def test_another_python(toy: Path, built_toy: Path, snapshot: Snapshot) -> None:
    python = os.environ.get(OTHER)
    if not python:
        pytest.skip(f"{OTHER} names no other Python")
    build(toy, python, TZ="America/Los_Angeles", PYTHONHASHSEED="8")
    assert snapshot(toy / "site") == snapshot(built_toy / "site")


def test_the_moment_of_the_build_stands_nowhere(built_toy: Path, snapshot: Snapshot) -> None:
    now = datetime.datetime.now(tz=datetime.UTC)
    for name, data in snapshot(built_toy / "site").items():
        for form in ("%Y-%m-%d", "%d %b %Y", "%B %Y", "%a, %d"):
            assert now.strftime(form).encode() not in data, name


def test_the_moment_that_is_given_stands_in_the_sitemap(toy: Path, built_toy: Path, snapshot: Snapshot) -> None:
    build(toy, sys.executable, SOURCE_DATE_EPOCH="1000000000")
    differing = {
        name for name, data in snapshot(toy / "site").items() if data != (built_toy / "site" / name).read_bytes()
    }
    assert differing == {"sitemap.xml", "manifest.sha256"}
    assert "<lastmod>2001-09-09</lastmod>" in (toy / "site" / "sitemap.xml").read_text("utf-8")
