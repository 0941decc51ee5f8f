"""The cache on disk: an index, and a file to which pieces are added; what cannot be trusted counts as not there.

The index is a pickle behind the SHA-256 of its bytes and is replaced in one step; each piece is known by its own
digest. A cut or altered file, or one of another program, is therefore noticed before anything in it is used. Like any
pickle it is only as safe as the folder in which it lies: it is never to be taken from elsewhere.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from edition.digest import short

INDEX = "index"
PIECES = "pieces"


class DamagedError(Exception):
    """Raised where a piece is not what was written."""


Where = tuple[int, int, bytes]
"""Where a piece stands: its start, its length and its digest."""


class Store:
    """A cache in a folder, valid for one salt, which stands for all that it depends on beside the edition."""

    def __init__(self, folder: Path, salt: bytes) -> None:
        self._folder = folder
        self._salt = salt
        self.index: Any = None
        """What was kept with the pieces; None where there is nothing that can be trusted."""
        self._length = 0
        self._read()
        folder.mkdir(parents=True, exist_ok=True)
        self._file = os.open(folder / PIECES, os.O_RDWR | os.O_CREAT, 0o644)
        os.ftruncate(self._file, self._length)  # what was added by a build that did not come to its end

    def _read(self) -> None:
        try:
            data = (self._folder / INDEX).read_bytes()
            if hashlib.sha256(data[32:]).digest() != data[:32]:
                return
            salt, length, index = pickle.loads(data[32:])
            if salt == self._salt and (self._folder / PIECES).stat().st_size >= length:
                self._length, self.index = length, index
        except Exception:  # whatever a file that is missing or damaged may raise
            return

    def add(self, data: bytes) -> Where:
        """Keep a piece, and return where it stands."""
        start = self._length
        os.pwrite(self._file, data, start)
        self._length += len(data)
        return start, len(data), short(data)

    def piece(self, where: Where) -> bytes:
        """Return a piece; raises DamagedError where it is not what was written."""
        start, length, expected = where
        data = os.pread(self._file, length, start)
        if short(data) != expected:
            raise DamagedError(f"a piece of {self._folder} is damaged")
        return data

    @property
    def slack(self) -> int:
        """How many bytes the pieces take, those that nobody needs any more included."""
        return self._length

    def save(self, index: Any) -> None:
        """Let the index, and with it the pieces that it names, be what the next build finds."""
        data = pickle.dumps((self._salt, self._length, index), pickle.HIGHEST_PROTOCOL)
        new = self._folder / f"{INDEX}.new"
        new.write_bytes(hashlib.sha256(data).digest() + data)
        new.replace(self._folder / INDEX)

    def rewritten(self, pieces: Iterable[Where]) -> list[Where]:
        """Write the pieces into a new file, without whatever else there is; return where they stand there."""
        new = self._folder / f"{PIECES}.new"
        file = os.open(new, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
        moved: list[Where] = []
        length = 0
        for where in pieces:
            os.pwrite(file, self.piece(where), length)
            moved.append((length, where[1], where[2]))
            length += where[1]
        (self._folder / INDEX).unlink(missing_ok=True)  # it speaks of the old file
        new.replace(self._folder / PIECES)
        os.close(self._file)
        self._file, self._length = file, length
        return moved

    def clear(self) -> None:
        """Forget everything."""
        (self._folder / INDEX).unlink(missing_ok=True)
        os.ftruncate(self._file, 0)
        self._length, self.index = 0, None

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)
