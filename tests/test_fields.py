from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from edition.model.fields import Date, Day, Digest, Id, LanguageTag, ParagraphId, Terms, Url, term_order
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
TERMS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), unique=True, max_size=8)


def refusal(kind: Any, value: object) -> str:
    """Return what is said against a value, without the remedy."""
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python(value)
    return str(error.value.errors()[0]["ctx"]["what"])


def accepted(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize("text", ["a", "tatsumi-2019", "2019", "a-b-c", "index-2", "x" * 80])
def test_ids_are_lower_case_letters_and_digits_joined_by_single_hyphens(text: str) -> None:
    assert accepted(Id, text) == text


@pytest.mark.parametrize("text", ["", "A", "a_b", "a--b", "-a", "a-", "a.b", "a b", "ä", "a/b", "x" * 81, "a\n"])
def test_nothing_else_can_be_an_id(text: str) -> None:
    assert refusal(Id, text) == f"'{text}' cannot be an id"


@pytest.mark.parametrize("text", ["con", "nul", "com1", "lpt9", "index"])
def test_names_that_mean_something_to_a_system_are_reserved(text: str) -> None:
    assert refusal(Id, text) == f"'{text}' is a reserved name"


@pytest.mark.parametrize("text", ["p1", "p12", "p12a", "p99999z"])
def test_paragraph_ids_are_p_a_number_and_at_most_a_letter(text: str) -> None:
    assert accepted(ParagraphId, text) == text


@pytest.mark.parametrize("text", ["p0", "p01", "1", "P1", "p1A", "p1ab", "p100000", "q1", "p１", ""])
def test_nothing_else_is_a_paragraph_id(text: str) -> None:
    assert refusal(ParagraphId, text) == f"'{text}' is not a paragraph id"


@pytest.mark.parametrize("text", ["https://a.example", "http://a.example/b?c=d&e#f", "https://例え.example/道"])
def test_addresses_are_written_out(text: str) -> None:
    assert accepted(Url, text) == text


@pytest.mark.parametrize(
    "text", ["a.example", "//a.example", "ftp://a.example", "javascript:x", "https://", "https://a b", 'https://a/"']
)
def test_nothing_else_is_an_address(text: str) -> None:
    assert refusal(Url, text) == f"'{text}' is not a complete address"


@pytest.mark.parametrize("text", ["sha256:" + "a" * 63, "sha256:" + "A" * 64, "a" * 64, "md5:" + "a" * 64, ""])
def test_a_digest_is_written_in_full_and_in_small_letters(text: str) -> None:
    assert refusal(Digest, text) == f"'{text}' is not a digest"
    assert accepted(Digest, "sha256:" + "0a" * 32)


@pytest.mark.parametrize("text", ["en", "ja", "ko-Latn", "zh-Hant-TW", "gsw"])
def test_a_language_is_a_tag(text: str) -> None:
    assert accepted(LanguageTag, text) == text


@pytest.mark.parametrize("text", ["English", "e", "EN", "ja_Latn", "ja-", "日本語"])
def test_nothing_else_is_a_language(text: str) -> None:
    assert refusal(LanguageTag, text) == f"'{text}' is not a language tag"


def test_a_date_may_be_wide_and_a_day_may_not() -> None:
    assert str(accepted(Date, " 2019-03? ")) == "March 2019 (uncertain)"
    assert accepted(Day, "2019-03-01").text == "2019-03-01"
    assert refusal(Day, "2019-03") == "'2019-03' is not a single day"
    assert refusal(Day, "2019-03-01?") == "'2019-03-01?' is not a single day"
    assert refusal(Date, "2019-02-30") == "there is no day '2019-02-30'"
    assert refusal(Date, True) == "the date is not text"


def test_a_term_has_four_words_at_most() -> None:
    assert accepted(Terms, ["tax on his patience"]) == ("tax on his patience",)
    assert refusal(Terms, ["a tax on his patience"]) == "the term 'a tax on his patience' has more than four words"


def test_a_term_stands_once() -> None:
    assert refusal(Terms, ["boat", "due", "boat"]) == "the term 'boat' stands twice"


def test_terms_stand_in_alphabetical_order_small_and_capital_letters_alike() -> None:
    assert accepted(Terms, ["1965", "boat", "Due", "due", "zeal", "Émile", "灯"])
    assert refusal(Terms, ["boat", "Zeal", "due"]) == "the terms are out of order at 'Zeal'"


@given(TERMS)
def test_terms_sorted_by_their_order_are_accepted_as_they_stand(terms: list[str]) -> None:
    ordered = sorted(terms, key=term_order)
    assert accepted(Terms, ordered) == tuple(ordered)


@given(TERMS.filter(lambda terms: len(terms) > 1))
def test_terms_in_any_other_order_are_refused(terms: list[str]) -> None:
    in_order = all(term_order(one) < term_order(next_one) for one, next_one in pairwise(terms))
    if not in_order:
        assert "out of order" in refusal(Terms, terms)
