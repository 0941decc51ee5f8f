from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from edition.output import Output
from hypothesis import given, settings
from hypothesis import strategies as st

# Files end in a point and letters, folders do not; so that no name is a file once and a folder then.
NAMES = st.lists(st.sampled_from("abc"), max_size=3).map(lambda parts: "/".join([*parts, "x.md"]))
WRITES = st.lists(st.tuples(NAMES, st.sampled_from([b"", b"x", b"yy"])), max_size=5)


def held(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@given(st.lists(WRITES, max_size=3))
@settings(max_examples=50)
def test_after_any_writes_the_folder_holds_exactly_what_was_written_last(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, bytes]]]
) -> None:
    root = tmp_path_factory.mktemp("output")
    for writes in rounds:
        before = held(root)
        output = Output(root)
        for name, data in writes:
            output.write(name, data)
        output.finish()
        assert held(root) == dict(writes)
        assert set(output.deleted) == set(before) - set(dict(writes))
        changed = {name for name, data in dict(writes).items() if before.get(name) != data}
        assert changed <= set(output.written)
        assert all(any(folder.iterdir()) for folder in root.rglob("*") if folder.is_dir())
    shutil.rmtree(root)


def test_a_file_that_holds_the_same_bytes_is_left_alone(tmp_path: Path) -> None:
    Output(tmp_path).write("a.md", b"x")
    before = (tmp_path / "a.md").stat().st_ino, (tmp_path / "a.md").stat().st_mtime_ns
    again = Output(tmp_path)
    again.write("a.md", b"x")
    assert again.written == []
    assert ((tmp_path / "a.md").stat().st_ino, (tmp_path / "a.md").stat().st_mtime_ns) == before


def test_a_file_that_is_kept_stays_and_its_neighbours_go(tmp_path: Path) -> None:
    first = Output(tmp_path)
    first.write("a/b.md", b"x")
    first.write("a/c.md", b"y")
    second = Output(tmp_path)
    second.keep("a/b.md")
    second.finish()
    assert held(tmp_path) == {"a/b.md": b"x"}
    assert second.deleted == ["a/c.md"]


def test_a_tree_is_copied_without_hidden_files_and_the_folders_left_out(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("a.md", "b/c.md", ".hidden", "b/.git/d", "overrides/e", "b/overrides/f"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name, "utf-8")
    Output(tmp_path / "target").copy_tree(source, "x/", frozenset({"overrides"}))
    assert set(held(tmp_path / "target")) == {"x/a.md", "x/b/c.md", "x/b/overrides/f"}


def test_a_folder_that_is_not_there_is_copied_as_nothing(tmp_path: Path) -> None:
    Output(tmp_path / "target").copy_tree(tmp_path / "nowhere")
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize(("before", "after"), [("notes", "notes/a.md"), ("notes/a.md", "notes")])
def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path, before: str, after: str) -> None:
    first = Output(tmp_path)
    first.write(before, b"x")
    second = Output(tmp_path)
    second.write(after, b"y")
    second.finish()
    assert held(tmp_path) == {after: b"y"}
