"""The ledger that a new version leaves behind: the one before, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from edition.model.edition import Edition
from edition.model.permalinks import Entry
from edition.permalinks.fates import Fate, fates
from edition.permalinks.standing import standing


def successor(edition: Edition, version: str) -> dict[str, Entry]:
    """Return the ledger, by address, in which an edition is published as a version on the day of its settings.

    Lines that say what they said are left as they are, so that `since` tells when anything last changed. The edition
    must be without faults. What only the finished site can tell is added by `completed`.
    """
    held = fates(edition)
    old = edition.permalinks.entries
    new = dict(old)
    for address, stands in standing(edition).items():
        entry = Entry(address, version, version, digest=stands.digest, errata=stands.errata)
        new[address] = _renewed(old.get(address), entry)
    for address, fate in {**held.own, **held.frozen}.items():
        new[address] = _renewed(old.get(address), _of_fate(fate, old.get(address), version))
    for address, before in old.items():
        implied = held.of(address)
        if address not in held.standing and address not in held.own and implied is not None:
            new[address] = _renewed(before, _of_fate(implied, before, version))
    address = f"v/{version}/"
    new[address] = Entry(address, version, version, date=edition.settings.edition.date.text)
    return new


def completed(
    edition: Edition, entries: dict[str, Entry], version: str, pages: Iterable[str], manifest: str
) -> dict[str, Entry]:
    """Return a successor with the digest of the version's manifest, and the site's other pages by their addresses."""
    found = dict(entries)
    held = fates(edition)
    for page in pages:
        if held.of(page) is None:
            entry = found.get(page)
            if entry is None or entry.state != "live":
                found[page] = _renewed(entry, Entry(page, version, version))
    address = f"v/{version}/"
    return found | {address: replace(found[address], digest=manifest)}


def _of_fate(fate: Fate, before: Entry | None, version: str) -> Entry:
    base = before or Entry(fate.address, version, version)
    return replace(base, since=version, state=fate.state, to=fate.to, date=fate.date, reason=fate.reason)


def _renewed(before: Entry | None, entry: Entry) -> Entry:
    """Return the line before where it says the same, else the new one with the version that was first."""
    if before is None:
        return entry
    new = replace(entry, first=before.first)
    return before if replace(new, since=before.since) == before else new
