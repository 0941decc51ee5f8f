"""The compile step: pages, assets and theme go into `build/`, ready for `mkdocs build`.

Each page is a pure function of its declared inputs and its template, and is known by their digest; one whose
digest and bytes are as they were is not rendered again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
import minify
from markupsafe import Markup

from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.output import Output
from edition.page import Page, relative
from edition.passthrough import BODY, MARKER

DATA = Path(__file__).parent / "data"
REPORT = "report.txt"
OVERRIDES = "overrides"  # docs/overrides/ holds an edition's own templates and theme, and is no page


def template_folders(root: Path) -> list[Path]:
    """Return where page templates are looked for, the edition's own before the program's."""
    return [root / "docs" / OVERRIDES / "templates", DATA / "templates"]


def compile_site(
    root: Path,
    build: Path,
    pages: Iterable[Page],
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
    output.copy_tree(root / "docs", leave_out=frozenset({OVERRIDES}))
    output.copy_tree(DATA / "assets", "assets/", change=_minified)
    for name, data in files.items():
        output.write(name, data)
    _write_pages(root, build, pages, output)
    output.finish()
    Output(build).write(REPORT, report.encode())
    _write_frame(root, frame or build)
    return output


def _write_frame(root: Path, build: Path) -> None:
    theme = Output(build / "theme")
    theme.copy_tree(root / "docs" / OVERRIDES / "theme")
    theme.copy_tree(DATA / "theme")
    theme.finish()
    Output(build).write("mkdocs-base.yml", (DATA / "mkdocs-base.yml").read_bytes())


def _minified(name: str, data: bytes) -> bytes:
    """Return a script or style sheet of the program without what readers need not load.

    That is comments, spaces and, of scripts, long local names.
    """
    kind = {".js": "application/javascript", ".css": "text/css"}.get(Path(name).suffix)
    return minify.string(kind, data.decode()).encode() if kind else data


def _write_pages(root: Path, build: Path, pages: Iterable[Page], output: Output) -> None:
    folders = template_folders(root)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    salt = _digest_of_program(folders)
    record = build / "pages.json"
    known = _read_record(record)
    made: dict[str, list[str]] = {}
    by_hand = {_address(name): name for name in output.kept if name.endswith(".md")}
    for page in pages:
        if page.address in by_hand:
            name = f"docs/{by_hand[page.address]}"
            what = f"{name} has the address of a page that the edition makes itself"
            raise FaultsFoundError([Fault(Place(name), Code.FILE, what, "give it another name")])
        key = page.key(salt)
        if page.file in known and known[page.file] == [key, _digest_of_file(output.root / page.file)]:
            output.keep(page.file)
            made[page.file] = known[page.file]
            continue
        data = render_page(environment, page)
        output.write(page.file, data)
        made[page.file] = [key, hashlib.sha256(data).hexdigest()]
    Output(build).write(record.name, json.dumps(made, indent=0).encode())


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
    marks = {"unlisted": page.unlisted, "leads_to": page.leads_to, "refresh": page.refresh}
    fields |= {key: str(value) for key, value in marks.items() if value}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    # MkDocs takes a line of three hyphens for the end of the fields; JSON strings never hold a bare line end.
    return f"---\n{head}---\n{MARKER}\n{body}".encode()


def _digest_of_program(folders: list[Path]) -> str:
    """Return a digest of the templates and of the program itself, since either may change what a page holds."""
    found = hashlib.sha256()
    for path in sorted(DATA.parent.rglob("*.py")):
        found.update(path.read_bytes())
    for index, folder in enumerate(folders):
        for path in sorted(folder.rglob("*.html")):
            found.update(f"{index}:{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def _digest_of_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _read_record(path: Path) -> dict[str, Any]:
    """Return the record of the last compilation; a missing or damaged one only means that all is made anew."""
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
