"""Texts into tokens, in Python when the index is made and in JavaScript when it is read: always the same."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from edition.search.tokens import atoms_of, fold, key_of, layer, tokens
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
    assert ("問、題" not in dict(tokens("問、題")[0])) and ("問題" not in dict(tokens("問、題")[0]))


def test_texts_of_a_layer_stand_apart() -> None:
    assert layer(["a b", "c"]) == [("a", 0), ("b", 1), ("c", 4)]


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
