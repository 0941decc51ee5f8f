"""Putting a finished folder in its place in one step, so that no moment has half a site or none."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

from edition.faults import Code, Fault, FaultsFoundError, Place

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


def put_in_place(new: Path, place: Path, *, keep: bool = False) -> str:
    """Make `place` the folder that `new` is now; delete what was there, or keep it as `new`.

    Returns how it was done: ``exchange`` where the system changes two names in one step (Linux renameat2 with
    RENAME_EXCHANGE), ``rename`` where nothing stood there, ``two renames`` elsewhere, which leaves a gap of an
    instant. Both folders must lie on one file system. Raises FaultsFoundError where it cannot be done; then
    what stood there stands there still.
    """
    try:
        if not place.exists() and not place.is_symlink():
            new.rename(place)
            return "rename"
        if place.is_symlink() or not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "it is not a folder of its own")
        if _exchange(new, place):
            if not keep:
                shutil.rmtree(new)
            return "exchange"
        aside = new.with_name(new.name + ".old")
        shutil.rmtree(aside, ignore_errors=True)
        place.rename(aside)
        try:
            new.rename(place)
        except OSError:
            aside.rename(place)
            raise
        if keep:
            aside.rename(new)
        else:
            shutil.rmtree(aside)
    except OSError as error:
        what = f"the finished site cannot be put at {place.name}/ ({error.strerror})"
        remedy = f"it is whole in {new}; see that {place.name}/ is an ordinary folder and yours to write"
        raise FaultsFoundError([Fault(Place(place.name), Code.SWAP, what, remedy)]) from error
    return "two renames"


def _exchange(one: Path, other: Path) -> bool:
    """Change the names of two folders for each other; False where the system has no such step."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE))
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False  # an old kernel, or a file system without it
    raise OSError(code, os.strerror(code))
