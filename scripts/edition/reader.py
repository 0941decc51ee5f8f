"""Reading an edition's folder: settings, authority files and articles, every fault collected."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

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


def read_edition(root: Path) -> tuple[Edition, list[Fault]]:
    """Return the edition in a folder, and what is wrong with it so far as it can be told file by file.

    What could not be read is left out of the edition. Raises FaultsFoundError where the folder holds no edition.
    """
    settings, faults = read_settings(require_edition(root))
    faults += sources.check(root)
    authority, found = read_authority(root)
    faults += found
    articles = []
    unread: set[str] = set()
    for path in sorted((root / "articles").glob("*.md")):
        article, found = read_article(path, root)
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


def read_authority(root: Path) -> tuple[Authority, list[Fault]]:
    """Return the records of `articles/authority/`; a file that is not there holds none."""
    folder = root / "articles" / "authority"
    records: dict[str, dict[str, Model]] = {kind: {} for kind in AUTHORITY}
    sources: dict[str, Source] = {}
    faults: list[Fault] = []
    unread: set[str] = set()
    for path in sorted(folder.glob("*.y*ml")):
        kind = path.stem
        if kind not in AUTHORITY or path.suffix != ".yml":
            remedy = did_you_mean(path.name, [f"{k}.yml" for k in AUTHORITY]) or "remove the file"
            shown = path.relative_to(root).as_posix()
            faults.append(Fault(Place(shown), Code.FILE, f"'{path.name}' is no authority file", remedy))
            continue
        text, found = read_text(path, root)
        source, more = yamlsource.load(text, path.relative_to(root).as_posix())
        sources[kind] = source
        faults += found + more
        if found or more:
            unread.add(kind)
        if source.data is None:
            continue
        if not isinstance(source.data, dict):
            remedy = "write each record under its id"
            faults.append(Fault(source.place(), Code.TYPE, "the file is not a mapping of ids to records", remedy))
            continue
        for key in source.data:
            if not ID.fullmatch(key) or key in RESERVED or len(key) > 80:
                remedy = "use lower-case letters, digits and single hyphens, and no reserved name such as index"
                faults.append(Fault(source.place((key,), key=True), Code.ID, f"'{key}' cannot be an id", remedy))
            record, found = validate(AUTHORITY[kind], source, (key,))
            faults += found
            if record is not None:
                records[kind][key] = record
    return Authority(sources=sources, unread=frozenset(unread), **records), faults  # type: ignore[arg-type]  # each kind holds its own model


def read_article(path: Path, root: Path) -> tuple[Article | None, list[Fault]]:
    """Return one article; None where its front matter cannot be used, so that faults in both parts are told."""
    shown = path.relative_to(root).as_posix()
    text, faults = read_text(path, root)
    if faults:
        return None, faults
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        missing = "first line is not" if lines[0].rstrip() != "---" else "front matter is not closed by a line"
        what = f"the {missing} ---"
        return None, [Fault(Place(shown), Code.FRONT_MATTER, what, "put the front matter between two lines ---")]
    source, faults = yamlsource.load("\n".join(lines[1:end]), shown, offset=1)
    blocks, found = body.parse("\n".join(lines[end + 1 :]), shown, end + 2)
    matter = None
    if not faults:
        matter, faults = validate(ArticleMatter, source)
    faults = faults + found
    if matter is None:
        return None, faults
    return Article(matter, tuple(blocks), source), faults
