"""Texts into tokens, in Python when the index is made and in JavaScript when it is read: always the same."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from edition.search.rows import rows, terms_of
from edition.search.tokens import GAP, atoms_of, fold, key_of, layer, tokens
from hypothesis import example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.conftest import Node

# Letters that both sides know: what was added to Unicode lately is known to one before the other.
CHARACTERS = st.characters(exclude_categories=("Cs", "Cn", "Co"), max_codepoint=0x1F7FF)
PIECES = st.sampled_from(
    [*"aZéō'’ -.,ß漢字かガﾊﾞ한국 ́9", "U.S.", "lock-on", "1,000", "don't", "Tokyo’s", "・", "『", "\u00ad", "ΑΣ", "İ"]
)
TEXTS = st.lists(PIECES | CHARACTERS, max_size=25).map("".join)


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("Abduction, abducted!", ["abduction", "abducted"]),
        ("ＤＰＲＫ", ["dprk"]),
        ("Tōkyō Łódź Straße smørrebrød İzmir", ["tokyo", "lodz", "strasse", "smorrebrod", "izmir"]),
        ("U.S. and US, p.m.", ["us", "and", "us", "pm"]),
        ("the Koreas’ Tokyo's Tokyo’s don't O’Neill", ["the", "koreas", "tokyo", "tokyo", "dont", "oneill"]),
        ("12,000 or 1,2", ["12000", "or", "1", "2"]),
        ("P-3C lock-on", ["p", "3c", "lock", "on"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        ("拉致 ｶﾞ", ["拉", "致", "ガ"]),
        ("2019年2月", ["2019", "年", "2", "月"]),
        ("— … “”", []),
    ],
)
def test_words_are_folded_and_characters_stand_alone(text: str, atoms: list[str]) -> None:
    assert atoms_of(text) == atoms


def test_hyphens_are_indexed_once_more_without() -> None:
    assert tokens("lock-on")[0] == [("lock", 0), ("on", 1), ("lockon", 0)]
    assert tokens("state-of-the-art lamp")[0][-2:] == [("stateoftheart", 0), ("lamp", 4)]
    assert ("191045", 0) not in tokens("1910-45")[0]


def test_characters_are_indexed_by_twos_and_over_spaces_apart() -> None:
    assert tokens("한국 정부")[0] == [
        ("한", 0),
        ("국", 1),
        ("한국", 0),
        ("정", 2),
        ("국 정", 1),
        ("부", 3),
        ("정부", 2),
    ]
    assert tokens("問、題")[0] == [("問", 0), ("題", 1)]


def test_texts_of_a_layer_stand_apart() -> None:
    assert layer(["a b", "c"]) == (["a", "b", "c"], [0, 1, 4])


@given(st.lists(TEXTS, max_size=3))
@example(["The lock-on, (U.S.) “1,000” Koreas’ — don't, Tokyo’s .a x.y-", "ＤＰＲＫ Łódź", "問、題 lock-on"])
def test_a_layer_has_the_tokens_of_its_texts_one_after_the_other(texts: list[str]) -> None:
    expected = []
    start = 0
    for text in texts:
        held, count = tokens(text)
        expected += [(term, start + place) for term, place in held]
        start += count + GAP
    assert sorted(zip(*layer(texts), strict=True)) == sorted(expected)


@given(st.lists(st.lists(TEXTS, max_size=2), max_size=3))
def test_rows_of_an_article_hold_the_tokens_of_each_unit(units: list[list[str]]) -> None:
    held = rows(units)
    found = [(terms_of(held)[number], place) for number, place in zip(held.tokens, held.places, strict=True)]
    assert len(held.counts) == len(units)
    for texts, count in zip(units, held.counts, strict=True):
        assert sorted(found[:count]) == sorted(zip(*layer(texts), strict=True))
        del found[:count]
    assert not found
    assert len(set(terms_of(held))) == len(terms_of(held))


def test_key_has_spaces_between_words_only() -> None:
    assert key_of(["comfort", "women"]) == "comfort women"
    assert key_of(["2019", "年", "2", "月", "a", "b"]) == "2019年2月a b"


@given(TEXTS)
@example("ｶﾞｷﾞ")
@example("ΣΑΣ’s")
@example("e\u0301\u0302 ﬁ ½ ㎒ ℡")
@settings(max_examples=250)
def test_python_and_javascript_agree(node: Node, text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    held, end = tokens(text)
    assert node.core("tokens", text) == [[list(token) for token in held], end]
    assert [one["atom"] for one in node.core("atoms", text)] == atoms_of(text)


@given(TEXTS)
def test_places_of_atoms_are_those_of_the_text(node: Node, text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    encoded = text.encode("utf-16-le")
    for one in node.core("atoms", text):
        word = encoded[2 * one["start"] : 2 * one["end"]].decode("utf-16-le")
        assert fold(word) == one["atom"]


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
