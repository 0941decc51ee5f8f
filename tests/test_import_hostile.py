"""Hostile input ends in an article or a clear refusal. The bounds are those of a process that is killed beyond them."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import hostile
import pytest

MEMORY = 1_500_000_000  # bytes of address space for a whole run
SECONDS = 90  # of processor time for a whole run
SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
REFUSED = {
    "all-null.txt": "control character",
    "fifty-megabytes.txt": "bytes; an input may have",
    "fifty-megabytes.html": "bytes; an input may have",
    "huge-line.txt": "a paragraph may have",
    "huge-word.txt": "a paragraph may have",
    "many-lines.txt": "an article may have",
    "deep.html": "deep within one another",
    "deep-inline.html": "deep within one another",
    "deep-quotes.html": "deep within one another",
    "many-attributes.html": "attributes",
    "many-elements.html": "elements",
    "entities.md": "anchor",
    "deep.yaml.md": "front matter cannot be read",
    "deep.toml.md": "front matter cannot be read",
    "empty.txt": "it is empty",
    "blank.html": "it is empty",
    "bylines.txt": "a paragraph may have",
}
TAKEN = {"null-bytes.txt", "utf-16.txt", "right-to-left.txt", "entities.html", "external.xhtml", "json.html", "combining.txt"}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def imported(folder: Path, toy: Path) -> dict[str, dict[str, Any]]:
    """Return what a process of its own, with bounds, makes of a folder's files."""
    command = [sys.executable, "-m", "edition", "import", str(folder), "--into", str(toy), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limited, check=False)  # noqa: PLW1509
    assert done.returncode == 0, done.stderr[-2000:]
    return {Path(one["file"]).name: one for one in json.loads(done.stdout)["files"]}


def test_each_hostile_file_ends_in_an_article_or_a_refusal_with_its_reason(toy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    hostile.write(folder)
    results = imported(folder, toy)
    assert set(results) == {path.name for path in folder.iterdir()}
    for name, one in results.items():
        assert bool(one["article"]) != bool(one["refused"]), name
        assert "the article made of it has a fault" not in (one["refused"] or ""), one["refused"]
    assert {name: part in results[name]["refused"] for name, part in REFUSED.items()} == dict.fromkeys(REFUSED, True)
    assert {name for name in TAKEN if results[name]["article"]} == TAKEN
    made = (toy / "articles" / f"{results['external.xhtml']['article']}.md").read_text("utf-8")
    assert results["external.xhtml"]["paragraphs"] == 1
    assert Path("/etc/hostname").read_text().strip() not in made if Path("/etc/hostname").exists() else True
    assert "\0" not in made


@pytest.mark.skipif(not SOAK, reason="files as large as is taken need a minute: make soak")
def test_files_as_large_as_is_taken_stay_within_the_bounds(toy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "largest"
    folder.mkdir()
    for name, data in hostile.largest():
        (folder / name).write_bytes(data)
    assert all(one["article"] for one in imported(folder, toy).values())


@pytest.mark.skipif(not SOAK, reason="other seeds: make soak")
@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_of_other_seeds(seed: int, toy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "random"
    folder.mkdir()
    for name, data in hostile.files(seed):
        if name.startswith("random"):
            (folder / name).write_bytes(data)
    shutil.copy(toy / "articles" / "on-tides.md", folder)
    assert len(imported(folder, toy)) == 10
