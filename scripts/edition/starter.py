"""`edition init`: a small complete edition in a new folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from edition.faults import Code, Fault, FaultsFoundError, Place

STARTER = Path(__file__).parent / "data" / "starter"


def make(folder: Path) -> None:
    """Copy the starter edition into a new or empty folder; raises FaultsFoundError where it holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = f"{folder} is not a new or empty folder"
        raise FaultsFoundError([Fault(Place(str(folder)), Code.FILE, what, "name another")])
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    # Package data carry no file whose name begins with a point; git needs these.
    for name in ("gitignore", "gitattributes"):
        (folder / name).rename(folder / f".{name}")
