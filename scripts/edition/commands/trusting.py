"""Checking what is published."""

from __future__ import annotations

import argparse
from pathlib import Path

from edition import verify
from edition.commands.command import Commands, say


def add(commands: Commands) -> None:
    """Add `verify`."""
    sub = commands.add("verify", _verify, "check a site, in a folder or published, against its manifest")
    sub.add_argument("site", help="a folder, or an http or https address")
    sub.add_argument(
        "--manifest",
        type=Path,
        metavar="FILE",
        help="the manifest to go by, or the folder that holds it (the site's own)",
    )


def _verify(arguments: argparse.Namespace) -> None:
    done = verify.verify(arguments.site, arguments.manifest, say)
    print(f"{done.files} files are as the manifest says (sha256 of the manifest: {done.digest})")
