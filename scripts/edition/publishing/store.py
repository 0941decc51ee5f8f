"""The frozen versions on disk: reading them, holding them to their digests, and setting them into a site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from edition import dates, digest
from edition.faults import Code, Fault, FaultsFoundError, Place, did_you_mean
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN, Entry, Gone, Permalinks
from edition.permalinks.fates import Fate, fates
from edition.permalinks.reading import FOLDER
from edition.publishing.archive import MANIFEST, ArchiveError, decompress, read_manifest, untar
from edition.publishing.freeze import is_taken_down, tombstone
from edition.publishing.takedown import carried

VERSIONS = "versions"
SUFFIX = ".tar.zst"
REMEDY = "take the archive as it was published (git checkout)"


@dataclass(frozen=True)
class Frozen:
    """A frozen version: its line in the ledger, its files by name, and the archive they were in."""

    entry: Entry
    files: Mapping[str, bytes]
    tar: bytes

    @property
    def version(self) -> str:
        """The version's number."""
        return self.entry.first

    @property
    def place(self) -> Place:
        """Where it is stored."""
        return Place(f"{FOLDER}/{VERSIONS}/{self.version}{SUFFIX}")


def read_versions(root: Path, permalinks: Permalinks) -> Iterator[Frozen]:
    """Yield the frozen versions of an edition, oldest first, one at a time: each may be as large as the site.

    Raises FaultsFoundError where an archive is missing or not whole; those after it cannot be read then.
    """
    folder = root / FOLDER / VERSIONS
    before = b""
    for entry in permalinks.versions:
        path = folder / f"{entry.first}{SUFFIX}"
        place = Place(path.relative_to(root).as_posix())
        try:
            before = decompress(path.read_bytes(), before)
            files = untar(before)
        except OSError as error:
            what = f"version {entry.first} was published and its archive cannot be read ({error.strerror})"
            raise FaultsFoundError([Fault(place, Code.FROZEN, what, REMEDY)]) from error
        except ArchiveError as error:
            raise FaultsFoundError(
                [Fault(place, Code.FROZEN, f"the archive is not whole: {error}", REMEDY)]
            ) from error
        yield Frozen(entry, files, before)


def with_what_goes(root: Path, edition: Edition) -> Edition:
    """Return an edition whose `gone` names also what goes with the articles that are taken down from its versions.

    Raises FaultsFoundError where an archive cannot be read. What went with an article that an earlier version took
    down stands in the ledger already; then nothing is read.
    """
    held = edition.permalinks
    if not any(address.startswith(FROZEN) and address not in held.entries for address in held.gone):
        return edition
    taken = fates(edition).frozen
    found: dict[str, Gone] = {}
    for frozen in read_versions(root, held):
        for address, fate in carried(frozen.files, frozen.version, taken).items():
            found[address] = Gone.model_validate({"date": fate.date, "reason": fate.reason})
    return replace(edition, permalinks=replace(held, gone={**held.gone, **found}))


def check_versions(root: Path, permalinks: Permalinks, taken: Mapping[str, Fate]) -> list[Fault]:
    """Return where the frozen versions are not what they were; `taken` are the addresses that were taken down."""
    faults: list[Fault] = []
    known = {f"{entry.first}{SUFFIX}" for entry in permalinks.versions}
    for path in sorted((root / FOLDER / VERSIONS).glob("*")):
        if path.name not in known:
            what = f"'{path.name}' is the archive of no version that was published"
            faults.append(Fault(Place(path.relative_to(root).as_posix()), Code.FROZEN, what, "remove it"))
    try:
        for frozen in read_versions(root, permalinks):
            faults += check_version(frozen, taken)
            faults += _aimed(frozen, permalinks)
    except FaultsFoundError as error:
        faults += error.faults
    return faults


def _aimed(frozen: Frozen, permalinks: Permalinks) -> Iterator[Fault]:
    """Yield the editor's takedowns from a version that meet nothing in it, and so would take nothing down."""
    start = f"{FROZEN}{frozen.version}/"
    asked = [address for address in permalinks.gone if address.startswith(start) and address != start]
    if not asked:
        return
    names = [start + name for name in read_manifest(frozen.files.get(MANIFEST, b""))]
    held = {*names, *(f"{parent}/" for name in names for parent in PurePosixPath(name).parents)}
    for address in asked:
        if address not in held:
            what = f"'{address}' is nothing that can be taken down from version {frozen.version}"
            page = address.partition("#")[0]
            remedy = f"name its page, '{page}'" if page in held else did_you_mean(address, held)
            place = permalinks.source.place((address,), key=True)
            yield Fault(place, Code.PERMALINK, what, remedy or "name a page, a folder or a file of the version")


def check_version(frozen: Frozen, taken: Mapping[str, Fate]) -> Iterator[Fault]:
    """Yield where the files of a version are not those of its manifest, or that not the one of the ledger."""
    held = frozen.files.get(MANIFEST, b"")
    if digest.of_bytes(held) != frozen.entry.digest:
        yield Fault(frozen.place, Code.FROZEN, f"'{MANIFEST}' is not the one that was published", REMEDY)
        return
    listed = read_manifest(held)
    for name, expected in listed.items():
        data = frozen.files.get(name)
        if data is None:
            if not is_taken_down(name, frozen.version, taken):
                yield Fault(frozen.place, Code.FROZEN, f"'{name}' of version {frozen.version} is missing", REMEDY)
        elif hashlib.sha256(data).hexdigest() != expected:
            yield Fault(frozen.place, Code.FROZEN, f"'{name}' of version {frozen.version} was changed", REMEDY)
    for name in sorted(set(frozen.files) - set(listed) - {MANIFEST}):
        yield Fault(frozen.place, Code.FROZEN, f"'{name}' was no part of version {frozen.version}", REMEDY)


def set_into(site: Path, frozen: Frozen, taken: Mapping[str, Fate]) -> int:
    """Write a version into a site, and a tombstone for each page that was taken down; return how many files."""
    folder = site / FROZEN / frozen.version
    written = 0
    for name in [*read_manifest(frozen.files[MANIFEST]), MANIFEST]:
        address = is_taken_down(name, frozen.version, taken)
        data = frozen.files.get(name)
        if address is not None:
            fate = taken[address]
            page = name.endswith(".html")
            data = tombstone(name, frozen.version, dates.in_words(fate.date), fate.reason) if page else None
        if data is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written += 1
    return written
