from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edition.incremental.memo import Memo
from edition.incremental.results import Fresh, Result
from edition.incremental.store import INDEX, PIECES, DamagedError, Store
from edition.incremental.tracking import Tracked, note, noting
from hypothesis import given
from hypothesis import strategies as st


def open_memo(folder: Path, salt: bytes = b"s") -> Memo:
    return Memo(Store(folder, salt))


def shown(key: str, result: Result) -> Result:
    return result


def run(memo: Memo, texts: dict[str, str], made: list[str]) -> dict[str, Any]:
    """A first stage that reads texts, and a second that reads the length of each text that the first made."""
    memo.observe("texts", {key: text.encode() for key, text in texts.items()})

    def first(key: str) -> Fresh:
        made.append(f"first {key}")
        note(f"texts/{key}")
        return Fresh({"words": texts[key].split(), "length": len(texts[key])}, key.upper())

    def second(key: str) -> Fresh:
        made.append(f"second {key}")
        return Fresh({"": results[key]["length"] * 2})

    results = memo.each("first", texts, first, shown)
    doubled = memo.each("second", texts, second, lambda key, result: result[""])
    found = dict(doubled)
    memo.save()
    memo.store.close()
    return found


def test_what_was_made_is_kept_and_only_what_changed_is_made_again(tmp_path: Path) -> None:
    made: list[str] = []
    assert run(open_memo(tmp_path), {"a": "one two", "b": "three"}, made) == {"a": 14, "b": 10}
    assert made == ["first a", "first b", "second a", "second b"]
    made.clear()
    assert run(open_memo(tmp_path), {"a": "one two", "b": "three"}, made) == {"a": 14, "b": 10}
    assert made == []
    assert run(open_memo(tmp_path), {"a": "one two", "b": "threes"}, made) == {"a": 14, "b": 12}
    assert made == ["first b", "second b"]


def test_a_facet_that_is_as_it_was_changes_nothing_that_read_it(tmp_path: Path) -> None:
    made: list[str] = []
    run(open_memo(tmp_path), {"a": "one two"}, made)
    made.clear()
    assert run(open_memo(tmp_path), {"a": "two one"}, made) == {"a": 14}
    assert made == ["first a"]


def test_what_comes_and_goes_is_seen(tmp_path: Path) -> None:
    made: list[str] = []
    run(open_memo(tmp_path), {"a": "x"}, made)
    made.clear()
    assert run(open_memo(tmp_path), {"b": "y", "a": "x"}, made) == {"b": 2, "a": 2}
    assert made == ["first b", "second b"]
    memo = open_memo(tmp_path)
    memo.observe("texts", {})
    assert {"texts/", "texts/a", "texts/b"} <= memo.changed


def test_another_salt_begins_anew(tmp_path: Path) -> None:
    made: list[str] = []
    run(open_memo(tmp_path), {"a": "x"}, made)
    run(open_memo(tmp_path, b"other"), {"a": "x"}, made)
    assert made == ["first a", "second a"] * 2


@pytest.mark.parametrize("name", [INDEX, PIECES])
@given(place=st.integers(0, 10**6), change=st.sampled_from(["cut", "alter", "empty", "delete"]))
def test_damage_is_noticed_before_anything_is_used(
    name: str, place: int, change: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("store")
    run(open_memo(folder), {"a": "one two", "b": "three"}, [])
    path = folder / name
    data = path.read_bytes()
    at = place % len(data)
    if change == "delete":
        path.unlink()
    else:
        altered = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        path.write_bytes({"cut": data[:at], "alter": altered, "empty": b""}[change])
    try:
        assert run(open_memo(folder), {"a": "one two", "b": "threes"}, []) == {"a": 14, "b": 12}
    except DamagedError:
        assert name == PIECES


def test_the_store_does_not_grow_without_end(tmp_path: Path) -> None:
    for number in range(60):
        run(open_memo(tmp_path), {"a": f"{number} " * 20_000}, [])
    assert (tmp_path / PIECES).stat().st_size < 4_000_000


def test_a_value_counts_as_changed_by_what_it_is_and_not_by_what_it_read(tmp_path: Path) -> None:
    def build(texts: dict[str, str]) -> list[str]:
        memo = open_memo(tmp_path)
        memo.observe("texts", {key: text.encode() for key, text in texts.items()})
        tracked = Tracked("texts/", texts)
        longest: Callable[[], str] = memo.value("longest", lambda: max(tracked.values(), key=len), str.upper)
        made: list[str] = []

        def make(key: str) -> Fresh:
            made.append(key)
            return Fresh({"": longest()})

        results = memo.each("uses", ["u"], make, lambda key, result: result[""])
        made.append(results["u"])
        memo.save()
        memo.store.close()
        return made

    assert build({"a": "long", "b": "x"}) == ["u", "LONG"]
    assert build({"a": "long", "b": "y"}) == ["LONG"]
    assert build({"a": "long", "b": "longer"}) == ["u", "LONGER"]


def test_a_tracked_mapping_notes_what_is_read_and_what_is_missed() -> None:
    held = Tracked("x/", {"a": 1})
    with noting() as noted:
        assert held["a"] == 1
        assert held.get("b") is None
        assert "c" not in held
    assert noted == {"x/a", "x/b", "x/c"}
    with noting() as noted:
        assert list(held.items()) == [("a", 1)]
    assert noted == {"x/", "x/a"}
