"""Render the compiled pages by others than MkDocs and compare: ``python scripts/portability.py [FOLDER]``.

The edition in the folder must have been built. ProperDocs, the fork that goes on with MkDocs 1, must render the same
pages with the same ids, strictly; a difference ends with 1. Zensical, which Material's makers name as its successor,
is given them as `move_to_zensical` changes them, for a report only: what it stops at, or what it lacks.
Both are run by uv in environments of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.etree
import lxml.html
from move_to_zensical import move

SCRIPTS = Path(__file__).resolve().parent
COMPILED = ("docs", "theme", "mkdocs-base.yml")
PROPERDOCS = ("--with", "mkdocs-material>=9.8.1,<10", "properdocs")
ZENSICAL = ("zensical",)
LIMIT = 900  # seconds
SHOWN = 20  # differences of a kind

Site = dict[str, frozenset[str]]


def main(folder: Path) -> int:
    """Compare; return 1 where ProperDocs differs."""
    expected = ids(folder / "site")
    if not expected:
        print(f"there is no site in {folder / 'site'}: build it first", file=sys.stderr)
        return 1
    print(f"MkDocs: {told(expected)}")
    with tempfile.TemporaryDirectory() as within:
        proper = render(folder, Path(within) / "properdocs", (*PROPERDOCS, "build", "--strict"))
        other = render(folder, Path(within) / "zensical", (*ZENSICAL, "build"), change=move)
    differing = report("ProperDocs", expected, proper)
    report("Zensical", expected, other)
    return int(differing)


def render(
    folder: Path, target: Path, command: tuple[str, ...], change: Callable[[Path], None] = lambda folder: None
) -> Site | str:
    """Return the pages that a program renders from the compiled ones, or the last line of what it said."""
    (target / "build").mkdir(parents=True)
    shutil.copy(folder / "mkdocs.yml", target)
    for name in COMPILED:
        path = folder / "build" / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, target / "build" / name)
    change(target)
    uv = Path(sys.executable).with_name("uv")
    # The Markdown extension is a module of ours that needs nothing but Python-Markdown.
    environment = os.environ | {"PYTHONPATH": str(SCRIPTS), "NO_COLOR": "1"}
    done = subprocess.run(
        [str(uv), "tool", "run", "--isolated", *command, "-f", "mkdocs.yml"],
        cwd=target,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT,
    )
    found = ids(target / "build" / "site")
    if done.returncode or not found:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        return said[-1] if said else f"it ended with {done.returncode}"
    return found


def ids(site: Path) -> Site:
    """Return the ids of each page of a site, by the page's name."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        root = lxml.html.document_fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        held = frozenset(element.get("id", "") for element in root.iter(lxml.etree.Element) if element.get("id"))
        found[path.relative_to(site).as_posix()] = held
    return found


def report(name: str, expected: Site, found: Site | str) -> bool:
    """Print how a rendering differs from that of MkDocs; return whether it does."""
    if isinstance(found, str):
        print(f"{name}: NOT RENDERED: {found}")
        return True
    lines = list(differences(expected, found))
    print(f"{name}: {told(found)}; {len(lines)} differences")
    for line in lines[:SHOWN]:
        print(f"  {line}")
    return bool(lines)


def differences(expected: Site, found: Site) -> Iterator[str]:
    """Yield what one rendering has and the other has not."""
    for page in sorted(expected.keys() | found.keys()):
        if page not in found or page not in expected:
            yield f"{page}: {'missing' if page not in found else 'added'}"
            continue
        for kind, held in (("missing", expected[page] - found[page]), ("added", found[page] - expected[page])):
            if held:
                yield f"{page}: ids {kind}: {', '.join(sorted(held)[:SHOWN])}"


def told(site: Site) -> str:
    """Return how much there is in a site."""
    return f"{len(site)} pages, {sum(map(len, site.values()))} ids"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
