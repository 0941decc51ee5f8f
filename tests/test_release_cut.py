"""A publish that is killed, finds no room, or runs beside another: the old ledger stands or the new one, whole.

How many are killed is said by EDITION_KILLS, at which moments by EDITION_SEED, as for builds.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from edition import release, swap
from edition.cli import main

Snapshot = Callable[[Path], dict[str, bytes]]

KILLS = int(os.environ.get("EDITION_KILLS", "3"))
SEED = int(os.environ.get("EDITION_SEED", "20190301"))
PUBLISH = [sys.executable, "-m", "edition", "publish", "2.2"]


@pytest.fixture(scope="module")
def sources(_published_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published toy, with another version to come and an article to take down, so that all archives change."""
    root = Path(shutil.copytree(_published_toy, tmp_path_factory.mktemp("sources") / "toy"))
    config = (root / "mkdocs.yml").read_text("utf-8")
    for old, new in (('version: "2.1"', 'version: "2.2"'), ("date: 2024-01-31", "date: 2024-03-01")):
        assert config.count(old) == 1
        config = config.replace(old, new)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    gone = "v/2.1/articles/old-letter/: {reason: The heirs asked for it., date: 2024-02-02}\n"
    (root / "articles" / "permalinks" / "gone.yml").write_text(gone, "utf-8")
    return root


@pytest.fixture(scope="module")
def ledgers(sources: Path, tmp_path_factory: pytest.TempPathFactory, snapshot: Snapshot) -> list[dict[str, bytes]]:
    """The ledger and archives before the next version is published, and after."""
    other = Path(shutil.copytree(sources, tmp_path_factory.mktemp("whole") / "toy"))
    release.publish(other, "2.2", lambda _: None)
    assert beside(other) == []
    return [snapshot(root / "articles" / "permalinks") for root in (sources, other)]


@pytest.fixture
def ready(sources: Path, tmp_path: Path) -> Path:
    """A copy of that edition that a test may change."""
    return Path(shutil.copytree(sources, tmp_path / "toy"))


def start(root: Path, **options: Any) -> subprocess.Popen[str]:
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*PUBLISH, str(root)], text=True, start_new_session=True, **pipes, **options)


def beside(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "articles").glob(".*"))


@pytest.fixture
def outcome(ready: Path, ledgers: list[dict[str, bytes]], snapshot: Snapshot) -> Callable[[], str]:
    """A function that says which ledger stands, ``old`` or ``new``; fails where it is neither."""
    old, new = ledgers
    assert new != old

    def said() -> str:
        found = snapshot(ready / "articles" / "permalinks")
        assert found in (old, new), sorted(set(found) ^ set(old))
        return "old" if found == old else "new"

    return said


def test_a_publish_that_is_killed_has_published_all_or_nothing(ready: Path, outcome: Callable[[], str]) -> None:
    chance = random.Random(SEED)
    aside = Path(shutil.copytree(ready / "articles", ready.parent / "articles"))
    began = time.perf_counter()
    with start(ready) as process:
        process.communicate()
    assert process.returncode == 0
    whole = time.perf_counter() - began
    for number in range(KILLS):
        shutil.rmtree(ready / "articles")
        shutil.copytree(aside, ready / "articles")
        with start(ready) as process:
            # The last third is where ledger and archives are written.
            time.sleep(chance.uniform(0.6 if number % 2 else 0.2, 1.0) * whole)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        outcome()
    if outcome() == "old":
        assert main(["publish", "2.2", str(ready)]) == 0
    assert outcome() == "new"
    assert main(["check", str(ready)]) == 0


POINTS = ["first write", "third write", "last write", "settle", "before the exchange", "after it", "amid its end"]


def test_killed_at_each_step_of_writing_the_old_ledger_stands_or_the_new_one(
    ready: Path, outcome: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The publish comes as far as its last stage once; there a child of it is killed at each of the points."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    aside = Path(shutil.copytree(ready / "articles", ready.parent / "articles"))
    store = release._store
    found: dict[str, str] = {}
    left: dict[str, list[str]] = {}

    def killed(*arguments: Any) -> int:
        for point in POINTS:
            pid = os.fork()
            if pid == 0:
                arm(point)
                store(*arguments)
                os._exit(0)
            _, status = os.waitpid(pid, 0)
            assert os.WIFSIGNALED(status), f"nothing was killed at: {point}"
            found[point], left[point] = outcome(), beside(ready)
            if found[point] == "old" and point == "first write":
                continue  # the next one finds what this one has left
            shutil.rmtree(ready / "articles")
            shutil.copytree(aside, ready / "articles")
        return store(*arguments)

    (ready / "articles" / ".permalinks-left").mkdir()  # by a publish before
    with monkeypatch.context() as patch:
        patch.setattr(release, "_store", killed)
        release.publish(ready, "2.2", lambda _: None)
    assert list(found.values()) == ["old"] * 5 + ["new"] * 2
    assert all(left[point] for point in POINTS)
    assert outcome() == "new"


def arm(point: str) -> None:
    """Let this process be killed at a point."""

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def after(count: int, function: Callable[..., Any]) -> Callable[..., Any]:
        calls: Iterator[int] = iter(range(1, 1000))

        def counted(*arguments: Any, **named: Any) -> Any:
            done = function(*arguments, **named)
            if next(calls) == count:
                die()
            return done

        return counted

    if point == "first write":
        Path.write_text = after(1, Path.write_text)  # type: ignore[method-assign]
    elif point == "third write":
        Path.write_text = after(3, Path.write_text)  # type: ignore[method-assign]
    elif point == "last write":
        Path.write_bytes = after(2, Path.write_bytes)  # type: ignore[method-assign]
    elif point == "settle":
        os.fsync = after(2, os.fsync)
    elif point == "before the exchange":
        swap._exchange = die  # type: ignore[assignment]
    elif point == "after it":
        swap._exchange = after(1, swap._exchange)
    else:
        swap.shutil.rmtree = after_one_file  # type: ignore[attr-defined]


def after_one_file(folder: Path, **_: object) -> None:
    """Remove one file of a folder and be killed."""
    next(path for path in folder.rglob("*") if path.is_file()).unlink()
    os.kill(os.getpid(), signal.SIGKILL)


def test_the_next_publish_removes_what_was_left_and_git_would_see(ready: Path, outcome: Callable[[], str]) -> None:
    for name in (".permalinks-a1", ".permalinks-b2.old"):
        (ready / "articles" / name).mkdir()
        (ready / "articles" / name / "pages.txt").write_text("half", "utf-8")
    release.publish(ready, "2.2", lambda _: None)
    assert beside(ready) == []
    assert outcome() == "new"


def test_a_ledger_that_was_aside_when_the_publish_ended_is_put_back(ready: Path, outcome: Callable[[], str]) -> None:
    """Where the system has no step that changes two folders, the old ledger stands aside for an instant."""
    (ready / "articles" / "permalinks").rename(ready / "articles" / ".permalinks-b2.old")
    release.publish(ready, "2.2", lambda _: None)
    assert beside(ready) == []
    assert outcome() == "new"


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_publish_that_finds_no_room_for_the_ledger_says_so_and_has_published_nothing(
    ready: Path,
    outcome: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
) -> None:
    written: list[Path] = []

    def full(function: Callable[..., Any]) -> Callable[..., Any]:
        def write(path: Path, *arguments: Any, **named: Any) -> Any:
            if any(part.startswith(".permalinks-") for part in path.parts):
                written.append(path)
                if len(written) >= number:
                    path.touch()
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            return function(path, *arguments, **named)

        return write

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full(Path.write_text))
        patch.setattr(Path, "write_bytes", full(Path.write_bytes))
        assert main(["publish", "2.2", str(ready)]) == 1
    told = capsys.readouterr().err
    assert "No space left on device" in told
    assert "Traceback" not in told
    assert outcome() == "old"
    assert beside(ready) == []


def test_a_publish_that_may_write_no_large_file_says_so_and_has_published_nothing(
    ready: Path, outcome: Callable[[], str]
) -> None:
    resource = pytest.importorskip("resource")
    room = 12_000
    with start(ready, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))) as process:
        _, told = process.communicate()
    assert process.returncode == 1, told
    assert "File too large" in told
    assert "Traceback" not in told
    assert outcome() == "old"
    assert beside(ready) == []


def test_of_two_publishes_at_once_one_waits_and_finds_that_it_was_done(
    ready: Path, outcome: Callable[[], str]
) -> None:
    with start(ready) as one, start(ready) as other:
        told = [process.communicate() for process in (one, other)]
    assert sorted(process.returncode for process in (one, other)) == [0, 1], told
    assert sum("another build is at work here; this one waits for it" in out for out, _ in told) == 1
    assert sum("version 2.2 does not come after 2.2" in error for _, error in told) == 1
    assert outcome() == "new"


def test_where_there_is_no_edition_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", "1", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []
    assert "mkdocs.yml" in capsys.readouterr().err
