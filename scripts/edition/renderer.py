"""MkDocs renders the compiled pages, strictly: whatever it warns of is a fault.

The steps are those of `mkdocs.commands.build.build`, by its own functions, but that pages are shared out among
processes, a finished body is not sent through Python-Markdown, and what no page uses is not copied. The bytes are the
same. Where an edition's configuration holds what may look at pages together, `build` itself does it all.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Material and MkDocs print notices about their futures, which say nothing of this edition.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")

import jinja2
from mkdocs import utils
from mkdocs.commands import build as steps
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from edition.crew import share
from edition.digest import short
from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.language import own
from edition.passthrough import divided, finished
from edition.private import ROBOTS, Privacy
from edition.templating import Compiled, Shown

COMPILED = Compiled()
Look = Callable[[str, bytes], Any]


# Of what Material brings, this edition's pages use the style sheets only.
# The packed sitemap says what sitemap.xml says, in bytes that differ with the version of zlib.
UNUSED = ("assets/javascripts/", "assets/images/favicon.png", "sitemap.xml.gz")
SHOWN = (InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV, InclusionLevel.UNDEFINED)
BESIDE = ("404.html", "sitemap.xml")  # what Material makes beside the pages


class StoppedError(Exception):
    """Raised where MkDocs cannot go on; holds what it said."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(messages)
        self.messages = messages


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@dataclass(frozen=True)
class Rendered:
    """A file of the finished site."""

    name: str
    """Its name below the site's folder; '' where the theme made nothing of a page."""
    digest: bytes
    fields: dict[str, Any]
    """The fields of the page's front matter."""
    found: Any = None
    """What was found in it, if it is HTML."""
    said: tuple[str, ...] = ()
    """What MkDocs warned of."""


class Press:
    """MkDocs made ready to render the pages of one site, one by one."""

    def __init__(self, root: Path, config: MkDocsConfig, listener: _Listener, look: Look) -> None:
        self.config = config
        self.site = Path(config.site_dir)
        self._by_hand = root / "docs"
        self._listener = listener
        self._look = look
        self._environment = config.theme.get_env()
        self._environment.bytecode_cache = COMPILED
        self._environment.loader = Shown(config.theme.dirs)
        self._files = get_files(config)
        self._files.add_files_from_theme(self._environment, config)
        set_exclusions(self._files, config)
        self._nav = get_navigation(_listed(self._files, config), config)
        self._in_nav = {page.file.src_uri for page in self._nav.pages}
        self._sources = self._files.documentation_pages()
        for page in self._nav.pages:  # all pages show the titles of these
            self._populate(page)

    @property
    def sources(self) -> list[str]:
        """The names of the pages in the folder of compiled pages, in MkDocs' order."""
        return [file.src_uri for file in self._sources]

    @property
    def copies(self) -> list[str]:
        """The names of the files that go into the site as they are, Material's among them."""
        files = [f for f in self._files if not f.is_documentation_page() and f.inclusion in SHOWN]
        return [file.src_uri for file in files if not file.src_uri.startswith(UNUSED)]

    @property
    def places(self) -> dict[str, str]:
        """Where the pages and the files that are copied go in the site, by their names."""
        return {name: self._file(name).dest_uri for name in (*self.sources, *self.copies)}

    @property
    def titles(self) -> list[str]:
        """The titles that stand in the navigation."""
        return [str(page.title) for page in self._nav.pages]

    def by_hand(self, name: str) -> bool:
        """Return whether a page was written by hand: then its links are resolved, and others may be read for it."""
        return (self._by_hand / name).is_file()

    def render(self, name: str) -> Rendered:
        """Make one page of the site; raises StoppedError where it cannot be made."""
        file = self._file(name)
        page = file.page or Page(None, file, self.config)
        before = len(self._listener.messages)
        try:
            if page.content is None:
                self._populate(page)
            data = self._fill(page)
        except jinja2.TemplateError as error:  # the theme's fault, and no page's
            raise StoppedError([_failed(error)]) from error
        except Exception as error:
            said = self._listener.messages[before:]
            raise StoppedError(said or [f"Error building page '{name}': {error}"]) from error
        fields = dict(page.meta)
        if name not in self._in_nav:
            page.content = page.markdown = None  # or the memory of a worker would hold all its pages
        return self._made(file.dest_uri, data, fields, before)

    def copy(self, name: str) -> Rendered:
        """Copy one file into the site."""
        file = self._file(name)
        data = Path(str(file.abs_src_path)).read_bytes()
        return self._made(file.dest_uri, data, {}, len(self._listener.messages))

    def beside(self, fields: Mapping[str, dict[str, Any]]) -> list[Rendered]:
        """Make what stands beside the pages, the map of the site and the page for those that are missing.

        `fields` are those of each page's front matter, by its name.
        """
        for file in self._sources:
            page = file.page or Page(None, file, self.config)
            if page.markdown is None:
                page.meta, page.markdown = fields.get(file.src_uri, {}), ""
        before = len(self._listener.messages)
        for name in BESIDE:
            steps._build_theme_template(name, self._environment, self._files, self.config, self._nav)
        (self.site / "sitemap.xml.gz").unlink(missing_ok=True)
        return [self._looked_at(name, (self.site / name).read_bytes(), {}, before) for name in BESIDE]

    def _file(self, name: str) -> File:
        file = self._files.get_file_from_path(name)
        assert file is not None
        return file

    def _populate(self, page: Page) -> None:
        """Read a page and make its body; one that was compiled is HTML already."""
        if self.by_hand(page.file.src_uri):
            steps._populate_page(page, self.config, self._files)
            return
        found = divided(page.file.content_string)
        if found is None:
            page.read_source(self.config)
            page.render(self.config, self._files)
        else:
            page.meta, page.markdown = found
            page.content = finished(page.markdown)
            page.toc, page.present_anchor_ids = get_toc([]), set()

    def _fill(self, page: Page) -> bytes:
        """Return a page in its frame, as `mkdocs.commands.build._build_page` writes it."""
        self.config._current_page = page
        page.active = True
        try:
            context = steps.get_context(self._nav, self._sources, self.config, page)
            template = self._environment.get_template(page.meta.get("template", "main.html"))
            return template.render(context).encode("utf-8", errors="xmlcharrefreplace")
        finally:
            page.active = False
            self.config._current_page = None

    def _made(self, name: str, data: bytes, fields: dict[str, Any], before: int) -> Rendered:
        """Write a file of the site; an empty page is none, as with MkDocs."""
        if name.endswith(".html") and not data.strip():
            return self._looked_at("", data, fields, before)
        path = f"{self.site}/{name}"
        try:
            file = open(path, "wb")  # noqa: SIM115, PTH123  one of so many that what pathlib adds is felt
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
            file = open(path, "wb")  # noqa: SIM115, PTH123
        with file:
            file.write(data)
        return self._looked_at(name, data, fields, before)

    def _looked_at(self, name: str, data: bytes, fields: dict[str, Any], before: int) -> Rendered:
        said = tuple(self._listener.messages[before:])
        del self._listener.messages[before:]
        found = self._look(name, data) if name.endswith(".html") else None
        return Rendered(name, short(data), fields, found, said)


Way = Callable[[Press], Iterable[Rendered]]


def from_the_ground(press: Press) -> list[Rendered]:
    """Make a whole site, whatever is there."""
    utils.clean_directory(press.config.site_dir)
    copied = share(press.copies, press.copy)
    pages = share(press.sources, press.render)
    fields = {name: page.fields for name, page in zip(press.sources, pages, strict=True)}
    return [*copied, *pages, *press.beside(fields)]


def render_site(
    root: Path,
    target: Path,
    site_url: str,
    epoch: int,
    look: Look | None = None,
    way: Way = from_the_ground,
    *,
    docs: Path | None = None,
    why_private: Privacy | None = None,
) -> dict[str, Any]:
    """Render the edition at root into the folder target; return what `look` finds in each page's name and bytes.

    Its pages are those in docs, or in build/docs; `way` says which of them are made. Dates in the sitemap are those
    of `epoch`, seconds since 1970, so that the same edition gives the same bytes. Where it is said why the site is
    private, the theme says it on every page. Raises FaultsFoundError with everything that MkDocs warns of.
    """
    look = look or (lambda name, data: None)
    found: dict[str, Any] = {}
    with _listening() as listener, _environment("SOURCE_DATE_EPOCH", str(epoch)):
        try:
            pages = {"docs_dir": str(docs)} if docs else {}
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(target), site_url=site_url, **pages)
            config.theme["language"] = own()
            if why_private:
                config.extra["private"] = {
                    "label": why_private.label,
                    "words": why_private.words,
                    "robots": ROBOTS,
                }
            config.plugins.on_startup(command="build", dirty=False)
            if _stand_alone(root, config):
                for one in way(Press(root, config, listener, look)):
                    listener.messages += one.said
                    if one.name.endswith(".html"):
                        found[one.name] = one.found
            else:
                steps.build(config)
                _prune(target)
                names = [path.relative_to(target).as_posix() for path in sorted(target.rglob("*.html"))]
                looked = share(names, lambda name: look(name, (target / name).read_bytes()))
                found = dict(zip(names, looked, strict=True))
            config.plugins.on_shutdown()
        except StoppedError as error:
            listener.messages += error.messages
        except (Abort, MkDocsException) as error:
            if not listener.messages or not isinstance(error, Abort):
                listener.messages.append(str(error))
        except Exception as error:  # whatever a page or a theme of the edition's own makes MkDocs raise
            if not listener.messages:
                listener.messages.append(_failed(error))
    if listener.messages:
        raise FaultsFoundError(_fault(root, message) for message in listener.messages)
    return found


def _stand_alone(root: Path, config: MkDocsConfig) -> bool:
    """Return whether nothing in the configuration looks at one page while another is made."""
    own = root / "docs" / "overrides" / "theme"
    return (
        not config.plugins
        and not config.hooks
        and not config.extra_templates
        and set(config.theme.static_templates) == set(BESIDE)
        and not any((own / name).exists() for name in BESIDE)
        and not any(re.search(r"\bpages\b", path.read_text("utf-8")) for path in own.rglob("*.html"))
        and config.validation.links.anchors < logging.WARNING
    )


class _Listed(Files):
    """Files of which the navigation is told those only that the configuration lists."""

    def documentation_pages(self, **_: Any) -> list[File]:
        """Return nothing: MkDocs would make an object of each page, also of those that are not made anew."""
        return []


def _listed(files: Files, config: MkDocsConfig) -> Files:
    """Return the files to make the navigation from: all, where MkDocs lists pages or tells of some left out."""
    if config.nav is None or config.validation.nav.omitted_files >= logging.WARNING:
        return files
    return _Listed(list(files))


def _failed(error: Exception) -> str:
    return f"MkDocs failed: {type(error).__name__}: {error}"


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
