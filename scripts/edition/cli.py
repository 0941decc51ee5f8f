"""The command line: the only part of the program that prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from edition import __version__, pipeline, reference, serve, starter, witness
from edition.faults import FaultsFoundError

Command = Callable[[argparse.Namespace], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where the edition has faults, or 2 where the command line is wrong."""
    arguments = _parser().parse_args(argv)
    command: Command = arguments.run
    try:
        command(arguments)
    except FaultsFoundError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        number = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        print(f"{number}; nothing was changed in the finished site", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0  # whoever read the output has seen enough
    except KeyboardInterrupt:
        print("stopped; the finished site is as it was", file=sys.stderr)
        return 130
    return 0


def _build(arguments: argparse.Namespace) -> None:
    built = pipeline.build(arguments.folder.resolve(), _say, arguments.site and arguments.site.resolve())
    print(f"The edition stands in {built.site}{'' if arguments.site else ' (see it with: edition serve)'}")


def _check(arguments: argparse.Namespace) -> None:
    edition, _ = pipeline.read_and_check(arguments.folder.resolve(), _say)
    print(f"No faults in {len(edition.articles)} articles")


def _serve(arguments: argparse.Namespace) -> None:
    serve.serve(arguments.folder.resolve(), arguments.port, _say)


def _init(arguments: argparse.Namespace) -> None:
    starter.make(arguments.folder)
    print(f"An edition stands in {arguments.folder}. Next: edition build {arguments.folder}")


def _reference(arguments: argparse.Namespace) -> None:
    print(reference.text(), end="")


def _digest(arguments: argparse.Namespace) -> None:
    for line in witness.describe(arguments.file):
        print(line)


def _say(line: str) -> None:
    print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="edition", description="Make a digital edition of opinion articles.")
    parser.add_argument("--version", action="version", version=f"edition {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, what: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")
        sub.set_defaults(run=run)
        return sub

    def folder(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("folder", nargs="?", type=Path, default=Path(), help="the edition's folder (here)")

    build = command("build", _build, "build the site")
    folder(build)
    build.add_argument("--site", type=Path, metavar="FOLDER", help="where the site goes (site/ in the folder)")
    folder(command("check", _check, "check articles and authority files without building"))
    served = command("serve", _serve, "show the site on this machine and rebuild it after each change")
    folder(served)
    served.add_argument("--port", type=int, default=8000, help="port on localhost (8000)")
    init = command("init", _init, "make a small complete edition to begin with")
    init.add_argument("folder", type=Path, help="a new or empty folder")
    digest = command("digest", _digest, "print the digests of a text and of each of its paragraphs")
    digest.add_argument("file", type=Path, help="a plain-text file")
    command("reference", _reference, "print every field and every kind of fault, as docs/reference.md has them")
    return parser
