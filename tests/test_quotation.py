from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from edition import digest, quotation
from edition.model.edition import Edition
from hypothesis import given
from hypothesis import strategies as st

SURE = 5
assert SURE == quotation.SHINGLE + quotation.WINDOW - 1
SOME_WORDS = st.lists(st.sampled_from("abcdefg"), max_size=40)


def held(files: dict[str, bytes], name: str) -> Any:
    """Return what a data file hands over under its name."""
    script = files[f"check-a-quotation/data/{name}.js"].decode()
    start = f'editionQuotation("{name}",'
    assert script.startswith(start)
    assert script.endswith(");\n")
    return json.loads(script.removeprefix(start).removesuffix(");\n"))


@pytest.fixture(scope="module")
def files(toy_edition: Edition) -> dict[str, bytes]:
    """The data files of the toy edition."""
    return quotation.files(toy_edition)


@given(SOME_WORDS, st.lists(st.sampled_from("abcdefg"), min_size=SURE, max_size=12), SOME_WORDS)
def test_a_run_of_five_words_has_a_fingerprint_in_common_with_every_text_that_holds_it(
    before: list[str], run: list[str], after: list[str]
) -> None:
    starts = range(len(run) - quotation.SHINGLE + 1)
    every = {quotation.hashed(run[at : at + quotation.SHINGLE]) for at in starts}
    assert every & set(quotation.fingerprints(before + run + after))


@given(SOME_WORDS)
def test_fingerprints_are_hashes_of_runs_of_the_text_and_fewer_than_these(words: list[str]) -> None:
    starts = range(len(words) - quotation.SHINGLE + 1)
    every = [quotation.hashed(words[at : at + quotation.SHINGLE]) for at in starts]
    found = list(quotation.fingerprints(words))
    assert set(found) <= set(every)
    assert len(found) <= len(every)
    assert bool(found) == bool(every)


def test_a_hash_is_crc_32_in_its_usual_form() -> None:
    assert quotation.hashed(["123456789"]) == 0xCBF43926  # the check value of ISO 3309


def test_an_article_is_told_with_its_own_words_apart_from_the_editions(files: dict[str, bytes]) -> None:
    summary, text = held(files, "a-lamp-oil"), held(files, "a-on-tides")
    assert summary["texts"] == []
    assert [paragraph for paragraph, _ in summary["summary"]] == ["p1", "p2"]
    assert text["summary"] == []
    assert text["texts"][0][1].startswith("The tide waits for nobody, and <b>nobody</b> waits for the tide")
    assert (summary["names"], summary["outlet"], summary["date"]) == (
        "The Harbour Board",
        "The Shore Gazette",
        "March 2019 (uncertain)",
    )


def test_a_text_at_hand_by_a_witness_is_the_authors(toy_edition: Edition) -> None:
    at_hand = replace(toy_edition, texts={"lamp-oil": {"p1": "Lamp oil has gone up again."}})
    assert held(quotation.files(at_hand), "a-lamp-oil")["texts"] == [["p1", "Lamp oil has gone up again."]]


def test_short_quotations_of_a_summary_are_found_whole(files: dict[str, bytes]) -> None:
    key = f"{quotation.hashed(['for', 'the', 'tide']):08x}"
    assert held(files, "f")[key] == ["harbour-dues"]
    assert list(quotation.short_quotations("one “for the tide”, one “" + "a " * 5 + "”")) == [
        quotation.hashed(["for", "the", "tide"])
    ]


def test_sentences_lead_to_their_paragraphs_and_settings_say_how_far_the_digests_go(toy_edition: Edition) -> None:
    article = toy_edition.by_id["lamp-oil"]
    sentences = digest.of_sentences("Lamp oil has gone up again, and so has the price of lamps.")
    paragraph = article.matter.paragraphs["p1"].model_copy(update={"sentences": sentences})
    matter = article.matter.model_copy(update={"paragraphs": article.matter.paragraphs | {"p1": paragraph}})
    articles = tuple(replace(a, matter=matter) if a.id == "lamp-oil" else a for a in toy_edition.articles)
    files = quotation.files(replace(toy_edition, articles=articles))
    assert held(files, "s") == {sentences[0]: ["lamp-oil#p1"]}
    assert held(files, "settings") == {"s": 0, "f": 0, "shingle": 3, "least": 40, "carried": 3, "summarised": 2}


@given(st.dictionaries(st.text("0123456789abcdef", min_size=8, max_size=8), st.just({"x"}), max_size=40))
def test_shards_hold_every_entry_once_and_there_is_one_for_every_prefix(entries: dict[str, set[str]]) -> None:
    for length in (0, 1, 2):
        shards = dict(quotation.sharded(entries, length))
        assert len(shards) == 16**length
        assert {k: v for shard in shards.values() for k, v in shard.items()} == entries
        assert all(key.startswith(prefix) for prefix, shard in shards.items() for key in shard)


@pytest.mark.parametrize(
    ("entries", "length"), [(0, 0), (2000, 0), (2001, 1), (32_000, 1), (32_001, 2), (5_000_000, 3)]
)
def test_a_file_holds_some_hundred_entries_however_many_there_are(entries: int, length: int) -> None:
    assert quotation.prefix_length(entries) == length
