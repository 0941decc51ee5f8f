"""The edition's history in git: earlier ledgers, and whether anything is not committed. Git is asked as a program."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.model.permalinks import Entry
from edition.permalinks import ledger
from edition.permalinks.reading import FOLDER

SOURCES = ("articles", "docs", "mkdocs.yml")
"""What an edition is made of, in its folder."""


@dataclass(frozen=True)
class Earlier:
    """The ledger at an earlier commit."""

    commit: str
    entries: dict[str, Entry]


def earlier_ledger(root: Path, ref: str) -> Earlier:
    """Return the ledger as it was where the present branch and `ref` parted.

    Raises FaultsFoundError, saying what is wanting, where there is no git, no repository, no such ref, or no common
    commit in a shallow clone: not to be able to compare is never the same as to have found nothing.
    """
    if _git(root, "rev-parse", "--git-dir") is None:
        raise _wanting("there is no git history here", "run this in a clone of the edition's repository, with git")
    if _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}") is None:
        raise _wanting(f"'{ref}' is no commit that is at hand here", "fetch it, or name another with --since")
    base = _git(root, "merge-base", "HEAD", ref)
    if base is None:
        shallow = (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
        what = f"no commit is at hand that the present one and '{ref}' have in common"
        remedy = (
            "this clone is shallow: fetch the whole history (git fetch --unshallow)" if shallow else "name another"
        )
        raise _wanting(what, remedy)
    commit = base.strip()
    names = (_git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", f"{FOLDER}/") or "").split("\0")
    texts = {}
    for name in names:
        if name.endswith(".txt"):
            texts[name.removeprefix(f"{FOLDER}/")] = _git(root, "show", f"{commit}:./{name}") or ""
    entries, faults = ledger.read(texts, FOLDER)
    if faults:
        raise FaultsFoundError(faults)
    return Earlier(commit, entries)


def uncommitted(root: Path) -> list[str] | None:
    """Return the sources of an edition that differ from the last commit; None where there is no git to tell."""
    told = _git(root, "status", "--porcelain", "-z", "--", *SOURCES)
    if told is None:
        return None
    return [part[3:] for part in told.split("\0") if part[2:3] == " "]


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git prints; None where it fails or is not there."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None


def _wanting(what: str, remedy: str) -> FaultsFoundError:
    return FaultsFoundError([Fault(Place(FOLDER), Code.HISTORY, f"the ledger was not compared: {what}", remedy)])
