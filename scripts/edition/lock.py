"""The folder build/ is a build's own: one build at a time works in it, and no link in it leads elsewhere.

The lock is the system's own on an open file (flock), so it ends with the process that holds it, however that ends. On
systems without it (Windows) builds are not kept apart.
"""

from __future__ import annotations

import functools
import importlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from edition.faults import Code, Fault, FaultsFoundError, Place

NAME = ".lock"

P = ParamSpec("P")
R = TypeVar("R")
Say = Callable[[str], None]
Build = Callable[Concatenate[Path, Say, P], R]


def alone(build: Build[P, R]) -> Build[P, R]:
    """Let a function that builds the edition in a folder wait until no other build is at work there."""

    @functools.wraps(build)
    def waiting(root: Path, say: Say, *args: P.args, **kwargs: P.kwargs) -> R:
        if not (root / "mkdocs.yml").is_file():
            return build(root, say, *args, **kwargs)  # which says that there is no edition
        with held(root / "build", lambda: say("another build is at work here; this one waits for it")):
            return build(root, say, *args, **kwargs)

    return cast(Build[P, R], waiting)


@contextmanager
def held(folder: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold a folder for this process, made where it is not there; `wait` is called where another one holds it.

    Links that lie in it are removed, since nothing of ours puts any there and writing would follow them. Raises
    FaultsFoundError where the folder is a link itself.
    """
    if folder.is_symlink():
        what = f"{folder.name}/ is a link, and what is built would be written wherever it leads"
        raise FaultsFoundError([Fault(Place(folder.name), Code.FILE, what, "remove the link")])
    folder.mkdir(exist_ok=True)
    _remove_links(folder)
    with (folder / NAME).open("ab") as file:
        flock: Any = _flock()
        if flock is not None:
            try:
                flock.flock(file, flock.LOCK_EX | flock.LOCK_NB)
            except BlockingIOError:
                wait()
                flock.flock(file, flock.LOCK_EX)
        yield


def _flock() -> Any:
    try:
        return importlib.import_module("fcntl")
    except ImportError:
        return None


def _remove_links(folder: Path) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                Path(entry.path).unlink(missing_ok=True)
            elif entry.is_dir():
                _remove_links(Path(entry.path))
