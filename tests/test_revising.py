"""`edition revise` from files to files: what is proposed, asked, refused and written, and that the check agrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edition.cli import main
from edition.permalinks.revised import parts

Edit = Callable[[Path, str, str], None]
Snapshot = Callable[[Path], dict[str, bytes]]

TIDES = """\
## Before noon

The tide waits for nobody, and <b>nobody</b> waits for the tide & its table. Ask the clerk.

The clerk puts it so:

> “High water is when the boats are up.”

A slip pasted in later says that a lamp was lit.

### What follows

- Boats go out.
- Boats come in; some do not.
"""


def run(root: Path, article: str, text: str, *options: str) -> int:
    """Run the command on a text, and return its exit status."""
    file = root.parent / "revised.md"
    file.write_text(text, "utf-8")
    return main(["revise", article, str(file), "--edition", str(root), "--date", "2024-03-01", *options])


def without(text: str, part: str, by: str = "") -> str:
    assert text.count(part) == 1
    return text.replace(part, by)


def test_a_text_is_divided_by_empty_lines_and_a_quotation_goes_with_what_introduces_it() -> None:
    found = parts(TIDES)
    assert [(part.heading, part.line) for part in found] == [(2, 1), (0, 3), (0, 5), (0, 9), (3, 11), (0, 13)]
    assert found[2].markdown == "The clerk puts it so:\n\n> “High water is when the boats are up.”"
    assert found[-1].words == "Boats go out. Boats come in; some do not."


def test_front_matter_is_passed_over_and_pins_are_taken_up() -> None:
    found = parts("---\nid: x\n---\n\nOne.\n{: #p1 }\n\nTwo.\n\n\n\nThree.\n{: #p2a }\n")
    assert [(part.words, part.pin, part.line) for part in found] == [
        ("One.", "p1", 5), ("Two.", None, 8), ("Three.", "p2a", 12)
    ]  # fmt: skip


def test_the_same_words_change_nothing_and_keep_their_links_and_emphasis(
    published_toy: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(published_toy)
    assert run(published_toy, "on-tides", TIDES, "--write") == 0
    told = capsys.readouterr().out
    assert "+++" not in told
    assert [line.split()[1] for line in told.splitlines()[:4]] == ["p1", "p2", "p2a", "p3"]
    assert snapshot(published_toy) == before


def test_nothing_is_written_unless_asked_for(published_toy: Path, snapshot: Snapshot) -> None:
    before = snapshot(published_toy)
    assert run(published_toy, "on-tides", TIDES + "\nOne more.\n") == 0
    assert snapshot(published_toy) == before


def test_a_change_is_shown_as_a_diff_and_written_and_the_check_is_content(
    published_toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        without(TIDES, "a lamp was lit.", "a lamp had been lit there, and that nobody knew by whom.")
        + "\nOne more.\n"
    )
    options = ("--is", "3=p2a", "--erratum", "The slip was read again: “there” had been left out.", "--write")
    assert run(published_toy, "on-tides", text, *options) == 0
    told = capsys.readouterr().out
    assert "+A slip pasted in later says that a lamp had been lit there, and that nobody knew by whom.\n" in told
    written = (published_toy / "articles" / "on-tides.md").read_text("utf-8")
    assert "One more.\n{: #p4 }\n" in written
    what = "The slip was read again: “there” had been left out."
    erratum = f'  - date: 2024-03-01\n    paragraphs: [p2a]\n    what: "{what}"\n---\n'
    assert erratum in written
    assert main(["check", str(published_toy)]) == 0


def test_what_is_doubtful_is_asked_and_nothing_is_written(
    published_toy: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(published_toy)
    text = without(TIDES, "- Boats go out.\n- Boats come in; some do not.", "Boats go in; some do not.")
    assert run(published_toy, "on-tides", text, "--write") == 1
    told = capsys.readouterr().err
    assert "revised.md:13:1: is “Boats go in; some do not. …” still p3 (0." in told
    assert "say --is 4=p3 or --new 4, or pin it in the file [revision]" in told
    assert snapshot(published_toy) == before


@pytest.mark.parametrize("way", ["command line", "pin"])
def test_an_answer_settles_a_question(published_toy: Path, way: str) -> None:
    text = without(TIDES, "- Boats go out.\n- Boats come in; some do not.\n", "Boats go in; some do not.\n")
    options = ["--is", "4=p3"] if way == "command line" else []
    text += "{: #p3 }\n" if way == "pin" else ""
    assert run(published_toy, "on-tides", text, *options, "--erratum", "Said shorter.", "--write") == 0
    assert main(["check", str(published_toy)]) == 0


def test_a_published_paragraph_that_is_gone_wants_a_reason(
    published_toy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    text = without(TIDES, "A slip pasted in later says that a lamp was lit.\n\n")
    assert run(published_toy, "on-tides", text, "--write") == 1
    assert (
        "'p2a' was published and is not in the revised text; say why, with --withdrawn p2a="
        in capsys.readouterr().err
    )
    assert run(published_toy, "on-tides", text, "--withdrawn", "p2a=It was: pasted in.", "--write") == 0
    gone = (published_toy / "articles" / "permalinks" / "gone.yml").read_text("utf-8")
    assert gone == 'articles/on-tides/#p2a:\n  date: 2024-03-01\n  reason: "It was: pasted in."\n'
    edit(published_toy / "articles" / "on-tides.md", "  p2a:\n    topics: [lamps]\n    reading: [tides]\n", "")
    assert main(["check", str(published_toy)]) == 0
    # Put back, it has its id again, and what was said of it goes.
    assert run(published_toy, "on-tides", TIDES, "--write") == 0
    assert (published_toy / "articles" / "permalinks" / "gone.yml").read_text("utf-8") == ""
    assert "a lamp was lit.\n{: #p2a }\n" in (published_toy / "articles" / "on-tides.md").read_text("utf-8")
    assert main(["check", str(published_toy)]) == 0


def test_joined_paragraphs_lead_to_the_one_they_are_in(published_toy: Path) -> None:
    text = (
        "Mori finds that every boat pays a due, and that no skipper finds it low. "
        "The board, she hears from its clerk, has two sets of books: one of its own, and one “for the tide”.\n\n"
        "To her a due that cannot be understood costs more than money.\n"
    )
    assert run(published_toy, "harbour-dues", text, "--erratum", "Two stand together now.", "--write") == 0
    gone = (published_toy / "articles" / "permalinks" / "gone.yml").read_text("utf-8")
    assert gone == "articles/harbour-dues/#p2:\n  date: 2024-03-01\n  to: articles/harbour-dues/#p1\n"


def test_a_moved_paragraph_keeps_its_id_out_of_order(published_toy: Path) -> None:
    slip = "A slip pasted in later says that a lamp was lit.\n\n"
    text = without(TIDES, slip).replace("## Before noon\n\n", f"## Before noon\n\n{slip}")
    assert run(published_toy, "on-tides", text, "--write") == 0
    assert "\nmoved: [p2a]\n" in (published_toy / "articles" / "on-tides.md").read_text("utf-8")
    assert main(["check", str(published_toy)]) == 0
    assert run(published_toy, "on-tides", TIDES, "--write") == 0
    assert "moved:" not in (published_toy / "articles" / "on-tides.md").read_text("utf-8")
    assert main(["check", str(published_toy)]) == 0


@pytest.mark.parametrize(
    ("article", "options", "expected"),
    [
        ("on-tide", [], "there is no article 'on-tide'; did you mean 'on-tides'? [unknown]"),
        ("on-tides", ["--is", "9=p1"], "there is no paragraph 9 in the revised text, which has 4"),
        ("on-tides", ["--is", "1=q1"], "'q1' is not a paragraph id"),
        ("on-tides", ["--is", "1=p2", "--is", "2=p2"], "'p2' is given to two paragraphs"),
        ("on-tides", ["--withdrawn", "p9=Why not."], "'p9' is no paragraph of the article"),
    ],
)
def test_an_answer_that_cannot_be_is_told(
    published_toy: Path, article: str, options: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(published_toy, article, TIDES, *options) == 1
    assert expected in capsys.readouterr().err


def test_a_command_line_that_is_none_ends_with_two(published_toy: Path) -> None:
    for options in (["--is", "p1"], ["--is", "x=p1"], ["--joined", "p1"], ["--date", "yesterday"]):
        with pytest.raises(SystemExit) as stopped:
            run(published_toy, "on-tides", TIDES, *options)
        assert stopped.value.code == 2
