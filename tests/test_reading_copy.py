"""A reading copy of the toy edition: the author's text beside the summary, on that machine only."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from edition import private
from edition.cli import main
from lxml.html import HtmlElement

TOY = Path(__file__).parent / "toy"
Edit = Callable[[Path, str, str], None]
Snapshot = Callable[[Path], dict[str, bytes]]
NOTE = """\
notes:
  books:
    paragraph: p2
    words: “for the tide”
    type: context
    text: The tide table was kept apart.
    sources: [invented]
    as_of: 2024-01-31
  sets:
    paragraph: p2
    words: two sets of books
    type: context
    text: Found later.
    sources: [invented]
    as_of: 2024-01-31
errata:"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy edition with a note and a person named in a text, built without being told of its witnesses/."""
    folder = Path(shutil.copytree(TOY, tmp_path_factory.mktemp("both") / "toy"))
    path = folder / "articles" / "harbour-dues.md"
    path.write_text(path.read_text("utf-8").replace("errata:", NOTE), "utf-8")
    people = folder / "articles" / "authority" / "organisations.yml"
    people.write_text(people.read_text("utf-8") + "skippers:\n  name: skipper\n  kind: guild\n", "utf-8")
    assert main(["build", str(folder)]) == 0
    return folder


def opened(site: Path, address: str) -> HtmlElement:
    return lxml.html.document_fromstring((site / address / "index.html").read_text("utf-8"))


def texts(page: HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.cssselect(path)]


def sentences() -> list[str]:
    """Return every line of the toy's witnesses."""
    lines = [line for path in (TOY / "witnesses").glob("*.txt") for line in path.read_text("utf-8").splitlines()]
    return [line for line in lines if line.strip()]


def holding(folder: Path, sought: str) -> list[str]:
    """Return the files of a folder that hold a sentence, whatever is set between its words."""
    words = re.findall(r"\w+", sought)
    pattern = re.compile(r"\W+(?:<[^>]*>|&\w+;|\W)*".join(words))
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and pattern.search(path.read_bytes().decode("utf-8", "replace"))
    ]


def test_the_copy_stands_apart_and_nothing_of_a_text_is_in_build_or_site(both: Path) -> None:
    assert len(sentences()) == 5
    for sentence in sentences():
        assert holding(both / "reading-copy" / "site", sentence), sentence
        assert holding(both / "build", sentence) == [], sentence
        assert holding(both / "site", sentence) == [], sentence


def test_every_page_of_the_copy_says_what_it_is_and_no_page_of_the_site_does(both: Path) -> None:
    pages = sorted((both / "reading-copy" / "site").rglob("*.html"))
    assert len(pages) == len(sorted((both / "site").rglob("*.html"))) > 30
    assert private.unmarked(both / "reading-copy" / "site") == []
    for path in pages:
        page = lxml.html.document_fromstring(path.read_text("utf-8"))
        assert texts(page, "title")[0].startswith("Private reading copy: "), path
        assert "under copyright" in texts(page, ".ed-private")[0]
        assert not page.cssselect('link[rel="canonical"]')
    for path in (both / "site").rglob("*.html"):
        page = lxml.html.document_fromstring(path.read_text("utf-8"))
        assert not page.cssselect(".ed-private, .ed-own-text, meta[name=robots]"), path
        assert "Private" not in texts(page, "title")[0]
    assert not (both / "site" / private.MARKER).exists()
    assert (both / "site" / "sitemap.xml").is_file()
    assert (both / "reading-copy" / "site" / private.MARKER).is_file()
    assert not (both / "reading-copy" / "site" / "sitemap.xml").exists()


def test_text_and_summary_stand_under_the_same_id_each_called_what_it_is(both: Path) -> None:
    page = opened(both / "reading-copy" / "site", "articles/harbour-dues")
    assert [one.get("id") for one in page.cssselect(".ed-para")] == ["p1", "p2", "p3"]
    (own,) = page.cssselect("#p3 .ed-own-text")
    assert texts(own, "p") == ["A due nobody can read is a tax on patience."]
    assert texts(page, "#p3 .ed-regest")[0] == (
        "Summary by this edition To her a due that cannot be understood costs more than money."
    )
    assert "the author’s text, which is under copyright" in texts(page, ".ed-provenance")[0]
    assert "Its digest is that of the witness" in texts(page, ".ed-provenance")[0]
    published = opened(both / "site", "articles/harbour-dues")
    assert [one.get("id") for one in published.cssselect(".ed-para")] == ["p1", "p2", "p3"]


def test_names_are_marked_in_the_text_too_and_have_cards(both: Path) -> None:
    page = opened(both / "reading-copy" / "site", "articles/lamp-oil")
    assert not page.cssselect("#p2 .ed-regest .ed-mention")
    (mark,) = opened(both / "reading-copy" / "site", "articles/harbour-dues").cssselect(
        "#p1 .ed-own-text .ed-mention"
    )
    assert mark.text_content() == "skipper"
    cards = opened(both / "reading-copy" / "site", "articles/harbour-dues").cssselect(".ed-card")
    assert mark.get("href") in [card.get("data-for") for card in cards]


def test_a_note_hangs_in_the_text_where_its_words_stand_and_else_in_the_summary_alone(both: Path) -> None:
    page = opened(both / "reading-copy" / "site", "articles/harbour-dues")
    assert texts(page, "#p2 .ed-own-text .ed-ref") == ["2"]
    assert texts(page, "#p2 .ed-regest .ed-ref") == ["1", "2"]
    assert page.cssselect("#p2 .ed-own-text .ed-ref")[0].get("href") == "#n-books"
    assert "and one for the tide2.”" in texts(page, "#p2 .ed-own-text")[0]


def test_topic_pages_say_what_the_published_ones_say(both: Path) -> None:
    for topic in ("tides", "lamps", "dues", "nets"):
        private_page = opened(both / "reading-copy" / "site", f"topics/{topic}")
        published = opened(both / "site", f"topics/{topic}")
        assert texts(private_page, "#main") == texts(published, "#main")


def test_the_search_of_the_copy_finds_the_text(both: Path) -> None:
    def own(site: Path) -> list[list[str]]:
        script = (site / "assets" / "search" / "index.js").read_text("utf-8")
        index = json.loads(script[script.index("{") : script.rindex("}") + 1])
        (units,) = (article[8] for article in index["articles"] if article[0] == "harbour-dues")
        return [words for name, words, *_ in units if name == "p3"]

    assert own(both / "reading-copy" / "site") == [["A due nobody can read is a tax on patience."]]
    assert own(both / "site") == [["due", "tax on patience"]]


def test_a_build_without_witnesses_after_one_with_them_is_as_if_there_had_been_none(
    both: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(both, tmp_path / "toy"))
    shutil.rmtree(folder / "witnesses")
    shutil.rmtree(folder / "reading-copy")
    assert main(["build", str(folder)]) == 0
    assert snapshot(folder / "site") == snapshot(both / "site")
    assert not (folder / "reading-copy").exists()


def test_the_build_tells_which_texts_it_knows_and_where_both_sites_stand(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(toy)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"The edition stands in {toy / 'site'} (see it with: edition serve)" in lines
    assert "  dues.txt: the text of harbour-dues" in lines
    assert lines[-1] == (
        f"A private reading copy with the texts of 2 articles stands in {toy / 'reading-copy' / 'site'}"
    )


def test_as_it_is_published_no_copy_is_made(toy: Path) -> None:
    assert main(["build", str(toy), "--published"]) == 0
    assert not (toy / "reading-copy").exists()


def test_a_folder_that_is_named_makes_a_copy_only(toy: Path, tmp_path: Path) -> None:
    (toy / "witnesses").rename(tmp_path / "texts")
    assert main(["build", str(toy), "--witnesses", str(tmp_path / "texts"), "--site", str(tmp_path / "mine")]) == 0
    assert not (toy / "site").exists()
    private.refuse_place(toy, tmp_path / "mine")
    assert (tmp_path / "mine" / private.MARKER).is_file()
    assert opened(tmp_path / "mine", "articles/lamp-oil").cssselect("#p1 .ed-own-text")


def test_a_copy_in_site_is_refused_before_anything_is_written(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["build", str(toy), "--witnesses", str(toy / "witnesses"), "--site", str(toy / "site")]
    assert main(arguments) == 1
    assert "[private]" in capsys.readouterr().err
    assert not (toy / "site").exists()
    assert not (toy / "reading-copy").exists()


def test_a_folder_that_is_not_there_is_a_wrong_command_line(toy: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(toy), "--witnesses", str(toy / "nowhere")])
    assert stopped.value.code == 2


def test_a_theme_that_leaves_out_the_banner_makes_no_copy(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theme = toy / "docs" / "overrides" / "theme"
    theme.mkdir(parents=True)
    (theme / "main.html").write_text('{% extends "base.html" %}', "utf-8")
    assert main(["build", str(toy), "--witnesses", str(toy / "witnesses")]) == 1
    assert "a page of a private copy does not say that it is one" in capsys.readouterr().err
    assert not (toy / "reading-copy" / "site").exists()


def test_a_text_that_differs_is_shown_as_such(toy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    path = toy / "witnesses" / "dues.txt"
    edit(path, "two books", "several books")
    edit(path, "A due nobody can read is a tax on patience.", "")
    assert main(["build", str(toy), "--witnesses", str(toy / "witnesses")]) == 0
    assert "  dues.txt: the text of harbour-dues; it differs in ¶ 2 and lacks ¶ 3" in capsys.readouterr().out
    page = opened(toy / "reading-copy" / "site", "articles/harbour-dues")
    (said,) = texts(page, ".ed-provenance .ed-differs")
    assert said == "The copy is not the one that this edition was made from. It differs in ¶ 2. It lacks ¶ 3."
    assert not page.cssselect("#p1 .ed-differs")
    assert texts(page, "#p2 .ed-differs")[0].endswith("Of the author’s terms it lacks: board keeps two books.")
    assert "keeps several books" in texts(page, "#p2 .ed-own-text")[0]
    assert texts(page, "#p3 .ed-own-text") == ["This paragraph was not found in the copy at hand."]
    index = (toy / "reading-copy" / "site" / "assets" / "search-index.js").read_text("utf-8")
    assert "several books" not in index
