"""Work shared out among processes, one a core.

Workers are forked, so that they have all that was read before without its being copied; they take pieces of the work
as they come to them and send back plain results. Where a system cannot fork, or the work is small, it is done here.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LEAST = 64  # less work than this is done sooner than a worker is started
PIECES = 12  # pieces a worker, so that none waits long for another at the end


class WorkerLostError(Exception):
    """A worker ended without its results, as when the system has no memory left."""


def workers() -> int:
    """Return how many processes work at once: EDITION_JOBS where it is set, else one a core that is ours."""
    given = os.environ.get("EDITION_JOBS", "")
    if given.isdigit() and int(given) > 0:
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share(
    work: Sequence[T],
    do: Callable[[T], R],
    *,
    least: int | None = None,
    single: int = 0,
    ready: Callable[[], None] = lambda: None,
) -> list[R]:
    """Return what `do` returns for each piece of work, in the same order; `ready` is called before workers start.

    Work is given out in portions, but for the first `single` pieces, each of which takes long.

    `do` may be a closure; what it returns, or raises, must be something that can be pickled, and what it changes is
    lost with the worker. Raises what `do` raises, and WorkerLostError. No worker is left when it returns.
    """
    number = min(workers(), len(work))
    # A fork takes no thread but its own along, and whatever another held locked would stay so.
    if (
        number < 2
        or len(work) < (LEAST if least is None else least)
        or not hasattr(os, "fork")
        or threading.active_count() > 1
    ):
        return [do(one) for one in work]
    ready()
    size = max(1, len(work) // (number * PIECES))
    found = _shared(
        work, do, number, [*range(min(single, len(work))), *range(min(single, len(work)), len(work), size)]
    )
    return [result for start in sorted(found) for result in found[start]]


def _shared(work: Sequence[T], do: Callable[[T], R], number: int, begins: list[int]) -> dict[int, list[R]]:
    """Start workers and give each its next piece when it has sent back the one before; return results by piece."""
    found: dict[int, list[R]] = {}
    running: dict[Connection, int] = {}
    starts = iter(zip(begins, [*begins[1:], len(work)], strict=True))
    collecting = gc.isenabled()
    gc.disable()
    gc.freeze()  # what is there already is left alone, so that workers do not come to hold copies of it
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        for _ in range(number):
            ours, theirs = Pipe()
            child = os.fork()
            if child == 0:
                try:
                    # On Ctrl-C every process of the terminal is told; the first one says so and sees to the rest.
                    signal.signal(signal.SIGINT, signal.SIG_IGN)
                    signal.signal(signal.SIGTERM, signal.SIG_DFL)
                    for other in (*running, ours):
                        other.close()
                    _work(theirs, work, do)
                finally:
                    os._exit(0)  # whatever happens, a worker never goes on as the one that started it
            theirs.close()
            running[ours] = child
        busy = dict(running)
        for pipe in list(busy):
            _next(pipe, starts, busy)
        while busy:
            for pipe in [pipe for pipe in wait(list(busy)) if isinstance(pipe, Connection)]:
                try:
                    done, start, results = pickle.loads(pipe.recv_bytes())
                except (EOFError, ConnectionError) as error:
                    raise WorkerLostError("a worker ended early; perhaps there was not enough memory") from error
                if not done:
                    raise results
                found[start] = results
                _next(pipe, starts, busy)
        return found
    finally:
        for pipe, child in running.items():
            pipe.close()  # a worker that waits for work ends by this
            if sys.exception() is not None:
                _end(child)
        for child in running.values():
            _reap(child)
        gc.unfreeze()
        if collecting:
            gc.enable()


def _next(pipe: Connection, starts: Iterator[tuple[int, int]], busy: dict[Connection, int]) -> None:
    """Give a worker its next piece; one for which there is none is no longer waited for."""
    start = next(starts, None)
    if start is None:
        del busy[pipe]
        return
    try:
        pipe.send(start)
    except ConnectionError as error:
        raise WorkerLostError("a worker ended early; perhaps there was not enough memory") from error


def _end(child: int) -> None:
    try:
        os.kill(child, signal.SIGTERM)
    except ProcessLookupError:
        return


def _reap(child: int) -> None:
    try:
        os.waitpid(child, 0)
    except ChildProcessError:
        return


def _portable(error: Exception) -> Exception:
    """Return an error, or what it says where it would not come through the pipe whole."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return WorkerLostError("".join(traceback.format_exception(error)))
    return error


def _work(pipe: Connection, work: Sequence[Any], do: Callable[[Any], Any]) -> None:
    """Do the pieces that come through the pipe until it is closed."""
    try:
        while True:
            start, end = pipe.recv()
            try:
                answer: tuple[bool, int, Any] = (True, start, [do(one) for one in work[start:end]])
            except Exception as error:
                answer = (False, start, _portable(error))
            pipe.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    except (EOFError, ConnectionError):
        return
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
