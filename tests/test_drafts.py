"""Drafts on an editor's screen: shown with what they lack, and never in what is published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from edition import drafts, pipeline, reader
from edition.cli import main

Snapshot = Callable[[Path], dict[str, bytes]]
BARE = "---\nid: bare-one\ndraft: [all of it]\n---\n\n…\n{: #p1 }\n"
WILD = """---
id: wild-one
draft: [whatever no record holds]
title: {text: A wild one, status: original}
authors: [{person: nobody}, {organisation: harbour-board}]
publication: {outlet: nowhere, carried_by: nobody, date: 2018, url: "https://wild.example/"}
tagged: [no-topic]
treats: {no-topic: {position: None.}}
links: [{from: p1, type: agrees, to: "no-article#p1", reason: None.}]
notes:
  lost: {paragraph: p9, words: x, type: context, text: x, sources: [x], as_of: 2020-01-01}
paragraphs: {p1: {topics: [no-topic, tides], not: [nothing]}}
---

A summary that names nobody.
{: #p1 }
"""


@pytest.fixture
def with_drafts(toy: Path) -> Path:
    (toy / "articles" / "bare-one.md").write_text(BARE, "utf-8")
    (toy / "articles" / "wild-one.md").write_text(WILD, "utf-8")
    return toy


def test_what_a_draft_names_without_a_record_is_left_out_or_stood_in_for(with_drafts: Path) -> None:
    edition = drafts.shown(reader.read_edition(with_drafts)[0])
    assert {"bare-one", "wild-one"} <= set(edition.by_id)
    wild, bare = edition.by_id["wild-one"].matter, edition.by_id["bare-one"].matter
    assert [credit.organisation for credit in wild.authors] == ["harbour-board"]
    assert edition.authority.outlets[wild.publication.outlet].name == "Outlet not known yet"
    assert wild.publication.carried_by is None
    assert (wild.tagged, wild.treats, wild.links, wild.notes) == ((), {}, (), {})
    assert wild.paragraphs["p1"].topics == ("tides",)
    assert edition.authority.credited(bare.authors[0]).name == "Author not known yet"


def test_an_edition_without_drafts_is_left_as_it_is(toy: Path) -> None:
    edition = reader.read_edition(toy)[0]
    assert drafts.shown(edition) is edition


def test_drafts_are_shown_with_what_is_open_and_marked_in_lists(with_drafts: Path) -> None:
    built = pipeline.build(with_drafts, lambda _: None, with_drafts=True)
    assert built.private
    assert built.site == with_drafts / "reading-copy" / "site"
    page = lxml.html.document_fromstring((built.site / "articles/wild-one/index.html").read_text("utf-8"))
    said = " ".join(page.cssselect(".ed-open")[0].text_content().split())
    assert "Draft. This article is not finished and is not published. Still open: whatever no record holds" in said
    assert "Not given yet: kind, rights, layer, publication.date_evidence, publication.status, regest." in said
    assert page.cssselect("title")[0].text_content().startswith("Preview with drafts: ")
    page = lxml.html.document_fromstring((built.site / "articles/bare-one/index.html").read_text("utf-8"))
    assert "Still to be summarised: ¶\xa01." in " ".join(page.cssselect(".ed-open")[0].text_content().split(" "))
    index = (built.site / "articles/index.html").read_text("utf-8")
    assert index.count('<span class="ed-layer">draft</span>') == 2
    assert not page.cssselect(".ed-own-text")


def test_the_published_site_holds_nothing_of_a_draft(with_drafts: Path, built_toy: Path, snapshot: Snapshot) -> None:
    pipeline.build(with_drafts, lambda _: None, with_drafts=True)
    assert main(["build", str(with_drafts), "--published"]) == 0
    assert snapshot(with_drafts / "site") == snapshot(built_toy / "site")
    for path in [*(with_drafts / "site").rglob("*"), *(with_drafts / "build").rglob("*")]:
        data = path.read_bytes() if path.is_file() else b""
        assert b"summary that names nobody" not in data, path
        # The cache knows of which files there are.
        assert b"wild-one" not in data or path == with_drafts / "build" / "cache" / "index", path


def test_checking_tells_what_each_draft_lacks_and_stops_nothing(
    with_drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(with_drafts)]) == 0
    out = capsys.readouterr().out
    assert "articles/wild-one.md: draft; whatever no record holds; not given yet: kind, rights, layer, " in out
    assert "articles/bare-one.md: draft; all of it; not given yet: title, " in out
    assert out.splitlines()[-1].startswith("No faults in 5 articles; 2 drafts are not published")


def test_a_name_that_is_ambiguous_in_a_draft_is_told_and_stops_nothing(with_drafts: Path) -> None:
    people = with_drafts / "articles" / "authority" / "organisations.yml"
    more = "{name: %s, kind: guild, short: [{form: nobody, in: [wild-one]}]}"
    people.write_text(
        people.read_text("utf-8") + f"one: {more % 'First Guild'}\ntwo: {more % 'Second Guild'}\n", "utf-8"
    )
    said: list[str] = []
    pipeline.read_and_check(with_drafts, said.append, with_drafts=True)
    told = [line for line in said if "[ambiguous]" in line]
    assert len(told) == 1
    assert told[0].startswith("  articles/wild-one.md:15:1: 'nobody' ")
    pipeline.read_and_check(with_drafts, lambda _: None)
