"""What every command has: a name, what it does in a sentence, and often the edition's folder."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

Run = Callable[[argparse.Namespace], None]


class Commands:
    """Takes up commands, each with the function that it runs."""

    def __init__(self, parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        self._parsers = parsers

    def add(self, name: str, run: Run, what: str) -> argparse.ArgumentParser:
        """Add a command and return its parser, to which its own arguments are added."""
        sub = self._parsers.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")
        sub.set_defaults(run=run)
        return sub


def folder(sub: argparse.ArgumentParser) -> None:
    """Let a command take the edition's folder, which is the present one where none is named."""
    sub.add_argument("folder", nargs="?", type=Path, default=Path(), help="the edition's folder (here)")


def say(line: str) -> None:
    """Print what a stage did, at once."""
    print(line, flush=True)
