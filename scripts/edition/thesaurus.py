"""The thesaurus as a whole: what is broader, narrower and related, written on one side and read from both.

Names of topics that are not there are passed over; the checks report them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from edition.mentions import alike
from edition.model.authority import Topic
from edition.model.edition import Edition, shared


@dataclass(frozen=True)
class Thesaurus:
    """Topics and how they stand to one another."""

    topics: Mapping[str, Topic]
    broader: Mapping[str, tuple[str, ...]] = field(init=False)
    narrower: Mapping[str, tuple[str, ...]] = field(init=False)
    related: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        broader: dict[str, dict[str, None]] = {key: {} for key in self.topics}
        narrower: dict[str, dict[str, None]] = {key: {} for key in self.topics}
        related: dict[str, dict[str, None]] = {key: {} for key in self.topics}
        for key, topic in self.topics.items():
            for up in topic.broader:
                if up in self.topics and up != key:
                    broader[key][up] = narrower[up][key] = None
            for other in topic.related:
                if other in self.topics and other != key:
                    related[key][other] = related[other][key] = None
        for name, found in (("broader", broader), ("narrower", narrower), ("related", related)):
            object.__setattr__(self, name, {key: tuple(held) for key, held in found.items()})

    def above(self, topic: str) -> set[str]:
        """Return everything that is broader than a topic, directly or through others; itself only in a circle."""
        found: set[str] = set()
        left = list(self.broader[topic])
        while left:
            up = left.pop()
            if up not in found:
                found.add(up)
                left += self.broader[up]
        return found

    def tops(self) -> list[str]:
        """Return the topics that none is broader than, in alphabetical order of their labels."""
        return self.ordered(key for key in self.topics if not self.broader[key])

    def ordered(self, keys: Iterator[str] | tuple[str, ...] | list[str]) -> list[str]:
        """Return topics in alphabetical order of their labels."""
        return sorted(keys, key=lambda key: (self.topics[key].label.casefold(), key))

    def tree(self) -> Iterator[tuple[int, str]]:
        """Yield each topic once, with its depth below a topmost one, narrower ones after what is broader.

        One with several broader topics stands below the first of them.
        """
        left = [(0, key) for key in reversed(self.tops())]
        while left:
            depth, key = left.pop()
            yield depth, key
            below = [one for one in self.ordered(self.narrower[key]) if self.broader[one][0] == key]
            left += [(depth + 1, one) for one in reversed(below)]

    def clashes(self) -> Iterator[tuple[str, int, str]]:
        """Yield each `same` form that another topic has too, as the topic, the form's index, and the other topic."""
        taken: dict[str, str] = {}
        for key, topic in self.topics.items():
            for index, form in enumerate(topic.forms.same):
                other = taken.setdefault(alike(form), key)
                if other != key:
                    yield key, index, other


@shared
def thesaurus_of(edition: Edition) -> Thesaurus:
    """Return the thesaurus of an edition."""
    return Thesaurus(dict(edition.authority.topics))
