"""The order of the build, in one place."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edition import (
    annotate,
    checks,
    lock,
    manifest,
    policy,
    reader,
    relate,
    renderer,
    searchindex,
    sitecheck,
    swap,
    witness,
)
from edition.compiler import REPORT, compile_site
from edition.faults import Fault, stop_if
from edition.model.edition import Edition
from edition.page import Page
from edition.pages import build_pages

Say = Callable[[str], None]


@dataclass(frozen=True)
class Read:
    """An edition that was read, checked and annotated."""

    edition: Edition
    annotations: dict[str, annotate.Annotated]
    notices: list[Fault]
    """What is worth an editor's look and stops nothing."""


@dataclass(frozen=True)
class Built:
    """What a build did."""

    edition: Edition
    site: Path
    rewritten: int
    """How many page sources and assets differ from the build before."""


@lock.alone
def build(root: Path, say: Say, target: Path | None = None) -> Built:
    """Build the edition in a folder into its site/, or into target.

    Raises FaultsFoundError with everything that is wrong; then the site of the last good build still stands.
    """
    target = target or root / "site"
    made = root / "build"
    read = read_and_check(root, say)
    edition, annotations = read.edition, read.annotations
    with _stage("relate", say) as told:
        relations = relate.relate(edition)
        told.append(f"{sum(len(r) for r in relations.by_article.values())} links between articles")
    with _stage("write pages", say) as told:
        pages = build_pages(edition, relations, annotations)
        report = "".join(f"{notice}\n" for notice in read.notices)
        files = {searchindex.ADDRESS: searchindex.index_script(edition), **policy.files()}
        output = compile_site(root, made, pages, files, report)
        if report:
            told.append(f"{len(read.notices)} notices in {made.name}/{REPORT}")
        told.append(f"{len(pages)} pages, {len(output.written)} files rewritten, {len(output.deleted)} deleted")
    with _stage("render", say) as told:
        fresh = made / "site"
        renderer.render_site(root, fresh, edition.settings.base, epoch(edition))
        told.append("MkDocs, strict")
    with _stage("check site", say) as told:
        stop_if(sitecheck.check_site(fresh, edition.settings.base, promised(edition, pages)))
        told.append(f"links, anchors, ids, foreign requests; manifest {manifest.write(fresh)[:16]}")
    with _stage("put in place", say) as told:
        told.append(swap.put_in_place(fresh, target))
    return Built(edition, target, len(output.written) + len(output.deleted))


def read_and_check(root: Path, say: Say) -> Read:
    """Return the edition in a folder, checked, and its articles annotated, which is the last of the checks.

    Raises FaultsFoundError with everything that is wrong.
    """
    with _stage("read", say) as told:
        edition, faults = reader.read_edition(root)
        told.append(f"{len(edition.articles)} articles, {len(edition.authority.topics)} topics")
    with _stage("check", say) as told:
        matched, disagreeing = witness.check_witnesses(edition, root / "witnesses")
        stop_if([*faults, *checks.check(edition), *disagreeing])
        told.append(f"witnesses of {len(matched)} articles at hand" if matched else "no witnesses at hand")
    with _stage("annotate", say) as told:
        annotations, faults = annotate.annotate(edition)
        stop_if(faults)
        told.append(f"{sum(len(a.mentions) for a in annotations.values())} mentions")
    return Read(edition, annotations, checks.notice(edition))


def promised(edition: Edition, pages: Iterable[Page]) -> list[str]:
    """Return every address that the finished site must answer: each page, and each paragraph of each article."""
    paragraphs = [f"{a.address}#{paragraph.id}" for a in edition.articles for paragraph in a.paragraphs]
    return [page.address for page in pages] + paragraphs


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
def _stage(name: str, say: Say) -> Iterator[list[str]]:
    start = time.perf_counter()
    told: list[str] = []
    yield told
    say(f"{name:<13}{time.perf_counter() - start:8.2f} s  {'; '.join(told)}")
