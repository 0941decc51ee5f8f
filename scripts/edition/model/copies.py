"""Copies of texts at hand: which article each is of, and where it agrees with the witness that the article names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TextCopy:
    """A file at hand that holds the text of an article."""

    file: str
    """The file's name."""
    exact: bool
    """Whether the file has the digest that the article gives of its witness."""
    paragraphs: Mapping[str, str]
    """The paragraphs that have the digests which the article gives, by id, as plain text on one line."""
    differing: Mapping[str, str] = field(default_factory=dict)
    """What stands in the place of a paragraph and has another digest, by id."""
    missing: tuple[str, ...] = ()
    """The paragraphs of which nothing was found in the file."""

    @property
    def whole(self) -> bool:
        """Whether every paragraph is there as the article knows it."""
        return not self.differing and not self.missing

    def text(self, paragraph: str) -> str | None:
        """Return what the file has for a paragraph, in whatever wording; None where nothing was found."""
        return self.paragraphs.get(paragraph, self.differing.get(paragraph))
