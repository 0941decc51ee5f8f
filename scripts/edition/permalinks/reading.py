"""Reading `articles/permalinks/`: the ledger, what the editor says of addresses that are gone, the change log."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from edition import yamlsource
from edition.faults import Code, Fault
from edition.model.permalinks import ADDRESS, Gone, Permalinks
from edition.permalinks import ledger
from edition.validation import validate

FOLDER = "articles/permalinks"
GONE = "gone.yml"
CHANGELOG = "CHANGELOG.md"
SECTION = re.compile(r"##\s+Edition\s+([0-9]+(?:\.[0-9]+){0,2})\b.*")

ReadText = Callable[[Path, Path], tuple[str, list[Fault]]]


def read_permalinks(root: Path, read_text: ReadText) -> tuple[Permalinks, list[Fault]]:
    """Return what was published of the edition in a folder, and what is wrong with how that is written.

    `read_text` returns the text of a file and what is wrong with it. Before the first version there is no ledger,
    which is no fault.
    """
    folder = root / FOLDER
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.txt")):
        texts[path.relative_to(folder).as_posix()], found = read_text(path, root)
        faults += found
    entries, found = ledger.read(texts, FOLDER)
    faults += found
    gone, source, found = _read_gone(folder / GONE, root, read_text)
    changelog, more = _read_changelog(root / CHANGELOG, root, read_text)
    return Permalinks(entries, gone, source, changelog), [*faults, *found, *more]


def _read_gone(path: Path, root: Path, read_text: ReadText) -> tuple[dict[str, Gone], yamlsource.Source, list[Fault]]:
    shown = path.relative_to(root).as_posix()
    if not path.exists():
        return {}, yamlsource.Source(None, shown, None), []
    text, faults = read_text(path, root)
    source, found = yamlsource.load(text, shown)
    faults += found
    if source.data is None:
        return {}, source, faults
    if not isinstance(source.data, dict):
        remedy = "write each address with what became of it below it"
        return {}, source, [Fault(source.place(), Code.TYPE, "the file is not a mapping of addresses", remedy)]
    gone: dict[str, Gone] = {}
    for address in source.data:
        if not ADDRESS.fullmatch(address):
            remedy = "write it as below the site's root: articles/tatsumi-2019/ or articles/tatsumi-2019/#p6"
            place = source.place((address,), key=True)
            faults.append(Fault(place, Code.PERMALINK, f"'{address}' is not an address of this edition", remedy))
            continue
        one, found = validate(Gone, source, (address,))
        faults += found
        if one is not None:
            gone[address] = one
    return gone, source, faults


def _read_changelog(path: Path, root: Path, read_text: ReadText) -> tuple[dict[str, str], list[Fault]]:
    """Return what the change log says of each version of the edition, as Markdown; of the program's own, nothing."""
    if not path.is_file():
        return {}, []
    text, faults = read_text(path, root)
    found: dict[str, list[str]] = {}
    version: str | None = None
    for line in text.split("\n"):
        section = SECTION.fullmatch(line.rstrip())
        if section or re.match(r"##?\s", line):
            version = section[1] if section else None
        elif version is not None:
            found.setdefault(version, []).append(line)
    return {version: "\n".join(lines).strip() for version, lines in found.items()}, faults
