"""The files that an editor writes, as files: that no link leads out of the edition, and no two names clash."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from edition.faults import Code, Fault, Place

FOLDERS = ("articles", "docs")
SETTINGS = "mkdocs.yml"


def check(root: Path) -> list[Fault]:
    """Return a fault for each link that leads out of the edition or nowhere, and for each name that clashes.

    A link within the edition is followed like any file. Names that differ in their capitals alone are one name on
    many systems and on some web servers.
    """
    inside = root.resolve()
    faults: list[Fault] = []
    for path in _paths(root):
        shown = path.relative_to(root).as_posix()
        if not path.is_symlink():
            continue
        try:
            there = path.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: a link in a circle, before Python 3.13
            faults.append(Fault(Place(shown), Code.FILE, "the link leads nowhere", "remove it"))
            continue
        if not there.is_relative_to(inside):
            what = "the link leads out of the edition's folder"
            faults.append(Fault(Place(shown), Code.FILE, what, "put a copy of the file in its place"))
    return faults + list(_clashes(root))


def _paths(root: Path) -> Iterator[Path]:
    yield root / SETTINGS
    for name in FOLDERS:
        yield root / name
        for folder, folders, files in os.walk(root / name):
            yield from (Path(folder) / one for one in sorted((*folders, *files)))


def _clashes(root: Path) -> Iterator[Fault]:
    known: dict[str, str] = {}
    for path in sorted((root / "docs").rglob("*")):
        shown = path.relative_to(root).as_posix()
        other = known.setdefault(shown.casefold(), shown)
        if other != shown:
            yield Fault(Place(shown), Code.FILE, f"its name differs from {other} in capitals alone", "rename one")
