"""Archives of frozen versions: the same bytes for the same files, small as differences, and refused when damaged."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from edition.publishing import archive
from hypothesis import given
from hypothesis import strategies as st

names = st.lists(st.text("ab-é", min_size=1, max_size=4), min_size=1, max_size=3).map("/".join)


def site(version: str) -> dict[str, bytes]:
    """A site of many pages that have little in common but a frame, as sites have."""
    words = random.Random(7)
    return {
        f"articles/{page}/index.html": b"<html>"
        + " ".join(str(words.random()) for _ in range(400)).encode()
        + f"<footer>Version {version}</footer></html>".encode()
        for page in range(40)
    }


@given(st.dictionaries(names, st.binary(max_size=60), max_size=5))
def test_what_is_packed_is_unpacked_and_the_order_of_files_does_not_matter(files: dict[str, bytes]) -> None:
    data = archive.tar(files)
    assert archive.untar(data) == files
    assert archive.tar(dict(reversed(files.items()))) == data
    assert archive.decompress(archive.compress(data)) == data
    assert archive.decompress(archive.compress(data, b"x" * 999 + data), b"x" * 999 + data) == data
    listed = archive.read_manifest(archive.manifest(files))
    assert set(listed) == set(files)


def test_a_version_that_differs_in_little_takes_a_small_part_of_the_room() -> None:
    first, second = archive.tar(site("1")), archive.tar(site("2"))
    alone, difference = archive.compress(second), archive.compress(second, first)
    assert archive.decompress(difference, first) == second
    assert len(difference) < len(alone) / 20


def test_damage_is_told_and_so_is_another_version_before() -> None:
    first, second = archive.tar(site("1")), archive.tar(site("2"))
    packed = archive.compress(second, first)
    for data, before in (
        (packed[:-9], first),
        (b"", first),
        (b"no archive", b""),
        (packed, b""),
        (packed, first[::-1]),
    ):
        with pytest.raises(archive.ArchiveError, match="cannot be decompressed"):
            archive.decompress(data, before)
    flipped = bytearray(packed)
    flipped[len(flipped) // 2] ^= 1
    with pytest.raises(archive.ArchiveError):
        archive.decompress(bytes(flipped), first)
    with pytest.raises(archive.ArchiveError, match="no tar archive"):
        archive.untar(b"x" * 2000)


@pytest.mark.parametrize("name", ["../outside", "/outside", "in/../../outside"])
def test_a_file_outside_its_folder_is_refused(name: str) -> None:
    with pytest.raises(archive.ArchiveError, match="no plain file in a folder of its own"):
        archive.untar(archive.tar({name: b"x"}))


@pytest.mark.skipif(
    not shutil.which("zstd") or not shutil.which("sha256sum"), reason="the programs are not installed"
)
def test_without_this_program_zstd_and_tar_unpack_a_version_and_sha256sum_checks_it(tmp_path: Path) -> None:
    first, files = archive.tar(site("1")), site("2")
    second = archive.tar(files | {archive.MANIFEST: archive.manifest(files)})
    (tmp_path / "1.tar").write_bytes(first)
    (tmp_path / "2.tar.zst").write_bytes(archive.compress(second, first))
    for command in (
        ["zstd", "-q", "-d", "--long=31", "--patch-from=1.tar", "2.tar.zst"],
        ["tar", "xf", "2.tar"],
        ["sha256sum", "--quiet", "-c", archive.MANIFEST],
    ):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
