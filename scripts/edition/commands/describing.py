"""Beginning an edition, and describing texts and fields."""

from __future__ import annotations

import argparse
from pathlib import Path

from edition import reference, starter, witness
from edition.commands.command import Commands


def add(commands: Commands) -> None:
    """Add `init`, `digest` and `reference`."""
    init = commands.add("init", _init, "make a small complete edition to begin with")
    init.add_argument("folder", type=Path, help="a new or empty folder")
    digest = commands.add("digest", _digest, "print the digests of a text and of each of its paragraphs")
    digest.add_argument("file", type=Path, help="a plain-text file")
    commands.add("reference", _reference, "print every field and every kind of fault, as docs/reference.md has them")


def _init(arguments: argparse.Namespace) -> None:
    starter.make(arguments.folder)
    print(f"An edition stands in {arguments.folder}. Next: edition build {arguments.folder}")


def _digest(arguments: argparse.Namespace) -> None:
    for line in witness.describe(arguments.file):
        print(line)


def _reference(arguments: argparse.Namespace) -> None:
    print(reference.text(), end="")
