"""The ledger's format: one line a published address, sorted, plain text.

A line is ``ADDRESS FIRST SINCE STATE`` and then, each where it has a value, ``digest=``, ``errata=``, ``to=``,
``date=`` and ``reason=``, which is the last and goes to the end of the line. FIRST is the version that first had the
address, SINCE the one that last wrote the line. Lines that begin with ``#`` are left out.

Git joins ledgers by keeping the lines of both sides (``merge=union``), so after a merge lines may be out of order,
stand twice, or stand in an earlier and a later state: order says nothing, and of several lines for an address that of
the latest version counts. Two different lines of one version are a fault, since neither is the later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import get_args

from edition import digest
from edition.faults import Code, Fault, Place
from edition.model.fields import PARAGRAPH_ID
from edition.model.permalinks import ADDRESS, FROZEN, Entry, State, order, page_of

HEAD = "# Written by `edition publish` and by nothing else; docs/permalinks.md says what a line holds.\n"
VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){0,2}")
FIELDS = ("digest", "errata", "to", "date", "reason")
REMEDY = "take the file as it was published (git checkout), or see docs/permalinks.md"


def file_of(address: str) -> str:
    """Return the ledger's file that holds an address: one an article, one a kind of record, one for versions."""
    parts = page_of(address).split("/")
    if address.startswith(FROZEN):
        return "versions.txt"
    if parts[0] == "articles" and len(parts) > 2:
        return f"articles/{parts[1]}.txt"
    return f"{parts[0]}.txt" if len(parts) > 2 else "pages.txt"


def sort_key(address: str) -> tuple[str, int, tuple[int, str], str]:
    """Return what the lines are ordered by: pages, then paragraphs by number, then notes."""
    page, _, fragment = address.partition("#")
    paragraph = PARAGRAPH_ID.fullmatch(fragment)
    number = (int(paragraph[1]), paragraph[2]) if paragraph else (0, "")
    return page, 0 if not fragment else 1 if paragraph else 2, number, fragment


def text_of(entries: Iterable[Entry]) -> str:
    """Return the text of one file of the ledger."""
    return HEAD + "".join(f"{line_of(entry)}\n" for entry in sorted(entries, key=lambda e: sort_key(e.address)))


def files_of(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return the whole ledger as the texts of its files by name."""
    found: dict[str, list[Entry]] = {}
    for entry in entries.values():
        found.setdefault(file_of(entry.address), []).append(entry)
    return {name: text_of(held) for name, held in sorted(found.items())}


def line_of(entry: Entry) -> str:
    """Return an entry as its line, without a line end."""
    parts = [entry.address, entry.first, entry.since, entry.state]
    parts += [f"{name}={value}" for name in FIELDS if (value := " ".join(str(getattr(entry, name) or "").split()))]
    return " ".join(parts)


def read_line(line: str, place: Place) -> Entry | Fault:
    """Return the entry that a line holds, or what is wrong with the line."""
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        remedy = "keep the lines of both sides and remove the marks; .gitattributes makes git do so by itself"
        return Fault(place, Code.LEDGER, "a merge has left its marks in the ledger", remedy)
    parts = line.split(" ", 4)
    if len(parts) < 4 or not ADDRESS.fullmatch(parts[0]):
        return Fault(place, Code.LEDGER, "the line does not begin with an address, two versions and a state", REMEDY)
    address, first, since, state = parts[:4]
    for version in (first, since):
        if not VERSION.fullmatch(version):
            return Fault(place, Code.LEDGER, f"'{version}' is not a version", REMEDY)
    if state not in get_args(State):
        return Fault(place, Code.LEDGER, f"'{state}' is not a state of an address", REMEDY)
    rest, _, reason = f" {parts[4] if len(parts) > 4 else ''}".partition(" reason=")
    values = dict(part.partition("=")[::2] for part in rest.split())
    odd = next((name for name in values if name not in FIELDS), None)
    if odd is not None:
        return Fault(place, Code.LEDGER, f"'{odd}' is nothing that a line holds", REMEDY)
    if values.get("digest") and not digest.PATTERN.fullmatch(values["digest"]):
        return Fault(place, Code.LEDGER, f"the digest of '{address}' is not one", REMEDY)
    if not re.fullmatch(r"[0-9]*", values.get("errata", "")):
        return Fault(place, Code.LEDGER, f"the number of errata of '{address}' is not one", REMEDY)
    if (state in ("moved", "merged")) != ("to" in values):
        return Fault(place, Code.LEDGER, f"'{address}' is {state}, which does not go with its 'to'", REMEDY)
    return Entry(
        address,
        first,
        since,
        state,  # type: ignore[arg-type]  # seen above to be one
        digest=values.get("digest", ""),
        errata=int(values.get("errata") or 0),
        to=values.get("to", ""),
        date=values.get("date", ""),
        reason=reason,
        place=place,
    )


def read(texts: Mapping[str, str], folder: str) -> tuple[dict[str, Entry], list[Fault]]:
    """Return the ledger that the texts of its files hold, by address, and every fault in them.

    The files are given by name below `folder`, which is only told with places.
    """
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    for name, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            place = Place(f"{folder}/{name}", number)
            if not line.strip() or line.startswith("#"):
                continue
            entry = read_line(line.strip(), place)
            if isinstance(entry, Fault):
                faults.append(entry)
            elif file_of(entry.address) != name:
                what = f"'{entry.address}' belongs into {file_of(entry.address)}"
                faults.append(Fault(place, Code.LEDGER, what, REMEDY))
            else:
                faults += _take(entries, entry)
    return dict(sorted(entries.items(), key=lambda pair: sort_key(pair[0]))), faults


def _take(entries: dict[str, Entry], entry: Entry) -> Iterable[Fault]:
    known = entries.get(entry.address)
    if known is None or order(entry.since) > order(known.since):
        first = min((known or entry).first, entry.first, key=order)
        entries[entry.address] = replace(entry, first=first)
    elif order(entry.since) == order(known.since) and entry != known:
        what = f"'{entry.address}' has two lines of version {entry.since} that differ, the other in {known.place}"
        yield Fault(entry.place, Code.LEDGER, what, "keep the one that was published and remove the other")
