from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from edition import lock, pipeline
from edition.cli import main
from edition.faults import FaultsFoundError

HOLD = """
import sys, time
from pathlib import Path
from edition import lock
with lock.held(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_folder_is_held_by_one_process_and_free_again_when_that_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    waited: list[str] = []
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

        def wait() -> None:
            waited.append("waited")
            other.kill()

        with lock.held(folder, wait):
            assert waited == ["waited"]
    with lock.held(folder, lambda: waited.append("again")):
        assert waited == ["waited"]


def test_links_in_the_folder_are_removed_and_what_they_led_to_is_left(toy: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.md").write_text("mine", "utf-8")
    for name, target in {"docs/articles": outside, "docs/index.md": outside / "index.md"}.items():
        path = toy / "build" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
    assert main(["build", str(toy)]) == 0
    assert [(path.name, path.read_text("utf-8")) for path in outside.iterdir()] == [("index.md", "mine")]
    assert not any(path.is_symlink() for path in toy.rglob("*"))


def test_a_build_folder_that_is_a_link_is_told(toy: Path, tmp_path: Path) -> None:
    (toy / "build").symlink_to(tmp_path)
    with pytest.raises(
        FaultsFoundError, match="build/ is a link, and what is built would be written wherever it lea"
    ):
        pipeline.build(toy, lambda _: None)


def test_a_folder_without_an_edition_is_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(FaultsFoundError):
        pipeline.build(tmp_path, lambda _: None)
    assert list(tmp_path.iterdir()) == []
