"""What CI runs, as it runs it: a change that drops a line of the ledger is not taken in.

Of `.ci/run` everything but the comparison of ledgers is replaced: `make` does nothing here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(
    not shutil.which("git") or not shutil.which("bash"), reason="git or bash is not installed"
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ci(published_toy: Path, tmp_path: Path) -> Run:
    """A function that runs `.ci/run` in the published toy, a repository of one commit on main and a branch."""
    (published_toy / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", published_toy / ".ci" / "run")
    tools = tmp_path / "tools"
    for path, text in (
        (tools / "make", "#!/bin/sh\nexit 0\n"),
        (published_toy / ".venv" / "bin" / "edition", f'#!/bin/sh\nexec {sys.executable} -m edition "$@"\n'),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(0o755)
    git(published_toy, "init", "-q", "-b", "main")
    git(published_toy, "add", "articles", "docs", "mkdocs.yml")
    git(published_toy, "commit", "-q", "-m", "x")
    git(published_toy, "checkout", "-q", "-b", "work")

    def run(**environment: str) -> subprocess.CompletedProcess[str]:
        held = {name: value for name, value in os.environ.items() if name != "LEDGER_SINCE"}
        held |= {"PATH": f"{tools}{os.pathsep}{held['PATH']}"} | environment
        command = ["bash", ".ci/run"]
        return subprocess.run(command, cwd=published_toy, env=held, capture_output=True, text=True, check=False)

    return run


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def drop_a_line(root: Path) -> None:
    path = root / "articles" / "permalinks" / "topics.txt"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("topics/nets/")), "utf-8")
    git(root, "commit", "-q", "-am", "x")


def test_an_unchanged_ledger_passes(ci: Run) -> None:
    done = ci(LEDGER_SINCE="main")
    assert done.returncode == 0, done.stderr
    assert "The ledger holds all that it held at" in done.stdout


def test_a_ledger_that_lacks_a_line_of_the_merge_base_fails(ci: Run, published_toy: Path) -> None:
    drop_a_line(published_toy)
    done = ci(LEDGER_SINCE="main")
    assert done.returncode == 1
    assert "'topics/nets/' was published in version 2.1 and has no line" in done.stderr


def test_where_no_commit_is_named_the_one_before_is_taken(ci: Run, published_toy: Path) -> None:
    drop_a_line(published_toy)
    done = ci()
    assert done.returncode == 1
    assert "'topics/nets/' was published in version 2.1 and has no line" in done.stderr


def test_a_commit_that_is_named_and_not_at_hand_fails(ci: Run) -> None:
    done = ci(LEDGER_SINCE="origin/main")
    assert done.returncode == 1
    assert "'origin/main' is no commit that is at hand here" in done.stderr


def test_where_there_is_no_earlier_commit_it_says_so(ci: Run) -> None:
    done = ci()
    assert done.returncode == 0
    assert "!! The ledger was not compared with an earlier one" in done.stderr


def test_the_workflow_has_the_whole_history_and_names_what_the_change_is_made_to() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    steps = workflow["jobs"]["test"]["steps"]
    (checkout,) = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == 0
    (run,) = [step for step in steps if step.get("run") == "bash .ci/run"]
    assert "github.base_ref" in run["env"]["LEDGER_SINCE"]
    assert "github.event.before" in run["env"]["LEDGER_SINCE"]
    assert workflow["jobs"]["publish"]["needs"] == "test"
