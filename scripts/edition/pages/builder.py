"""How pages come to be made: by a generator that yields them all, or key by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from edition.annotate import Annotated
from edition.model.edition import Edition
from edition.page import Page
from edition.relate import Relations

Annotations = Mapping[str, Annotated]
Generator = Callable[[Edition, Relations, Annotations], Iterator[Page]]


@dataclass(frozen=True)
class Builder:
    """Makes pages key by key, so that they can be shared out, and made anew one by one.

    It may be called as a generator of them all.
    """

    keys: Callable[[Edition, Relations, Annotations], Iterable[str]]
    """Returns what there are pages for, such as the ids of articles."""
    make: Callable[[Edition, Relations, Annotations, str], Iterable[Page]]
    """Returns the pages for one of them; reads only what they show, and keeps nothing for the next."""

    def __call__(self, edition: Edition, relations: Relations, annotations: Annotations) -> Iterator[Page]:
        """Yield every page."""
        for key in self.keys(edition, relations, annotations):
            yield from self.make(edition, relations, annotations, key)


def all_at_once(generator: Generator) -> Builder:
    """Return a builder that makes the pages of a generator together, whenever any of them must be."""
    return Builder(
        lambda *_: [""], lambda edition, relations, annotations, _: generator(edition, relations, annotations)
    )
