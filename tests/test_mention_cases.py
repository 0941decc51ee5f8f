"""What is found in the summaries of the edition in this repository, and in the texts where they are at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from edition import annotate, reader, witness
from edition.folding import folded
from edition.mentions import Ambiguity, Finder, Mention, Reading
from edition.model.edition import Edition

ROOT = Path(__file__).parents[1]
CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "mentions.yml").read_text("utf-8"))
RECORDS = list(dict.fromkeys([*CASES["listed"], *CASES["further"]]))
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Found:
    """A mention in a layer of the edition."""

    record: str
    article: str
    words: str
    sort: str


def entries(record: str) -> dict[str, dict[str, Any]]:
    """Return what the file says of a record, by variant."""
    return {**CASES["listed"].get(record, {}), **CASES["further"].get(record, {})}


def counted(found: Iterable[Found], record: str) -> Counts:
    """Return how often a record is named by each variant of the file, or else by other words, in each article."""
    variants = {folded(variant): variant for variant in entries(record)}
    counts: dict[str, Counter[str]] = {}
    for one in found:
        if one.record == record:
            counts.setdefault(variants.get(folded(one.words), one.words), Counter())[one.article] += 1
    return {variant: dict(by) for variant, by in counts.items()}


def expected(record: str, layer: str) -> Counts:
    return {variant: entry[layer] for variant, entry in entries(record).items() if layer in entry}


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The edition in this repository."""
    edition, faults = reader.read_edition(ROOT)
    assert faults == []
    return edition


@pytest.fixture(scope="module")
def finder(edition: Edition) -> Finder:
    return Finder(annotate.forms(edition))


@pytest.fixture(scope="module")
def regests(edition: Edition) -> list[Found]:
    """Every mention in the summaries, as their pages count them."""
    made, faults = annotate.annotate(edition)
    assert faults == []
    return [
        Found(named.record.strip("/"), article, named.words, named.sort)
        for article, annotated in made.items()
        for named in annotated.mentions
    ]


@pytest.fixture(scope="module")
def witnessed(edition: Edition, finder: Finder, texts: dict[str, str]) -> list[Found]:
    """Every mention in the authors' texts."""
    return [found for article in edition.articles for found in _in_text(edition, finder, article.id, texts)]


def _in_text(edition: Edition, finder: Finder, article: str, texts: dict[str, str]) -> Iterator[Found]:
    matter = edition.by_id[article].matter
    assert matter.witness is not None
    assert matter.witness.digest in texts, f"the text of {article} is not in witnesses/"
    paragraphs = witness.paragraphs_by_digest(texts[matter.witness.digest])
    reading = Reading(article)
    for name, entry in matter.paragraphs.items():
        assert entry.digest is not None
        text = paragraphs[entry.digest]
        reading.paragraph = name
        for one in finder.find(text, reading):
            assert isinstance(one, Mention), f"ambiguous in {article}, {name}: {text[one.start : one.end]}"
            yield Found(one.record.strip("/"), article, text[one.start : one.end], one.sort)


@pytest.mark.parametrize("record", RECORDS)
def test_the_summaries_name_a_record_as_often_as_the_file_says(record: str, regests: list[Found]) -> None:
    assert counted(regests, record) == expected(record, "regests")


@pytest.mark.parametrize("record", RECORDS)
def test_the_texts_name_a_record_as_often_as_the_file_says(record: str, witnessed: list[Found]) -> None:
    assert counted(witnessed, record) == expected(record, "texts")


def test_no_further_record_is_named_in_the_summaries_and_the_totals_agree(regests: list[Found]) -> None:
    assert {one.record for one in regests} <= set(RECORDS)
    assert Counter(one.article for one in regests) == CASES["totals"]["regests"]


def test_no_further_record_is_named_in_the_texts_and_the_totals_agree(witnessed: list[Found]) -> None:
    assert {one.record for one in witnessed} <= set(RECORDS)
    assert Counter(one.article for one in witnessed) == CASES["totals"]["texts"]


@pytest.mark.parametrize("record", RECORDS)
def test_each_variant_leads_to_its_record_in_every_article_that_has_it(
    record: str, edition: Edition, finder: Finder
) -> None:
    for variant, entry in entries(record).items():
        for article in sorted({*entry.get("regests", ()), *entry.get("texts", ())}):
            assert _leads(edition, finder, variant, article, record), f"{variant} in {article}"


def _leads(edition: Edition, finder: Finder, variant: str, article: str, record: str) -> bool:
    """Return whether in some paragraph a variant, or it at a sentence's start, names a record named before."""
    whole = (0, len(variant), f"{record}/")
    for paragraph in edition.by_id[article].paragraphs:
        for words in (variant, variant[0].upper() + variant[1:]):
            for found in finder.find(words, Reading(article, paragraph.id, {f"{record}/"})):
                if isinstance(found, Mention) and (found.start, found.end, found.record) == whole:
                    return True
    return False


@pytest.mark.parametrize("record", list(CASES["further"]))
def test_what_else_is_found_is_of_the_sort_that_the_file_says(record: str, regests: list[Found]) -> None:
    for variant, entry in CASES["further"][record].items():
        sorts = {one.sort for one in regests if (one.record, folded(one.words)) == (record, folded(variant))}
        assert sorts <= set(entry["sort"].split(" or "))


def test_a_capital_that_stands_for_a_government_is_told_from_the_country_s_name(regests: list[Found]) -> None:
    metonyms = {(one.words, one.record) for one in regests if one.sort == "metonym"}
    assert metonyms == {
        ("Tokyo", "places/japan"),
        ("Seoul", "places/south-korea"),
        ("Pyongyang", "places/north-korea"),
        ("Washington", "places/united-states"),
        ("Beijing", "places/china"),
    }


@pytest.mark.parametrize("entry", CASES["not_found"], ids=lambda entry: entry["variant"])
def test_what_is_said_not_to_be_found_is_not_and_there_is_a_reason(
    entry: dict[str, str], edition: Edition, regests: list[Found]
) -> None:
    assert entry["reason"]
    assert not _named(entry, regests)
    if "record" in entry:
        assert edition.authority.record(entry["record"])
    else:
        assert entry["label"]


def test_what_is_said_not_to_be_found_is_not_found_in_the_texts_either(witnessed: list[Found]) -> None:
    assert [entry["variant"] for entry in CASES["not_found"] if _named(entry, witnessed)] == []


def _named(entry: dict[str, str], found: list[Found]) -> bool:
    return any(
        folded(one.words) == folded(entry["variant"]) and one.record == entry.get("record", one.record)
        for one in found
    )


def test_no_variant_is_both_found_and_not_found() -> None:
    found = {(variant, record) for record in RECORDS for variant in entries(record)}
    lost = [(entry["variant"], entry.get("record")) for entry in CASES["not_found"]]
    assert not found & set(lost)
    assert len(CASES["listed"].keys() | CASES["further"].keys()) == len(RECORDS)
    for record in RECORDS:
        assert not CASES["listed"].get(record, {}).keys() & CASES["further"].get(record, {}).keys()


def test_nothing_in_the_summaries_is_ambiguous_even_where_every_record_was_named_before(
    edition: Edition, finder: Finder
) -> None:
    """A short form that two records share would else lie in wait until an article names both."""
    everyone = {f"{kind}/{key}/" for kind, key, _ in edition.authority.records()}
    for article in edition.articles:
        for paragraph in article.paragraphs:
            found = finder.find(paragraph.markdown, Reading(article.id, paragraph.id, set(everyone)))
            assert [one for one in found if isinstance(one, Ambiguity)] == []
