"""Building, checking and showing an edition."""

from __future__ import annotations

import argparse
from pathlib import Path

from edition import pipeline, serve
from edition.commands.command import Commands, folder, say


def add(commands: Commands) -> None:
    """Add `build`, `check` and `serve`."""
    build = commands.add("build", _build, "build the site")
    folder(build)
    build.add_argument("--site", type=Path, metavar="FOLDER", help="where the site goes (site/ in the folder)")
    checked = commands.add("check", _check, "check articles and authority files without building")
    folder(checked)
    checked.add_argument("--notices", action="store_true", help="also print what is worth a look and stops nothing")
    served = commands.add("serve", _serve, "show the site on this machine and rebuild it after each change")
    folder(served)
    served.add_argument("--port", type=int, default=8000, help="port on localhost (8000)")


def _build(arguments: argparse.Namespace) -> None:
    built = pipeline.build(arguments.folder.resolve(), say, arguments.site and arguments.site.resolve())
    print(f"The edition stands in {built.site}{'' if arguments.site else ' (see it with: edition serve)'}")


def _check(arguments: argparse.Namespace) -> None:
    read = pipeline.read_and_check(arguments.folder.resolve(), say)
    for notice in read.notices if arguments.notices else ():
        print(notice)
    more = f"; {len(read.notices)} notices (edition check --notices)" if read.notices else ""
    print(f"No faults in {len(read.edition.articles)} articles{more}")


def _serve(arguments: argparse.Namespace) -> None:
    serve.serve(arguments.folder.resolve(), arguments.port, say)
