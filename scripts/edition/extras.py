"""What is made when the pages are written: pictures beside links, and the books with the page that offers them.

Each is kept as long as the pages that it shows are as they were, known by their keys.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from edition import cards
from edition.books import shelf
from edition.compiler import Pages, Templates
from edition.digest import short
from edition.keep import Keep, key
from edition.model.edition import Edition
from edition.output import Output
from edition.page import Page
from edition.pages import books as offering


class Known(Protocol):
    """A page that was written, or kept: its address and the digest of all that it depends on."""

    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def key(self) -> str: ...  # noqa: D102


class Extras:
    """Writes pages as another writer does, and then what is made of them."""

    def __init__(
        self,
        writer: Pages,
        edition: Edition,
        every_page: Callable[[], Sequence[Page]],
        root: Path,
        made: Path,
        epoch: int,
    ) -> None:
        """Take the writer of the pages, what makes all of them anew where a book needs it, and the folders."""
        self._writer = writer
        self._edition = edition
        self._every_page = every_page
        self._root = root
        self._made = made
        self._epoch = epoch
        self.told: list[str] = []
        """What was made, in words."""

    @property
    def known(self) -> Sequence[Known]:
        """The pages that were written or kept."""
        return self._writer.known

    def write(self, output: Output, templates: Templates) -> list[tuple[str, str]]:
        """Write the pages, the pictures and the books."""
        written = self._writer.write(output, templates)
        known = self.known
        if self._edition.settings.edition.cards:
            self._write_cards(output, {page.address: page.key for page in known})
        if self._edition.settings.edition.books:
            written += self._write_books(output, templates, sorted((page.address, page.key) for page in known))
        return written

    def _write_cards(self, output: Output, keys: Mapping[str, str]) -> None:
        artist = cards.Artist(self._root)
        wanted = {cards.EDITION: key(artist.salt, cards.of_edition(self._edition.settings))}
        # Pages that stand where an article was have none of their own.
        pages = {article.address: article.id for article in self._edition.articles}
        wanted |= {
            cards.name_of(pages[address]): key(artist.salt, mark)
            for address, mark in keys.items()
            if address in pages
        }
        record = self._made / "cards.json"
        before = _read(record)
        missing = []
        for name, mark in wanted.items():
            file = cards.FOLDER + name
            if before.get(name) == [mark, _digest(output.root / file)]:
                output.keep(file)
            else:
                missing.append(name)
        drawn = artist.draw(self._edition, missing)
        for name, data in drawn.items():
            output.write(cards.FOLDER + name, data)
            before[name] = [wanted[name], short(data).hex()]
        Output(self._made).write(record.name, json.dumps({name: before[name] for name in wanted}, indent=0).encode())
        self.told.append(f"{len(drawn)} pictures drawn")

    def _write_books(
        self, output: Output, templates: Templates, keys: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        settings = self._edition.settings
        keep = Keep(self._made / "books")
        books = shelf.for_site(settings, self._every_page, self._epoch, self._root, keep, keys)
        for name, data in offering.files_of(settings, books).items():
            output.write(name, data)
        written = []
        for page in offering.pages(settings, books):
            output.write(page.file, templates.fill(page))
            written.append((page.file, page.address))
        self.told += map(shelf.told, books)
        return written


def _digest(path: Path) -> str:
    try:
        return short(path.read_bytes()).hex()
    except OSError:
        return ""


def _read(path: Path) -> dict[str, list[str]]:
    """Return the record of the last build; a missing or damaged one only means that all is drawn anew."""
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
