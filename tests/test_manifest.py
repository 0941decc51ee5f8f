from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from edition import manifest
from hypothesis import given
from hypothesis import strategies as st

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of nothing
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=20)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with names that need care, and its manifest."""
    for name, text in {"index.html": "a", "海/ b.css": "b", "odd\\name": "", "two\nlines": "c"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    manifest.write(tmp_path)
    return tmp_path


def test_a_manifest_has_a_line_for_each_file_but_itself(site: Path) -> None:
    lines = (site / manifest.NAME).read_text("utf-8").splitlines()
    assert [line.partition("  ")[2] for line in lines] == ["index.html", "odd\\\\name", "two\\nlines", "海/ b.css"]
    assert f"\\{EMPTY}  odd\\\\name" in lines


def test_sha256sum_agrees(site: Path) -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("there is no sha256sum here")
    command = ["sha256sum", "--check", "--strict", "--quiet", manifest.NAME]
    assert subprocess.run(command, cwd=site, check=False).returncode == 0
    (site / "index.html").write_text("changed", "utf-8")
    assert subprocess.run(command, cwd=site, check=False, capture_output=True).returncode == 1


def test_what_is_written_is_read_again(site: Path) -> None:
    held, faults = manifest.read((site / manifest.NAME).read_bytes())
    assert faults == []
    assert held == {name: manifest.digest(site / name) for name in manifest.names(site) if name != manifest.NAME}


def test_the_same_site_has_the_same_manifest(site: Path) -> None:
    before = (site / manifest.NAME).read_bytes()
    assert manifest.write(site) == manifest.write(site)
    assert (site / manifest.NAME).read_bytes() == before


def test_what_is_missing_changed_and_added_is_told() -> None:
    told = manifest.compare({"a": "1", "b": "1", "c": "1"}, {"b": "2", "c": "1", "d": "1", manifest.NAME: "3"})
    assert [(fault.place.path, fault.what) for fault in told] == [
        ("a", "the file is missing"),
        ("b", "the file was changed"),
        ("d", "the file was added"),
    ]


@pytest.mark.parametrize("line", ["x", f"{EMPTY} a", f"{EMPTY[:-1]}  a", f"{EMPTY}  ../a", f"{EMPTY}  /etc/passwd"])
def test_a_line_that_is_none_is_told(line: str) -> None:
    held, faults = manifest.read(f"{EMPTY}  b\n{line}\n".encode())
    assert held == {"b": EMPTY}
    assert [str(fault.place) for fault in faults] == ["manifest.sha256:2:1"]


def test_an_empty_manifest_is_told() -> None:
    assert [fault.what for fault in manifest.read(b"")[1]] == ["the manifest is empty"]


@given(NAMES)
def test_any_name_comes_through(name: str) -> None:
    if name == "..":
        return
    line = f"{manifest._mark(name)}{EMPTY}  {manifest._escaped(name)}\n"
    assert manifest.read(line.encode()) == ({name: EMPTY}, [])


@given(st.binary(max_size=200))
def test_nothing_read_makes_it_fail(data: bytes) -> None:
    manifest.read(data)
