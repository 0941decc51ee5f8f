"""The compile step: pages, assets and theme go into `build/`, ready for `mkdocs build`.

Each page is a pure function of its declared inputs and its template.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import jinja2
import minify
from markupsafe import Markup

from edition.dataimages import Lifting
from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.language import digest as digest_of_languages
from edition.language import language, own
from edition.output import Output
from edition.page import Page, relative
from edition.passthrough import BODY, MARKER
from edition.templating import Compiled

DATA = Path(__file__).parent / "data"
REPORT = "report.txt"
COMPILED = Compiled()
SHEETS = "assets/stylesheets"  # where Material's theme has them, and sites too
OVERRIDES = "overrides"  # docs/overrides/ holds an edition's own templates and theme, and is no page


def template_folders(root: Path) -> list[Path]:
    """Return where page templates are looked for, the edition's own before the program's."""
    return [root / "docs" / OVERRIDES / "templates", DATA / "templates"]


@runtime_checkable
class Pages(Protocol):
    """Whatever writes the generated pages."""

    @property
    def known(self) -> Sequence[Any]:
        """The pages that were written or kept, each with its address and its key."""

    def write(self, output: Output, templates: Templates) -> list[tuple[str, str]]:
        """Write or keep every page in the folder; return the file and the address of each."""


@dataclass(frozen=True)
class Written:
    """A page that was written: its address, and the digest of all that it depends on."""

    address: str
    key: str


class InTurn:
    """Writes pages one after the other, all of them."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = pages
        self.known: list[Written] = []
        """The pages that were written."""

    def write(self, output: Output, templates: Templates) -> list[tuple[str, str]]:
        """Write every page."""
        written = []
        for page in self.pages:
            output.write(page.file, templates.fill(page))
            written.append((page.file, page.address))
            self.known.append(Written(page.address, page.key(templates.digest)))
        return written


def compile_site(
    root: Path,
    build: Path,
    pages: Pages | Iterable[Page],
    files: dict[str, bytes],
    report: str = "",
    *,
    frame: Path | None = None,
) -> Output:
    """Write the folder of pages that MkDocs renders, and beside it the report, theme and base configuration.

    The last two go into the folder `frame` where it is named: mkdocs.yml looks for them in one place.

    `files` are data files by their address. Hand-written pages and assets in the edition's `docs/` go in as they
    are, over the program's assets of the same name. Returns what was written and deleted.
    """
    output = Output(build / "docs")
    lifting = Lifting()
    output.copy_tree(root / "docs", leave_out=frozenset({OVERRIDES}), change=lifting.below())
    output.copy_tree(DATA / "assets", "assets/", change=_asset)
    output.copy_tree(_material() / SHEETS, f"{SHEETS}/", only=".css", change=lifting.below(f"{SHEETS}/"))
    for name, data in lifting.files.items():
        output.write(name, data)
    for name, data in files.items():
        output.write(name, data)
    by_hand = {_address(name): name for name in output.kept if name.endswith(".md")}
    writer = pages if isinstance(pages, Pages) else InTurn(pages)
    for _, address in writer.write(output, Templates(root)):
        if address in by_hand:
            name = f"docs/{by_hand[address]}"
            what = f"{name} has the address of a page that the edition makes itself"
            raise FaultsFoundError([Fault(Place(name), Code.FILE, what, "give it another name")])
    output.finish()
    Output(build).write(REPORT, report.encode())
    _write_frame(root, frame or build)
    return output


def _write_frame(root: Path, build: Path) -> None:
    theme = Output(build / "theme")
    theme.copy_tree(root / "docs" / OVERRIDES / "theme", change=_said)
    theme.copy_tree(DATA / "theme", change=_said)
    theme.write("partials/material.html", _links_to_material().encode())
    theme.finish()
    Output(build).write("mkdocs-base.yml", (DATA / "mkdocs-base.yml").read_bytes())


def _said(name: str, data: bytes) -> bytes:
    """Return a part of the theme in the language of the edition."""
    return language(own()).template(data.decode()).encode() if name.endswith(".html") else data


def _asset(name: str, data: bytes) -> bytes:
    """Return an asset of the program in the language of the edition, without what readers need not load."""
    return _minified(name, language(own()).script(data.decode()).encode() if name.endswith(".js") else data)


class _Loader(jinja2.FileSystemLoader):
    """Templates in the language of the edition."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its file, and what says whether it is as it was."""
        source, name, fresh = super().get_source(environment, template)
        return language(own()).template(source), name, fresh


def _minified(name: str, data: bytes) -> bytes:
    """Return a script or style sheet of the program without what readers need not load.

    That is comments, spaces and, of scripts, long local names.
    """
    kind = {".js": "application/javascript", ".css": "text/css"}.get(Path(name).suffix)
    return minify.string(kind, data.decode()).encode() if kind else data


def _material() -> Path:
    """Return the folder of Material's theme."""
    found = importlib.util.find_spec("material")
    return Path(found.origin or "").parent / "templates" if found else Path()


def _links_to_material() -> str:
    """Return the links to Material's style sheets, whose names change with each of its versions, as a template."""
    base = (_material() / "base.html").read_text("utf-8")
    sheets = re.findall(rf"{SHEETS}/(?:main|palette)\.\w+\.min\.css", base)
    return "".join(f'<link rel="stylesheet" href="{{{{ \'{sheet}\' | url }}}}">\n' for sheet in sheets)


class _Environment(jinja2.Environment):
    """Looks into mappings for an item before it looks for a method: nearly all that templates are given are such."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a part of what a template was given."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Templates:
    """The page templates of an edition, its own before the program's."""

    def __init__(self, root: Path) -> None:
        self._folders = template_folders(root)
        self.environment = _Environment(
            loader=_Loader(self._folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=COMPILED,
        )
        self.digest = _digest_of_templates(self._folders)
        """A digest of all templates."""

    def fill(self, page: Page) -> bytes:
        """Return a compiled page."""
        return render_page(self.environment, page)

    def get_ready(self) -> None:
        """Compile every template, so that workers that are started afterwards need not; one with a fault waits."""
        for name in self.environment.list_templates(extensions=["html"]):
            with suppress(jinja2.TemplateError):
                self.environment.get_template(name)


def _address(name: str) -> str:
    """Return the address that MkDocs gives to a page by the name of its file."""
    stem = name.removesuffix(".md")
    if stem.rpartition("/")[2] in ("index", "README"):
        return stem.rpartition("/")[0] + "/" if "/" in stem else ""
    return stem + "/"


def render_page(environment: jinja2.Environment, page: Page) -> bytes:
    """Return a compiled page: a few scalar fields for the theme, the marker, and the finished body."""
    try:
        body = environment.get_template(page.template).render(
            page=page, href=lambda address: Markup(relative(page.address, address)), **page.data
        )
        if page.head:
            graph = json.dumps(page.head.get("graph"), ensure_ascii=False, separators=(",", ":"))
            # No sign within the data can end its element or open a comment.
            safe = Markup(graph.replace("<", "\\u003c").replace(">", "\\u003e"))
            body = environment.get_template("head.html").render(head=page.head, graph=safe) + BODY + body
    except jinja2.TemplateError as error:
        place = Place(
            f"templates/{getattr(error, 'name', None) or page.template}", getattr(error, "lineno", None) or 1
        )
        what = f"the page {page.address or 'home'} cannot be made: {error.message}"
        remedy = "mend the template in docs/overrides/templates, or remove it to use the program's"
        raise FaultsFoundError([Fault(place, Code.TEMPLATE, what, remedy)]) from error
    fields = {
        "title": page.title,
        "description": page.description,
        "edition": page.template.removesuffix(".html"),
    }
    if "type" in page.head:
        fields["og_type"] = page.head["type"]
    fields |= {k: " ".join(names) for k, names in (("styles", page.styles), ("scripts", page.scripts)) if names}
    marks = {"unlisted": page.unlisted, "leads_to": page.leads_to, "refresh": page.refresh, "card": page.card}
    fields |= {key: str(value) for key, value in marks.items() if value}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    # MkDocs takes a line of three hyphens for the end of the fields; JSON strings never hold a bare line end.
    return f"---\n{head}---\n{MARKER}\n{body}".encode()


def _digest_of_templates(folders: list[Path]) -> str:
    """Return a digest of the templates, which may change what any page holds."""
    found = hashlib.sha256(f"{own()} {digest_of_languages()}".encode())
    for index, folder in enumerate(folders):
        for path in sorted(folder.rglob("*.html")):
            found.update(f"{index}:{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()
