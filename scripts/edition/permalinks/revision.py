"""Which ids the paragraphs of a revised text keep. What is certain is settled; all else is a question, never a guess.

Settled, in this order: what the editor has answered; the same words, wherever they now stand; words that were
withdrawn and are back; one paragraph divided into several, or several joined into one, without a word changed; and
a paragraph that is much like one earlier paragraph and clearly less like any other, and the other way about. Likeness
is measured by words: 1 − d/(a + b), where a and b are the numbers of words and d is the number of words to delete and
insert to make the one from the other (normalised Indel similarity, by rapidfuzz). Unrelated paragraphs of opinion
articles reach 0.34 at most, half-rewritten ones 0.54 at least; so LIKE and CLEAR. Very short ones are always asked
about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from rapidfuzz.distance import Indel

from edition.folding import folded
from edition.permalinks.numbering import rising

K = TypeVar("K")

LIKE = 0.5
CLEAR = 0.1
WORTH_ASKING = 0.35
"""Below this two paragraphs have no more in common than any two of one author."""
ENOUGH = 8
"""Words that a paragraph must have for its likeness to settle anything; of fewer, chance makes too much."""


@dataclass(frozen=True)
class Question:
    """Something that only the editor can say: of a paragraph of the revised text, or of an earlier id."""

    paragraph: int | None
    """The paragraph's place in the revised text, from 1; None where the question is what became of an id."""
    candidates: tuple[tuple[str, float], ...]
    """Earlier ids that it may be, each with its likeness, the likeliest first; of an id, that id alone."""
    why: str


@dataclass
class Proposal:
    """What became of the paragraphs of an article in its revised text."""

    kept: dict[int, str] = field(default_factory=dict)
    """Earlier ids by place in the revised text, from 1."""
    how: dict[int, str] = field(default_factory=dict)
    """Why each keeps its id: answered, same, moved, restored, divided, joined or like (with the likeness)."""
    new: set[int] = field(default_factory=set)
    """Places of paragraphs that were not there before."""
    joined: dict[str, str] = field(default_factory=dict)
    """Earlier ids that were joined to another, with that other."""
    gone: set[str] = field(default_factory=set)
    """Earlier ids whose paragraphs are there no more."""
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class Answers:
    """What the editor has said already."""

    kept: Mapping[int, str] = field(default_factory=dict)
    """Ids by place in the revised text, from 1; '' for a paragraph that is new."""
    joined: Mapping[str, str] = field(default_factory=dict)
    """Ids that were joined to another."""
    gone: frozenset[str] = frozenset()
    """Ids whose paragraphs were withdrawn."""


def propose(
    old: Mapping[str, str],
    new: Sequence[str],
    answers: Answers | None = None,
    restorable: Callable[[str], Iterable[str]] = lambda words: (),
) -> Proposal:
    """Return which ids the paragraphs of a revised text keep.

    `old` are the words of the earlier paragraphs by id, in their order; `new` those of the revised ones.
    `restorable` gives the withdrawn ids that had exactly some words. Every earlier id is afterwards kept once,
    joined, gone or asked for, and every new paragraph has an id, is new, or is asked about.
    """
    work = _Matching(dict(old), list(new), restorable)
    work.answered(answers or Answers())
    work.same()
    work.restored()
    work.divided()
    work.joined_up()
    work.like()
    work.ask()
    return work.found


class _Matching:
    """The state of one matching: what is still open on either side."""

    def __init__(self, old: dict[str, str], new: list[str], restorable: Callable[[str], Iterable[str]]) -> None:
        self.old = {name: tuple(folded(words).split()) for name, words in old.items()}
        self.new = {place: tuple(folded(words).split()) for place, words in enumerate(new, 1)}
        self.exact_old = {name: " ".join(words.split()) for name, words in old.items()}
        self.exact_new = {place: " ".join(words.split()) for place, words in enumerate(new, 1)}
        self.restorable = restorable
        self.order = list(old)
        self.open_old = dict.fromkeys(old)
        self.open_new = dict.fromkeys(self.new)
        self.found = Proposal()

    def keep(self, place: int, name: str, how: str) -> None:
        self.found.kept[place] = name
        self.found.how[place] = how
        self.open_new.pop(place, None)
        self.open_old.pop(name, None)

    def answered(self, answers: Answers) -> None:
        for place, name in answers.kept.items():
            if name:
                self.keep(place, name, "answered")
            else:
                self.found.new.add(place)
                self.open_new.pop(place, None)
        for name, into in answers.joined.items():
            self.found.joined[name] = into
            self.open_old.pop(name, None)
        for name in answers.gone:
            self.found.gone.add(name)
            self.open_old.pop(name, None)

    def same(self) -> None:
        """Settle the same words; where several paragraphs share them, only if none was added or removed."""
        by_words: dict[str, tuple[list[str], list[int]]] = {}
        for name in self.open_old:
            by_words.setdefault(self.exact_old[name], ([], []))[0].append(name)
        for place in self.open_new:
            if self.exact_new[place] in by_words:
                by_words[self.exact_new[place]][1].append(place)
        for names, places in by_words.values():
            if len(names) == len(places):
                for name, place in zip(names, places, strict=True):
                    self.keep(place, name, "same")
        kept = [
            (place, self.order.index(name)) for place, name in sorted(self.found.kept.items()) if name in self.old
        ]
        still = rising([index for _, index in kept])
        for (place, index), stays in zip(kept, still, strict=True):
            if self.found.how[place] == "same" and not stays:
                self.found.how[place] = f"moved, was after {self.order[index - 1]}" if index else "moved, was first"

    def restored(self) -> None:
        taken = set(self.found.kept.values())
        for place in list(self.open_new):
            names = [n for n in self.restorable(self.exact_new[place]) if n not in taken and n not in self.old]
            alike = [p for p in self.open_new if self.exact_new[p] == self.exact_new[place]]
            if len(names) == 1 and len(alike) == 1 and not self._also_open(place):
                self.keep(place, names[0], "restored")
                taken.add(names[0])

    def _also_open(self, place: int) -> bool:
        return any(self.exact_old[name] == self.exact_new[place] for name in self.open_old)

    def divided(self) -> None:
        """Settle a paragraph whose words now stand in several on end: the first of them keeps the id."""
        for name in list(self.open_old):
            runs = [
                run for run in _runs(self.old[name], list(self.open_new), self.new) if run[-1] - run[0] < len(run)
            ]
            if len(runs) == 1 and not self._others_like(name, runs[0]):
                first, *rest = runs[0]
                self.keep(first, name, "divided")
                for place in rest:
                    self.found.new.add(place)
                    self.open_new.pop(place)

    def _others_like(self, name: str, run: Sequence[int]) -> bool:
        return any(self.old[name] == self.old[other] for other in self.open_old if other != name)

    def joined_up(self) -> None:
        """Settle several paragraphs on end whose words are now one: it keeps the id of the first."""
        for place in list(self.open_new):
            runs = [run for run in _runs(self.new[place], self._open_in_order(), self.old) if self._on_end(run)]
            twins = [other for other in self.open_new if self.new[other] == self.new[place]]
            if len(runs) == 1 and len(twins) == 1:
                first, *rest = runs[0]
                self.keep(place, first, "joined")
                for name in rest:
                    self.found.joined[name] = first
                    self.open_old.pop(name)

    def _open_in_order(self) -> list[str]:
        return [name for name in self.order if name in self.open_old]

    def _on_end(self, run: Sequence[str]) -> bool:
        places = [self.order.index(name) for name in run]
        return places == list(range(places[0], places[0] + len(places)))

    def like(self) -> None:
        """Settle pairs that are much alike, each clearly less like anything else that is open."""
        scores = self.scores()
        of_name: dict[str, list[float]] = {}
        of_place: dict[int, list[float]] = {}
        for (name, place), score in scores.items():
            of_name.setdefault(name, []).append(score)
            of_place.setdefault(place, []).append(score)
        rival_of_name = {name: _second(found) for name, found in of_name.items()}
        rival_of_place = {place: _second(found) for place, found in of_place.items()}
        settled = []
        for (name, place), score in scores.items():
            # Where two are like one earlier paragraph, it may have been divided: then the first of them keeps the id,
            # and not the likeliest.
            clear = rival_of_name[name] < LIKE
            rival = max(rival_of_name[name], rival_of_place[place])
            long = min(len(self.old[name]), len(self.new[place])) >= ENOUGH
            if long and clear and score >= LIKE and score - rival >= CLEAR:
                settled.append((place, name, score))
        for place, name, score in settled:
            self.keep(place, name, f"like, {score:.2f}")

    def scores(self) -> dict[tuple[str, int], float]:
        return {
            (name, place): Indel.normalized_similarity(self.old[name], self.new[place])
            for name in self.open_old
            for place in self.open_new
        }

    def ask(self) -> None:
        """Turn what is open into questions; a paragraph that resembles nothing is new, and an id of none is gone."""
        scores = self.scores()
        asked: set[str] = set()
        for place in self.open_new:
            found = sorted(
                ((n, s) for (n, p), s in scores.items() if p == place and s >= WORTH_ASKING),
                key=lambda pair: (-pair[1], self.order.index(pair[0])),
            )
            if found:
                close = len(found) > 1 and found[0][1] - found[1][1] < CLEAR
                why = "it is about as like two earlier paragraphs" if close else "it may be an earlier paragraph"
                self.found.questions.append(Question(place, tuple(found), why))
                asked |= {name for name, _ in found}
            else:
                self.found.new.add(place)
        for name in self.open_old:
            if name in asked:
                self.found.questions.append(Question(None, ((name, 1.0),), "what became of it hangs on the above"))
            else:
                self.found.gone.add(name)


def _second(scores: list[float]) -> float:
    """Return the second highest of some scores, 0 where there is none."""
    return sorted(scores)[-2] if len(scores) > 1 else 0.0


def _runs(whole: tuple[str, ...], keys: Sequence[K], parts: Mapping[K, tuple[str, ...]]) -> Iterator[list[K]]:
    """Yield each run of two or more keys on end whose words, one after the other, are the whole."""
    for start in range(len(keys)):
        words: tuple[str, ...] = ()
        for end in range(start, len(keys)):
            if not parts[keys[end]]:
                break
            words += parts[keys[end]]
            if words != whole[: len(words)]:
                break
            if len(words) == len(whole):
                if end > start:
                    yield list(keys[start : end + 1])
                break
