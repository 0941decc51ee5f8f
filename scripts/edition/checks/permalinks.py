"""What was published stays: nothing is missing, used again, or changed without a recorded erratum."""

from __future__ import annotations

from collections.abc import Iterator

from edition.faults import Code, Fault, Place, did_you_mean
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN, Entry, page_of
from edition.permalinks.containment import unwritten
from edition.permalinks.fates import Fates, fates
from edition.permalinks.standing import FOLDERS, Standing, standing

GONE = "articles/permalinks/gone.yml"


def ledger_written(edition: Edition) -> Iterator[Fault]:
    """Every line of the ledger was written by a version that was published."""
    yield from unwritten(edition.permalinks.entries)


def published_stays(edition: Edition) -> Iterator[Fault]:
    """What was published is there, or the editor says what became of it; and it is what it was."""
    if not edition.permalinks.entries:
        return  # nothing was published so far
    held, found = fates(edition), standing(edition)
    for entry in edition.permalinks.entries.values():
        if entry.address.startswith(FROZEN) or _unread(edition, entry) or not _ours(entry.address):
            continue
        stands = found.get(entry.address)
        if stands is not None and entry.state != "live":
            yield from _used_again(edition, entry, stands)
        elif stands is not None:
            yield from _unchanged(edition, entry, entry.address, stands)
        elif entry.state == "live":
            yield from _accounted_for(edition, held, found, entry)


def gone_told_well(edition: Edition) -> Iterator[Fault]:
    """What the editor says of an address that is gone is true, and leads to something that is there."""
    held = fates(edition)
    source = edition.permalinks.source
    for address, gone in edition.permalinks.gone.items():
        place = source.place((address,), key=True)
        if address.startswith(FROZEN):
            yield from _taken_down(edition, address, gone.to, place)
        elif gone.restored and address not in held.standing:
            what = f"'{address}' is said to be restored and is not there"
            yield Fault(place, Code.PERMALINK, what, "put it back, or remove the entry")
        elif not gone.restored and address in held.standing:
            what = f"'{address}' is said to be gone and still stands"
            yield Fault(place, Code.PERMALINK, what, "remove it, or remove the entry")
        elif gone.to and not _answered(held, gone.to):
            round_about = held.resolve(gone.to) in edition.permalinks.gone
            known = [*held.standing, *(a for a, one in edition.permalinks.gone.items() if not one.to)]
            near = "" if round_about else did_you_mean(gone.to, known)
            where = "and from there back" if round_about else "where nothing is"
            what = f"'{address}' leads to '{gone.to}', {where}"
            place = source.place((address, "to"))
            yield Fault(place, Code.PERMALINK, what, near or "name an address where something is")


def _ours(address: str) -> bool:
    """Whether an address is that of an article, a record, or a place in one; to other pages the site's check sees."""
    folder, key, *rest = page_of(address).rstrip("/").split("/") + [""] * 2
    return bool(key) and not any(rest) and folder in {"articles", *FOLDERS.values()}


def _unread(edition: Edition, entry: Entry) -> bool:
    folder, _, rest = entry.address.partition("/")
    return folder == "articles" and rest.partition("/")[0] in edition.unread


def _accounted_for(edition: Edition, held: Fates, found: dict[str, Standing], entry: Entry) -> Iterator[Fault]:
    fate = held.of(entry.address)
    page = page_of(entry.address)
    if fate is None:
        if page != entry.address and page not in held.standing:
            return  # told once, of the page
        what = f"'{entry.address}' was published in version {entry.first} and is not there any more"
        remedy = f"put it back, or say in {GONE} what became of it"
        yield Fault(entry.place, Code.PERMALINK, what, remedy)
        return
    if fate.state == "withdrawn" or entry.address in edition.permalinks.gone:
        return  # whatever the editor says of the address itself is checked there
    target = held.resolve(entry.address)
    stands = found.get(target)
    if stands is not None:
        yield from _unchanged(edition, entry, target, stands)
    elif "#" in entry.address and held.of(target) is None:
        what = f"'{entry.address}' was published in version {entry.first}, and '{target}' is not there"
        yield Fault(entry.place, Code.PERMALINK, what, f"put it back, or say in {GONE} what became of '{target}'")


def _unchanged(edition: Edition, entry: Entry, address: str, stands: Standing) -> Iterator[Fault]:
    place = _place(edition, address)
    if stands.errata < entry.errata:
        what = f"an erratum of '{address}' that version {entry.since} had is gone"
        yield Fault(place, Code.ERRATUM, what, "put it back; a later one may say more")
    elif entry.digest and stands.digest != entry.digest and stands.errata == entry.errata:
        what = f"the words of '{address}' are not those of version {entry.since}, and no new erratum names it"
        yield Fault(place, Code.ERRATUM, what, "add an erratum that says what has changed, or put the words back")


def _used_again(edition: Edition, entry: Entry, stands: Standing) -> Iterator[Fault]:
    said = (edition.permalinks.gone.get(a) for a in (entry.address, page_of(entry.address)))
    restored = any(one is not None and one.restored for one in said)
    if entry.digest and stands.digest == entry.digest:
        return  # the very same words: it is back
    if restored:
        yield from _unchanged(edition, entry, entry.address, stands)
        return
    what = f"'{entry.address}' was {entry.state} in version {entry.since}, and an id is not used again"
    remedy = f"choose another id, or if this is the same thing again, say 'restored' of it in {GONE}"
    yield Fault(_place(edition, entry.address), Code.PERMALINK, what, remedy)


def _taken_down(edition: Edition, address: str, to: str | None, place: Place) -> Iterator[Fault]:
    versions = [entry.address for entry in edition.permalinks.versions]
    if not address.startswith(tuple(versions)):
        remedy = did_you_mean(address, versions) or "name a page of a version that was published"
        yield Fault(place, Code.PERMALINK, f"'{address}' is in no frozen version", remedy)
    elif address in versions:
        remedy = (
            "name what is in it: a folder such as v/2026.1/articles/, a page, or a file such as v/2026.1/index.html"
        )
        yield Fault(place, Code.PERMALINK, f"'{address}' is a whole version, whose number must stay", remedy)
    elif to is not None:
        what = f"'{address}' is frozen: it can be taken down and leads nowhere else"
        yield Fault(place, Code.PERMALINK, what, "give a 'reason' in place of 'to'")


def _answered(held: Fates, address: str) -> bool:
    """Whether a reader of an address finds something there, if only a tombstone."""
    target = held.resolve(address)
    fate = held.of(target)
    return target in held.standing or (fate is None and not _ours(target)) or (fate is not None and not fate.to)


def _place(edition: Edition, address: str) -> Place:
    """Return where what stands at an address is written."""
    folder, key, fragment = *address.split("/")[:2], address.partition("#")[2]
    article = edition.by_id.get(key) if folder == "articles" else None
    if article is not None:
        for paragraph in article.paragraphs:
            if paragraph.id == fragment:
                return paragraph.place
        return article.source.place(("notes", fragment.removeprefix("n-")) if fragment else ("id",), key=True)
    kind = next((kind for kind, name in FOLDERS.items() if name == folder), folder)
    source = edition.authority.sources.get(kind)
    return source.place((key,), key=True) if source else Place(f"articles/authority/{kind}.yml")
