from __future__ import annotations

import os
from pathlib import Path

import pytest
from edition.digest import short
from edition.incremental import folder
from edition.incremental.folder import Folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def held(tmp_path: Path) -> Path:
    write(tmp_path / "a.html", "one")
    write(tmp_path / "sub" / "b.html", "two")
    return tmp_path


def test_every_file_is_known_by_what_it_holds(held: Path) -> None:
    assert Folder(held).digests == {"a.html": short(b"one"), "sub/b.html": short(b"two")}
    assert Folder(held / "none").digests == {}


def test_a_file_that_nobody_touched_is_not_read_again(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOMENT", -(10**9))  # the files of this test are as new as can be
    noted = Folder(held).noted()
    monkeypatch.setattr(Folder, "_read", lambda self, name: b"read again")
    assert Folder(held, noted).digests["a.html"] == short(b"one")


def test_a_file_that_was_changed_a_moment_ago_is_read_again(held: Path) -> None:
    assert all(stamp is None for _, stamp in Folder(held).noted().values())


def test_a_change_that_hides_its_time_is_seen(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOMENT", -(10**9))
    path = held / "a.html"
    before = path.stat()
    noted = Folder(held).noted()
    path.write_text("eno", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert Folder(held, noted).digests["a.html"] == short(b"eno")


def test_what_was_written_and_removed_is_noted(held: Path) -> None:
    files = Folder(held)
    write(held / "c.html", "three")
    files.wrote("c.html", short(b"three"))
    files.remove("sub/b.html")
    assert not (held / "sub").exists()
    assert set(files.noted()) == {"a.html", "c.html"}
