"""The ledger's format: what a line says, what a merge may leave, and that writing and reading are inverse."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from edition.faults import Place
from edition.model.permalinks import Entry, State
from edition.permalinks import ledger
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent


@pytest.mark.cases("ledger.yml")
def test_a_ledger_is_read(case: dict[str, Any]) -> None:
    entries, faults = ledger.read(case["input"], "articles/permalinks")
    expected = case.get("faults", [])
    assert len(faults) == len(expected), [str(fault) for fault in faults]
    for fault, begins in zip(faults, expected, strict=True):
        assert str(fault).startswith(begins)
        assert str(fault).endswith("[ledger]")
    if "expected" in case:
        assert [shown(entry) for entry in entries.values()] == case["expected"]


def shown(entry: Entry) -> str:
    because = f", because {entry.reason}" if entry.reason else ""
    return f"{entry.address} first {entry.first} since {entry.since} {entry.state}, {entry.errata} errata{because}"


slugs = st.text("ab1", min_size=1, max_size=3)
fragments = st.one_of(
    st.just(""),
    st.builds("#p{}{}".format, st.integers(1, 120), st.sampled_from(["", "a", "z"])),
    slugs.map("#n-{}".format),
)
addresses = st.builds(
    "{}/{}/{}".format, st.sampled_from(["articles", "people", "topics", "concordance"]), slugs, fragments
)
versions = st.lists(st.integers(0, 12), min_size=1, max_size=3).map(lambda parts: ".".join(map(str, parts)))
words = st.text("aé京=#'\"&", min_size=1, max_size=6)
reasons = st.lists(words, max_size=5).map(" ".join)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    address, first, since, reason = draw(addresses), draw(versions), draw(versions), draw(reasons)
    match draw(st.sampled_from(["live", "moved", "merged", "withdrawn"])):
        case "live":
            digest = draw(st.sampled_from(["", "sha256:" + "a1" * 32]))
            return Entry(address, first, since, "live", digest=digest, errata=draw(st.integers(0, 9)))
        case "withdrawn":
            return Entry(address, first, since, "withdrawn", date="2026-12-01", reason=reason or "x")
        case state:
            moved: State = "moved" if state == "moved" else "merged"
            return Entry(address, first, since, moved, to=draw(addresses), date="2026-12-01", reason=reason)


@given(st.dictionaries(addresses, entries(), max_size=12))
def test_what_is_written_is_read_again(made: dict[str, Entry]) -> None:
    held = {entry.address: entry for entry in made.values()}
    texts = ledger.files_of(held)
    again, faults = ledger.read(texts, "x")
    assert faults == []
    assert again == held
    assert ledger.files_of(again) == texts


@given(st.lists(entries(), max_size=12, unique_by=lambda entry: entry.address), st.randoms())
def test_the_order_of_lines_and_lines_that_stand_twice_change_nothing(made: list[Entry], random: Any) -> None:
    texts = ledger.files_of({entry.address: entry for entry in made})
    shuffled = {}
    for name, text in texts.items():
        lines = text.splitlines() * 2
        random.shuffle(lines)
        shuffled[name] = "\n".join(lines)
    assert ledger.read(shuffled, "x") == ledger.read(texts, "x")


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_joins_two_ledgers_without_a_conflict_and_the_later_version_counts(tmp_path: Path) -> None:
    """Two branches that both published, one of them a change to a line that the other changed too."""

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(["git", "-C", str(tmp_path), *identity, *arguments], check=True, capture_output=True)

    def commit(*lines: str) -> None:
        folder = tmp_path / "articles" / "permalinks"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "people.txt").write_text(ledger.HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
        git("add", "-A")
        git("commit", "-m", "x")

    git("init", "-b", "main")
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    commit("people/a/ 1.0 1.0 live", "people/b/ 1.0 1.0 live", "people/c/ 1.0 1.0 live")
    git("checkout", "-b", "other")
    commit("people/a/ 1.0 1.0 live", "people/b/ 1.0 1.2 moved to=people/d/ date=2026-01-02", "people/c/ 1.0 1.0 live")
    git("checkout", "main")
    commit(
        "people/a/ 1.0 1.0 live",
        "people/aa/ 1.1 1.1 live",
        "people/b/ 1.0 1.1 withdrawn reason=x",
        "people/c/ 1.0 1.0 live",
    )
    git("merge", "other")
    text = (tmp_path / "articles" / "permalinks" / "people.txt").read_text("utf-8")
    held, faults = ledger.read({"people.txt": text}, "articles/permalinks")
    assert faults == []
    assert [entry.address for entry in held.values()] == ["people/a/", "people/aa/", "people/b/", "people/c/"]
    assert (held["people/b/"].since, held["people/b/"].to) == ("1.2", "people/d/")
    assert held["people/b/"].place != Place("articles/permalinks")


def test_every_file_of_the_ledger_is_one_that_git_joins_by_lines() -> None:
    for name in ("people.txt", "articles/tatsumi-2019.txt"):
        command = ["git", "-C", str(ROOT), "check-attr", "merge", "--", f"articles/permalinks/{name}"]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode:
            pytest.skip("there is no git here")
        assert told.stdout.strip().endswith("merge: union")
