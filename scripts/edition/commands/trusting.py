"""Checking what is published."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from edition import asking, outside, reader, verify
from edition.commands.command import Commands, folder, say
from edition.faults import Code, Fault, FaultsFoundError, Place, stop_if

ANSWERS = "outside-links.json"


def add(commands: Commands) -> None:
    """Add `verify` and `links`."""
    sub = commands.add("verify", _verify, "check a site, in a folder or published, against its manifest")
    sub.add_argument("site", help="a folder, or an http or https address")
    sub.add_argument(
        "--manifest",
        type=Path,
        metavar="FILE",
        help="the manifest to go by, or the folder that holds it (the site's own)",
    )
    links = commands.add("links", _links, "ask other sites whether they still have what the site links to")
    folder(links)
    links.add_argument(
        "--pause",
        type=float,
        default=asking.PAUSE,
        metavar="SECONDS",
        help=f"between two requests to one host ({asking.PAUSE:g})",
    )


def _verify(arguments: argparse.Namespace) -> None:
    done = verify.verify(arguments.site, arguments.manifest, say)
    print(f"{done.files} files are as the manifest says (sha256 of the manifest: {done.digest})")


def _links(arguments: argparse.Namespace) -> None:
    root: Path = arguments.folder
    settings = reader.read_edition(root)[0].settings
    site = root / "site"
    if not site.is_dir():
        fault = Fault(Place("site"), Code.FILE, "there is no site yet", "build it first: edition build")
        raise FaultsFoundError([fault])
    links = outside.gather(root, site, settings.base)
    answers = asking.ask(links, root / "build" / ANSWERS, say, datetime.date.today(), arguments.pause)
    for link, answer in answers.items():
        if not answer.gone and (answer.moved or not answer.good):
            print(f"{links[link]}: {link}: {answer}")
    good = sum(answer.good for answer in answers.values())
    gone = [link for link, answer in answers.items() if answer.gone]
    print(
        f"{len(links)} links to other sites: {good} are there, {len(gone)} are gone, of the others nothing is known"
    )
    remedy = "lead to a copy in an archive, or say that it is no longer there"
    stop_if(Fault(links[link], Code.LINK, f"{link}: {answers[link]}", remedy) for link in gone)
