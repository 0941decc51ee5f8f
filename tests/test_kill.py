"""Faults from without: a build that is killed, that finds no room, that runs beside another, whose files go away.

Whatever happens, site/ is the old edition or the new one, whole, and the next build mends the rest. How many builds
are killed is said by EDITION_KILLS, at which moments by EDITION_SEED.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edition import reader
from edition.cli import main

Snapshot = Callable[[Path], dict[str, bytes]]

KILLS = int(os.environ.get("EDITION_KILLS", "5"))
SEED = int(os.environ.get("EDITION_SEED", "20190301"))
BUILD = [sys.executable, "-m", "edition", "build"]
# Root may write everywhere, unless it gives that up.
GIVEN_UP = "--bounding-set=-dac_override,-dac_read_search"
UNPRIVILEGED = ("setpriv", GIVEN_UP) if os.geteuid() == 0 else ()
TEXTS = ("Oil is dearer", "Oil costs more")


@pytest.fixture
def ready_toy(ready_toy: Path) -> Path:
    """A built copy of the toy edition without witnesses, so that one site is built and not two."""
    shutil.rmtree(ready_toy / "witnesses")
    shutil.rmtree(ready_toy / "reading-copy", ignore_errors=True)
    return ready_toy


@pytest.fixture(scope="module")
def editions(built_toy: Path, tmp_path_factory: pytest.TempPathFactory, snapshot: Snapshot) -> list[dict[str, bytes]]:
    """The site of the toy edition, and its site once one sentence is another."""
    other = Path(shutil.copytree(built_toy, tmp_path_factory.mktemp("other") / "toy"))
    shutil.rmtree(other / "witnesses")
    assert turn(other) == 1
    assert main(["build", str(other)]) == 0
    return [snapshot(built_toy / "site"), snapshot(other / "site")]


def turn(root: Path) -> int:
    """Write the other sentence; return which it is now."""
    path = root / "articles" / "lamp-oil.md"
    text = path.read_text("utf-8")
    new = int(TEXTS[0] in text)
    path.write_text(text.replace(TEXTS[1 - new], TEXTS[new]), "utf-8")
    return new


def start(root: Path, before: tuple[str, ...] = (), **options: Any) -> subprocess.Popen[str]:
    """Start a build in a session of its own."""
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*before, *BUILD, str(root)], text=True, start_new_session=True, **pipes, **options)


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(
    ready_toy: Path, editions: list[dict[str, bytes]], snapshot: Snapshot
) -> None:
    chance = random.Random(SEED)
    began = time.perf_counter()
    with start(ready_toy) as process:
        process.communicate()
    assert process.returncode == 0
    whole = time.perf_counter() - began
    stands = 0
    for number in range(KILLS):
        new = turn(ready_toy)
        wait = chance.uniform(0.2, 1.1) * whole
        with start(ready_toy) as process:
            time.sleep(wait)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        site = snapshot(ready_toy / "site")
        assert [edition for edition in (editions[stands], editions[new]) if edition == site], (
            f"kill {number} after {wait:.3f} s of {whole:.3f} s: {_differing(site, editions)}"
        )
        stands = editions.index(site)
    # The next build mends whatever the last ones left.
    new = turn(ready_toy)
    assert main(["build", str(ready_toy)]) == 0
    assert snapshot(ready_toy / "site") == editions[new]
    assert sorted(path.name for path in ready_toy.iterdir()) == [
        "articles",
        "build",
        "docs",
        "mkdocs.yml",
        "site",
    ]


def _differing(site: dict[str, bytes], editions: list[dict[str, bytes]]) -> list[list[str]]:
    """Return for each edition the names of the files in which a site differs from it."""
    return [sorted(n for n in site.keys() | one.keys() if site.get(n) != one.get(n)) for one in editions]


def test_two_builds_at_once_do_not_mix(ready_toy: Path, editions: list[dict[str, bytes]], snapshot: Snapshot) -> None:
    new = turn(ready_toy)
    shutil.rmtree(ready_toy / "build")
    with start(ready_toy) as one, start(ready_toy) as other:
        told = [process.communicate() for process in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0], told
    assert any("another build is at work here; this one waits for it" in out for out, _ in told)
    assert snapshot(ready_toy / "site") == editions[new]


@pytest.mark.parametrize("room", [0, 12_000])
def test_a_build_that_finds_no_room_says_so_and_leaves_the_old_site(
    ready_toy: Path, editions: list[dict[str, bytes]], snapshot: Snapshot, room: int
) -> None:
    resource = pytest.importorskip("resource")
    new = turn(ready_toy)
    shutil.rmtree(ready_toy / "build")
    # No file may grow beyond `room` bytes: the system refuses the write, as it does on a full disk.
    with start(ready_toy, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))) as process:
        _, told = process.communicate()
    assert process.returncode == 1, told
    assert "File too large" in told
    assert "Traceback" not in told
    assert told.splitlines()[-1].endswith(("the finished site is as it was", "was changed in the finished site"))
    assert snapshot(ready_toy / "site") == editions[0]
    assert main(["build", str(ready_toy)]) == 0
    assert snapshot(ready_toy / "site") == editions[new]


@pytest.mark.parametrize("name", ["site", "build", "."])
def test_a_build_that_may_not_write_says_so(
    ready_toy: Path, editions: list[dict[str, bytes]], snapshot: Snapshot, name: str
) -> None:
    turn(ready_toy)
    folder = ready_toy / name
    held = [path for path in (folder, *(folder.rglob("*") if name != "." else ())) if path.is_dir()]
    for path in held:
        path.chmod(0o555)
    try:
        with start(ready_toy, before=UNPRIVILEGED) as process:
            _, told = process.communicate()
    finally:
        for path in held:
            path.chmod(0o755)
    assert process.returncode == 1, told
    assert "Permission denied" in told
    assert "Traceback" not in told
    assert snapshot(ready_toy / "site") in editions
    assert main(["build", str(ready_toy)]) == 0
    assert snapshot(ready_toy / "site") == editions[1]


@pytest.mark.parametrize("name", ["articles/on-tides.md", "docs/about.md", "articles/authority/people.yml"])
def test_a_file_that_goes_away_while_it_is_read_is_told(
    ready_toy: Path,
    editions: list[dict[str, bytes]],
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    shutil.rmtree(ready_toy / "build" / "cache")  # else it is known from the last build and not read again
    read = reader.read_text

    def read_text(path: Path, root: Path) -> Any:
        if path == ready_toy / name:
            path.unlink(missing_ok=True)
        return read(path, root)

    monkeypatch.setattr(reader, "read_text", read_text)
    assert main(["build", str(ready_toy)]) == 1
    assert f"{name}:1:1: the file cannot be read (No such file or directory)" in capsys.readouterr().err
    assert snapshot(ready_toy / "site") == editions[0]


def test_a_clock_that_was_set_back_changes_nothing(
    ready_toy: Path, editions: list[dict[str, bytes]], snapshot: Snapshot
) -> None:
    for path in (*(ready_toy / "build").rglob("*"), *(ready_toy / "site").rglob("*")):
        os.utime(path, (4e9, 4e9))  # built in 2096
    new = turn(ready_toy)
    os.utime(ready_toy / "articles" / "lamp-oil.md", (1e9, 1e9))  # written in 2001
    assert main(["build", str(ready_toy)]) == 0
    assert snapshot(ready_toy / "site") == editions[new]
