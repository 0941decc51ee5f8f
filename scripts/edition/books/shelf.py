"""The books that go into a site: made where the settings ask for them, and kept as long as they would be the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition import keep
from edition.books.content import book
from edition.books.epub import epub
from edition.books.pdf import PAPERS, TEMPLATE, pdf
from edition.language import digest, own
from edition.model.settings import Settings
from edition.page import Page
from edition.typesetting import DATA, OWN, Setter

PDF = "application/pdf"
EPUB = "application/epub+zip"


@dataclass(frozen=True)
class Made:
    """A finished book."""

    suffix: str
    media: str
    data: bytes
    lacking: str = ""
    """The signs that are shown as □, since no font has them."""


def make_pdf(
    settings: Settings,
    pages: Sequence[Page],
    epoch: int,
    root: Path,
    *,
    paper: str = PAPERS[0],
    fonts: Path | None = None,
) -> Made:
    """Return the edition as a PDF; its own fonts count, and those in a folder that is named."""
    setter = Setter(TEMPLATE, [root / OWN, *([fonts] if fonts else [])])
    made = pdf(book(settings, pages), epoch, setter, paper=paper)
    return Made(".pdf", PDF, made.data, made.lacking)


def make_epub(settings: Settings, pages: Sequence[Page], epoch: int) -> Made:
    """Return the edition as an EPUB."""
    return Made(".epub", EPUB, epub(book(settings, pages), epoch))


def for_site(
    settings: Settings,
    every_page: Callable[[], Sequence[Page]],
    epoch: int,
    root: Path,
    kept: keep.Keep,
    keys: object,
) -> list[Made]:
    """Return the books of a site, as they were kept where they were made of the same pages, known by their keys."""
    setter = Setter(TEMPLATE, [root / OWN])
    name = keep.key(keys, epoch, setter.salt, program())
    data, lacking, epub_before = (kept.get(f"{kind}{name}") for kind in ("pdf", "lacking", "epub"))
    if data is None or lacking is None or epub_before is None:
        pages = every_page()
        found = [make_pdf(settings, pages, epoch, root), make_epub(settings, pages, epoch)]
        kept.put(f"pdf{name}", found[0].data)
        kept.put(f"lacking{name}", found[0].lacking.encode())
        kept.put(f"epub{name}", found[1].data)
    else:
        found = [Made(".pdf", PDF, data, lacking.decode()), Made(".epub", EPUB, epub_before)]
    kept.finish()
    return found


def program() -> str:
    """Return a digest of what makes books, beside the pages."""
    files = sorted([*Path(__file__).parent.glob("*.py"), *(DATA / "books").rglob("*")])
    held = [path.read_bytes() for path in files if path.is_file()]
    return keep.key(own(), digest(), *held)


def file_name(settings: Settings, suffix: str) -> str:
    """Return the name of a book's file: the short title in plain letters, as ``after-hanoi.pdf``."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in settings.edition.short_title)
    return ("-".join(plain.lower().split()) or "edition") + suffix


def told(made: Made) -> str:
    """Return in words how large a book is, and what it could not show."""
    more = ""
    if made.lacking:
        signs = made.lacking if len(made.lacking) <= 20 else f"{made.lacking[:20]}…"
        more = f", no font for {signs} (put one into docs/overrides/fonts/)"
    return f"{made.suffix} {len(made.data)} bytes{more}"
