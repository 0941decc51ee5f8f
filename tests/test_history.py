"""The ledger compared with an earlier one in git; where it cannot be, that is said and never passed over."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from edition.cli import main

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

Git = Callable[..., str]


@pytest.fixture
def git(published_toy: Path) -> Git:
    """A function that runs git in the published toy edition, which is a repository of one commit."""

    def run(*arguments: str, at: Path = published_toy) -> str:
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        command = ["git", "-C", str(at), *identity, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    run("init", "-b", "main")
    run("add", "-A")
    run("commit", "-m", "x")
    return run


def since(root: Path, ref: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run the command; return its status and all that it said."""
    capsys.readouterr()
    status = main(["ledger", "--since", ref, str(root)])
    told = capsys.readouterr()
    return status, told.out + told.err


def test_an_unchanged_ledger_contains_itself(
    published_toy: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = since(published_toy, "HEAD", capsys)
    assert status == 0
    assert f"The ledger holds all that it held at {git('rev-parse', 'HEAD')[:12]}: 49 lines" in told


def test_a_line_that_a_branch_has_dropped_is_told_wherever_the_main_branch_has_got_to(
    published_toy: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    git("checkout", "-b", "work")
    path = published_toy / "articles" / "permalinks" / "topics.txt"
    path.write_text("".join(line for line in path.read_text("utf-8").splitlines(True) if "nets" not in line), "utf-8")
    git("commit", "-am", "x")
    status, told = since(published_toy, "main", capsys)
    assert status == 1
    assert "articles/permalinks/topics.txt:1:1: 'topics/nets/' was published in version 2.1 and has no line" in told
    git("checkout", "main")
    git("rm", "-rq", "articles/permalinks")
    git("commit", "-m", "main has gone on")
    git("checkout", "work")
    assert since(published_toy, "main", capsys)[0] == 1


def test_an_edition_in_a_folder_of_its_repository_is_compared_too(
    published_toy: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    (published_toy / "inner").mkdir()
    for name in ("articles", "docs", "mkdocs.yml"):
        git("mv", name, f"inner/{name}")
    git("commit", "-m", "x")
    status, told = since(published_toy / "inner", "HEAD", capsys)
    assert (status, "49 lines" in told) == (0, True)
    shutil.rmtree(published_toy / "inner" / "articles" / "permalinks")
    assert since(published_toy / "inner", "HEAD", capsys)[0] == 1


def test_before_anything_was_published_there_is_nothing_to_hold(
    published_toy: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    git("rm", "-rq", "articles/permalinks")
    git("commit", "-m", "x")
    status, told = since(published_toy, "HEAD", capsys)
    assert status == 0
    assert "nothing, since nothing was published then" in told
    assert "Nothing was published yet" in told


def test_a_shallow_clone_says_that_it_cannot_compare(
    published_toy: Path, git: Git, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git("checkout", "-b", "work")
    (published_toy / "articles" / "x.txt").write_text("x", "utf-8")
    git("add", "-A")
    git("commit", "-m", "x")
    clone = tmp_path / "shallow"
    git("clone", "-q", "--depth", "1", "--no-single-branch", published_toy.as_uri(), str(clone), at=tmp_path)
    status, told = since(clone, "origin/main", capsys)
    assert status == 1
    assert "the ledger was not compared: no commit is at hand that the present one and 'origin/main' have" in told
    assert "this clone is shallow: fetch the whole history (git fetch --unshallow) [history]" in told
    git("fetch", "-q", "--unshallow", at=clone)
    assert since(clone, "origin/main", capsys)[0] == 0


def test_without_a_repository_or_the_commit_it_says_so(
    published_toy: Path, tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, told = since(published_toy, "origin/main", capsys)
    assert (status, "'origin/main' is no commit that is at hand here; fetch it" in told) == (1, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    status, told = since(published_toy, "HEAD", capsys)
    assert (status, "the ledger was not compared: there is no git history here" in told) == (1, True)
