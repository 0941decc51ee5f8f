"""Whether a ledger holds everything that an earlier one held: nothing published is dropped or rewritten by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.faults import Code, Fault, Place
from edition.model.permalinks import Entry, order
from edition.permalinks.ledger import file_of

REMEDY = "take the line as it was, and let `edition publish` write what is new"


def contained(old: Mapping[str, Entry], new: Mapping[str, Entry], folder: str) -> Iterator[Fault]:
    """Yield where a ledger does not contain an earlier one; files are told as below `folder`.

    Every line must be there; it says the same, or a later version has written it anew and left the first version.
    """
    for address, before in old.items():
        entry = new.get(address)
        if entry is None:
            what = f"'{address}' was published in version {before.first} and has no line any more"
            yield Fault(Place(f"{folder}/{file_of(address)}"), Code.LEDGER, what, REMEDY)
        elif entry.first != before.first:
            what = f"'{address}' was first published in version {before.first}, not {entry.first}"
            yield Fault(entry.place, Code.LEDGER, what, REMEDY)
        elif entry != before and order(entry.since) <= order(before.since):
            what = f"the line of '{address}' is not what version {before.since} wrote"
            yield Fault(entry.place, Code.LEDGER, what, REMEDY)


def unwritten(entries: Mapping[str, Entry]) -> Iterator[Fault]:
    """Yield the lines that say of themselves that a version wrote them which was never published."""
    versions = {entry.first for entry in entries.values() if entry.address == f"v/{entry.first}/"}
    for entry in entries.values():
        for version in dict.fromkeys((entry.first, entry.since)):
            if version not in versions:
                what = f"'{entry.address}' names version {version}, which was never published"
                yield Fault(entry.place, Code.LEDGER, what, REMEDY)
