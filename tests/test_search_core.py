"""The query core in Node: what a query means, forms by rule, snippets, suggestions. What it finds: search.yml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Node


@pytest.mark.parametrize(
    ("query", "parts", "left_out"),
    [
        ("abduction", ["abduction"], []),
        ("comfort women", ["comfort", "women"], []),
        ('"comfort women"', ["“comfort women”"], []),
        ("“comfort women” Seoul", ["“comfort women”", "seoul"], []),
        ("«a b» „c d“ 「灯台」 ＂e f＂", ["“a b”", "“c d”", "“灯 台”", "“e f”"], []),
        ('"one" "two" three', ["“one”", "“two”", "three"], []),
        ("radar -Seoul", ["radar"], ["seoul"]),
        ('radar -"fire-control radar"', ["radar"], ["“fire control radar”"]),
        ("－Seoul −Tokyo radar", ["radar"], ["seoul", "tokyo"]),
        ("fire-control - radar", ["fire control", "radar"], []),
        ("Seoul-based", ["seoul based"], []),
        ('an "unclosed phrase', ["an", "unclosed", "phrase"], []),
        ("ＤＰＲＫ　Ｔｏｋｙｏ", ["dprk", "tokyo"], []),
        ("U.S.", ["us"], []),
        ("2019年2月", ["2019 年 2 月"], []),
        ('"" ?! （）', [], []),
        ("", [], []),
    ],
)
def test_a_query_is_divided(node: Node, query: str, parts: list[str], left_out: list[str]) -> None:
    asked = node.core("parse", query)
    for found, expected in ((asked["parts"], parts), (asked["not"], left_out)):
        shown = [f"“{' '.join(one['atoms'])}”" if one["quoted"] else " ".join(one["atoms"]) for one in found]
        assert shown == expected


@pytest.mark.parametrize(
    ("word", "has", "has_not"),
    [
        ("court", ["courts"], ["court"]),
        ("courts", ["court"], []),
        ("policies", ["policy"], ["policies"]),
        ("denuclearisation", ["denuclearization"], []),
        ("denuclearize", ["denuclearise", "denuclearized", "denuclearised", "denuclearising"], []),
        ("labour", ["labor", "labours", "labourers", "laborer", "laborers"], []),
        ("laborers", ["labor", "labour"], []),
        ("stopped", ["stop", "stopping", "stops"], ["stopped"]),
        ("defence", ["defense"], []),
        ("centre", ["center", "centers"], []),
        ("travelled", ["traveled", "travel"], []),
        ("wishes", ["wish", "wished"], []),
        ("kidnap", ["kidnapped", "kidnapping"], []),
        ("press", ["presses"], ["pres"]),
        ("status", [], ["statu"]),
    ],
)
def test_forms_by_rule(node: Node, word: str, has: list[str], has_not: list[str]) -> None:
    found = node.core("inflections", word)
    assert set(has) <= set(found)
    assert not set(has_not) & set(found)


@pytest.mark.parametrize("word", ["us", "kim", "拉致", "1965", "3c", "łódź"])
def test_short_words_figures_and_other_scripts_have_none(node: Node, word: str) -> None:
    assert node.core("inflections", word) == []


def marks(node: Node, text: str, *sequences: list[str]) -> list[str]:
    return [text[start:end] for start, end in node.core("matches", text, sequences)]


def test_what_was_found_is_marked_as_it_stands(node: Node) -> None:
    assert marks(node, "“Comfort women”, comfort, women", ["comfort", "women"]) == ["Comfort women", "comfort, women"]
    assert marks(node, "Tōkyō’s lock-on", ["tokyo"], ["lockon"]) == ["Tōkyō’s", "lock-on"]
    assert marks(node, "the U.S. and us", ["us"]) == ["U.S.", "us"]
    assert marks(node, "拉致問題", ["拉", "致"]) == ["拉致"]
    assert marks(node, "a b c", ["a", "b"], ["b", "c"]) == ["a b c"]
    assert marks(node, "abduction", ["abduct"]) == []


def test_a_snippet_is_cut_at_words_around_what_was_found(node: Node) -> None:
    text = " ".join(f"word{n}" for n in range(200))
    found = node.core("snippet", text, [["word100"]], 120)
    shown = "".join(words for words, _ in found["pieces"])
    assert found["cut"]
    assert found["more"]
    assert [words for words, is_found in found["pieces"] if is_found] == ["word100"]
    assert shown in text
    assert 80 < len(shown) < 160
    assert set(shown.split()) <= set(text.split())
    whole = node.core("snippet", "short enough", [["nothing"]])
    assert whole == {"cut": False, "pieces": [["short enough", False]], "more": False}


FORMS = ["abduction", "abductions", "comfort women", "white paper", "Tatsumi", "Nippon Steel", "慰安婦", "labour"]


@pytest.mark.parametrize(
    ("query", "known", "meant"),
    [
        ("abduciton", [], "abduction"),
        ("abductoin", [], "abduction"),
        ("comfrot wmoen", [], "comfort women"),
        ("comfort wmen", ["comfort"], "comfort women"),
        ("whitepaper", [], "white paper"),
        ("Tatsmi", [], "Tatsumi"),
        ("Nipon Stel", [], "Nippon Steel"),
        ("labuor", [], "labour"),
    ],
)
def test_nearly_known_words_are_suggested(node: Node, query: str, known: list[str], meant: str) -> None:
    assert node.ask("suggest", query=query, forms=FORMS, known=known)[0] == meant


@pytest.mark.parametrize("query", ["xylophone", "abduction", "zzz", "拉致"])
def test_nothing_is_suggested_for_what_is_known_or_far(node: Node, query: str) -> None:
    assert "xylophone" not in FORMS
    found = node.ask("suggest", query=query, forms=FORMS, known=[])
    assert query not in found
    assert found in ([], ["abductions"])


@pytest.mark.parametrize(
    ("one", "other", "limit", "far"),
    [
        ("abc", "abc", 2, 0),
        ("abc", "acb", 2, 1),
        ("abc", "abcd", 2, 1),
        ("abc", "xyz", 2, 3),
        ("", "ab", 2, 2),
        ("ab", "abcdef", 2, 3),
    ],
)
def test_distance_counts_exchanged_neighbours_once(node: Node, one: str, other: str, limit: int, far: int) -> None:
    assert node.ask("distance", one=one, other=other, limit=limit) == far
