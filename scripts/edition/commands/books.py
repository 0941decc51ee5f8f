"""The edition as a book."""

from __future__ import annotations

import argparse
from pathlib import Path

from edition import pipeline
from edition.books import pdf, shelf
from edition.commands.command import Commands, folder, say


def add(commands: Commands) -> None:
    """Add `pdf` and `epub`."""
    made = commands.add("pdf", _pdf, "make the published edition as one PDF book")
    _common(made, ".pdf")
    made.add_argument("--paper", choices=pdf.PAPERS, default=pdf.PAPERS[0], help="size of its pages (a5)")
    made.add_argument(
        "--fonts",
        type=Path,
        metavar="FOLDER",
        help="fonts for signs that the program's own lack; they carry Latin, Greek, Cyrillic, Japanese and Korean",
    )
    _common(commands.add("epub", _epub, "make the published edition as one EPUB book"), ".epub")


def _common(sub: argparse.ArgumentParser, suffix: str) -> None:
    folder(sub)
    sub.add_argument(
        "--output", type=Path, metavar="FILE", help=f"where the book goes (the short title and {suffix}, here)"
    )


def _pdf(arguments: argparse.Namespace) -> None:
    if arguments.fonts and not arguments.fonts.is_dir():
        raise NotADirectoryError(20, "there is no such folder", str(arguments.fonts))
    root = arguments.folder.resolve()
    ready = pipeline.ready(root, say)
    made = shelf.make_pdf(
        ready.edition.settings, ready.pages, ready.epoch, root, paper=arguments.paper, fonts=arguments.fonts
    )
    _write(arguments.output or Path(shelf.file_name(ready.edition.settings, made.suffix)), made)


def _epub(arguments: argparse.Namespace) -> None:
    ready = pipeline.ready(arguments.folder.resolve(), say)
    made = shelf.make_epub(ready.edition.settings, ready.pages, ready.epoch)
    _write(arguments.output or Path(shelf.file_name(ready.edition.settings, made.suffix)), made)


def _write(path: Path, made: shelf.Made) -> None:
    path.write_bytes(made.data)
    if made.lacking:
        print(f"No font at hand shows {made.lacking}; they are □ in the book. Name a folder of fonts that have them:")
        print("--fonts FOLDER, or docs/overrides/fonts/ for good (Noto's fonts cover nearly every script)")
    print(f"The book stands in {path} ({len(made.data)} bytes)")
