"""The page of changes and the feeds of the toy edition: real dates, stable ids, read back by another library."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
from edition.cli import main
from edition.model.edition import Edition
from edition.publishing import feeds, news
from lxml.html import HtmlElement

Edit = Callable[[Path, str, str], None]


def changes(root: Path) -> HtmlElement:
    return lxml.html.document_fromstring((root / "site" / "changes" / "index.html").read_text("utf-8"))


def sections(root: Path) -> dict[str, str]:
    """Return what the page of changes says, by heading."""
    found = changes(root).cssselect(".ed-version")
    return {one.cssselect("h2")[0].text_content(): " ".join(one.text_content().split()) for one in found}


def entries(root: Path) -> dict[str, Any]:
    """Return the entries of the Atom feed by title, as another library reads them."""
    read = feedparser.parse((root / "site" / "feed.xml").read_bytes())
    assert not read.bozo
    return {entry.title: entry for entry in read.entries}


def test_before_a_version_the_page_says_so_and_tells_the_corrections(built_toy: Path) -> None:
    page = changes(built_toy)
    assert "No version has been published so far" in page.text_content()
    told = sections(built_toy)
    assert list(told) == ["Not yet in a version"]
    assert "1 February 2024 Two books, ¶ 3: “Tax” stood twice." in told["Not yet in a version"]
    assert "New articles" not in told["Not yet in a version"]


def test_each_version_tells_what_it_brought(published_toy: Path, edit: Edit) -> None:
    root = published_toy
    log = "# Log\n\n## Edition 2.2 (March)\n\n- A *second* number.\n\n## Program 9\n\n- Not for readers.\n"
    (root / "CHANGELOG.md").write_text(log, "utf-8")
    letter = root / "articles" / "old-letter.md"
    letter.rename(letter.with_name("older-letter.md"))
    edit(root / "articles" / "older-letter.md", "id: old-letter", "id: older-letter")
    (root / "articles" / "new-letter.md").write_text(
        (root / "articles" / "older-letter.md")
        .read_text("utf-8")
        .replace("id: older-letter", "id: new-letter")
        .replace("A letter on lamps", "A letter on oil"),
        "utf-8",
    )
    gone = "articles/old-letter/: {to: articles/older-letter/, date: 2024-02-20, reason: There are two now.}\n"
    (root / "articles" / "permalinks" / "gone.yml").write_text(gone, "utf-8")
    edit(root / "articles" / "harbour-dues.md", "no skipper finds it low", "every skipper finds it high")
    edit(
        root / "articles" / "harbour-dues.md",
        "what: “Tax” stood twice.\n",
        "what: “Tax” stood twice.\n  - {date: 2024-02-25, paragraph: p1, what: It said “low”.}\n",
    )
    edit(root / "mkdocs.yml", 'version: "2.1"', 'version: "2.2"')
    edit(root / "mkdocs.yml", "date: 2024-01-31", "date: 2024-03-01")
    assert main(["publish", "2.2", str(root)]) == 0
    edit(
        root / "articles" / "harbour-dues.md",
        "what: It said “low”.}\n",
        "what: It said “low”.}\n  - {date: 2024-03-05, what: Its second author is only attributed.}\n",
    )
    assert main(["build", str(root)]) == 0

    told = sections(root)
    assert list(told) == ["Not yet in a version", "Version 2.2", "Version 2.1"]
    assert told["Not yet in a version"].endswith("5 March 2024 Two books: Its second author is only attributed.")
    second = told["Version 2.2"]
    assert "1 March 2024 · the edition as it was then A second number." in second
    assert "Not for readers" not in second
    assert "New articles [A letter on oil], Edith Marsh" in second
    assert "25 February 2024 Two books, ¶ 1: It said “low”." in second
    moved = "20 February 2024 articles/old-letter/ is now [A letter on lamps]. There are two now."
    assert moved in second
    assert "articles/old-letter/#p1" not in second
    assert "[A letter on lamps]" in told["Version 2.1"]
    assert "2.1" in told["Version 2.1"]

    read = entries(root)
    assert next(iter(read)) == "Two books"
    base = "https://toy.example/"
    lamps = read["[A letter on lamps]"]
    assert lamps.id == f"{base}articles/old-letter/"  # a reader of feeds knows it by the address that it had first
    assert lamps.link == f"{base}articles/older-letter/"
    assert (lamps.published, lamps.updated) == ("2024-01-31T12:00:00Z", "2024-01-31T12:00:00Z")
    dues = read["Two books"]
    assert (dues.published, dues.updated) == ("2024-01-31T12:00:00Z", "2024-03-05T12:00:00Z")
    assert "Corrected 25 February 2024 (¶ 1): It said “low”." in dues.summary
    assert [author.name for author in dues.authors] == ["Mori Hanako", "Edith Marsh (attributed)"]
    assert read["[A letter on oil]"].published == "2024-03-01T12:00:00Z"


def test_the_json_feed_says_what_the_atom_feed_says(built_toy: Path) -> None:
    feed = json.loads((built_toy / "site" / "feed.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://toy.example/feed.json"
    atom = entries(built_toy)
    assert len(feed["items"]) == len(atom) == 5
    for item in feed["items"]:
        other = atom[item["title"]]
        assert (item["id"], item["url"], item["date_published"], item["date_modified"]) == (
            other.id, other.link, other.published, other.updated
        )  # fmt: skip
        assert item["content_text"] == other.summary
        assert [author["name"] for author in item["authors"]] == [author.name for author in other.authors]


def test_a_feed_depends_on_nothing_but_the_edition(toy_edition: Edition) -> None:
    assert feeds.files(toy_edition) == feeds.files(toy_edition)
    assert {item.published for item in news.items(toy_edition)} == {"2024-01-31"}


def test_every_page_names_the_feeds(built_toy: Path) -> None:
    page = lxml.html.document_fromstring((built_toy / "site" / "topics" / "tides" / "index.html").read_text("utf-8"))
    found = {link.get("type"): link.get("href") for link in page.cssselect('head link[rel="alternate"]')}
    assert found == {"application/atom+xml": "../../feed.xml", "application/feed+json": "../../feed.json"}
