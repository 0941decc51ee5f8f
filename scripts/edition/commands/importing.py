"""Importing texts as they came."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from edition.commands.command import Commands
from edition.commands.terminal import Colour, coloured
from edition.importing.resolve import KINDS, Options
from edition.importing.runner import Result, Run, run
from edition.model.provenance import Rights

COLOURS: dict[str, Colour] = {"certain": "green", "likely": "yellow", "open": "red"}
SHOWN = 70  # characters of a cut that are printed
RIGHTS = get_args(Rights.model_fields["status"].annotation)
REPORT = "witnesses/import.log"  # it quotes what was cut, so it lies where git looks at nothing


def add(commands: Commands) -> None:
    """Add `import`."""
    sub = commands.add(
        "import", _import, "make article files of texts as they came: plain text, saved pages, Markdown"
    )
    sub.epilog = (
        "A text under copyright stays out of the articles: it is laid into witnesses/, which git ignores, and the "
        "article gets numbered places for summaries. With a licence that the text names, or --rights, the text is "
        "carried. What cannot be told is left open and listed under 'draft' in the article."
    )
    sub.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file, or a folder of files")
    sub.add_argument("--into", type=Path, default=Path(), metavar="FOLDER", help="the edition's folder (here)")
    sub.add_argument("--id", dest="key", help="the id of the article, for a single file")
    sub.add_argument(
        "--url", help="public address of the original, for a single file; its date and outlet are read from it"
    )
    sub.add_argument(
        "--base", default="", metavar="URL", help="address against which links without a host are resolved"
    )
    sub.add_argument("--outlet", help="name of the outlet")
    sub.add_argument("--kind", choices=KINDS, help="what kind of piece it is")
    sub.add_argument(
        "--rights", choices=RIGHTS, metavar="STATUS", help=f"what may be done with the text: {', '.join(RIGHTS)}"
    )
    sub.add_argument("--language", metavar="TAG", help="language of the text, such as en or ja")
    sub.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
    sub.add_argument("--json", action="store_true", help="print the report as JSON, for machines")


def _import(arguments: argparse.Namespace) -> None:
    single = len(arguments.files) == 1 and not arguments.files[0].is_dir()
    if not single and (arguments.url or arguments.key):
        sys.exit("edition import: --url and --id are for a single file")
    options = Options(
        arguments.url, arguments.outlet, arguments.kind, arguments.rights, arguments.language, arguments.base
    )
    root = arguments.into.resolve()
    told: list[str] = []

    def tell(result: Result) -> None:
        lines = list(described(result))
        told.extend([*lines, ""])
        if not arguments.json:
            print("\n".join(lines if single else lines[:1]), flush=True)

    done = run(arguments.files, root, options, tell, key=arguments.key, write=not arguments.dry_run)
    if not arguments.dry_run:
        (root / REPORT).parent.mkdir(exist_ok=True)
        (root / REPORT).write_text(re.sub("\x1b\\[[0-9;]*m", "", "\n".join(told)) + "\n", "utf-8")
    if arguments.json:
        print(json.dumps(as_data(done), ensure_ascii=False, indent=1))
    else:
        _summary(done, single, arguments.dry_run)
    if not any(result.made for result in done.results):
        sys.exit(1)


def described(result: Result) -> Iterator[str]:
    """Yield what is told of one file, a line each; the first says what became of it."""
    name = os.path.relpath(result.file)
    made = result.made
    if made is None:
        yield f"{name}: refused: {result.refused}"
        return
    state = f"a draft, {len(made.open)} open" if made.open else "complete"
    yield f"{name} → articles/{made.id}.md ({len(made.paragraphs)} paragraphs, {len(result.cuts)} cuts; {state})"
    for one in made.findings:
        state = coloured(f"{one.state:<8}", COLOURS[one.state])
        yield f"  {state} {one.field}: {one.value}{'  — ' if one.value and one.where else ''}{one.where}"
    for doubt in result.doubts:
        yield f"  refused  {doubt}"
    for key, facts in made.facts.items():
        yield f"  for people.yml, {key}: {'; '.join(facts)}"
    for held in result.like:
        yield f"  like {held.article}: {'; '.join([f'{held.share:.0%}', *held.differing])}"
    for name, topics in made.topics.items():
        yield f"  {name} may treat " + "; ".join(f"{t} ({', '.join(w[:3])})" for t, w in topics.items())
    for note in result.notes:
        yield f"  note     {note}"
    for cut in result.cuts:
        words = cut.text if len(cut.text) <= SHOWN else cut.text[: SHOWN - 1] + "…"
        yield f"  cut      line {cut.line}, {cut.rule}: {words}"
    for number, request in enumerate(made.open, 1):
        yield f"  open {number:>2}. {request}"
    if result.witness:
        yield f"  the text lies in {result.witness}"


def _summary(done: Run, single: bool, dry: bool) -> None:
    made = [result.made for result in done.results if result.made]
    refused = Counter(result.refused for result in done.results if result.made is None)
    for kind, keys in done.records.items():
        shown = ", ".join(keys[:12]) + (f" and {len(keys) - 12} more" if len(keys) > 12 else "")
        print(f"{kind}.yml: {len(keys)} new: {shown}")
    if not single:
        drafts = sum(bool(one.open) for one in made)
        print(
            f"{len(made)} articles ({drafts} drafts), {sum(refused.values())} refused, of {len(done.results)} files"
        )
    print("Nothing was written." if dry else f"Each datum and cut is listed in {REPORT}.")


def as_data(done: Run) -> dict[str, object]:
    """Return a run as plain data."""
    return {
        "records": done.records,
        "files": [
            {
                "file": r.file,
                "refused": r.refused or None,
                "article": r.made and r.made.id,
                "draft": r.made.open if r.made else [],
                "paragraphs": len(r.made.paragraphs) if r.made else 0,
                "found": [vars(f) for f in r.made.findings] if r.made else [],
                "cuts": [vars(c) for c in r.cuts],
                "doubts": r.doubts,
                "notes": r.notes,
                "like": [vars(one) for one in r.like],
                "witness": r.witness or None,
            }
            for r in done.results
        ],
    }
