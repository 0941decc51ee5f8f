"""The order of the build, in one place."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from edition import annotate, drafts, lock, manifest, private, reader, relate, renderer, sitecheck, swap, witness
from edition.annotate import Annotated
from edition.compiler import REPORT, InTurn, Pages, compile_site
from edition.datafiles import FILES, build_files
from edition.extras import Extras
from edition.faults import Fault, Place, stop_if
from edition.incremental.compiling import Compiled
from edition.incremental.keeper import Keeper
from edition.incremental.plain import Plain
from edition.incremental.store import DamagedError
from edition.language import ENGLISH, spoken
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN
from edition.page import Page
from edition.pages import build_pages, builders
from edition.permalinks.fates import fates
from edition.private import Privacy
from edition.publishing import store
from edition.relate import Relations

Say = Callable[[str], None]


@dataclass(frozen=True)
class Read:
    """An edition that was read, checked and annotated."""

    edition: Edition
    annotations: Mapping[str, Annotated]
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
class Ready:
    """What the published edition's pages hold, before anything is written."""

    edition: Edition
    pages: tuple[Page, ...]
    epoch: int
    """The moment that it counts as its own, in seconds since 1970."""


@dataclass(frozen=True)
class Built:
    """What a build did."""

    edition: Edition
    site: Path
    rewritten: int
    """How many page sources and assets differ from the build before."""
    private: bool = False
    """Whether the site is a private copy, and so may not be published."""


@lock.alone
def build(
    root: Path, say: Say, target: Path | None = None, *, witnesses: Path | None = None, with_drafts: bool = False
) -> Built:
    """Build the edition in a folder into its site/, or into target.

    With a folder of witnesses, or with drafts where there are any, a private copy is built: it stands in
    reading-copy/site, or in target, and nothing in build/ or site/ is changed by what it shows. Raises
    FaultsFoundError with everything that is wrong; then the site of the last good build still stands.
    """
    with spoken(_language(root)):
        return _build_in(root, say, target, witnesses, with_drafts=with_drafts)


def _build_in(root: Path, say: Say, target: Path | None, witnesses: Path | None, *, with_drafts: bool) -> Built:
    """Build an edition whose language is spoken."""
    if with_drafts and witnesses is None and not reader.read_edition(root)[0].drafts:
        with_drafts = False  # then there is nothing private
    why = private.privacy(texts=witnesses is not None, drafts=with_drafts)
    if why:
        private.refuse_place(root, target) if target else None
        folder = private.prepare(root)
        target, made = target or folder / "site", folder / "build"
    else:
        target, made = target or root / "site", root / "build"
    for anew in (False, True):
        keeper = Keeper(root, made, target, anew=anew or with_drafts)  # drafts are not tracked
        try:
            return _build(keeper, say, why, witnesses, with_drafts=with_drafts)
        except DamagedError:
            if anew:
                raise
            say("the cache of the last build is damaged; all is made anew")
        finally:
            keeper.close()
    raise AssertionError


def _build(keeper: Keeper, say: Say, why: Privacy | None, witnesses: Path | None, *, with_drafts: bool) -> Built:
    root, made, target = keeper.root, keeper.made, keeper.target
    read = _read_and_check(keeper, say, witnesses=witnesses, with_drafts=with_drafts)
    edition, annotations = read.edition, read.annotations
    with stage("relate", say) as told:
        relations = keeper.relate(edition, annotations)
        told.append(f"{len(relations.threads)} threads")
    with stage("write pages", say) as told:
        report = "".join(f"{notice}\n" for notice in read.notices)
        pages = keeper.pages(builders(), FILES, edition, relations, annotations)
        extras = _extras(pages, edition, relations, annotations, root, made)
        output = compile_site(root, made, pages if why else extras, {}, report, frame=root / "build")
        keeper.compiled(output)
        if report:
            told.append(f"{len(read.notices)} notices in {made.relative_to(root)}/{REPORT}")
        told.append(f"{len(pages.pages)} pages, {len(output.written)} files rewritten, {len(output.deleted)} deleted")
        told += extras.told
    with stage("render", say) as told:
        base, when = edition.settings.base, epoch(edition)
        site = keeper.site(repr((when, why)).encode())
        look = partial(sitecheck.look, base)
        found = renderer.render_site(root, keeper.fresh, base, when, look, site, docs=output.root, why_private=why)
        told.append(f"MkDocs, strict; {len(site.made) if site.used else len(found)} pages")
    stop_if(private.unmarked(keeper.fresh) if why else ())  # frozen versions are not private, and are set in next
    with stage("versions", say) as told:
        told.append(set_versions(root, edition, keeper.fresh))
    with stage("check site", say) as told:
        facts = site.facts if site.used else found
        only = {*site.made, *output.written} if site.used and not site.lost else None
        answers = promised(edition, pages.pages) if only is None else keeper.promised(edition, only)
        stop_if(sitecheck.check_site(keeper.fresh, base, answers, published(edition), FROZEN, facts, only))
        told.append("links, anchors, ids, foreign requests, files for machines")
        if only is None or len(site.made) == len(facts):
            told += [f"NOTHING LINKS TO {name}" for name in sitecheck.unreached(facts, published(edition))]
    with stage("put in place", say) as told:
        if why:
            private.mark(keeper.fresh, why)
        digest = manifest.write(keeper.fresh, None if why else keeper.sums())
        told.append(f"{swap.put_in_place(keeper.fresh, target, keep=True)}; manifest {digest[:16]}")
        keeper.save()
    return Built(edition, target, len(output.written) + len(output.deleted), private=why is not None)


def render(root: Path, made: Path, read: Read, say: Say, why: Privacy | None = None) -> Rendered:
    """Render an edition that was read into a folder, without its frozen versions and unchecked.

    `why` says why its pages are private, where they are.
    """
    with spoken(read.edition.settings.edition.language):
        return _render(root, made, read, say, why)


def _render(root: Path, made: Path, read: Read, say: Say, why: Privacy | None) -> Rendered:
    edition, annotations = read.edition, read.annotations
    with stage("relate", say) as told:
        relations = relate.relate(edition, annotate.records_named(annotations))
        told.append(f"{sum(len(r) for r in relations.by_article.values())} links between articles")
    with stage("write pages", say) as told:
        pages = build_pages(edition, relations, annotations)
        report = "".join(f"{notice}\n" for notice in read.notices)
        files = build_files(edition, relations)
        extras = _extras(InTurn(pages), edition, relations, annotations, root, made)
        output = compile_site(root, made, pages if why else extras, files, report, frame=root / "build")
        if report:
            told.append(f"{len(read.notices)} notices in {made.relative_to(root)}/{REPORT}")
        told.append(f"{len(pages)} pages, {len(output.written)} files rewritten, {len(output.deleted)} deleted")
        told += extras.told
    with stage("render", say) as told:
        fresh = made / "site"
        renderer.render_site(root, fresh, edition.settings.base, epoch(edition), docs=output.root, why_private=why)
        told.append("MkDocs, strict")
    return Rendered(fresh, tuple(pages), len(output.written) + len(output.deleted))


def ready(root: Path, say: Say) -> Ready:
    """Return what the pages of the published edition in a folder hold, without a text at hand and without drafts.

    Nothing is written. Raises FaultsFoundError with everything that is wrong.
    """
    read = read_and_check(root, say)
    edition = witness.without_texts(read.edition)
    with stage("relate", say):
        relations = relate.relate(edition, annotate.records_named(read.annotations))
    with spoken(edition.settings.edition.language), stage("pages", say) as told:
        pages = tuple(build_pages(edition, relations, read.annotations))
        told.append(f"{len(pages)} pages")
    return Ready(edition, pages, epoch(edition))


def _extras(
    writer: Pages,
    edition: Edition,
    relations: Relations,
    annotations: Mapping[str, Annotated],
    root: Path,
    made: Path,
) -> Extras:
    def every_page() -> list[Page]:
        return build_pages(edition, relations, annotations)

    return Extras(writer, edition, every_page, root, made, epoch(edition))


def _language(root: Path) -> str:
    """Return the language of an edition; English where its settings cannot be read, which is told of later."""
    settings, _ = reader.read_settings(reader.require_edition(root))
    return settings.edition.language if settings else ENGLISH


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


def read_and_check(root: Path, say: Say, *, witnesses: Path | None = None, with_drafts: bool = False) -> Read:
    """Return the edition in a folder, checked, and its articles annotated, which is the last of the checks.

    It holds the texts in a folder of witnesses where one is given; those in witnesses/ are compared in any case. With
    drafts these stand among its articles. Nothing is written. Raises FaultsFoundError with everything that is wrong.
    """
    with spoken(_language(root)):
        return _read_and_check(Plain(root), say, witnesses=witnesses, with_drafts=with_drafts)


def _read_and_check(keeper: Any, say: Say, *, witnesses: Path | None, with_drafts: bool) -> Read:
    with stage("read", say) as told:
        edition, faults = keeper.read()
        more = f", drafts: {len(edition.drafts)}" if edition.drafts else ""
        told.append(f"{len(edition.articles)} articles{more}, {len(edition.authority.topics)} topics")
    with stage("check", say) as told:
        edition, strange = witness.with_texts(edition, witnesses or keeper.root / witness.FOLDER)
        found = [*faults, *keeper.check(edition), *witness.compare(edition)]
        bare = witness.without_texts(edition)
        frozen = fates(keeper.checked(bare)).frozen
        stop_if([*found, *store.check_versions(keeper.root, edition.permalinks, frozen)])
        whole = store.with_what_goes(keeper.root, edition)
        told.append(witness.summary(edition))
    if witnesses is None:
        edition = bare if whole is edition else witness.without_texts(whole)
    else:
        edition = whole
        for line in witness.describe_copies(edition, strange):
            say(line)
    if with_drafts:
        edition = drafts.shown(edition)
    edition = keeper.checked(edition)
    with stage("annotate", say) as told:
        annotations, faults = keeper.annotate(edition)
        unfinished = {draft.source.path for draft in edition.drafts}
        stop_if(fault for fault in faults if fault.place.path not in unfinished)
        told.append(f"{keeper.mentions(annotations)} mentions")
    for fault in faults:
        say(f"  {fault}")  # in drafts only
    return Read(edition, annotations, keeper.notice(edition))


def promised(edition: Edition, pages: Iterable[Page | Compiled]) -> list[str]:
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
