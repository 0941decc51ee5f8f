"""What machines read: checked by the terms of schema.org as rdflib has them, and by a reading of Zotero's rules.

Zotero's own translator runs in Zotero only, and its code is not part of this project. `read_as_zotero` follows the
rules of "Embedded Metadata.js" and "RDF.js" of github.com/zotero/translators (June 2026) as far as they concern such
pages: z:itemType before all guesses; citation_title, citation_date, citation_language and citation_public_url over
Dublin Core; one author a citation_author, divided at its comma; prism.publicationName; DC.description as Extra where
there is a z:itemType; and at last the canonical address where no other was given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from edition.citing.item import of_article
from edition.model.edition import Edition
from lxml.html import HtmlElement
from rdflib.namespace import SDO

HIGHWIRE = {
    "citation_title": "title",
    "citation_date": "date",
    "citation_language": "language",
    "citation_public_url": "url",
}
# What Zotero takes for a type of its own by one of these would come before or beside z:itemType.
TYPING = {
    f"citation_{name}"
    for name in (
        "journal_title",
        "technical_report_institution",
        "conference_title",
        "conference",
        "book_title",
        "inbook_title",
        "dissertation_institution",
    )
}


def read_as_zotero(page: HtmlElement) -> dict[str, Any]:
    """Return the item that Zotero makes of a page."""
    metas = [(m.get("name") or m.get("property") or "", m.get("content") or "") for m in page.xpath("//head/meta")]
    assert not {name for name, _ in metas} & TYPING

    def first(name: str) -> str:
        return next((content for key, content in metas if key == name and content), "")

    item: dict[str, Any] = {"itemType": first("z:itemType"), "title": first("DC.title"), "date": first("DC.date")}
    item["publicationTitle"] = first("prism.publicationName")
    item["extra"] = first("DC.description")
    for name, field in HIGHWIRE.items():
        if first(name).strip():
            item[field] = " ".join(first(name).split())
    item["creators"] = [clean_author(content) for name, content in metas if name == "citation_author"]
    if not item.get("url"):
        (item["url"],) = page.xpath("//head/link[@rel='canonical']/@href")
    return item


def clean_author(author: str) -> tuple[str, ...]:
    """Return family and given name, or the one name, as ZU.cleanAuthor divides at a comma."""
    family, comma, given = author.partition(",")
    assert comma
    return (family.strip(), given.strip()) if given.strip() else (family.strip(),)


@pytest.fixture(scope="module")
def real_page(built_real: Path) -> Any:
    """A function that opens a page of the real edition."""

    def opened(address: str) -> HtmlElement:
        path = built_real / "site" / address / "index.html"
        return lxml.html.document_fromstring(path.read_text("utf-8"))

    return opened


BASE = "https://after-hanoi.example/articles/"


@pytest.mark.parametrize(
    ("article", "kind", "title", "creators", "publication", "date", "url"),
    [
        (
            "kimiya-2019",
            "newspaperArticle",
            "[The Hanoi Summit and Japan–South Korea Relations]",
            [("Kimiya", "Tadashi")],
            "The Japan Times",
            "2019-05-09",
            "https://www.japantimes.co.jp/opinion/2019/05/09/commentary/japan-commentary/"
            "hanoi-summit-japan-south-korea-relations/",
        ),
        (
            "tatsumi-2019",
            "magazineArticle",
            "North Korea Talks Stalemate: What Should Japan Do?",
            [("Tatsumi", "Yuki")],
            "The Diplomat",
            "2019-04",
            f"{BASE}tatsumi-2019/",  # the original's was not seen
        ),
        (
            "goto-2019",
            "newspaperArticle",
            "[A Chance to Strengthen the Weak Link: Tokyo–Seoul Ties]",
            [("Goto", "Shihoko")],
            "The Japan Times",
            "2019-03-01",
            "https://www.japantimes.co.jp/opinion/2019/03/01/commentary/japan-commentary/"
            "chance-strengthen-weak-link-tokyo-seoul-ties/",
        ),
        (
            "cfr-2019",
            "blogPost",
            "The Hanoi Setback and Tokyo’s North Korea Problem",
            [("Smith", "Sheila A.")],
            "Council on Foreign Relations blog",
            "2019-03",
            f"{BASE}cfr-2019/",  # the original's was not seen
        ),
        (
            "korea-herald-2021",
            "newspaperArticle",
            "Key partnership: Enhanced Seoul-Tokyo ties needed for concerted efforts toward North Korea’s "
            "denuclearization",
            [("The Korea Herald",)],
            "The Korea Herald",
            "2021-02-17",
            "https://en.yna.co.kr/view/AEN20210217000700315",
        ),
    ],
)
def test_zotero_saves_the_original_with_the_editions_permalink_and_version_beside_it(
    real_page: Any,
    real_edition: Edition,
    article: str,
    kind: str,
    title: str,
    creators: list[tuple[str, ...]],
    publication: str,
    date: str,
    url: str,
) -> None:
    item = read_as_zotero(real_page(f"articles/{article}"))
    extra = item.pop("extra")
    assert item == {
        "itemType": kind,
        "title": title,
        "creators": creators,
        "publicationTitle": publication,
        "date": date,
        "language": "en",
        "url": url,
    }
    version = real_edition.settings.edition.version
    assert extra.endswith(f"Summarised in After Hanoi, version {version}, {BASE}{article}/")
    assert ("Sheila A. Smith: attributed" in extra) == (article == "cfr-2019")


def test_where_the_originals_address_was_not_seen_the_page_of_citations_says_what_stands_in_its_place(
    real_page: Any, real_edition: Edition
) -> None:
    found = {one.id: real_page(f"articles/{one.id}/cite").cssselect("#address") for one in real_edition.articles}
    assert sorted(key for key, said in found.items() if said) == ["cfr-2019", "tatsumi-2019"]
    (said,) = found["tatsumi-2019"]
    assert said.text_content().startswith("The address of the original was not seen. Citations give the edition’s")
    for key in ("cfr-2019", "tatsumi-2019"):  # and the article's page has the editor's own word on it
        told = " ".join(real_page(f"articles/{key}").text_content().split())
        assert (real_edition.by_id[key].matter.publication.url_note or "no note") in told


def graphs(site: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(site.rglob("*.html")):
        for script in lxml.html.document_fromstring(path.read_text("utf-8")).xpath("//script[not(@src)]"):
            assert script.get("type") == "application/ld+json"
            yield path.parent.relative_to(site).as_posix() + "/", json.loads(script.text)


def nodes(held: Any) -> Iterator[dict[str, Any]]:
    if isinstance(held, dict):
        yield held
        for value in held.values():
            yield from nodes(value)
    elif isinstance(held, list):
        for value in held:
            yield from nodes(value)


def test_every_term_of_the_graphs_is_one_of_schema_org(built_real: Path, built_toy: Path) -> None:
    known = {str(term).rpartition("/")[2] for term in dir(SDO)}
    seen = set()
    for site in (built_real / "site", built_toy / "site"):
        for address, graph in graphs(site):
            assert graph["@context"] == "https://schema.org"
            for node in nodes(graph):
                assert "@type" in node or set(node) <= {"@id", "@context", "@graph"}, (address, node)
                terms = {key for key in node if not key.startswith("@")} | (
                    {node["@type"]} if "@type" in node else set()
                )
                assert terms <= known, address
                seen |= terms
    assert {"OpinionNewsArticle", "Person", "Organization", "DefinedTerm", "Newspaper", "Role", "sameAs"} <= seen


def test_a_summary_is_a_work_about_the_article_and_the_article_has_its_own_address(
    built_real: Path, real_edition: Edition
) -> None:
    held = dict(graphs(built_real / "site"))
    for article in real_edition.articles:
        page, original = held[article.address]["@graph"]
        assert original["@type"] == "OpinionNewsArticle"
        assert original["@id"] == original.get("url", f"{BASE}{article.id}/#original")
        assert original["@id"] != page["@id"] == f"{BASE}{article.id}/"
        assert page["@type"] == "CreativeWork"
        assert page["about"] == page["isBasedOn"] == {"@id": original["@id"]}
        assert page["author"]["name"] == real_edition.settings.site_author
        assert original["headline"] == of_article(real_edition, article).title


def test_corporate_and_attributed_authors_and_records_are_what_they_are(built_real: Path) -> None:
    held = dict(graphs(built_real / "site"))
    (herald,) = held["articles/korea-herald-2021/"]["@graph"][1]["author"]
    assert herald["@type"] == "Organization"
    (smith,) = held["articles/cfr-2019/"]["@graph"][1]["author"]
    assert (smith["@type"], smith["roleName"], smith["author"]["name"]) == (
        "Role",
        "author (attributed)",
        "Sheila A. Smith",
    )
    assert held["people/moon-jae-in/"]["familyName"] == "Moon"
    assert held["topics/comfort-women/"]["@type"] == "DefinedTerm"
    assert "articles/tatsumi-2019/cite/" not in held
    assert "search/" not in held


def test_the_same_thing_elsewhere_is_named_where_its_record_does(built_real: Path, real_edition: Edition) -> None:
    named = {
        f"{real_edition.settings.base}{kind}/{key}/": [one.url for one in record.identifiers]
        for kind, key, record in real_edition.authority.records()
    }
    for _, graph in graphs(built_real / "site"):
        for node in nodes(graph):
            if node.get("@id") in named and "@type" in node:
                assert node.get("sameAs", []) == named[node["@id"]]


def test_typed_links_lead_to_permalink_authors_licence_and_data(built_real: Path, real_page: Any) -> None:
    page = real_page("articles/kimiya-2019")
    links: dict[str, list[str]] = {}
    for link in page.xpath("//head/link"):
        links.setdefault(link.get("rel"), []).append(link.get("href"))
    assert links["cite-as"] == links["canonical"] == [f"{BASE}kimiya-2019/"]
    assert links["type"] == ["https://schema.org/CreativeWork"]
    assert links["author"] == ["https://after-hanoi.example/people/tadashi-kimiya/"]
    assert links["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert links["describedby"] == ["cite.bib", "cite.ris", "cite.json"]
    for name in links["describedby"]:
        assert (built_real / "site" / "articles" / "kimiya-2019" / name).stat().st_size > 100


def test_metadata_stand_only_on_the_pages_that_they_belong_to(built_real: Path) -> None:
    for path in (built_real / "site").rglob("*.html"):
        page = lxml.html.document_fromstring(path.read_text("utf-8"))
        address = path.parent.relative_to(built_real / "site").as_posix()
        is_article = address.startswith("articles/") and address.count("/") == 1
        assert bool(page.xpath("//meta[@name='z:itemType' or @name='citation_title']")) == is_article, path
        assert bool(page.xpath("//link[@rel='cite-as']")) == is_article, path
        opened = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
        if path.name != "404.html":
            plain = {"og:title", "og:description", "og:url", "og:site_name", "og:type"}
            pictured = {f"og:image{part}" for part in ("", ":type", ":width", ":height", ":alt")}
            assert set(opened) == plain | pictured, path
            assert opened["og:type"] == ("article" if is_article else "website")


def test_a_text_is_the_article_and_its_licence_that_of_the_text(built_toy: Path) -> None:
    held = dict(graphs(built_toy / "site"))
    page, original = held["articles/hamabe-no-koe/"]["@graph"]
    assert page["exampleOfWork"] == {"@id": original["@id"]} == {"@id": "https://review.example/hamabe"}
    found = lxml.html.document_fromstring(
        (built_toy / "site" / "articles" / "hamabe-no-koe" / "index.html").read_text("utf-8")
    )
    assert found.xpath("//head/link[@rel='license']/@href") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert found.xpath("//meta[@name='citation_author']/@content") == ["Mori, Hanako"]
    assert found.xpath("//meta[@name='citation_language']/@content") == ["ja"]
