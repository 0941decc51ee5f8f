"""Private copies: sites that may not be published, since they show texts under copyright, or drafts.

Every page of one says so, on paper too, and asks search engines to leave it; a file of the name MARKER lies in it, by
which whatever publishes a site refuses it. It is made in a folder of its own that git ignores, never in site/ or
build/.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import lxml.html

from edition.faults import Code, Fault, FaultsFoundError, Place

FOLDER = "reading-copy"
MARKER = "PRIVATE-DO-NOT-PUBLISH.txt"
ROBOTS = "noindex, nofollow, noarchive"
BANNER = "ed-private"  # the class of the banner


@dataclass(frozen=True)
class Privacy:
    """Why a site is private, as its pages say."""

    label: str
    """What the site is, in two or three words; the title of each page begins with it."""
    words: str
    """The banner's sentences."""


def privacy(*, texts: bool, drafts: bool) -> Privacy | None:
    """Return why a site is private that shows texts at hand, or drafts; None where it shows neither."""
    if texts:
        also = ", and drafts" if drafts else ""
        held = f"It shows texts under copyright from copies on this machine{also}."
        return Privacy("Private reading copy", f"{held} It may not be published or passed on.")
    if drafts:
        return Privacy("Preview with drafts", "It shows articles that are not finished. It is not to be published.")
    return None


def prepare(root: Path) -> Path:
    """Return the folder in which private copies are made, which keeps itself out of git."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.is_file():
        ignore.write_text("# Texts under copyright stay on the machine of whoever holds them.\n*\n", "utf-8")
    return folder


def mark(site: Path, why: Privacy) -> None:
    """Mark a finished site as private: the marker, a robots.txt that forbids all, and no list of its pages."""
    (site / MARKER).write_text(f"{why.label}. {why.words}\n", "utf-8")
    (site / "robots.txt").write_text("User-agent: *\nDisallow: /\n", "utf-8")
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)


def unmarked(site: Path) -> list[Fault]:
    """Return a fault for each page of a private site that does not say so, as where a theme leaves out the banner."""
    faults = []
    for path in sorted(site.rglob("*.html")):
        page = lxml.html.document_fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        named = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
        if named.get("robots") != ROBOTS or not page.find_class(BANNER):
            remedy = "let the theme in docs/overrides show the blocks 'site_meta' and 'header' of the program's"
            place = Place(path.relative_to(site).as_posix())
            faults.append(Fault(place, Code.PRIVATE, "a page of a private copy does not say that it is one", remedy))
    return faults


def refuse(site: Path) -> None:
    """Raise FaultsFoundError where a site is marked as private; whatever publishes a site asks here first."""
    if (site / MARKER).exists():
        what = f"{site.name}/ is a private copy and may not be published"
        remedy = "publish what `edition build --published` makes"
        raise FaultsFoundError([Fault(Place(f"{site.name}/{MARKER}"), Code.PRIVATE, what, remedy)])


def refuse_place(root: Path, target: Path) -> None:
    """Raise FaultsFoundError where a private copy would be put at or in a folder whose files may be published."""
    for name in ("site", "build", "docs", "articles"):
        if target == root / name or target.is_relative_to(root / name):
            what = f"a private copy cannot stand in {name}/"
            remedy = f"name another folder, or none: then it stands in {FOLDER}/site"
            raise FaultsFoundError([Fault(Place(name), Code.PRIVATE, what, remedy)])
