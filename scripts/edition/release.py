"""Publishing a version: the site is frozen and the ledger written, both or neither."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from edition import dates, digest, lock, pipeline, reader, swap
from edition.faults import Code, Fault, Place, did_you_mean, stop_if
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN, Entry, order
from edition.permalinks import ledger
from edition.permalinks.fates import Fate, fates
from edition.permalinks.reading import FOLDER
from edition.permalinks.succession import completed, successor
from edition.publishing import archive, history, store
from edition.publishing.freeze import freeze, is_taken_down
from edition.publishing.takedown import passage_files

CONFIG = "mkdocs.yml"
ASIDE = ".permalinks-"
"""How the names begin of folders in which a publish makes the new ledger, and leaves the old one for a moment."""


@dataclass(frozen=True)
class Published:
    """What publishing did."""

    version: str
    files: int
    """How many files were frozen."""
    stored: int
    """How many bytes they take in the repository."""
    lines: int
    """How many lines of the ledger are new or were written anew."""
    compared: bool
    """Whether git was there to tell that everything is committed."""


def publish(root: Path, version: str, say: pipeline.Say) -> Published:
    """Publish a version of the edition in a folder: write the ledger, and store the site as it is frozen.

    The new `articles/permalinks/` is made beside the old and takes its place in one step, so that a publish that is
    cut short has published nothing. No build and no other publish is at work in the folder meanwhile. Raises
    FaultsFoundError where the edition has faults, the version cannot be the next one, or the sources differ from the
    last commit; then nothing was written.
    """
    reader.require_edition(root)
    with lock.held(root / "build", lambda: say("another build is at work here; this one waits for it")):
        _mend(root / FOLDER)
        return _publish(root, version, say)


def _publish(root: Path, version: str, say: pipeline.Say) -> Published:
    read = pipeline.read_and_check(root, say)
    edition = read.edition
    changed = history.uncommitted(root)
    stop_if([*next_version(edition, version), *_uncommitted(changed), *_carries_texts(edition)])
    entries = successor(edition, version)
    coming = replace(edition, permalinks=replace(edition.permalinks, entries=entries))
    rendered = pipeline.render(root, root / "build", replace(read, edition=coming), say)
    with pipeline.stage("freeze", say) as told:
        day = dates.in_words(edition.settings.edition.date.text)
        files = freeze(_files(rendered.site), version, day) | passage_files(edition)
        manifest = archive.manifest(files)
        entries = completed(edition, entries, version, _other_pages(files), digest.of_bytes(manifest))
        new = store.Frozen(entries[f"{FROZEN}{version}/"], files | {archive.MANIFEST: manifest}, b"")
        told.append(f"{len(files)} files")
    with pipeline.stage("versions", say) as told:
        told.append(pipeline.set_versions(root, edition, rendered.site))
        store.set_into(rendered.site, new, {})
    pipeline.check_rendered(replace(edition, permalinks=replace(edition.permalinks, entries=entries)), rendered, say)
    with pipeline.stage("store", say) as told:
        stored = _store(root, edition, entries, new)
        told.append(f"{stored} bytes for version {version}")
    shutil.rmtree(rendered.site)
    before = edition.permalinks.entries
    lines = sum(before.get(address) != entry for address, entry in entries.items())
    return Published(version, len(files), stored, lines, changed is not None)


def next_version(edition: Edition, version: str) -> Iterator[Fault]:
    """Yield why a version cannot be the next that is published."""
    settings = edition.settings.edition
    place = Place(CONFIG)
    published = edition.permalinks.versions
    if not ledger.VERSION.fullmatch(version):
        yield Fault(
            place, Code.VERSION, f"'{version}' is not a version", "name it by numbers and points, as in 2026.1"
        )
        return
    if version != settings.version:
        remedy = did_you_mean(settings.version, [version]) and f"did you mean {settings.version}?"
        what = f"the settings say that this is version {settings.version}, not {version}"
        yield Fault(place, Code.VERSION, what, remedy or f"set 'version: \"{version}\"' and its 'date' first")
    if published and order(version) <= order(published[-1].first):
        what = f"version {version} does not come after {published[-1].first}, the last that was published"
        yield Fault(place, Code.VERSION, what, "give it a later number; a published version stays as it is")
    elif published and settings.date.text < published[-1].date:
        what = f"the settings date version {version} before the last one, which is of {published[-1].date}"
        yield Fault(place, Code.VERSION, what, "set its 'date'")


def _carries_texts(edition: Edition) -> Iterator[Fault]:
    """Yield a fault where the authors' texts are at hand: what is frozen is for everyone, and for good."""
    if edition.texts:
        what = "the authors’ texts are at hand, and what is published must not carry them"
        yield Fault(Place("witnesses"), Code.RIGHTS, what, "publish without a folder of witnesses")


def _uncommitted(changed: list[str] | None) -> Iterator[Fault]:
    """Yield the sources that no commit holds: from what is frozen one must be able to go back to its sources."""
    for name in changed or ():
        what = "it differs from the last commit, so that what is published could not be found again"
        yield Fault(Place(name), Code.HISTORY, what, "commit it, then publish")


def _files(site: Path) -> dict[str, bytes]:
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def _other_pages(files: Mapping[str, bytes]) -> list[str]:
    """Return the addresses of a site's pages but for the home page, which needs no promise."""
    return [name.removesuffix("index.html") for name in files if name.endswith("/index.html")]


def _store(root: Path, edition: Edition, entries: Mapping[str, Entry], new: store.Frozen) -> int:
    """Write the new ledger and the archives, and put them in place; return the size of the new archive in bytes."""
    place = root / FOLDER
    taken = fates(edition).frozen
    # Its name begins with a point, so that nothing takes it for a part of the edition while it is made.
    fresh = Path(tempfile.mkdtemp(prefix=ASIDE, dir=place.parent))
    try:
        fresh.chmod(0o777 & ~_umask())
        if place.is_dir():
            shutil.copytree(place, fresh, dirs_exist_ok=True)
        for path in fresh.rglob("*.txt"):
            path.unlink()
        for name, text in ledger.files_of(entries).items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        folder = fresh / store.VERSIONS
        folder.mkdir(exist_ok=True)
        before = changed = b""
        for frozen in store.read_versions(root, edition.permalinks):
            kept = _without(frozen, taken)
            data = archive.tar(kept)
            if data != frozen.tar or changed:
                # Something was taken down, here or in the version that this one is stored as the difference from.
                (folder / f"{frozen.version}{store.SUFFIX}").write_bytes(archive.compress(data, before))
                changed = data
            before = data
        data = archive.compress(archive.tar(new.files), before)
        (folder / f"{new.version}{store.SUFFIX}").write_bytes(data)
        _settle(fresh)
        swap.put_in_place(fresh, place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return len(data)


def _settle(folder: Path) -> None:
    """Have the system write all files of a folder to disk, so that no loss of power leaves half a ledger."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _mend(place: Path) -> None:
    """Remove what publishes that were cut short have left beside the ledger; the build's lock must be held.

    Where the ledger itself is missing, since the system has no single step that changes two folders and the publish
    ended between the two, the old one is put back.
    """
    for left in sorted(place.parent.glob(f"{ASIDE}*")):
        if left.name.endswith(".old") and not place.exists():
            left.rename(place)
        else:
            shutil.rmtree(left)


def _without(frozen: store.Frozen, taken: Mapping[str, Fate]) -> dict[str, bytes]:
    """Return the files of a version that were not taken down; its manifest stays as it was published."""
    return {
        name: data
        for name, data in frozen.files.items()
        if name == archive.MANIFEST or not is_taken_down(name, frozen.version, taken)
    }


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
