"""What every page depends on beside the edition."""

from __future__ import annotations

import hashlib
import platform
import sys
from pathlib import Path

from edition.compiler import DATA

INSTALLED = (".dist-info", ".egg-info")  # folders and files named for what is installed, with its version


def salt() -> bytes:
    """Return a digest of the program, of Python, and of the names and versions of all that is installed with it."""
    found = hashlib.blake2b(f"{sys.version} {platform.machine()}".encode(), digest_size=16)
    folders = [Path(folder) for folder in sys.path if Path(folder).is_dir()]
    names = {one.name for folder in folders for one in folder.iterdir() if one.name.endswith(INSTALLED)}
    found.update("\0".join(sorted(names)).encode())
    for path in sorted(DATA.parent.rglob("*")):
        if path.suffix == ".py" or (path.is_file() and "data" in path.parts and path.is_relative_to(DATA)):
            found.update(path.relative_to(DATA.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.digest()
