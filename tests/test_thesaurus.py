from __future__ import annotations

from edition.model.authority import Topic
from edition.thesaurus import Thesaurus
from hypothesis import given
from hypothesis import strategies as st


def thesaurus(**topics: dict[str, list[str]]) -> Thesaurus:
    return Thesaurus(
        {key: Topic.model_validate({"label": key.upper(), "scope": "x", **held}) for key, held in topics.items()}
    )


def test_narrower_follows_from_broader_and_related_holds_both_ways() -> None:
    made = thesaurus(a={}, b={"broader": ["a"]}, c={"related": ["b"]})
    assert made.narrower == {"a": ("b",), "b": (), "c": ()}
    assert made.related == {"a": (), "b": ("c",), "c": ("b",)}


def test_what_is_not_there_is_passed_over() -> None:
    made = thesaurus(a={"broader": ["x", "a"], "related": ["y", "a"]})
    assert made.broader == made.related == {"a": ()}


def test_all_that_is_broader_is_found_and_a_circle_ends() -> None:
    made = thesaurus(a={"broader": ["c"]}, b={"broader": ["a"]}, c={"broader": ["b"]}, d={"broader": ["a"]})
    assert made.above("d") == made.above("a") == {"a", "b", "c"}


def test_the_tree_has_every_topic_once_below_the_first_that_is_broader() -> None:
    made = thesaurus(a={}, b={"broader": ["a"]}, c={"broader": ["b", "d"]}, d={})
    assert list(made.tree()) == [(0, "a"), (1, "b"), (2, "c"), (0, "d")]


def test_a_form_of_two_topics_is_a_clash_whatever_its_capitals() -> None:
    made = thesaurus(a={"forms": {"same": ["tide"]}}, b={"forms": {"same": ["moon", "Tide"]}})  # type: ignore[dict-item]
    assert list(made.clashes()) == [("b", 1, "a")]


KEYS = "abcdef"


@given(st.dictionaries(st.sampled_from(KEYS), st.lists(st.sampled_from(KEYS), max_size=3), min_size=1))
def test_related_is_symmetrical_and_narrower_is_broader_turned_round(related: dict[str, list[str]]) -> None:
    made = thesaurus(
        **{key: {"related": held, "broader": [o for o in held if o > key]} for key, held in related.items()}
    )
    for one in made.topics:
        assert one not in made.related[one]
        assert all(one in made.related[other] for other in made.related[one])
        assert all(one in made.narrower[up] for up in made.broader[one])
    assert sorted(key for _, key in made.tree()) == sorted(made.topics)
