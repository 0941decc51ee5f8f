"""Reading an edition's folder: settings, authority files and articles, every fault collected."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from edition import body, characters, sources, yamlsource
from edition.faults import Code, Fault, FaultsFoundError, Place, did_you_mean
from edition.model.article import Article, ArticleMatter
from edition.model.authority import Headword, Outlet, Topic
from edition.model.edition import RECORD_KINDS, Authority, Edition
from edition.model.fields import ID, RESERVED, Model
from edition.model.settings import Settings
from edition.permalinks.reading import read_permalinks
from edition.validation import validate
from edition.yamlsource import Source

AUTHORITY: dict[str, type[Model]] = {**RECORD_KINDS, "outlets": Outlet, "topics": Topic, "headwords": Headword}
CONFIG = "mkdocs.yml"


class Files:
    """Reads the files of an edition one by one; what keeps them from one build to the next takes its place."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def articles(self, paths: list[Path]) -> list[tuple[Article | None, list[Fault]]]:
        """Return the article in each file, as `read_article` does."""
        return [read_article(path, self.root) for path in paths]

    def records(self, paths: list[Path]) -> list[Records]:
        """Return the records in each authority file, as `read_records` does."""
        return [read_records(path, self.root) for path in paths]


def read_edition(root: Path, files: Files | None = None) -> tuple[Edition, list[Fault]]:
    """Return the edition in a folder, and what is wrong with it so far as it can be told file by file.

    What could not be read is left out of the edition. Raises FaultsFoundError where the folder holds no edition.
    """
    files = files or Files(root)
    settings, faults = read_settings(require_edition(root))
    faults += sources.check(root)
    authority, found = read_authority(root, files)
    faults += found
    articles = []
    unread: set[str] = set()
    paths = sorted((root / "articles").glob("*.md"))
    for path, (article, found) in zip(paths, files.articles(paths), strict=True):
        faults += found
        if article is not None:
            articles.append(article)
        else:
            unread.add(path.stem)
    for path in sorted((root / "docs").rglob("*.md")):
        faults += read_text(path, root)[1]
    permalinks, found = read_permalinks(root, read_text)
    faults += found
    if settings is None:
        raise FaultsFoundError(faults)
    ordered = sorted(articles, key=lambda a: a.order)
    whole = tuple(article for article in ordered if not article.matter.draft)
    drafts = tuple(article for article in ordered if article.matter.draft)
    return Edition(settings, whole, authority, frozenset(unread), drafts, permalinks=permalinks), faults


def require_edition(root: Path) -> Path:
    """Return the folder; raises FaultsFoundError where it holds no edition."""
    if not (root / CONFIG).is_file() or not (root / "articles").is_dir():
        what = f"{root} is not the folder of an edition (it has no {CONFIG} and articles/)"
        raise FaultsFoundError([Fault(Place(CONFIG), Code.FILE, what, "go there, or make one with `edition init`")])
    return root


def read_text(path: Path, root: Path) -> tuple[str, list[Fault]]:
    """Return a file's text, with its line ends made one; a file that is not UTF-8 is a fault and empty."""
    shown = path.relative_to(root).as_posix()
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        return "", [Fault(Place(shown), Code.FILE, what, "see that it is there and yours to read")]
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        col = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        what = f"byte 0x{data[error.start]:02X} is not UTF-8"
        return "", [Fault(Place(shown, line, col), Code.ENCODING, what, "save the file as UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = characters.refused(text)
    if odd:
        at, _, what, remedy = odd
        place = Place(shown, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1)
        return "", [Fault(place, Code.ENCODING, what, remedy)]
    return text, []


def read_settings(root: Path) -> tuple[Settings | None, list[Fault]]:
    """Return what mkdocs.yml says of the edition; the environment variable SITE_URL overrides its address."""
    text, faults = read_text(root / CONFIG, root)
    if faults:
        return None, faults
    source, faults = yamlsource.load(text, CONFIG, foreign_tags=True)
    if faults:
        return None, faults
    url = os.environ.get("SITE_URL", "").strip()
    if url and isinstance(source.data, dict):
        source = replace(source, data={**source.data, "site_url": url})
    return validate(Settings, source)


@dataclass(frozen=True)
class Records:
    """What an authority file holds."""

    records: Mapping[str, Model]
    source: Source
    faults: tuple[Fault, ...]
    unread: bool
    """True where the file could not be read at all."""


def read_authority(root: Path, files: Files | None = None) -> tuple[Authority, list[Fault]]:
    """Return the records of `articles/authority/`; a file that is not there holds none."""
    files = files or Files(root)
    faults: list[Fault] = []
    paths: list[Path] = []
    for path in sorted((root / "articles" / "authority").glob("*.y*ml")):
        if path.stem in AUTHORITY and path.suffix == ".yml":
            paths.append(path)
            continue
        remedy = did_you_mean(path.name, [f"{k}.yml" for k in AUTHORITY]) or "remove the file"
        shown = path.relative_to(root).as_posix()
        faults.append(Fault(Place(shown), Code.FILE, f"'{path.name}' is no authority file", remedy))
    read = dict(zip((path.stem for path in paths), files.records(paths), strict=True))
    faults += [fault for one in read.values() for fault in one.faults]
    records: dict[str, Any] = {kind: read[kind].records if kind in read else {} for kind in AUTHORITY}
    sources = {kind: one.source for kind, one in read.items()}
    unread = frozenset(kind for kind, one in read.items() if one.unread)
    return Authority(sources=sources, unread=unread, **records), faults


def read_records(path: Path, root: Path) -> Records:
    """Return the records of one authority file."""
    text, faults = read_text(path, root)
    source, found = yamlsource.load(text, path.relative_to(root).as_posix())
    faults += found
    unread = bool(faults)
    records: dict[str, Model] = {}
    if source.data is not None and not isinstance(source.data, dict):
        remedy = "write each record under its id"
        faults.append(Fault(source.place(), Code.TYPE, "the file is not a mapping of ids to records", remedy))
    for key in source.data if isinstance(source.data, dict) else ():
        if not ID.fullmatch(key) or key in RESERVED or len(key) > 80:
            remedy = "use lower-case letters, digits and single hyphens, and no reserved name such as index"
            faults.append(Fault(source.place((key,), key=True), Code.ID, f"'{key}' cannot be an id", remedy))
        record, found = validate(AUTHORITY[path.stem], source, (key,))
        faults += found
        if record is not None:
            records[key] = record
    return Records(records, source, tuple(faults), unread)


def read_article(path: Path, root: Path) -> tuple[Article | None, list[Fault]]:
    """Return one article; None where its front matter cannot be used, so that faults in both parts are told."""
    text, faults = read_text(path, root)
    if faults:
        return None, faults
    front = _front_matter(text)
    shown = path.relative_to(root).as_posix()
    if front is None:
        missing = "front matter is not closed by a line"
        if text.partition("\n")[0].rstrip() != "---":
            missing = "first line is not"
        what = f"the {missing} ---"
        return None, [Fault(Place(shown), Code.FRONT_MATTER, what, "put the front matter between two lines ---")]
    head, rest, line = front
    source, faults = yamlsource.load(head, shown, offset=1)
    blocks, found = body.parse(rest, shown, line)
    matter = None
    if not faults:
        matter, faults = validate(ArticleMatter, source)
    faults = faults + found
    if matter is None:
        return None, faults
    return Article(matter, tuple(blocks), source), faults


def read_source(path: Path, root: Path) -> Source:
    """Return the YAML of an authority file, or of an article's front matter, that was read without faults before."""
    text, _ = read_text(path, root)
    shown = path.relative_to(root).as_posix()
    front = _front_matter(text) if path.suffix == ".md" else None
    return yamlsource.load(front[0], shown, offset=1)[0] if front else yamlsource.load(text, shown)[0]


def _front_matter(text: str) -> tuple[str, str, int] | None:
    """Return the front matter of an article, its body, and the line in which that begins."""
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        return None
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2
