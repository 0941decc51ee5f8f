"""Links to other sites: well formed, found where they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition.outside import gather, malformed


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example",
        "http://elsewhere.example:8000/a?b#c",
        "//elsewhere.example/",
        "https://ja.wikipedia.example/wiki/拉致_(曖昧さ回避)",
        "https://例え.テスト/",
        "http://localhost:8000/",
        "HTTPS://Elsewhere.Example/",
        "mailto:a@b.example?subject=x",
        "../one/",
        "#p1",
        "tel:1",
    ],
)
def test_links_that_can_lead_somewhere(link: str) -> None:
    assert not malformed(link)


@pytest.mark.parametrize(
    "link",
    [
        "https://",
        "https:/elsewhere.example/",
        "http:elsewhere.example",
        "https://elsewhere",
        "https://else where.example/",
        "https://elsewhere.example/a b",
        "https://name:word@elsewhere.example/",
        "https://elsewhere..example/",
        "mailto:",
        "mailto:nobody",
    ],
)
def test_links_that_cannot(link: str) -> None:
    assert malformed(link)


def test_links_are_found_where_they_are_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    pages = {
        "index.html": '<a href="https://a.example/x#part">x</a> <a href="https://own.example/y">y</a>',
        "v/1.0/index.html": '<a href="https://frozen.example/">x</a>',
        "two/index.html": '<a href="https://b.example/">x</a> <a href="https://a.example/x">x</a>',
    }
    for name, text in pages.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/one.md").write_text("---\nurl: x\n---\nSee (https://a.example/x#part).\n", "utf-8")
    found = {link: str(place) for link, place in gather(tmp_path, site, "https://own.example/").items()}
    assert found == {"https://a.example/x": "articles/one.md:4:6", "https://b.example/": "two/index.html:1:1"}
