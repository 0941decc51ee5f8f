"""MkDocs renders the compiled pages, strictly: whatever it warns of is a fault."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Material and MkDocs print notices about their futures, which say nothing of this edition.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from edition import dataimages
from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.private import ROBOTS, Privacy

# Of what Material brings, this edition's pages use the style sheets only.
# The packed sitemap says what sitemap.xml says, in bytes that differ with the version of zlib.
UNUSED = ("assets/javascripts", "assets/images/favicon.png", "sitemap.xml.gz")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render_site(
    root: Path,
    target: Path,
    site_url: str,
    epoch: int,
    *,
    docs: Path | None = None,
    why_private: Privacy | None = None,
) -> None:
    """Render the edition at root into the folder target; its pages are those in docs, or in build/docs.

    Dates in the sitemap are those of `epoch`, seconds since 1970, so that the same edition gives the same bytes.
    Where it is said why the site is private, the theme says it on every page.
    Raises FaultsFoundError with everything that MkDocs warns of.
    """
    with _listening() as listener, _environment("SOURCE_DATE_EPOCH", str(epoch)):
        try:
            pages = {"docs_dir": str(docs)} if docs else {}
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(target), site_url=site_url, **pages)
            if why_private:
                config.extra["private"] = {
                    "label": why_private.label,
                    "words": why_private.words,
                    "robots": ROBOTS,
                }
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (Abort, MkDocsException) as error:
            if not listener.messages or not isinstance(error, Abort):
                listener.messages.append(str(error))
        except Exception as error:  # whatever a page or a theme of the edition's own makes MkDocs raise
            if not listener.messages:
                listener.messages.append(f"MkDocs failed: {type(error).__name__}: {error}")
    if listener.messages:
        raise FaultsFoundError(_fault(root, message) for message in listener.messages)
    _prune(target)
    dataimages.lift_all(target)


def _prune(target: Path) -> None:
    for name in UNUSED:
        unused = target / name
        if unused.is_dir():
            for path in sorted(unused.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            unused.rmdir()
        else:
            unused.unlink(missing_ok=True)


@contextmanager
def _listening() -> Iterator[_Listener]:
    listener = _Listener()
    log = logging.getLogger("mkdocs")
    before = log.propagate, log.level
    log.addHandler(listener)
    log.propagate = False
    log.setLevel(logging.WARNING)
    try:
        yield listener
    finally:
        log.removeHandler(listener)
        log.propagate, log.level = before


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _fault(root: Path, message: str) -> Fault:
    """Return MkDocs' message as a fault, at the file and line that it speaks of where that can be told."""
    words = " ".join(message.split()).rstrip(".")
    if re.search(r"\[Errno \d+\]", words):  # a full disk, or one that may not be written
        remedy = "see that there is room and that it is yours to write, and try again"
        return Fault(Place("build"), Code.FILE, words, remedy)
    page = re.search(r"(?:[Dd]oc file|reading page) '([^']+)'", words)
    place = Place("mkdocs.yml")
    if page:
        place = Place(f"docs/{page[1]}")
        target = re.search(r"(?:link|reference|image) '([^']+)'|link to '([^']+)'", words)
        path = root / place.path
        if target and path.is_file():
            sought = target[1] or target[2]
            for line, content in enumerate(path.read_text("utf-8").split("\n"), 1):
                if sought in content:
                    place = Place(place.path, line, content.index(sought) + 1)
                    break
    return Fault(place, Code.MKDOCS, words, "mend the page" if page else "mend the configuration")
