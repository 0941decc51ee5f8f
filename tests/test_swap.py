from __future__ import annotations

import ctypes
import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from edition import swap
from edition.faults import Code, FaultsFoundError
from edition.swap import put_in_place

Snapshot = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A finished folder beside the place where it belongs."""
    folder = tmp_path / "build" / "site"
    folder.mkdir(parents=True)
    (folder / "new.html").write_text("new", "utf-8")
    return folder


def old(place: Path) -> Path:
    place.mkdir()
    (place / "old.html").write_text("old", "utf-8")
    return place


def test_where_nothing_stood_the_folder_is_renamed(new: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    assert put_in_place(new, tmp_path / "site") == "rename"
    assert snapshot(tmp_path / "site") == {"new.html": b"new"}
    assert not new.exists()


def test_where_a_folder_stood_the_two_change_places_and_the_old_one_goes(
    new: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    place = old(tmp_path / "site")
    assert put_in_place(new, place) in ("exchange", "two renames")
    assert snapshot(tmp_path) == {"site/new.html": b"new"}


def test_a_system_that_cannot_exchange_takes_two_renames(
    new: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    place = old(tmp_path / "site")
    old(tmp_path / "build" / "site.old")  # left by a build that was cut off
    assert put_in_place(new, place) == "two renames"
    assert snapshot(tmp_path) == {"site/new.html": b"new"}


class System:
    """Stands for the C library: its renameat2 fails with a given error, or is not there."""

    def __init__(self, code: int) -> None:
        if code:
            self.renameat2 = lambda *_: self._fail(code)

    def _fail(self, code: int) -> int:
        ctypes.set_errno(code)
        return -1


@pytest.mark.parametrize("code", [0, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_an_old_system_and_a_file_system_without_exchange_take_two_renames(
    new: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: System(code))
    assert put_in_place(new, old(tmp_path / "site")) == "two renames"
    assert snapshot(tmp_path) == {"site/new.html": b"new"}


def test_an_exchange_that_is_not_allowed_is_told(
    new: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: System(errno.EACCES))
    with pytest.raises(FaultsFoundError, match=r"cannot be put at site/ \(Permission denied\)"):
        put_in_place(new, old(tmp_path / "site"))
    assert snapshot(tmp_path) == {"site/old.html": b"old", "build/site/new.html": b"new"}


def test_where_the_second_rename_fails_the_old_folder_is_put_back(
    new: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    place = old(tmp_path / "site")
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self == new:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(FaultsFoundError, match=r"cannot be put at site/ \(Permission denied\)"):
        put_in_place(new, place)
    assert snapshot(tmp_path) == {"site/old.html": b"old", "build/site/new.html": b"new"}


@pytest.mark.parametrize("kind", ["link", "file", "no folder above"])
def test_a_place_that_is_no_folder_of_its_own_is_told_and_left_as_it_is(new: Path, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "site"
    if kind == "link":
        place.symlink_to(old(tmp_path / "elsewhere"))
    elif kind == "file":
        place.write_text("a file", "utf-8")
    else:
        place = tmp_path / "nowhere" / "site"
    with pytest.raises(FaultsFoundError) as error:
        put_in_place(new, place)
    (fault,) = error.value.faults
    assert fault.code is Code.SWAP
    assert str(fault).startswith("site:1:1: the finished site cannot be put at site/ (")
    assert str(new) in fault.remedy
    assert (new / "new.html").exists()
    assert kind != "link" or (place.is_symlink() and (place / "old.html").exists())
