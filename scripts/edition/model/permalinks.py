"""What was published under which address, and what became of it: the ledger's lines and the editor's own word.

An address is written as below the site's root: ``articles/tatsumi-2019/#p6``, ``topics/abductions/``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from edition.faults import Code, Place
from edition.model.fields import Day, Model, Text, refuse
from edition.yamlsource import Source

ADDRESS = re.compile(r"(?:[A-Za-z0-9_.-]+/)+(?:[A-Za-z0-9_.-]+|#[A-Za-z0-9-]+)?")
"""A folder, a folder and a place in its page, or (in a frozen version) a file."""

FROZEN = "v/"
"""Where the frozen versions stand."""

State = Literal["live", "moved", "merged", "withdrawn"]


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: a published address, since when, and its state in the version `since`."""

    address: str
    first: str
    """The version that first had it."""
    since: str
    """The version that last wrote this line."""
    state: State = "live"
    digest: str = ""
    """Of a paragraph the digest of its words, of a frozen version that of its manifest; '' of anything else."""
    errata: int = 0
    """How many errata had named it by then; of an article's address, how many the article had."""
    to: str = ""
    """Where it leads, if it was moved or merged."""
    date: str = ""
    """The day of the version, or of the change of address, as ``YYYY-MM-DD``."""
    reason: str = ""
    place: Place = field(default=Place("articles/permalinks"), compare=False)


class Gone(Model):
    """What became of a published address, in `articles/permalinks/gone.yml` under that address."""

    date: Day
    """The day of the change."""
    to: Text | None = None
    """The address that took its place: after a change of id, or where it was merged into another."""
    reason: Text | None = None
    """Why, in a sentence that readers see; required where no other address took its place."""
    restored: bool = False
    """True where it was withdrawn or moved before, and is itself again: the same thing, not another of its id."""

    @model_validator(mode="after")
    def _one_fate(self) -> Gone:
        if self.restored and (self.to or self.reason):
            raise refuse(Code.PERMALINK, "what is restored leads nowhere else", "keep 'restored' and 'date' only")
        if not self.restored and not self.to and not self.reason:
            raise refuse(Code.MISSING, "neither 'to' nor 'reason' is there", "say where it leads, or why it is gone")
        return self


@dataclass(frozen=True)
class Permalinks:
    """The ledger, and what the editor says of addresses since it was last written."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    """The ledger's lines by address; none before the first version is published."""
    gone: Mapping[str, Gone] = field(default_factory=dict)
    """The editor's entries by address."""
    source: Source = field(default_factory=lambda: Source(None, "articles/permalinks/gone.yml", None))
    """Where the editor's entries stand."""
    changelog: Mapping[str, str] = field(default_factory=dict)
    """What the change log says of each version, as Markdown."""

    @cached_property
    def versions(self) -> tuple[Entry, ...]:
        """The published versions, oldest first."""
        found = [e for e in self.entries.values() if re.fullmatch(r"v/[0-9.]+/", e.address)]
        return tuple(sorted(found, key=lambda entry: order(entry.first)))


def order(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by: 2026.2 comes before 2026.10, and 2026.1.0 is 2026.1."""
    numbers = [int(part) for part in version.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def page_of(address: str) -> str:
    """Return an address without its place in the page."""
    return address.partition("#")[0]
