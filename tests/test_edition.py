"""The edition in this repository: its five articles, what is promised of them, and the texts where they are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from edition import checks, digest, pipeline, witness
from edition.cli import main
from edition.folding import folded, holds
from edition.model.edition import Edition
from edition.sitecheck import check_site

ROOT = Path(__file__).parent.parent
PARAGRAPHS = {
    "kimiya-2019": 12,
    "tatsumi-2019": 7,
    "goto-2019": 12,
    "cfr-2019": 10,
    "korea-herald-2021": 14,
}
LONGEST_QUOTATION = 8
LONGEST_RUN = 8

Snapshot = Callable[[Path], dict[str, bytes]]
Copy = Callable[[Path], Path]


def test_the_five_articles_are_read_and_checked_without_faults(real_edition: Edition) -> None:
    assert checks.check(real_edition) == []
    assert set(real_edition.by_id) == set(PARAGRAPHS)


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_paragraph_is_there_and_numbered_without_a_gap(real_edition: Edition, article: str) -> None:
    found = [paragraph.id for paragraph in real_edition.by_id[article].paragraphs]
    assert found == [f"p{number}" for number in range(1, PARAGRAPHS[article] + 1)]
    assert list(real_edition.by_id[article].matter.paragraphs) == found


def test_the_five_meet_where_the_table_says(real_edition: Edition) -> None:
    path = ROOT / "tests" / "cases" / "where_the_five_meet.yml"
    table: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load(path.read_text("utf-8"))
    found: dict[str, dict[str, dict[str, list[str]]]] = {topic: {} for topic in real_edition.authority.topics}
    for article in real_edition.articles:
        for name, paragraph in article.matter.paragraphs.items():
            for kind, topics in (("words", paragraph.topics), ("reading", paragraph.reading)):
                for topic in topics:
                    found[topic].setdefault(article.id, {"words": [], "reading": []})[kind].append(name)
    assert found == table


def test_every_regest_says_by_whom_and_from_what_it_was_drafted(real_edition: Edition) -> None:
    for article in real_edition.articles:
        assert article.matter.layer == "regest"
        for paragraph in article.paragraphs:
            drafting = article.drafting(paragraph.id)
            assert drafting is not None
            assert drafting.drafted_by
            assert article.matter.witness is not None
            assert drafting.witness == article.matter.witness.name


def test_no_quotation_in_a_regest_is_longer_than_eight_words(real_edition: Edition) -> None:
    for article in real_edition.articles:
        for paragraph in article.paragraphs:
            for quotation in re.findall(r"“([^”]*)”|\"([^\"]*)\"|^> (.*)$", paragraph.markdown, re.M):
                words = "".join(quotation).split()
                assert len(words) <= LONGEST_QUOTATION, f"{article.id} {paragraph.id}: {' '.join(words)}"


def test_quotation_marks_come_in_pairs(real_edition: Edition) -> None:
    for article in real_edition.articles:
        for paragraph in article.paragraphs:
            marks = re.sub(r"[^“”]", "", paragraph.markdown)
            assert marks == "“”" * (len(marks) // 2), f"{article.id} {paragraph.id}"


def test_the_site_holds_the_five_pages_and_all_55_paragraphs(built_real: Path) -> None:
    ids = {}
    for article in PARAGRAPHS:
        page = lxml.html.document_fromstring((built_real / "site" / "articles" / article / "index.html").read_bytes())
        ids[article] = [element.get("id") for element in page.cssselect(".ed-para")]
        assert "drafted by Claude, a language model by Anthropic" in page.text_content()
        assert "not yet reviewed by a second reader" in page.text_content()
    assert ids == {article: [f"p{n}" for n in range(1, count + 1)] for article, count in PARAGRAPHS.items()}
    assert sum(map(len, ids.values())) == 55


def test_a_second_build_rewrites_nothing_and_gives_the_same_bytes(
    real_copy: Copy, built_real: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    folder = real_copy(tmp_path / "real")
    assert pipeline.build(folder, lambda _: None).rewritten > 0
    first = snapshot(folder / "site")
    assert pipeline.build(folder, lambda _: None).rewritten == 0
    assert snapshot(folder / "site") == first
    assert snapshot(built_real / "site") == first  # another folder, another build: the same bytes


def test_the_edition_builds_for_a_place_below_a_path(
    real_copy: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "https://example.org/a/b/"
    monkeypatch.setenv("SITE_URL", base)
    folder = real_copy(tmp_path / "real")
    assert main(["build", str(folder)]) == 0
    promised = [f"articles/{article}/#p{n}" for article, count in PARAGRAPHS.items() for n in range(1, count + 1)]
    assert check_site(folder / "site", base, promised) == []
    for path in (folder / "site").rglob("*.html"):
        links = [link for _, _, link, _ in lxml.html.document_fromstring(path.read_bytes()).iterlinks()]
        assert not any("//after-hanoi.example" in link for link in links), path
        absolute = [link for link in links if link.startswith("/")]
        assert path.name == "404.html" or not absolute, path
        assert all(link.startswith("/a/b/") for link in absolute), path


def test_no_page_holds_a_path_of_the_machine_it_was_built_on(built_real: Path) -> None:
    for path in (built_real / "site").rglob("*.*"):
        if path.is_file():
            assert str(built_real.parent).encode() not in path.read_bytes(), path


# Over the texts themselves, where they are at hand.


def text_of(edition: Edition, texts: dict[str, str], article: str) -> str:
    held = edition.by_id[article].matter.witness
    assert held is not None
    assert held.digest in texts, f"no text in witnesses/ has the digest that {article} gives"
    return texts[held.digest]


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_the_text_at_hand_is_the_witness_that_the_article_names(
    real_edition: Edition, texts: dict[str, str], article: str
) -> None:
    text = text_of(real_edition, texts, article)
    found = witness.paragraphs_by_digest(text)
    held = real_edition.by_id[article].matter.paragraphs
    positions = [text.index(found[str(paragraph.digest)]) for paragraph in held.values()]
    assert positions == sorted(set(positions))
    assert len(positions) == PARAGRAPHS[article]


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_term_stands_in_its_paragraph(real_edition: Edition, texts: dict[str, str], article: str) -> None:
    found = witness.paragraphs_by_digest(text_of(real_edition, texts, article))
    for name, paragraph in real_edition.by_id[article].matter.paragraphs.items():
        text = folded(found[str(paragraph.digest)])
        missing = [term for term in paragraph.terms if not holds(text, folded(term))]
        assert not missing, f"{article} {name}: {missing}"


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_quotation_of_a_regest_stands_in_its_paragraph(
    real_edition: Edition, texts: dict[str, str], article: str
) -> None:
    found = witness.paragraphs_by_digest(text_of(real_edition, texts, article))
    held = real_edition.by_id[article]
    for paragraph in held.paragraphs:
        text = folded(found[str(held.about(paragraph.id).digest)])
        for quotation in re.findall(r"“([^”]*)”", paragraph.markdown):
            sought = folded(quotation).rstrip(".,;:")
            assert sought in text, f"{article} {paragraph.id}: {quotation}"


def test_the_check_sees_all_five_texts(real_edition: Edition, texts: dict[str, str]) -> None:
    edition, strange = witness.with_texts(real_edition, ROOT / "witnesses")
    assert {name: len(held) for name, held in edition.texts.items()} == PARAGRAPHS
    assert all(copy.exact and copy.whole for copy in edition.copies.values())
    assert strange == []
    assert list(witness.compare(edition)) == []


def runs(text: str, length: int = LONGEST_RUN + 1) -> Iterator[str]:
    """Yield every run of so many words, signs between them left out."""
    words = re.findall(r"\w+(?:[-'.]\w+)*", folded(text))
    return (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def without_titles(edition: Edition, text: str) -> str:
    """Return a text without the titles of the articles, which are given as they stand: a piece is cited by them."""
    for article in edition.articles:
        for title in (article.matter.title.text, article.matter.title.subtitle):
            text = re.sub(re.escape(title), "; ", text, flags=re.IGNORECASE) if title else text
    return text


@pytest.mark.parametrize("file", sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "articles").rglob("*.*")))
def test_no_file_repeats_nine_words_running_of_a_text(
    real_edition: Edition, texts: dict[str, str], file: str
) -> None:
    known = {run for text in texts.values() for run in runs(text)}
    assert not known.intersection(runs(without_titles(real_edition, (ROOT / file).read_text("utf-8"))))


def test_no_page_of_the_site_repeats_nine_words_running_of_a_text(
    real_edition: Edition, texts: dict[str, str], built_real: Path
) -> None:
    known = {run for text in texts.values() for run in runs(text)}
    site = built_real / "site"
    data = (site / "check-a-quotation" / "data").glob("a-*.js")
    for path in [*site.rglob("*.html"), site / "assets" / "search-index.js", *data]:
        written = path.read_text("utf-8")
        if path.suffix == ".html":
            written = " | ".join(lxml.html.document_fromstring(written).itertext())
        assert not known.intersection(runs(without_titles(real_edition, written))), path


def digests(real_edition: Edition) -> list[Any]:
    return [a.matter.witness and a.matter.witness.digest for a in real_edition.articles]


def test_no_two_articles_name_one_witness_and_no_two_paragraphs_one_digest(real_edition: Edition) -> None:
    assert len(set(digests(real_edition))) == len(PARAGRAPHS)
    held = [p.digest for a in real_edition.articles for p in a.matter.paragraphs.values()]
    assert len(set(held)) == len(held) == 55
    assert digest.of_paragraph("") not in held
