"""Runs of import: files and folders into an edition, its records kept, what was made built and read again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from edition import digest, reader
from edition.cli import main
from edition.faults import FaultsFoundError
from edition.importing.resolve import Options
from edition.importing.runner import Importer, files, run

Snapshot = Callable[[Path], dict[str, bytes]]
TEXT = """\
The lamp at the outer mole
By Edith Marsh
12 March 2018

The lamp at the outer mole has been dark for a year, and nobody on the board can say who is to light it again.

It would cost less than the dinner at which the board put the matter off, as a clerk told me on the stairs.

Edith Marsh is director of the Tide Office at the Outer Institute.
"""
NOUNS = (
    *("mole", "lamp", "tide", "rope", "net", "board", "clerk", "ferry", "gull", "stone", "keeper", "chart"),
    *("fog", "horn", "quay", "salt", "bell", "buoy", "eel", "mud"),
)
POST = """\
---
layout: post
title: "{title}"
authors:
{authors}
date: '2015-04-{day:02}T10:00:00-04:00'
tags:
- harbour works
- {tag}
hero: false
---

Post {day} says what the mole was like, and [why]({{{{ "/plan/" | url }}}}) it grew.

{prose}

{{% image "/assets/{day}.png" "A mole on day {day}" %}}

## What came of it

-   One stone, laid on day {day}.
-   <span>Another, laid by {tag}.</span>

<blockquote>Day {day} was a good day, said a mason of {tag}.</blockquote>

```
stones = {day} * {{{{ "x" | url }}}}
```
"""


def blog(folder: Path, number: int) -> Path:
    """Write posts of the shape that Jekyll has; one of them is none."""
    folder.mkdir()
    chance = random.Random(number)
    people = ("edith", "mori-hanako", "Ann Lee", "Harbour Board")
    for day in range(1, number + 1):
        authors = "\n".join(f"- {people[(day + n) % 4]}" for n in range(1 + day % 2))
        tag = ("masons", "divers")[day % 2]
        prose = " ".join(chance.choices(NOUNS, k=60)).capitalize() + "."
        text = POST.format(title=f"Day {day}: the mole", authors=authors, day=day, tag=tag, prose=prose)
        (folder / f"2015-04-{day:02}-day-{day}.md").write_text(text, "utf-8")
    (folder / "broken.md").write_text("---\ntitle: [\n---\ntext\n", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "as-pasted.txt"
    path.write_text(TEXT, "utf-8")
    return path


def imported(path: Path, toy: Path, *more: str) -> int:
    return main(["import", str(path), "--into", str(toy), *more])


def test_a_text_under_copyright_is_laid_aside_and_its_article_is_a_draft(toy: Path, text: Path) -> None:
    assert imported(text, toy) == 0
    edition, faults = reader.read_edition(toy)
    assert faults == []
    (draft,) = edition.drafts
    assert draft.id == "marsh-2018"
    assert draft.matter.title.text == "The lamp at the outer mole"
    assert [credit.person for credit in draft.matter.authors] == ["edith-marsh"]
    assert [p.markdown for p in draft.paragraphs] == ["…", "…"]
    laid = (toy / "witnesses" / "marsh-2018.txt").read_bytes()
    assert laid == TEXT.encode()
    assert draft.matter.witness is not None
    assert draft.matter.witness.digest == digest.of_bytes(laid)
    written = (toy / "articles" / "marsh-2018.md").read_text("utf-8")
    assert "nobody on the board" not in written
    assert {term for p in draft.matter.paragraphs.values() for term in p.terms} == {"lamp"}


def test_the_edition_builds_as_before_while_the_draft_is_there(toy: Path, text: Path) -> None:
    assert imported(text, toy) == 0
    assert main(["check", str(toy)]) == 0


def test_with_rights_the_text_is_carried_and_nothing_is_open(toy: Path, text: Path) -> None:
    given = ("--rights", "CC-BY-4.0", "--outlet", "The Shore Gazette", "--kind", "column", "--id", "lamp")
    assert imported(text, toy, *given) == 0
    edition, faults = reader.read_edition(toy)
    assert faults == []
    article = edition.by_id["lamp"]
    assert article.matter.layer == "text"
    assert [p.markdown.split()[0] for p in article.paragraphs] == ["The", "It"]
    assert article.matter.publication.outlet == "shore-gazette"
    assert article.matter.rights.url == "https://creativecommons.org/licenses/by/4.0/"
    assert not (toy / "witnesses" / "lamp.txt").exists()


def test_the_report_says_of_each_datum_where_it_stood_and_how_sure_it_is(
    toy: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(text, toy) == 0
    said = capsys.readouterr().out
    assert "certain  author: Edith Marsh  — Byline, line 2." in said
    assert "likely   title: The lamp at the outer mole  — Headline of the copy, line 1." in said
    assert "open     outlet: " in said
    assert "for people.yml, edith-marsh: director, Tide Office, Outer Institute" in said
    assert "p1 may treat lamps (lamp)" in said
    assert (toy / "witnesses" / "import.log").read_text("utf-8").startswith(said[:40])


def test_a_dry_run_writes_nothing(toy: Path, text: Path, snapshot: Snapshot) -> None:
    before = snapshot(toy)
    assert imported(text, toy, "--dry-run") == 0
    assert snapshot(toy) == before


def test_what_is_there_is_never_written_over(toy: Path, text: Path, snapshot: Snapshot) -> None:
    before = snapshot(toy / "articles")
    assert imported(text, toy, "--id", "on-tides") == 0
    after = snapshot(toy / "articles")
    assert {name: data for name, data in after.items() if name in before} == before
    assert set(after) - set(before) == {"on-tides-2.md"}


@pytest.mark.parametrize("key", ["../on-tides", "On Tides", "index", "a--b", "a" * 81])
def test_what_cannot_be_an_id_is_refused_before_anything_is_written(
    key: str, toy: Path, text: Path, snapshot: Snapshot
) -> None:
    before = snapshot(toy)
    (result,) = run([text], toy, Options(), lambda _: None, key=key).results
    assert "cannot be an id" in result.refused
    assert snapshot(toy) == before


@pytest.mark.parametrize("given", [Options(url="gazette.example/x"), Options(language="English")])
def test_what_the_editor_says_is_checked_too(given: Options, toy: Path, text: Path, snapshot: Snapshot) -> None:
    before = snapshot(toy)
    (result,) = run([text], toy, given, lambda _: None).results
    assert "has a fault" in result.refused
    assert snapshot(toy) == before


def test_the_same_file_twice_is_refused(toy: Path, text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(text, toy) == 0
    with pytest.raises(SystemExit) as stopped:
        imported(text, toy)
    assert stopped.value.code == 1
    assert "it is here already: the article marsh-2018 was made from the same bytes" in capsys.readouterr().out


def test_a_reprint_is_reported_with_what_differs(toy: Path, text: Path, tmp_path: Path) -> None:
    given = Options(rights="CC-BY-4.0", outlet="The Shore Gazette", kind="column")
    run([text], toy, given, lambda _: None)
    again = tmp_path / "again.txt"
    again.write_text(TEXT.replace("the dinner at which", "the supper at which"), "utf-8")
    (result,) = run([again], toy, given, lambda _: None).results
    assert [(one.article, one.differing) for one in result.like] == [("marsh-2018", ("in other wording: p2",))]
    assert result.made is not None
    assert any(request.startswith("duplicate: ") for request in result.made.open)


def test_records_are_added_and_what_stands_in_their_files_stays(toy: Path, tmp_path: Path) -> None:
    people = toy / "articles" / "authority" / "people.yml"
    people.write_text(f"# whom we know\n{people.read_text('utf-8')}# the end\n", "utf-8")
    before = people.read_text("utf-8")
    path = tmp_path / "new.txt"
    path.write_text(TEXT.replace("Edith Marsh", "Ann Lee"), "utf-8")
    assert imported(path, toy) == 0
    after = people.read_text("utf-8")
    assert after.startswith(before)
    added = yaml.safe_load(after[len(before) :])
    assert added["ann-lee"]["family"] == "Lee"
    assert added["ann-lee"]["biography"][0]["text"] == "director, Tide Office, Outer Institute"
    assert "order of the byline" in added["ann-lee"]["note"]
    assert reader.read_edition(toy)[1] == []


def test_a_blog_becomes_an_edition_that_builds(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = blog(tmp_path / "posts", 12)
    given = ("--rights", "CC0-1.0", "--outlet", "The Mole", "--kind", "column", "--base", "https://mole.example/")
    assert imported(folder, toy, *given, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    made = [one for one in told["files"] if one["article"]]
    (refused,) = [one for one in told["files"] if one["refused"]]
    assert len(made) == 12
    assert [one["draft"] for one in made] == [[]] * 12
    assert refused["file"].endswith("broken.md")
    assert "front matter cannot be read" in refused["refused"]
    assert told["records"] == {
        "outlets": ["the-mole"],
        "people": ["mori-hanako-2", "ann-lee", "edith"],
        "topics": ["harbour-works", "divers", "masons"],
    }
    edition, faults = reader.read_edition(toy)
    assert faults == []
    post = edition.by_id["day-3"]
    assert post.matter.tagged == ("harbour-works", "divers")
    assert [p.markdown.partition("\n")[0] for p in post.paragraphs] == [
        "Post 3 says what the mole was like, and [why](https://mole.example/plan/) it grew.",
        post.paragraphs[1].markdown,
        "![A mole on day 3](https://mole.example/assets/3.png)",
        "- One stone, laid on day 3.",
        "> Day 3 was a good day, said a mason of divers.",
        "```",
    ]
    assert {cut["text"] for cut in made[2]["cuts"]} >= {"layout: post", "hero: false", '{{ "/plan/" | url }}'}
    assert any(credit.organisation == "harbour-board" for a in edition.articles for credit in a.matter.authors)
    assert main(["build", str(toy)]) == 0
    page = (toy / "site" / "articles" / "day-3" / "index.html").read_text("utf-8")
    assert "A mole on day 3" in page
    assert "<img" not in page.partition('class="ed-text"')[2].partition("</section>")[0]


def test_a_saved_page_is_laid_down_as_its_paragraphs_and_as_it_came(toy: Path, tmp_path: Path) -> None:
    page = tmp_path / "lamp.html"
    body = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n")[1:3])
    page.write_text(f"<html lang=en><title>The lamp</title><h1>The lamp</h1>{body}</html>", "utf-8")
    assert imported(page, toy) == 0
    (draft,) = reader.read_edition(toy)[0].drafts
    laid = toy / "witnesses" / f"{draft.id}.txt"
    assert laid.read_text("utf-8").split("\n\n")[0] == TEXT.split("\n\n")[1]
    assert draft.matter.witness is not None
    assert draft.matter.witness.digest == digest.of_bytes(laid.read_bytes())
    assert (toy / "witnesses" / f"{draft.id}.html.original").read_bytes() == page.read_bytes()
    held = {digest.of_paragraph(part) for part in laid.read_text("utf-8").split("\n\n")}
    assert {p.digest for p in draft.matter.paragraphs.values()} == held


def test_what_stands_in_the_way_is_told(
    toy: Path, text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(text), "--into", str(tmp_path)]) == 1
    assert "is not the folder of an edition" in capsys.readouterr().err
    assert imported(tmp_path / "nowhere.txt", toy) == 1
    assert "there is no such file or folder" in capsys.readouterr().err
    (toy / "articles" / "furniture.yml").write_text("lines: [\n", "utf-8")
    assert imported(text, toy) == 1
    assert "articles/furniture.yml:" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["import", str(text), str(text), "--url", "https://a.example/b"])


def test_the_files_of_a_folder_are_those_with_a_known_ending(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.md", "c.png", "inner/d.HTML"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [path.name for path in files([tmp_path])] == ["a.md", "b.txt", "d.HTML"]
    with pytest.raises(FaultsFoundError):
        list(files([tmp_path / "nowhere"]))


def test_an_article_with_a_fault_of_its_own_does_not_stop_an_import(toy: Path, text: Path) -> None:
    (toy / "articles" / "lamp-oil.md").write_text("no front matter\n", "utf-8")
    result = Importer.into(toy, Options()).take(text)
    assert result.made is not None


def test_the_articles_of_a_run_are_complete_or_say_what_is_open(toy: Path, text: Path) -> None:
    (result,) = run([text], toy, Options(), lambda _: None).results
    assert result.made is not None
    state = {finding.field: finding.state for finding in result.made.findings}
    assert {name for name, one in state.items() if one == "open"} == {"outlet", "kind"}
    assert [one.partition(":")[0] for one in result.made.open] == ["outlet", "kind", "paragraphs", "terms"]
