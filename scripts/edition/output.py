"""A folder of generated files: only what changed is written, what nobody wrote is deleted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Output:
    """The files of one folder as they should be; paths are relative to it, with slashes."""

    root: Path
    kept: set[str] = field(default_factory=set)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def write(self, name: str, data: bytes) -> None:
        """Make a file hold the bytes, leaving it alone where it does already."""
        self.kept.add(name)
        path = self.root / name
        try:
            if path.read_bytes() == data:
                return
        except OSError:
            self.make_way(name)
        path.write_bytes(data)
        self.written.append(name)

    def make_way(self, name: str) -> Path:
        """Return where a file goes, with its folder there and nothing in its way."""
        path = self.root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        for folder in path.parents:
            if folder == self.root:
                break
            if folder.is_file():
                folder.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def keep(self, name: str) -> None:
        """Let a file stay as it is."""
        self.kept.add(name)

    def copy_tree(
        self,
        folder: Path,
        under: str = "",
        leave_out: frozenset[str] = frozenset(),
        only: str = "",
        change: Callable[[str, bytes], bytes] = lambda name, data: data,
    ) -> None:
        """Write every file of a folder, hidden ones and those under the named top folders left out.

        Files whose names end otherwise than `only` says are left out too. `change` is given each file's name and
        bytes, and returns the bytes that are written. A file that was written already is left as it is: of two trees
        the first counts.
        """
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            hidden = any(part.startswith(".") for part in name.parts)
            if (
                path.is_file()
                and not hidden
                and path.name.endswith(only)
                and name.parts[0] not in leave_out
                and under + name.as_posix() not in self.kept
            ):
                self.write(under + name.as_posix(), change(name.as_posix(), path.read_bytes()))

    def finish(self) -> None:
        """Delete the files that were neither written nor kept, and the folders that this empties."""
        for folder, _, files in os.walk(self.root, topdown=False):
            here = Path(folder)
            for file in files:
                name = (here / file).relative_to(self.root).as_posix()
                if name not in self.kept:
                    (here / file).unlink()
                    self.deleted.append(name)
            if here != self.root and not any(here.iterdir()):
                here.rmdir()
