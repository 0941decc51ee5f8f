"""Publishing versions, comparing ledgers, and keeping ids through a revised text."""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from pathlib import Path
from typing import Any

from edition import reader, release, revising
from edition.commands.command import Commands, folder, say
from edition.faults import stop_if
from edition.permalinks.containment import contained
from edition.permalinks.reading import FOLDER, read_permalinks
from edition.publishing import history


def add(commands: Commands) -> None:
    """Add `publish`, `ledger` and `revise`."""
    publish = commands.add("publish", _publish, "freeze the edition as a version and write the ledger")
    publish.add_argument("version", help="the version's number, as mkdocs.yml has it: 2026.1")
    folder(publish)
    told = commands.add("ledger", _ledger, "say what was published, and compare the ledger with an earlier one")
    folder(told)
    told.add_argument(
        "--since", metavar="REF", help="a commit or branch: the ledger where it parted must be contained"
    )
    _revise_arguments(commands.add("revise", _revise, "propose which ids the paragraphs of a revised text keep"))


def _publish(arguments: argparse.Namespace) -> None:
    done = release.publish(arguments.folder.resolve(), arguments.version, say)
    if not done.compared:
        print("There is no git here, so it was not seen whether everything is committed")
    print(
        f"Version {done.version} is published: {done.files} files in {done.stored} bytes, {done.lines} ledger lines"
    )
    print(f"Commit {FOLDER}/; the next build shows it at v/{done.version}/")


def _ledger(arguments: argparse.Namespace) -> None:
    root: Path = arguments.folder.resolve()
    held, faults = read_permalinks(reader.require_edition(root), reader.read_text)
    stop_if(faults)
    if arguments.since:
        earlier = history.earlier_ledger(root, arguments.since)
        stop_if(contained(earlier.entries, held.entries, FOLDER))
        number = f"{len(earlier.entries)} lines" if earlier.entries else "nothing, since nothing was published then"
        print(f"The ledger holds all that it held at {earlier.commit[:12]}: {number}")
    states = Counter(entry.state for entry in held.entries.values())
    counted = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    versions = ", ".join(entry.first for entry in held.versions)
    print(
        f"Versions {versions}; {len(held.entries)} addresses: {counted}" if versions else "Nothing was published yet"
    )


def _revise(arguments: argparse.Namespace) -> None:
    root: Path = arguments.edition.resolve()
    said = revising.Said(
        kept={int(index): name for index, name in arguments.is_} | dict.fromkeys(arguments.new, ""),
        joined=dict(arguments.joined),
        withdrawn=dict(arguments.withdrawn),
        erratum=arguments.erratum,
        date=arguments.date.isoformat(),
    )
    revision = revising.revise(root, arguments.article, arguments.file.resolve(), said)
    for line in revision.told:
        print(line)
    if diff := revision.diff():
        print(diff, end="")
    stop_if(revision.open)
    if arguments.write:
        revising.write(root, revision)
        print(f"Written: {', '.join(revision.after)}. Next: edition check")
    else:
        print("Nothing was written; with --write it is")


def _numbered(text: str) -> tuple[int, str]:
    index, name = _pair(text)
    return int(index), name


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name or not value:
        raise ValueError(text)
    return name.strip(), value.strip()


def _revise_arguments(revise: argparse.ArgumentParser) -> None:
    revise.add_argument("article", help="the article's id")
    revise.add_argument("file", type=Path, help="its revised text: paragraphs with empty lines between them")
    revise.add_argument("--edition", type=Path, default=Path(), metavar="FOLDER", help="the edition's folder (here)")
    many: dict[str, Any] = {"action": "append", "default": []}
    revise.add_argument(
        "--is", dest="is_", type=_numbered, metavar="N=ID", **many, help="the Nth paragraph of the file is ID"
    )
    revise.add_argument("--new", type=int, metavar="N", **many, help="the Nth paragraph of the file is new")
    revise.add_argument(
        "--joined", type=_pair, metavar="ID=ID", **many, help="the first now stands within the second"
    )
    revise.add_argument("--withdrawn", type=_pair, metavar="ID=REASON", **many, help="it is there no more, and why")
    revise.add_argument("--erratum", default="", metavar="TEXT", help="what readers are told of the changed words")
    today = datetime.date.today()
    revise.add_argument(
        "--date", type=datetime.date.fromisoformat, default=today, metavar="DAY", help="the day of the change (today)"
    )
    revise.add_argument("--write", action="store_true", help="write what is proposed, if no question is open")
