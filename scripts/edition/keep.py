"""What is dear to make, kept in a folder under `build/` by the digest of all that it depends on.

The folder may be deleted or damaged at any time: what is not there, or is not what was kept, is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path


def key(*parts: object) -> str:
    """Return the digest of plain values and bytes."""
    found = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else json.dumps(part, ensure_ascii=False, sort_keys=True).encode()
        found.update(str(len(data)).encode() + b":" + data)
    return found.hexdigest()


class Keep:
    """A folder of kept bytes; each file is named by its key and by the digest of what it holds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a key, None where nothing is or it is not what was kept."""
        for path in self._folder.glob(f"{name}-*"):
            try:
                data = path.read_bytes()
            except OSError:
                continue
            if path.name == f"{name}-{hashlib.sha256(data).hexdigest()}":
                self._used.add(path.name)
                return data
        return None

    def put(self, name: str, data: bytes) -> bytes:
        """Keep bytes under a key and return them."""
        path = self._folder / f"{name}-{hashlib.sha256(data).hexdigest()}"
        self._folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._used.add(path.name)
        return data

    def make(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under a key, and make and keep it where nothing is."""
        held = self.get(name)
        return self.put(name, make()) if held is None else held

    def finish(self) -> None:
        """Delete what nobody asked for since this object was made."""
        for path in self._folder.glob("*") if self._folder.is_dir() else ():
            if path.name not in self._used and path.is_file():
                path.unlink()
