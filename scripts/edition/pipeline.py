"""The order of the build, in one place."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edition import annotate, checks, reader, relate, renderer, searchindex, sitecheck, swap, witness
from edition.compiler import REPORT, compile_site
from edition.faults import Fault, Place, stop_if
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN
from edition.page import Page
from edition.pages import build_pages
from edition.permalinks.fates import fates
from edition.publishing import feeds, store

Say = Callable[[str], None]


@dataclass(frozen=True)
class Read:
    """An edition that was read, checked and annotated."""

    edition: Edition
    annotations: dict[str, annotate.Annotated]
    notices: list[Fault]
    """What is worth an editor's look and stops nothing."""


@dataclass(frozen=True)
class Rendered:
    """A site that MkDocs has rendered, on its way to its place."""

    site: Path
    pages: tuple[Page, ...]
    rewritten: int
    """How many page sources and assets differ from the build before."""


@dataclass(frozen=True)
class Built:
    """What a build did."""

    edition: Edition
    site: Path
    rewritten: int
    """How many page sources and assets differ from the build before."""


def build(root: Path, say: Say, target: Path | None = None) -> Built:
    """Build the edition in a folder into its site/, or into target.

    Raises FaultsFoundError with everything that is wrong; then the site of the last good build still stands.
    """
    target = target or root / "site"
    read = read_and_check(root, say)
    rendered = render(root, read, say)
    with stage("versions", say) as told:
        told.append(set_versions(root, read.edition, rendered.site))
    check_rendered(read.edition, rendered, say)
    with stage("put in place", say) as told:
        told.append(swap.put_in_place(rendered.site, target))
    return Built(read.edition, target, rendered.rewritten)


def render(root: Path, read: Read, say: Say) -> Rendered:
    """Render an edition that was read into its build/, without its frozen versions and unchecked."""
    made = root / "build"
    edition, annotations = read.edition, read.annotations
    with stage("relate", say) as told:
        relations = relate.relate(edition)
        told.append(f"{sum(len(r) for r in relations.by_article.values())} links between articles")
    with stage("write pages", say) as told:
        pages = build_pages(edition, relations, annotations)
        report = "".join(f"{notice}\n" for notice in read.notices)
        files = {searchindex.ADDRESS: searchindex.index_script(edition)} | feeds.files(edition)
        output = compile_site(root, made, pages, files, report)
        if report:
            told.append(f"{len(read.notices)} notices in {made.name}/{REPORT}")
        told.append(f"{len(pages)} pages, {len(output.written)} files rewritten, {len(output.deleted)} deleted")
    with stage("render", say) as told:
        fresh = made / "site"
        renderer.render_site(root, fresh, edition.settings.base, epoch(edition))
        told.append("MkDocs, strict")
    return Rendered(fresh, tuple(pages), len(output.written) + len(output.deleted))


def set_versions(root: Path, edition: Edition, site: Path) -> str:
    """Set the frozen versions of an edition into a site; return in words how many there are."""
    taken = fates(edition).frozen
    held = [store.set_into(site, frozen, taken) for frozen in store.read_versions(root, edition.permalinks)]
    return f"{len(held)} frozen versions, {sum(held)} files" if held else "none published so far"


def check_rendered(edition: Edition, rendered: Rendered, say: Say) -> None:
    """Check a finished site, its frozen versions only for being there; raises FaultsFoundError."""
    with stage("check site", say) as told:
        promises = promised(edition, rendered.pages)
        base = edition.settings.base
        stop_if(sitecheck.check_site(rendered.site, base, promises, published(edition), FROZEN))
        told.append("links, anchors, ids, foreign requests")


def read_and_check(root: Path, say: Say) -> Read:
    """Return the edition in a folder, checked, and its articles annotated, which is the last of the checks.

    Raises FaultsFoundError with everything that is wrong.
    """
    with stage("read", say) as told:
        edition, faults = reader.read_edition(root)
        told.append(f"{len(edition.articles)} articles, {len(edition.authority.topics)} topics")
    with stage("check", say) as told:
        matched, disagreeing = witness.check_witnesses(edition, root / "witnesses")
        found = checks.check(edition)
        held = store.check_versions(root, edition.permalinks, fates(edition).frozen)
        stop_if([*faults, *found, *disagreeing, *held])
        told.append(f"witnesses of {len(matched)} articles at hand" if matched else "no witnesses at hand")
    with stage("annotate", say) as told:
        annotations, faults = annotate.annotate(edition)
        stop_if(faults)
        told.append(f"{sum(len(a.mentions) for a in annotations.values())} mentions")
    return Read(edition, annotations, checks.notice(edition))


def promised(edition: Edition, pages: Iterable[Page]) -> list[str]:
    """Return every address that the finished site must answer: each page, and each paragraph of each article."""
    paragraphs = [f"{a.address}#{paragraph.id}" for a in edition.articles for paragraph in a.paragraphs]
    return [page.address for page in pages] + paragraphs


def published(edition: Edition) -> dict[str, Place]:
    """Return every address that was ever published or is said to be gone, with the place that says so."""
    held = edition.permalinks
    found = {address: entry.place for address, entry in held.entries.items()}
    found |= {address: held.source.place((address,), key=True) for address in held.gone}
    return {a: place for a, place in found.items() if not a.startswith(FROZEN) or a.endswith("/")}


def epoch(edition: Edition) -> int:
    """Return the moment that the build counts as its own, in seconds since 1970.

    SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else noon UTC of the edition's last dated change:
    noon, so that the day is the same in nearly every time zone.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    day = datetime.date.fromisoformat(edition.last_change)
    return int(datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).timestamp())


@contextmanager
def stage(name: str, say: Say) -> Iterator[list[str]]:
    """Time a stage and say what it told."""
    start = time.perf_counter()
    told: list[str] = []
    yield told
    say(f"{name:<13}{time.perf_counter() - start:8.2f} s  {'; '.join(told)}")
