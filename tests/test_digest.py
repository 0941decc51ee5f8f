from __future__ import annotations

import hashlib
from typing import Any

import pytest
from edition import digest
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.lists(st.text("aé\u0301e潮“”-.1", min_size=1, max_size=4), max_size=4)
SPACES = st.text(" \t\n\r\u00a0\u3000\u2003", min_size=1, max_size=3)


def test_the_digest_of_bytes_is_their_sha_256() -> None:
    known = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4, "abc"
    assert digest.of_bytes(b"abc") == known
    assert digest.PATTERN.fullmatch(known)


def test_the_digest_of_a_paragraph_is_that_of_its_text_in_utf_8() -> None:
    assert digest.of_paragraph("潮が引く") == "sha256:" + hashlib.sha256("潮が引く".encode()).hexdigest()


def test_composed_and_decomposed_letters_have_one_digest() -> None:
    assert digest.of_paragraph("caf\u00e9") == digest.of_paragraph("cafe\u0301")


def test_quotation_marks_and_hyphens_stay_as_they_are() -> None:
    assert digest.of_paragraph("“a”") != digest.of_paragraph('"a"')
    assert digest.of_paragraph("a‑b") != digest.of_paragraph("a-b")


@given(WORDS, st.data())
def test_the_digest_is_the_same_however_white_space_is_broken(words: list[str], data: st.DataObject) -> None:
    broken = "".join(data.draw(SPACES) + word for word in words) + data.draw(SPACES)
    assert digest.of_paragraph(broken) == digest.of_paragraph(" ".join(words))


@given(WORDS, WORDS)
def test_other_words_have_another_digest(one: list[str], other: list[str]) -> None:
    same = digest.of_paragraph(" ".join(one)) == digest.of_paragraph(" ".join(other))
    assert same == (digest.of_paragraph("|".join(one)) == digest.of_paragraph("|".join(other)))


@pytest.mark.cases("digests.yml")
def test_a_text_is_divided_into_sentences_and_compared_by_its_words(case: dict[str, Any]) -> None:
    assert digest.sentences(case["input"]) == case["sentences"]
    assert " ".join(digest.words(case["input"])) == case["words"]


def test_the_digest_of_a_sentence_is_twelve_digits_of_the_sha_256_of_its_words_written_together() -> None:
    expected = hashlib.sha256(b"puttingoutthelampcostsmorethantheoilofthelamp").hexdigest()[:12]
    assert digest.of_sentence("Putting out the lamp costs more than the oil of the lamp!") == expected
    assert digest.of_sentence("“Putting out the Lamp” costs more than the oil of the-\nlamp.") == expected
    assert digest.SENTENCE.fullmatch(expected)


def test_a_sentence_too_short_to_stay_unguessed_has_no_digest_and_none_stands_twice() -> None:
    long = "Putting out the lamp costs more than the oil of the lamp."
    assert digest.of_sentences(f"{long} Boats go out. {long}") == (digest.of_sentence(long),)
    assert digest.of_sentences("x" * 39 + ". " + "Y" * 40 + ".") == (digest.of_sentence("y" * 40),)


@given(st.text("aB. ?!”’U潮。\n", max_size=60))
def test_no_word_is_lost_or_moved_by_dividing(text: str) -> None:
    parts = digest.sentences(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert [word for part in parts for word in digest.words(part)] == digest.words(text)
