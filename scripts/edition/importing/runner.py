"""A run of import: each file read, decided on and written, then the records that it proposes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from edition import digest, markup, reader, witness
from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.importing import article, decoding, frontmatter, furniture, markdown, plaintext, yamlout
from edition.importing.arrange import arrange
from edition.importing.article import Made
from edition.importing.dating import of_name
from edition.importing.likeness import SAME, Likeness, Shelf
from edition.importing.pieces import Cut, Datum, Piece, RefusedError, Role, Source, Sure
from edition.importing.proposals import Proposals
from edition.importing.resolve import Options, resolve
from edition.importing.suggest import Suggester
from edition.model.edition import Edition
from edition.model.fields import ID, RESERVED

TAKEN = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
Tell = Callable[["Result"], None]


@dataclass
class Result:
    """What became of one file."""

    file: str
    made: Made | None = None
    refused: str = ""
    cuts: list[Cut] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """Data that stand in the file and are not believed."""
    notes: list[str] = field(default_factory=list)
    like: list[Likeness] = field(default_factory=list)
    witness: str = ""
    """Where the text was laid, for one that is not carried."""


@dataclass
class Run:
    """What a run did."""

    results: list[Result]
    records: dict[str, list[str]]
    """The ids of new records, by file."""


def files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that are meant: each one that is named, and those of a folder that have a known ending."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one
                for one in path.rglob("*")
                if one.is_file() and one.suffix.lower() in TAKEN and not one.name.startswith(".")
            )
        elif path.is_file():
            yield path
        else:
            what = "there is no such file or folder"
            raise FaultsFoundError([Fault(Place(str(path)), Code.FILE, what, "see how it is called")])


def run(
    paths: Sequence[Path], root: Path, options: Options, tell: Tell, *, key: str | None = None, write: bool = True
) -> Run:
    """Import files into the edition in a folder; with `write` false only say what would be done.

    Raises FaultsFoundError where the folder holds no edition or its records or rules have faults.
    """
    importer = Importer.into(root, options, write=write)
    results = []
    for path in files(paths):
        result = importer.take(path, key)
        tell(result)
        results.append(result)
    return Run(results, importer.write_records())


@dataclass
class Importer:
    """Imports files one by one into an edition."""

    root: Path
    options: Options
    rules: furniture.Rules
    proposals: Proposals
    suggester: Suggester
    shelf: Shelf
    ids: set[str]
    write: bool = True

    @classmethod
    def into(cls, root: Path, options: Options, *, write: bool = True) -> Importer:
        """Return an importer into the edition in a folder."""
        edition, faults = reader.read_edition(root)
        rules, found = furniture.read_rules(root)
        records = [fault for fault in faults if "/authority/" in fault.place.path]
        if records or found:
            raise FaultsFoundError([*records, *found])
        ids = {a.id for a in (*edition.articles, *edition.drafts)} | edition.unread
        ids |= {path.stem for path in (root / "articles").glob("*.md")}
        return cls(root, options, rules, Proposals.beside(edition), Suggester(edition), shelf_of(edition), ids, write)

    def take(self, path: Path, key: str | None = None) -> Result:
        """Import one file: an article is written, or the file is refused with the reason."""
        result = Result(str(path))
        try:
            self._take(path, result, key)
        except RefusedError as error:
            result.refused = str(error)
        except RecursionError:
            result.refused = "it is nested deeper than any text that people read"
        return result

    def _take(self, path: Path, result: Result, key: str | None) -> None:
        if key is not None and (not ID.fullmatch(key) or key in RESERVED or len(key) > 80):
            raise RefusedError(f"'{key}' cannot be an id: use small letters, figures and single hyphens")
        data = _bytes(path)
        known = self.shelf.witnesses.get(digest.of_bytes(data))
        if known:
            raise RefusedError(f"it is here already: the article {known} was made from the same bytes")
        source = read(path.name, data, self.options, self.rules)
        arrange(source, self.rules, self.proposals.known, self.options.today)
        texts = [piece.text for piece in source.pieces if piece.role is Role.PARAGRAPH]
        if not texts:
            raise RefusedError("no paragraph of text was found in it")
        made = resolve(source, self.options, self.proposals.known, "\n".join(texts))
        result.like = self.shelf.like(texts)
        settled = [
            f"duplicate: see whether it is the same piece as {one.article} ({one.share:.0%} alike)"
            for one in result.like
            if one.share >= SAME
        ]
        name = self._free(key or article.named(source, made, path.stem))
        laid, content = laid_down(source, name, data, texts, path.suffix.lower())
        seen = {"description": _described(source, path, laid, data), "digest": digest.of_bytes(content)}
        done = article.make(source, made, name, self.proposals, self.suggester, seen, settled, self.options.today)
        self._put(done, laid, content, data, path, result)
        self.ids.add(name)
        self.shelf.add(name, seen["digest"], done.digests, texts if done.carried else None)
        self.shelf.witnesses.setdefault(digest.of_bytes(data), name)
        result.made, result.cuts, result.doubts, result.notes = (
            done,
            list(source.cuts()),
            source.refused,
            source.notes,
        )

    def _free(self, key: str) -> str:
        number, name = 1, key
        while name in self.ids:
            number += 1
            name = f"{key}-{number}"
        return name

    def _put(self, done: Made, laid: str, content: bytes, data: bytes, path: Path, result: Result) -> None:
        """Write the article, read it back as a check, and lay down the text where it is not carried."""
        if not self.write:
            return
        target = self.root / "articles" / f"{done.id}.md"
        target.write_text(done.text, "utf-8", newline="\n")
        _, faults = reader.read_article(target, self.root)
        if faults:
            target.unlink()
            raise RefusedError(f"the article made of it has a fault: {faults[0]}")
        if done.carried:
            return
        folder = self.root / "witnesses"
        folder.mkdir(exist_ok=True)
        (folder / laid).write_bytes(content)
        result.witness = f"witnesses/{laid}"
        if content != data:
            shutil.copyfile(path, folder / f"{done.id}{path.suffix.lower() or '.bin'}.original")

    def write_records(self) -> dict[str, list[str]]:
        """Append the proposed records to their files; what stands there, comments too, stays as it is."""
        for kind, records in self.proposals.records.items():
            if not self.write or not records:
                continue
            path = self.root / "articles" / "authority" / f"{kind}.yml"
            path.parent.mkdir(exist_ok=True)
            held = path.read_text("utf-8") if path.is_file() else ""
            gap = "" if not held or held.endswith("\n\n") else "\n" if held.endswith("\n") else "\n\n"
            added = "\n".join(yamlout.dumped({key: record}) for key, record in records.items())
            path.write_text(held + gap + added, "utf-8", newline="\n")
        return {kind: list(records) for kind, records in self.proposals.records.items() if records}


def read(name: str, data: bytes, options: Options, rules: furniture.Rules) -> Source:
    """Return an input in pieces, by what kind of file it is. Raises RefusedError where it is no text of any kind."""
    suffix = Path(name).suffix.lower()
    page = (
        suffix in (".html", ".htm", ".xhtml")
        or b"<html" in data[:3000].lower()
        or data.lstrip()[:9].lower() == b"<!doctype"
    )
    decoded = decoding.decode(data, page=page)
    marked = suffix in (".md", ".markdown") or decoded.text.startswith(("---\n", "+++\n"))
    if page:
        from edition.importing import webpage  # only here: Trafilatura takes a quarter of a second to load

        source = webpage.read(decoded.text, name, options.today, options.base)
    elif marked:
        source = markdown.read(decoded.text, name, rules, options.base)
        unused = frontmatter.read(source, source.fields, options.today)
        source.pieces[0:1] = [_with(source.pieces[0], unused)] if source.marked else source.pieces[0:1]
        _name_date(source, name, options)
    else:
        source = plaintext.read(decoded.text, name)
    if decoded.note:
        source.notes.append(decoded.note)
    return source


def _with(piece: Piece, cuts: tuple[Cut, ...]) -> Piece:
    return replace(piece, within=(*piece.within, *cuts))


def _name_date(source: Source, name: str, options: Options) -> None:
    """Take the date in a post's file name where the front matter has none."""
    found = of_name(name, options.today)
    if found and found.refused:
        source.refused.append(f"“{name}” (file name): {found.refused}")
    elif found and source.first("date") is None:
        source.data.append(Datum("date", found.edtf, "It stands in the name of the file.", Sure.CERTAIN))


def laid_down(source: Source, key: str, data: bytes, texts: Sequence[str], suffix: str) -> tuple[str, bytes]:
    """Return the name and content of the witness: the file as it came where its lines or blocks are the paragraphs.

    Elsewhere, as with a web page or words mended, it is a plain text of the paragraphs with blank lines between.
    """
    if source.witness is None and suffix not in (".md", ".markdown"):
        plain = data.decode("utf-8", "replace")
        held = witness.paragraphs_by_digest(plain)
        if all(digest.of_paragraph(text) in held for text in texts):
            return f"{key}.txt", data
    return f"{key}.txt", ("\n\n".join(texts) + "\n").encode()


def _described(source: Source, path: Path, laid: str, data: bytes) -> str:
    kind = source.witness or ("Markdown file" if source.marked else "plain text")
    return f"Copy of a {kind}, {path.name}" if kind != "plain text" else f"Copy in plain text, {path.name}"


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > decoding.LARGEST:
            raise RefusedError(f"it has {size:,} bytes; an input may have {decoding.LARGEST:,}")
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(f"it cannot be read ({error.strerror})") from error


def shelf_of(edition: Edition) -> Shelf:
    """Return the articles of an edition, drafts too, as they are compared."""
    shelf = Shelf()
    for one in (*edition.articles, *edition.drafts):
        matter = one.matter
        copy = matter.witness.digest if matter.witness else None
        digests = [p.digest for p in matter.paragraphs.values() if p.digest]
        if matter.layer == "text":
            texts = tuple(markup.plain(p.markdown) for p in one.paragraphs)
            digests = [digest.of_paragraph(text) for text in texts]
            shelf.add(one.id, copy, digests, texts)
        else:
            shelf.add(one.id, copy, digests, None)
    return shelf
