"""What an editor asks while working: begin an article, what is still to be done, what might be added."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import get_args

from edition import reader, skeleton, status, suggestions, witness
from edition.commands.command import Commands, folder
from edition.commands.terminal import Cell, Colour, coloured, table
from edition.faults import Code, Fault, FaultsFoundError, Place, did_you_mean, stop_if
from edition.model.article import ArticleMatter
from edition.model.edition import Edition
from edition.model.provenance import Rights

KINDS = get_args(ArticleMatter.model_fields["kind"].annotation)
RIGHTS = get_args(Rights.model_fields["status"].annotation)
PARTS = ("summaries", "review", "digests", "terms", "topics", "positions")
SHOWN = 4  # places that are named of each proposal


def add(commands: Commands) -> None:
    """Add `new`, `status` and `suggest`."""
    new = commands.add("new", _new, "begin an article: a draft with what is known and what is open")
    new.description = (
        "Write articles/ID.md, a draft. What is not given is asked for on a terminal, where an empty answer leaves "
        "it open; elsewhere, or with --no-input, it is left open at once."
    )
    new.add_argument("id", metavar="ID", help="its id for ever, as tatsumi-2019: small letters, digits, hyphens")
    folder(new)
    new.add_argument("--title", help="the title as printed")
    new.add_argument("--kind", choices=KINDS, help="what kind of piece it is")
    new.add_argument("--author", metavar="ID", help="id of a person or organisation that has a record")
    new.add_argument("--outlet", metavar="ID", help="id of an outlet that has a record")
    new.add_argument("--date", help="EDTF date of publication, as 2019-05-09 or 2019-05")
    new.add_argument("--url", help="public address of the original")
    new.add_argument("--language", metavar="TAG", help="language of the text (en)")
    new.add_argument("--rights", choices=RIGHTS, help="what may be done with the text (in-copyright)")
    new.add_argument("--layer", choices=("regest", "text"), default="regest", help="summaries or the text (regest)")
    new.add_argument("--paragraphs", type=_number, default=1, metavar="N", help="how many paragraphs it has (1)")
    new.add_argument("--no-input", action="store_true", help="ask nothing")

    shown = commands.add("status", _status, "show for each article what is there and what it lacks")
    shown.description = (
        "A table of all articles, drafts too. 3/12 means three of twelve; texts are looked for in witnesses/."
    )
    folder(shown)
    _json(shown)

    suggested = commands.add("suggest", _suggest, "show names that have no record, and topics not listed")
    suggested.description = (
        "Names that stand in the texts (those in witnesses/ too) and in the summaries, look like mentions and have "
        "no record; and topics whose forms stand in the author's words of a paragraph that does not list them. They "
        "are found by their shape: look before you take one."
    )
    folder(suggested)
    suggested.add_argument("--least", type=_number, default=1, metavar="N", help="only names that stand N times (1)")
    _json(suggested)


def _json(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="print JSON, for machines")


def _number(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 9999:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 to 9999")
    return int(text)


def _read(root: Path) -> Edition:
    edition, faults = reader.read_edition(root)
    stop_if(faults)
    return witness.with_texts(edition, root / witness.FOLDER)[0]


def _new(arguments: argparse.Namespace) -> None:
    root = reader.require_edition(arguments.folder.resolve())
    edition, _ = reader.read_edition(root)
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not arguments.no_input

    def given(name: str, question: str) -> str:
        value = getattr(arguments, name)
        if value is None and asks:
            try:
                value = input(f"{question} (empty: still open): ")
            except EOFError:
                print()
        return (value or "").strip()

    known = skeleton.Known(
        arguments.id,
        title=given("title", "Title, as printed"),
        kind=given("kind", f"Kind: {', '.join(KINDS)}"),
        author=_author(edition, given("author", "Author, the id of a person or organisation")),
        outlet=_outlet(edition, given("outlet", "Outlet, its id")),
        date=given("date", "Date, as 2019-05-09 or 2019-05"),
        url=given("url", "Address of the original"),
        language=arguments.language or "",
        rights=given("rights", f"Rights: {', '.join(RIGHTS)}"),
        layer=arguments.layer,
        paragraphs=arguments.paragraphs,
    )
    path = skeleton.write(root, known)
    print(f"A draft stands in {path.relative_to(root)}. What it still lacks: edition status")


def _author(edition: Edition, name: str) -> str:
    authority = edition.authority
    if not name or name in authority.people:
        return name
    if name.removeprefix("organisations/") in authority.organisations:
        return f"organisations/{name.removeprefix('organisations/')}"
    raise _unknown("person or organisation", name, [*authority.people, *authority.organisations])


def _outlet(edition: Edition, name: str) -> str:
    if name and name not in edition.authority.outlets:
        raise _unknown("outlet", name, [*edition.authority.outlets])
    return name


def _unknown(kind: str, name: str, known: list[str]) -> FaultsFoundError:
    remedy = did_you_mean(name, known) or "add a record for it in articles/authority/ first, or leave it open"
    return FaultsFoundError(
        [Fault(Place("articles/authority"), Code.UNKNOWN, f"there is no {kind} '{name}'", remedy)]
    )


def _status(arguments: argparse.Namespace) -> None:
    held = status.status(_read(arguments.folder.resolve()))
    if arguments.json:
        print(json.dumps(status.as_data(held), ensure_ascii=False, indent=2))
        return
    rows = [_row(one) for one in held]
    for line in table(("article", "", "¶", *PARTS, "notes", "links", "text"), rows):
        print(line)
    for one in held:
        if one.draft:
            print(f"{coloured(one.article, 'yellow')}: still open: {'; '.join(one.open)}")
    drafts = sum(one.draft for one in held)
    print(f"{len(held)} articles, {drafts} of them drafts" if drafts else f"{len(held)} articles, no drafts")


def _row(one: status.Status) -> list[Cell]:
    parts = {part.name: part for part in one.parts}
    cells: list[Cell] = [one.article, ("draft", "yellow") if one.draft else "", str(one.paragraphs)]
    for name in PARTS:
        part = parts.get(name)
        if part is None or not part.of:
            cells.append(("–", "faint"))
        elif part.missing:
            cells.append((f"{part.done}/{part.of}", "red" if not part.done else "yellow"))
        else:
            cells.append((f"{part.of}", "green"))
    cells += [str(number) if number else ("–", "faint") for number in (one.notes, one.links)]
    colour: dict[str, Colour] = {"differs": "red", "not at hand": "faint"}
    cells.append((one.text, colour[one.text]) if one.text in colour else one.text)
    return cells


def _suggest(arguments: argparse.Namespace) -> None:
    edition = _read(arguments.folder.resolve())
    names = [name for name in suggestions.names_without_record(edition) if name.count >= arguments.least]
    topics = suggestions.topics_not_listed(edition)
    if arguments.json:
        print(json.dumps(suggestions.as_data(names, topics), ensure_ascii=False, indent=2))
        return
    print(coloured(f"Names without a record: {len(names)}", "bold"))
    for line in (
        table(
            ("times", "name", "shape", "where"), [(str(n.count), n.words, n.shape, _places(n.places)) for n in names]
        )
        if names
        else ()
    ):
        print(line)
    print(coloured(f"Topics not listed: {len(topics)}", "bold"))
    for topic in topics:
        why = "" if topic.kind == "same" else ", a near form"
        print(f"{topic.article}#{topic.paragraph}: {topic.topic} (“{'”, “'.join(topic.words)}”{why})")


def _places(places: list[str]) -> str:
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return ", ".join(places[:SHOWN]) + more
