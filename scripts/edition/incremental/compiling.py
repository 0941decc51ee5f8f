"""Compiled pages, each written by whichever worker has it, and only where something that it shows has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edition.annotate import Annotated
from edition.compiler import Templates
from edition.datafiles import FileBuilder
from edition.digest import short
from edition.incremental.folder import Folder
from edition.incremental.memo import Memo
from edition.incremental.results import Fresh, Result, Row
from edition.incremental.tracking import note
from edition.model.edition import Edition
from edition.output import Output
from edition.pages.builder import Builder
from edition.relate import Relations

STAGE = "pages"


@dataclass(frozen=True)
class Compiled:
    """A file in the folder that MkDocs renders, and the digest of its bytes."""

    file: str
    digest: bytes
    address: str = ""
    key: str = ""
    """Of a page, its address and its key; of a data file, nothing."""


class KeptPages:
    """Writes the pages of builders into the folder that MkDocs renders."""

    def __init__(
        self,
        memo: Memo,
        folder: Folder,
        builders: Mapping[str, Builder],
        files: Mapping[str, FileBuilder],
        given: tuple[Edition, Relations, Mapping[str, Annotated]],
    ) -> None:
        self.memo = memo
        self.folder = folder
        self.builders = builders
        self.files = files
        self.given = given
        self.pages: list[Compiled] = []

    @property
    def known(self) -> list[Compiled]:
        """The pages that were written or kept."""
        return self.pages

    def write(self, output: Output, templates: Templates) -> list[tuple[str, str]]:
        """Write the pages that are not as they were, and keep the others."""
        self.memo.observe("templates", {"": short(templates.digest.encode())})
        before = {page.file: page for row in self.memo.rows_before(STAGE).values() for page in row.info}
        held = self.folder.digests
        edition, relations, _ = self.given
        work = [f"{name} {key}" for name, one in self.files.items() for key in one.keys(edition)]
        work += [f"{name} {key}" for name, one in self.builders.items() for key in one.keys(*self.given)]

        def written(file: str, data: bytes, address: str = "", mark: str = "") -> Compiled:
            known = Compiled(file, short(data), address, mark)
            if held.get(file) != known.digest:
                output.make_way(file).write_bytes(data)
            return known

        def made(job: str) -> Fresh:
            name, _, key = job.partition(" ")
            if name in self.files:
                data = self.files[name].make(edition, relations, key)
                return Fresh({}, tuple(written(file, one) for file, one in data.items()))
            note("templates/")
            found = []
            for page in self.builders[name].make(*self.given, key):
                mark = page.key(templates.digest)
                known = before.get(page.file)
                if known is None or known.key != mark or held.get(page.file) != known.digest:
                    known = written(page.file, templates.fill(page), page.address, mark)
                found.append(known)
            return Fresh({}, tuple(found))

        def must(job: str, row: Row) -> bool:
            return any(held.get(page.file) != page.digest for page in row.info)

        def view(job: str, result: Result) -> tuple[Compiled, ...]:
            found: tuple[Compiled, ...] = result.info
            return found

        results = self.memo.each(STAGE, work, made, view, must=must, ready=templates.get_ready, heavy=len(self.files))
        compiled = [one for row in results.rows.values() for one in row.info]
        self.pages = [one for one in compiled if one.key]
        for one in compiled:
            output.keep(one.file)
            if held.get(one.file) != one.digest:
                output.written.append(one.file)
                self.folder.wrote(one.file, one.digest)
        return [(page.file, page.address) for page in self.pages]
