from __future__ import annotations

import re
from pathlib import Path

import pytest
from edition.faults import Code, Fault, FaultsFoundError, Place, did_you_mean, stop_if

TESTS = Path(__file__).parent
# Codes that no case file raises, and where they are raised instead.
ELSEWHERE = {
    Code.ERRATUM: "test_permalink_checks.py: needs an edition of which a version was published",
    Code.FROZEN: "test_permalink_checks.py: needs an edition of which a version was published",
    Code.HISTORY: "test_history.py: needs a repository",
    Code.REVISION: "test_revising.py: needs a revised text",
    Code.VERSION: "test_release.py: needs a version to be published",
    Code.ORPHAN: "test_notices.py: a notice, not a fault",
    Code.MANIFEST: "test_verify.py: of a site, not of what an editor writes",
    Code.PRIVATE: "test_private.py: of a site, not of what an editor writes",
    Code.UNUSED: "test_notices.py: a notice, not a fault",
    Code.SWAP: "test_swap.py: needs a finished site that cannot be put in its place",
}


def fault(path: str, line: int, what: str = "it is wrong", code: Code = Code.BODY) -> Fault:
    return Fault(Place(path, line), code, what, "mend it")


def test_a_fault_reads_as_place_matter_remedy_and_code() -> None:
    found = Fault(Place("articles/a.md", 7, 3), Code.EMPTY, "'p1' has no text", "write it")
    assert str(found) == "articles/a.md:7:3: 'p1' has no text; write it [empty]"


def test_faults_are_told_in_order_of_place_and_each_once() -> None:
    error = FaultsFoundError([fault("b", 1), fault("a", 10), fault("a", 9), fault("a", 10), fault("a", 10, "x")])
    assert [str(one.place) for one in error.faults] == ["a:9:1", "a:10:1", "a:10:1", "b:1:1"]
    assert str(error).count("\n") == 3


def test_a_stage_stops_only_where_there_is_a_fault() -> None:
    stop_if([])
    with pytest.raises(FaultsFoundError):
        stop_if(iter([fault("a", 1)]))


def test_the_nearest_known_word_is_offered_and_nothing_where_none_is_near() -> None:
    assert did_you_mean("tieds", ["lamps", "tides", "nets"]) == "did you mean 'tides'?"
    assert did_you_mean("xyz", ["lamps", "tides"]) == ""
    assert did_you_mean("xyz", []) == ""


def test_labels_and_meanings_are_said_once_each_and_end_in_a_stop() -> None:
    assert len({code.label for code in Code}) == len({code.meaning for code in Code}) == len(Code)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code.label) and code.meaning.endswith(".") for code in Code)


def test_every_code_is_raised_by_a_case_or_named_here_with_the_reason() -> None:
    cases = "\n".join(path.read_text("utf-8") for path in sorted((TESTS / "cases").glob("*.yml")))
    raised = {
        code for code in Code if f"[{code.label}]" in cases or re.search(rf"^  code: {code.label}$", cases, re.M)
    }
    assert raised.isdisjoint(ELSEWHERE)
    assert raised | set(ELSEWHERE) == set(Code)
