"""Which ids a revised text keeps: cases, and that under any change no id is lost, doubled or given to other words."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from edition.body import number
from edition.permalinks.numbering import numbered, out_of_order
from edition.permalinks.revision import Answers, Proposal, propose
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.cases("revise.yml")
def test_a_revised_text_keeps_its_ids(case: dict[str, Any]) -> None:
    old: dict[str, str] = case["old"]
    restorable: dict[str, str] = case.get("restorable", {})
    answers = Answers(kept={int(place): name for place, name in case.get("answers", {}).items()})
    found = propose(
        old, case["new"], answers, lambda words: [name for name, held in restorable.items() if held == words]
    )
    ids = names(found, len(case["new"]), {*old, *case.get("taken", [])})
    asked = {question.paragraph: question for question in found.questions}
    told = []
    for place, name in enumerate(ids, 1):
        question = asked.get(place)
        if question:
            told.append(f"? {question.why}: {', '.join(name for name, _ in question.candidates)}")
        else:
            told.append(f"{name} {found.how.get(place, 'new')}")
    assert told == case["expected"]
    of_ids = sorted(q.candidates[0][0] for q in found.questions if q.paragraph is None)
    if "gone_or_asked" in case:
        assert sorted(found.gone | set(of_ids)) == case["gone_or_asked"]
    else:
        assert sorted(found.gone) == case.get("gone", [])
        assert of_ids == case.get("asked", [])
    assert found.joined == case.get("joined", {})
    if not found.questions:
        assert out_of_order(ids) == case.get("moved", [])


def names(found: Proposal, count: int, taken: set[str]) -> list[str]:
    return numbered([found.kept.get(place) for place in range(1, count + 1)], taken)


# Paragraphs whose words are all different, so that what should become of each is known without any likeness.
texts = st.integers(1, 8).map(
    lambda count: [[f"w{paragraph}x{word}" for word in range(9)] for paragraph in range(count)]
)
Paragraphs = list[tuple[str | None, list[str]]]  # the id that each should have, None for a new one


@st.composite
def changes(draw: st.DrawFn) -> tuple[dict[str, str], Paragraphs, dict[str, list[str]], dict[str, str]]:
    """An earlier text, what became of it step by step, what was withdrawn, and what was joined to what."""
    made = draw(texts)
    old: Paragraphs = [(f"p{index}", words) for index, words in enumerate(made, 1)]
    new = list(old)
    withdrawn: dict[str, list[str]] = {}
    joined: dict[str, str] = {}
    touched: set[str] = set()
    for step in range(draw(st.integers(0, 5))):
        fresh = [f"n{step}x{word}" for word in range(9)]
        whole = [i for i, (name, _) in enumerate(new) if name and name not in touched]
        match draw(st.sampled_from(["insert", "delete", "move", "split", "merge"])):
            case "insert":
                new.insert(draw(st.integers(0, len(new))), (None, fresh))
            case "delete" if whole:
                name, words = new.pop(draw(st.sampled_from(whole)))
                withdrawn[str(name)] = words
            case "move" if new:
                taken = new.pop(draw(st.integers(0, len(new) - 1)))
                new.insert(draw(st.integers(0, len(new))), taken)
            case "split" if whole:
                at = draw(st.sampled_from(whole))
                name, words = new[at]
                cut = draw(st.integers(1, 8))
                new[at : at + 1] = [(name, words[:cut]), (None, words[cut:])]
                touched.add(str(name))
            case "merge":
                pairs = [i for i in whole if i + 1 in whole and old.index(new[i + 1]) == old.index(new[i]) + 1]
                if pairs:
                    at = draw(st.sampled_from(pairs))
                    (name, one), (other, two) = new[at], new[at + 1]
                    new[at : at + 2] = [(name, one + two)]
                    joined[str(other)] = str(name)
                    touched |= {str(name)}
    # What was moved between the two halves of a paragraph, or away from one, makes the case another than it says.
    return {str(name): " ".join(words) for name, words in old}, new, withdrawn, joined


@given(changes())
def test_no_id_is_lost_or_doubled_whatever_was_inserted_removed_moved_divided_or_joined(
    change: tuple[dict[str, str], Paragraphs, dict[str, list[str]], dict[str, str]],
) -> None:
    old, new, _, _ = change
    found = propose(old, [" ".join(words) for _, words in new])
    accounted = Counter(name for name in found.kept.values() if name in old)
    accounted.update(list(found.joined))
    accounted.update(found.gone)
    accounted.update(q.candidates[0][0] for q in found.questions if q.paragraph is None)
    assert accounted == Counter(dict.fromkeys(old, 1))
    places = Counter([*found.kept, *found.new, *(q.paragraph for q in found.questions if q.paragraph)])
    assert places == Counter(dict.fromkeys(range(1, len(new) + 1), 1))
    ids = names(found, len(new), set(old))
    assert len(set(ids)) == len(ids)
    assert not {ids[place - 1] for place in found.new} & set(old)
    assert set(found.joined.values()) <= set(found.kept.values())


@given(changes())
def test_each_id_follows_its_words(
    change: tuple[dict[str, str], Paragraphs, dict[str, list[str]], dict[str, str]],
) -> None:
    """Words are never given an id whose paragraph did not hold any of them; whole ones keep theirs."""
    old, new, _, _ = change
    found = propose(old, [" ".join(words) for _, words in new])
    for place, (name, words) in enumerate(new, 1):
        kept = found.kept.get(place)
        if kept is not None:
            assert set(words) & set(old[kept].split())
        if name is not None and " ".join(words) == old[name]:
            assert kept == name


@given(changes())
def test_what_was_withdrawn_and_put_back_has_its_own_id_again(
    change: tuple[dict[str, str], Paragraphs, dict[str, list[str]], dict[str, str]],
) -> None:
    old, new, withdrawn, _ = change
    first = propose(old, [" ".join(words) for _, words in new])
    ids = names(first, len(new), set(old))
    present = {name: " ".join(words) for name, (_, words) in zip(ids, new, strict=True)}
    again = [*present.values(), *(" ".join(words) for words in withdrawn.values())]
    lost = {name: " ".join(words) for name, words in withdrawn.items() if name in first.gone}
    second = propose(present, again, None, lambda words: [n for n, held in lost.items() if held == words])
    for place, words in enumerate(again, 1):
        back = [name for name, held in lost.items() if held == words]
        if back and place > len(new):
            assert second.kept.get(place) == back[0]
    assert len(set(second.kept.values())) == len(second.kept)


@given(st.lists(st.sampled_from([None, *(f"p{n}{a}" for n in (1, 2, 3, 9) for a in ("", "a", "z"))]), max_size=40))
def test_new_numbers_are_free_and_earlier_ones_stay(ids: list[str | None]) -> None:
    unique = [name for index, name in enumerate(ids) if name is None or name not in ids[:index]]
    taken = {"p4", "p2b"}
    found = numbered(unique, taken)
    assert len(set(found)) == len(found)
    for before, after in zip(unique, found, strict=True):
        assert after == before if before else after not in taken | set(unique)


@given(st.lists(st.integers(1, 30), unique=True, max_size=12))
def test_what_is_not_out_of_order_is_in_order(numbers: list[int]) -> None:
    ids = [f"p{n}" for n in numbers]
    moved = out_of_order(ids)
    kept = [number(name) for name in ids if name not in moved]
    assert kept == sorted(kept)
    assert (moved == []) == (numbers == sorted(numbers))
