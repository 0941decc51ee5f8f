"""What the files of a folder hold, without reading those that nobody can have touched since they were last read.

A file counts as untouched where its size, its inode and both its times are as they were noted. The time of change
(ctime) cannot be set by a program as that of modification can: whatever writes to a file, replaces it or links it
alters it. Times are coarse, so one that was noted within a moment of the file's change is not relied on, as git does
with its index (Documentation/technical/racy-git.txt).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from edition.crew import share
from edition.digest import short

Stamp = tuple[int, int, int, int]
Noted = dict[str, tuple[bytes, Stamp | None]]
"""Files by name: the digest of what each holds, and the stamp by which it is known again, if any."""
MOMENT = 1_000_000_000  # nanoseconds


class Folder:
    """The files of a folder and their digests."""

    def __init__(self, root: Path, noted: Noted | None = None) -> None:
        self.root = root
        self._stamps: dict[str, Stamp | None] = {}
        self.digests: dict[str, bytes] = {}
        """The digest of each file, by its name with slashes."""
        known = noted or {}
        unsure: list[str] = []
        for name, stat in _walk(str(root), ""):
            stamp = _stamp(stat)
            before = known.get(name)
            if before is not None and before[1] == stamp:
                self.digests[name] = before[0]
            else:
                unsure.append(name)
            self._stamps[name] = stamp
        for name, found in zip(unsure, share(unsure, self._read, least=2000), strict=True):
            self.digests[name] = found

    def _read(self, name: str) -> bytes:
        try:
            return short((self.root / name).read_bytes())
        except OSError:
            return b""

    def wrote(self, name: str, held: bytes) -> None:
        """Take note that a file was written whose content has the digest `held`."""
        self.digests[name] = held
        self._stamps[name] = None

    def remove(self, name: str) -> None:
        """Delete a file, and the folders that this empties."""
        (self.root / name).unlink(missing_ok=True)
        self.digests.pop(name, None)
        for folder in (self.root / name).parents:
            if folder == self.root:
                break
            try:
                folder.rmdir()
            except OSError:
                break

    def noted(self) -> Noted:
        """Return what is to be noted of the folder for the next time."""
        now = time.time_ns()
        found: Noted = {}
        for name, held in self.digests.items():
            stamp = self._stamps.get(name)
            if stamp is None:
                try:
                    stamp = _stamp((self.root / name).stat())
                except OSError:
                    continue
            found[name] = held, stamp if max(stamp[1], stamp[2]) < now - MOMENT else None
        return found


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _walk(folder: str, under: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file below a folder with what the system says of it."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{under}{entry.name}/")
        elif entry.is_file():
            yield f"{under}{entry.name}", entry.stat()
