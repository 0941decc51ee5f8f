"""The command line: puts the commands together and says what became of them. Only it and they print."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from edition import __version__
from edition.commands import books, building, describing, editing, importing, permalinks, trusting
from edition.commands.command import Commands, Run
from edition.faults import Code, Fault, FaultsFoundError, Place

GROUPS: tuple[Callable[[Commands], None], ...] = (
    building.add,
    importing.add,
    editing.add,
    permalinks.add,
    books.add,
    trusting.add,
    describing.add,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where the edition has faults, or 2 where the command line is wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a terminal cannot show must not stop a build
    arguments = _parser().parse_args(argv)
    run: Run = arguments.run
    try:
        run(arguments)
    except FaultsFoundError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        number = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        print(f"{number}; nothing was changed in the finished site", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0  # whoever read the output has seen enough
    except OSError as error:
        place = Place(str(error.filename or "the edition's folder"))
        what = f"it cannot be read or written ({error.strerror or error})"
        fault = Fault(place, Code.FILE, what, "see that there is room and that it is yours to write, and try again")
        print(fault, "the finished site is as it was", sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; the finished site is as it was", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="edition", description="Make a digital edition of opinion articles.")
    parser.add_argument("--version", action="version", version=f"edition {__version__}")
    commands = Commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    for add in GROUPS:
        add(commands)
    return parser
