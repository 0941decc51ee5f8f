"""A page as it is frozen: said to be so, left out by search engines, its links within its version."""

from __future__ import annotations

import lxml.html
import pytest
from edition.publishing.freeze import freeze, is_taken_down, tombstone

PAGE = (
    b'<!doctype html><html lang="en"><head><title>x</title>'
    b'<link rel="canonical" href="https://toy.example/articles/x/">'
    b'<link rel="alternate" href="../../feed.xml"><link rel="stylesheet" href="../../assets/edition.css"></head>'
    b'<body class="a"><a href="#main">Skip</a><header></header>'
    b'<a href="../../articles/y/#p2">y</a><a href="../../v/1.0/">1.0</a><form action="../../search/"></form>'
    b"</body></html>"
)


def frozen(name: str, data: bytes) -> str:
    return freeze({name: data}, "2026.1", "1 December 2026")[name].decode()


def test_links_stay_within_the_version_but_those_to_versions_and_feeds() -> None:
    html = frozen("articles/x/index.html", PAGE)
    for held in (
        'href="../../articles/y/#p2"',
        'action="../../search/"',
        'href="../../assets/edition.css"',
        'href="../../../../v/1.0/"',
        'href="../../../../feed.xml"',
        '<link rel="canonical" href="https://toy.example/articles/x/">',
    ):
        assert html.count(held) == 1, held


@pytest.mark.parametrize(
    ("name", "link", "out"),
    [
        ("index.html", './v/1.0/"', '../../v/1.0/"'),
        ("index.html", 'feed.json"', '../../feed.json"'),
        ("changes/index.html", '../v/1.0/"', '../../../v/1.0/"'),
    ],
)
def test_links_out_of_a_version_climb_two_folders_more(name: str, link: str, out: str) -> None:
    assert f'href="{out}' in frozen(
        name, f'<head></head><body><header></header><a href="{link}>1</a></body>'.encode()
    )


def test_it_says_that_it_is_frozen_and_leads_to_the_living_page() -> None:
    page = lxml.html.document_fromstring(frozen("articles/x/index.html", PAGE))
    (banner,) = page.cssselect("body > a + .ed-frozen")  # after the link that skips it, before the page's head
    assert banner.text_content().strip().startswith("You are reading version 2026.1 of 1 December 2026")
    assert [link.get("href") for link in banner.cssselect("a")] == ["../../../../articles/x/"]
    assert page.cssselect('head > meta[name="robots"]')[0].get("content") == "noindex"
    assert page.cssselect('head > link[href$="frozen.css"]')[0].get("href") == "../../assets/frozen.css"


def test_what_a_site_has_once_is_not_in_a_version() -> None:
    names = ("404.html", "sitemap.xml", "feed.xml", "feed.json", "v/1.0/index.html", "a.css")
    assert list(freeze(dict.fromkeys(names, b"x"), "2", "today")) == ["a.css"]


def test_a_folder_and_a_file_are_taken_down_and_nothing_of_a_like_name() -> None:
    taken = ["v/1.0/articles/x/", "v/1.0/assets/search-index.js"]
    down = [
        is_taken_down(name, version, taken) is not None
        for name, version in (
            ("articles/x/index.html", "1.0"),
            ("articles/x/cite.bib", "1.0"),
            ("assets/search-index.js", "1.0"),
            ("articles/xy/index.html", "1.0"),
            ("assets/search-index.json", "1.0"),
            ("articles/x/index.html", "1.1"),
        )
    ]
    assert down == [True, True, True, False, False, False]


def test_the_tombstone_gives_the_day_and_the_reason_and_leads_to_what_is_there_now() -> None:
    page = lxml.html.document_fromstring(tombstone("articles/x/index.html", "1.0", "1 May 2026", "A <heir> & co."))
    assert "taken down on 1 May 2026. A <heir> & co." in page.text_content()
    assert page.cssselect("a")[0].get("href") == "../../../../articles/x/"
    assert page.cssselect('meta[name="robots"]')[0].get("content") == "noindex"
