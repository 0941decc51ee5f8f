from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edition import annotate, pipeline, relate
from edition.faults import FaultsFoundError
from edition.model.edition import Edition
from edition.pages import build_pages

Edit = Callable[[Path, str, str], None]
Snapshot = Callable[[Path], dict[str, bytes]]


def silent(_: str) -> None:
    pass


def test_a_build_tells_what_it_did(toy: Path) -> None:
    first = pipeline.build(toy, silent)
    assert first.site == toy / "site"
    assert len(first.edition.articles) == 5
    assert first.rewritten > 25
    assert pipeline.build(toy, silent).rewritten == 0


def test_a_second_build_gives_the_same_bytes(ready_toy: Path, snapshot: Snapshot) -> None:
    before = snapshot(ready_toy / "site")
    pipeline.build(ready_toy, silent)
    assert snapshot(ready_toy / "site") == before


def test_a_build_from_the_ground_gives_the_same_bytes_as_one_that_goes_on(
    ready_toy: Path, toy_edition: Edition, edit: Edit, snapshot: Snapshot, tmp_path: Path
) -> None:
    path = ready_toy / "articles" / "lamp-oil.md"
    edit(path, "Oil is dearer", "Lamp oil is dearer")
    pipeline.build(ready_toy, silent)
    gone_on = snapshot(ready_toy / "site")
    edit(path, "Lamp oil is dearer", "Oil is dearer")
    edit(path, "Oil is dearer", "Lamp oil is dearer")
    pipeline.build(ready_toy, silent, tmp_path / "other")
    assert snapshot(tmp_path / "other") == gone_on


def test_one_changed_sentence_rewrites_only_the_pages_that_show_it(ready_toy: Path, edit: Edit) -> None:
    edit(ready_toy / "articles" / "lamp-oil.md", "should bring their own light", "should carry a light")
    built = pipeline.build(ready_toy, silent)
    # The article, the search index, and the words and fingerprints by which quotations are checked: its row under the
    # topic shows the first passage.
    assert built.rewritten == 4


def test_an_article_that_is_taken_out_leaves_no_page_behind(ready_toy: Path) -> None:
    (ready_toy / "articles" / "hamabe-no-koe.md").unlink()
    # Its page goes; home, articles, topics, tides and two that name who does not treat them, authors, its author,
    # its outlet, two related, one that it stood beside, the concordance and one headword, the timeline, both files of
    # the index and both feeds change. Its page of citations and the three files beside it go, and its words as
    # quotations are checked by them, which changes their fingerprints and the number of articles. Its picture goes.
    assert pipeline.build(ready_toy, silent).rewritten == 18 + 4 + 3 + 2 + 1
    assert not (ready_toy / "site" / "articles" / "hamabe-no-koe").exists()
    names = (path.read_text("utf-8") for path in (ready_toy / "site").rglob("*.html"))
    assert not any("hamabe-no-koe" in text for text in names)


def test_an_edition_without_articles_can_be_built(toy: Path) -> None:
    for path in (toy / "articles").glob("*.md"):
        path.unlink()
    (toy / "docs" / "about.md").write_text("# About\n", "utf-8")
    pipeline.build(toy, silent)
    assert (toy / "site" / "articles" / "index.html").is_file()


def test_checking_writes_nothing(toy: Path, snapshot: Snapshot) -> None:
    before = snapshot(toy)
    said: list[str] = []
    pipeline.read_and_check(toy, said.append)
    assert snapshot(toy) == before
    assert said[0].endswith("5 articles, 4 topics")
    assert said[1].endswith("witnesses of 2 articles at hand")


def test_without_witnesses_that_is_said(toy: Path) -> None:
    for path in (toy / "witnesses").iterdir():
        path.unlink()
    said: list[str] = []
    pipeline.read_and_check(toy, said.append)
    assert said[1].endswith("no witnesses at hand")


def test_every_page_and_every_paragraph_is_promised(toy_edition: Edition) -> None:
    pages = build_pages(toy_edition, relate.relate(toy_edition), annotate.annotate(toy_edition)[0])
    promised = pipeline.promised(toy_edition, pages)
    assert {"", "articles/", "articles/on-tides/", "articles/on-tides/#p2a", "topics/nets/"} <= set(promised)
    assert sum("#" in address for address in promised) == 11
    assert len(promised) == len(set(promised))


def test_the_moment_of_a_build_is_noon_of_the_last_change_or_the_one_given(
    toy_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pipeline.epoch(toy_edition) == 1_709_294_400  # 1 March 2024, 12:00 UTC
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert pipeline.epoch(toy_edition) == 86400
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert pipeline.epoch(toy_edition) == 1_709_294_400


def test_a_template_that_forgets_a_paragraph_is_found_out(ready_toy: Path, snapshot: Snapshot) -> None:
    before = snapshot(ready_toy / "site")
    templates = ready_toy / "docs" / "overrides" / "templates"
    templates.mkdir(parents=True)
    (templates / "article.html").write_text("<h1>{{ title.text }}</h1>", "utf-8")
    with pytest.raises(FaultsFoundError) as error:
        pipeline.build(ready_toy, silent)
    told = [fault.what for fault in error.value.faults]
    assert "the address 'articles/on-tides/#p2a' is not in the finished site" in told
    assert snapshot(ready_toy / "site") == before
