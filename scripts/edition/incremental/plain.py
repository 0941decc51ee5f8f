"""The stages of the build as far as the checks go, with nothing kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from edition import annotate, checks, reader
from edition.annotate import Annotated
from edition.faults import Fault
from edition.model.edition import Edition


class Plain:
    """The stages as far as the checks go, with nothing kept and nothing written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self) -> tuple[Edition, list[Fault]]:
        """Return the edition and what is wrong with its files."""
        return reader.read_edition(self.root)

    def check(self, edition: Edition) -> list[Fault]:
        """Return what the checks find."""
        return checks.check(edition)

    def checked(self, edition: Edition) -> Edition:
        """Return the edition as the stages after the checks are given it."""
        return edition

    def notice(self, edition: Edition) -> list[Fault]:
        """Return what is worth an editor's look."""
        return checks.notice(edition)

    def annotate(self, edition: Edition) -> tuple[dict[str, Annotated], list[Fault]]:
        """Return the articles annotated, and what is wrong in their texts."""
        return annotate.annotate(edition)

    @staticmethod
    def mentions(annotations: Mapping[str, Annotated]) -> int:
        """Return how many mentions there are."""
        return sum(len(one.mentions) for one in annotations.values())
