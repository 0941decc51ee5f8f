"""The page that offers the edition as books, and the files that it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.books.shelf import EPUB, Made, file_name
from edition.language import say
from edition.model.settings import Settings
from edition.page import Page

ADDRESS = "books/"
KINDS = {"application/pdf": "PDF", EPUB: "EPUB"}
GOOD_FOR = {
    "PDF": "For paper and for a large screen: pages of A5 with page numbers, notes at the foot, and an index. It is "
    "tagged for assistive technology (PDF/UA-1).",
    "EPUB": "For readers’ own devices: letters, lines and colours as you like them, notes that open where they are "
    "hung, and an index.",
}


def pages(settings: Settings, books: Sequence[Made]) -> Iterator[Page]:
    """Yield the page that leads to the books of a site, where there are any."""
    if books:
        short = settings.edition.short_title
        data = {
            "version": settings.edition.version,
            "date": str(settings.edition.date),
            "licence": {"name": settings.edition.licence, "url": settings.edition.licence_url},
            "books": [
                {
                    "address": ADDRESS + file_name(settings, one.suffix),
                    "media": one.media,
                    "kind": KINDS[one.media],
                    "size": size(len(one.data)),
                    "good_for": say(GOOD_FOR[KINDS[one.media]]),
                }
                for one in books
            ],
        }
        described = say("{name} as a book, in PDF and EPUB, with contents, notes and an index.", name=short)
        yield Page(ADDRESS, "books.html", say("As a book"), described, data)


def files_of(settings: Settings, books: Sequence[Made]) -> dict[str, bytes]:
    """Return the books of a site by their addresses."""
    return {ADDRESS + file_name(settings, one.suffix): one.data for one in books}


def size(number: int) -> str:
    """Return a number of bytes as readers are told it: ``204 kB``, ``1.4 MB``."""
    return f"{number / 1e6:.1f} MB" if number >= 999_500 else f"{max(1, round(number / 1000))} kB"
