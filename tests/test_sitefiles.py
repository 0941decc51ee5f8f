"""Files for machines: each kind whole, each address of the site's own there."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition.sitefiles import BrokenError, check_files, json_ld

BASE = "https://toy.example/a/"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>t</title><updated>2026-01-01T00:00:00Z</updated>{}</feed>'
ENTRY = "<entry><id>{}</id><title>t</title><updated>2026-01-01T00:00:00Z</updated></entry>"
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
OPENSEARCH = '<O xmlns="http://a9.com/-/spec/opensearch/1.1/"><Url template="https://toy.example/a/search/{}"/></O>'
FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [%s]}'
HERE = {"", "one/", "one/#p1", "search/"}


def told(tmp_path: Path, name: str, text: str) -> list[str]:
    (tmp_path / name).write_text(text, "utf-8")
    return [str(fault) for fault in check_files(tmp_path, BASE, [name, "index.html"], HERE.__contains__)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feed.xml", ATOM.format(ENTRY.format(BASE + "one/"))),
        ("feed.json", FEED % f'{{"id": "x", "content_text": "see {BASE}one/#p1."}}'),
        ("sitemap.xml", SITEMAP.format(f"<url><loc>{BASE}one/</loc></url>")),
        ("opensearch.xml", OPENSEARCH.format("?q={searchTerms}")),
        ("cite.json", '[{"id": "x", "type": "article"}]'),
        ("other.json", "{}"),
        ("thesaurus.jsonld", f'{{"@context": "x", "@graph": [{{"@type": "y", "@id": "{BASE}one/#any"}}]}}'),
        ("thesaurus.ttl", f"<{BASE}one/#any> a <x> ."),
        ("cite.ris", f"TY  - NEWS\nUR  - {BASE}one/\nER  - \n"),
        ("cite.bib", "@article{x,\n  title = {a {b} \\} c},\n}\n"),
        ("style.css", "{"),
    ],
)
def test_what_is_whole_is_no_fault(tmp_path: Path, name: str, text: str) -> None:
    assert told(tmp_path, name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("feed.xml", "<feed>", "feed.xml:1:1: it is not XML: "),
        ("feed.xml", "<feed/>", "it is no Atom feed"),
        ("feed.xml", ATOM.format("\n<entry><id>x</id></entry>"), "feed.xml:2:1: <entry> has no <title>"),
        ("feed.xml", ATOM.format(ENTRY.format("x") * 2), "an id stands twice"),
        ("feed.json", "{\n,", "feed.json:2:1: it is not JSON: "),
        ("feed.json", '{"items": []}', "it is no JSON feed"),
        ("feed.json", FEED % '{"id": "x"}', "an item has no id or no content"),
        ("sitemap.xml", SITEMAP.format(""), "an address is missing or stands twice"),
        ("sitemap.xml", SITEMAP.format("<url><loc>x</loc></url>" * 2), "an address is missing or stands twice"),
        ("sitemap.xml", SITEMAP.format(f"<url><loc>{BASE}two/</loc></url>"), f"it names {BASE}two/, which is not in"),
        ("opensearch.xml", OPENSEARCH.format("x"), "it has no address that takes words"),
        ("cite.json", '[{"id": "x"}]', "an item has no id or no type"),
        ("other.json", "[", "it is not JSON"),
        ("thesaurus.jsonld", '{"@graph": []}', "a JSON-LD block has no @context"),
        ("thesaurus.ttl", f"\n<{BASE}two/> a <x> .", f"thesaurus.ttl:2:1: it names {BASE}two/, which is not in"),
        ("cite.ris", "TY  - NEWS\nno tag\nER  - ", "cite.ris:2:1: a line does not begin with a tag"),
        ("cite.ris", "TY  - NEWS\n", "does not begin with TY or end with ER"),
        ("cite.bib", "text", "an entry does not begin with its kind and key"),
        ("cite.bib", "@article{x,\n  title = {a,\n}\n", "braces do not match"),
    ],
)
def test_what_is_broken_or_leads_nowhere_is_told(tmp_path: Path, name: str, text: str, expected: str) -> None:
    (fault, *more) = told(tmp_path, name, text)
    assert expected in fault
    assert len(more) == 0 or name == "opensearch.xml"


def test_a_block_that_does_not_say_what_it_is_about_is_told() -> None:
    json_ld('{"@context": "https://schema.org", "@type": "Article"}')
    for text in ("{", '{"@type": "x"}', '{"@context": "x"}', '{"@context": "x", "@graph": [{}]}', "[3]"):
        with pytest.raises(BrokenError):
            json_ld(text)
