from __future__ import annotations

from pathlib import Path

import pytest
from edition.sitecheck import check_site, look, unreached

BASE = "https://toy.example/a/b/"


def faults(tmp_path: Path, promised: tuple[str, ...] = (), **pages: str) -> list[str]:
    """Return the faults of a site with a home page, a page at one/ that has #p1, a style sheet, and those given."""
    held = {"index": "<p>home</p>", "one": '<p id="p1">one</p>'} | pages
    for name, body in held.items():
        path = tmp_path / {"index": "index.html", "missing": "404.html"}.get(name, f"{name}/index.html")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<!doctype html>\n<html><body>\n{body}\n</body></html>", "utf-8")
    (tmp_path / "style.css").write_text("", "utf-8")
    return [str(fault) for fault in check_site(tmp_path, BASE, promised)]


@pytest.mark.parametrize(
    "link",
    [
        "../one/",
        "../one/#p1",
        "../one/index.html",
        "../one",
        "..",
        "../",
        "./",
        ".",
        "",
        "#",
        "#own",
        "../style.css",
        "../style.css?v=1#x",
        "?q=x",
        "https://toy.example/a/b/",
        "https://toy.example/a/b/one/#p1",
        "https://elsewhere.example/nothing#x",
        "mailto:a@b.example",
        "//elsewhere.example/",
        "../one/#%701",
    ],
)
def test_links_that_lead_somewhere_are_no_faults(tmp_path: Path, link: str) -> None:
    assert faults(tmp_path, two=f'<a id="own" href="{link}">x</a>') == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../three/", "the link '../three/' leads to no page; mend or remove the link [link]"),
        ("nothing.css", "the link 'nothing.css' leads to no page; mend or remove the link [link]"),
        ("../one/#p2", "the link '../one/#p2' leads to no place in its page; mend the anchor [link]"),
        ("#p1", "the link '#p1' leads to no place in its page; mend the anchor [link]"),
        ("/one/x", "the link '/one/x' leads to no page; "),
        ("../../one/", "the link '../../one/' leads to no page; "),
        ("https://toy.example/a/b/zzz/", "the link '/zzz/' leads to no page; mend or remove the link [link]"),
    ],
)
def test_links_that_lead_nowhere_are_told_at_their_line(tmp_path: Path, link: str, expected: str) -> None:
    (found,) = faults(tmp_path, two=f'<p>\n<a href="{link}">x</a></p>')
    assert found.startswith(f"two/index.html:4:1: {expected}")


def test_the_nearest_page_and_the_nearest_place_are_offered(tmp_path: Path) -> None:
    two = '<a href="../lamp/">x</a><a href="../lamps/#smokes">y</a>'
    assert faults(tmp_path, lamps='<p id="smoke">z</p>', two=two) == [
        "two/index.html:3:1: the link '../lamp/' leads to no page; did you mean 'lamps/index.html'? [link]",
        "two/index.html:3:1: the link '../lamps/#smokes' leads to no place in its page; did you mean 'smoke'? [link]",
    ]


def test_the_links_of_the_page_for_missing_pages_begin_at_the_root(tmp_path: Path) -> None:
    assert faults(tmp_path, missing='<a href="/a/b/one/#p1">x</a> <a href="/a/b/">y</a>') == []


def test_an_id_that_stands_twice_is_told_at_the_second(tmp_path: Path) -> None:
    assert faults(tmp_path, two='<p id="x">1</p>\n<p id="x">2</p>') == [
        "two/index.html:4:1: the id 'x' stands twice; make it unique [site]"
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://x.example/a.png">',
        '<img src="//x.example/a.png">',
        '<script src="https://x.example/a.js"></script>',
        '<iframe src="https://x.example/"></iframe>',
        '<link rel="stylesheet" href="https://x.example/a.css">',
        '<link rel="preconnect" href="https://x.example/">',
        '<video src="https://x.example/a.mp4"></video>',
        '<object data="https://x.example/a.svg"></object>',
        '<img src="data:image/png;base64,AAAA">',
    ],
)
def test_whatever_would_be_fetched_from_elsewhere_is_told(tmp_path: Path, html: str) -> None:
    (found,) = [one for one in faults(tmp_path, two=html) if " fetches " in one]
    assert found.startswith("two/index.html:3:1: <")
    assert " fetches " in found
    assert found.endswith("; serve the file from the site itself [site]")


@pytest.mark.parametrize(
    "html",
    [
        '<img src="../style.css">',
        '<link rel="canonical" href="https://toy.example/a/b/">',
        '<link rel="license" href="https://x.example/">',
        '<a href="https://x.example/a.png">x</a>',
        '<script type="application/ld+json">{"@context": "x", "@type": "y"}</script>',
        "<!-- <img src='https://x.example/a.png'> -->",
    ],
)
def test_what_is_served_from_the_site_or_only_linked_is_no_fault(tmp_path: Path, html: str) -> None:
    assert faults(tmp_path, two=html) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>1</script>", "a script stands in the page; put it into a file of its own [site]"),
        ('<p onclick="x()">y</p>', "<p> has an event handler; put it into a script file [site]"),
        ('<a onmouseover="x()">y</a>', "<a> has an event handler; put it into a script file [site]"),
    ],
)
def test_scripts_within_a_page_are_told(tmp_path: Path, html: str, expected: str) -> None:
    assert faults(tmp_path, two=html) == [f"two/index.html:3:1: {expected}"]


def test_an_empty_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "index.html").write_text("  \n", "utf-8")
    assert faults(tmp_path) == ["two/index.html:1:1: the page is empty; build the site anew [site]"]


def test_an_address_that_was_promised_must_be_there(tmp_path: Path) -> None:
    assert faults(tmp_path, ("", "one/", "one/#p1")) == []
    assert faults(tmp_path, ("one/#p2", "two/")) == [
        f"{name}/index.html:1:1: the address '{address}' is not in the finished site; "
        "mend the template that should make it [site]"
        for name, address in (("one", "one/#p2"), ("two", "two/"))
    ]


@pytest.mark.parametrize(
    "html", ['<img srcset="https://x.example/a.png 2x">', '<video poster="https://x.example/a.png">']
)
def test_every_way_of_fetching_an_image_is_told(tmp_path: Path, html: str) -> None:
    assert len(faults(tmp_path, two=html)) == 1


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("{", "it is not JSON: "),
        ('{"@type": "x"}', "a JSON-LD block has no @context"),
        ('{"@context": "x", "@type": "y", "url": "https://toy.example/a/b/three/"}', "three/', where no page is"),
    ],
)
def test_linked_data_is_whole_and_leads_to_pages(tmp_path: Path, html: str, expected: str) -> None:
    (told,) = faults(tmp_path, two=f'<script type="application/ld+json">{html}</script>')
    assert expected in told


def test_links_to_other_sites_are_well_formed(tmp_path: Path) -> None:
    told = faults(tmp_path, two='<a href="https://x.example/">x</a>\n<a href="https:/x.example/">x</a>')
    assert told == ["two/index.html:4:1: the link 'https:/x.example/' cannot lead anywhere; mend the address [site]"]


def test_pages_that_nothing_leads_to_are_told() -> None:
    held = {
        "index.html": '<a href="one/">x</a> <a href="two">x</a>',
        "404.html": "x",
        "one/index.html": "x",
        "two/index.html": '<a href="../three/">x</a>',
        "three/index.html": "x",
        "own/index.html": '<a href="./">x</a>',
        "gone/index.html": "x",
    }
    pages = {name: look(BASE, name, html.encode()) for name, html in held.items()}
    assert unreached(pages, ["gone/", "gone/#p1"]) == ["own/index.html"]
