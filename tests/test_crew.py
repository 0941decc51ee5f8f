from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from edition import crew
from edition.faults import Code, Fault, FaultsFoundError, Place
from hypothesis import given
from hypothesis import strategies as st

# Beside browser tests, servers of theirs run in threads of this process, and it would do all the work itself.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_JOBS", "2")
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def children() -> set[str]:
    """Return the ids of the processes that this one has started, a browser of other tests among them."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            parent = path.read_text("utf-8", "replace").rpartition(")")[2].split()[1]
            found |= {path.parent.name} if parent == str(os.getpid()) else set()
    return found


class OddError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def test_an_error_that_does_not_come_through_whole_is_told_in_words() -> None:
    def do(_: int) -> int:
        raise OddError("lost", " words")

    with pytest.raises(crew.WorkerLostError, match="lost words"):
        crew.share([1, 2], do, least=2)


def test_faults_come_through_as_they_are() -> None:
    fault = Fault(Place("a.md", 3), Code.FILE, "what", "remedy")

    def do(_: int) -> int:
        raise FaultsFoundError([fault])

    with pytest.raises(FaultsFoundError) as told:
        crew.share([1, 2], do, least=2)
    assert told.value.faults == [fault]


def test_results_come_in_the_order_of_the_work_whoever_did_it() -> None:
    done = crew.share(range(500), lambda n: (n * n, os.getpid()), least=1)
    assert [square for square, _ in done] == [n * n for n in range(500)]
    assert os.getpid() not in {worker for _, worker in done}


@given(st.lists(st.integers(), max_size=40), st.integers(0, 50))
def test_no_piece_is_lost_or_done_twice(work: list[int], single: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_JOBS", "2")
        assert crew.share(work, lambda n: n + 1, least=1, single=single) == [n + 1 for n in work]


def test_little_work_is_done_here() -> None:
    assert set(crew.share(range(5), lambda _: os.getpid(), least=6)) == {os.getpid()}


def test_one_worker_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_JOBS", "1")
    assert set(crew.share(range(500), lambda _: os.getpid(), least=1)) == {os.getpid()}


def test_what_a_worker_raises_is_raised_and_no_worker_is_left() -> None:
    def fail(number: int) -> int:
        if number == 37:
            raise ValueError("thirty-seven")
        return number

    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert str(process.pid) in children()
        process.communicate(b"\n")
    before = children()
    with pytest.raises(ValueError, match="thirty-seven"):
        crew.share(range(100), fail, least=1)
    assert children() <= before


def test_a_worker_that_is_killed_is_told() -> None:
    def die(number: int) -> int:
        if number == 50:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(crew.WorkerLostError):
        crew.share(range(100), die, least=1)


def test_an_interrupt_ends_every_process(tmp_path: Path) -> None:
    script = (
        "import os, time, sys; sys.path.insert(0, sys.argv[1]); from edition import crew\n"
        "def slow(n):\n"
        "    open(f'{sys.argv[2]}/{os.getpid()}', 'w').close(); time.sleep(60)\n"
        "crew.share(range(100), slow, least=1)\n"
    )
    source = str(Path(crew.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, "-c", script, source, str(tmp_path)], start_new_session=True, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + 30
    while len(list(tmp_path.iterdir())) < 2:
        assert time.monotonic() < end
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(30) != 0
    for path in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.name), 0)
