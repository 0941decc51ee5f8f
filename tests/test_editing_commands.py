from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from edition import drafts, reader
from edition.cli import main
from edition.commands import terminal
from edition.model.draft import lacking

DRAFT = """---
id: new-lamps
draft: [who wrote it]
title: {text: New lamps, status: original}
publication: {date: 2019-01-02}
---

By Jonas Reed of the LMA; so Jonas Reed says.
{: #p1 }

…
{: #p2 }
"""


@pytest.fixture
def toy_with_draft(toy: Path) -> Path:
    (toy / "articles" / "new-lamps.md").write_text(DRAFT, "utf-8")
    return toy


def run(command: str, folder: Path) -> int:
    name, *rest = command.split()
    at = 1 if name == "new" else 0
    return main([name, *rest[:at], str(folder), *rest[at:]])


@pytest.mark.cases("commands.yml")
def test_case(case: dict[str, Any], toy_with_draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(case["input"], toy_with_draft) == 0
    told = capsys.readouterr()
    assert told.out == case["expected"]
    assert told.err == ""


@pytest.mark.parametrize("command", ["status --json", "suggest --json"])
def test_json_parses_and_has_no_colour(
    command: str, toy_with_draft: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "colours", lambda: True)
    assert run(command, toy_with_draft) == 0
    out = capsys.readouterr().out
    assert json.loads(out)
    assert "\x1b" not in out


def test_suggestions_as_data_name_every_place(toy_with_draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("suggest --json", toy_with_draft) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["names"][0] == {"words": "Jonas Reed", "shape": "name", "count": 2, "places": ["new-lamps#p1"]}
    assert data["topics"] == [{"topic": "tides", "place": "on-tides#p2", "kind": "near", "words": ["High water"]}]


def test_colours_stand_on_a_terminal_only_and_not_where_they_are_not_wanted(
    toy_with_draft: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert run("status", toy_with_draft) == 0
    assert "\x1b[33mdraft\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("status", toy_with_draft) == 0
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not terminal.colours()


def test_columns_are_as_wide_with_colours_as_without(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[list[terminal.Cell]] = [["a", ("long", "red")], ["bcd", "e"]]
    plain = terminal.table(("x", "y"), rows)
    assert plain == ["x    y", "a    long", "bcd  e"]
    monkeypatch.setattr(terminal, "colours", lambda: True)
    assert terminal.table(("x", "y"), rows)[1] == "a    \x1b[31mlong\x1b[0m"


def test_a_new_article_is_a_draft_that_reads_and_is_shown(toy: Path) -> None:
    arguments = ["--title", 'A: "b" # c', "--author", "harbour-board", "--outlet", "far-review", "--date", "2019-03?"]
    more = ["--url", "https://x.example/?a=1#b", "--kind", "letter", "--paragraphs", "3", "--rights", "CC0-1.0"]
    assert main(["new", "third-one", str(toy), *arguments, *more, "--layer", "text", "--language", "ja"]) == 0
    edition, faults = reader.read_edition(toy)
    assert faults == []
    (draft,) = edition.drafts
    matter = draft.matter
    assert (matter.title.text, matter.kind, matter.language) == ('A: "b" # c', "letter", "ja")
    assert (matter.authors[0].organisation, matter.publication.outlet) == ("harbour-board", "far-review")
    assert (str(matter.publication.date), matter.publication.url) == (
        "March 2019 (uncertain)",
        "https://x.example/?a=1#b",
    )
    assert matter.draft == ("the text",)
    assert lacking(draft.source.data) == ("publication.date_evidence", "publication.status")
    assert [paragraph.id for paragraph in draft.paragraphs] == ["p1", "p2", "p3"]
    assert "third-one" in drafts.shown(edition).by_id


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["on-tides"], "articles/on-tides.md:1:1: there is such an article; choose another id [duplicate]"),
        (["New_One"], "articles/New_One.md:2:5: 'New_One' cannot be an id; "),
        (["n", "--date", "tuesday"], "'tuesday' is not an EDTF date"),
        (["n", "--url", "x.example"], "'x.example' is not a complete address"),
        (
            ["n", "--author", "mori-hanak"],
            "there is no person or organisation 'mori-hanak'; did you mean 'mori-hanako'?",
        ),
        (["n", "--outlet", "zzz"], "there is no outlet 'zzz'; add a record for it in articles/authority/ first"),
        (["n", "--layer", "text"], "a text whose rights are 'in-copyright' cannot be carried"),
    ],
)
def test_what_cannot_stand_in_an_article_is_refused_and_nothing_written(
    toy: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in (toy / "articles").iterdir() if path.is_file()}
    assert main(["new", arguments[0], str(toy), *arguments[1:]]) == 1
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (toy / "articles").iterdir() if path.is_file()} == before


def test_on_a_terminal_what_is_not_given_is_asked_and_may_be_left_open(
    toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["A title", "", "edith-marsh", "", "2001", ""])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert main(["new", "asked-one", str(toy), "--no-input"]) == 0
    assert asked == []
    assert main(["new", "asked-two", str(toy)]) == 0
    assert len(asked) == 7
    edition, _ = reader.read_edition(toy)
    draft = next(draft for draft in edition.drafts if draft.id == "asked-two")
    assert (draft.matter.title.text, draft.matter.authors[0].person) == ("A title", "edith-marsh")
    assert draft.matter.draft == ("the kind", "the outlet", "the address", "the rights", draft.matter.draft[-1])


@pytest.mark.parametrize("argv", [["new"], ["new", "a", "--paragraphs", "0"], ["suggest", "--least", "many"]])
def test_a_wrong_command_line_ends_with_status_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2


@pytest.mark.parametrize("command", ["new", "status", "suggest", "build", "serve"])
def test_help_says_what_a_command_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert len(capsys.readouterr().out.split()) > 40
