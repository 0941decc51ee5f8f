"""The files of an edition, of which only those are read that are not as they were at the last build."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from edition import reader
from edition.digest import short
from edition.faults import Fault
from edition.incremental.articles import MATTER, Info, KeptArticle, KeptRecords, KeptSource
from edition.incremental.memo import Memo
from edition.incremental.results import Fresh, Result
from edition.incremental.tracking import note
from edition.model.article import Article, ArticleMatter

DRAFT = "draft"


class KeptFiles(reader.Files):
    """Reads the files of an edition that are not as they were at the last build; of others it gives what was kept."""

    def __init__(self, root: Path, memo: Memo) -> None:
        super().__init__(root)
        self.memo = memo
        folder = root / "articles"
        paths = [*sorted(folder.glob("*.md")), *sorted((folder / "authority").glob("*.yml"))]
        memo.observe("files", {self._name(path): _digest_of(path) for path in paths})

    def articles(self, paths: list[Path]) -> list[tuple[Article | None, list[Fault]]]:
        """Return the article in each file."""

        def made(key: str) -> Fresh:
            path = self.root / "articles" / f"{key}.md"
            note(f"files/{self._name(path)}")
            article, faults = reader.read_article(path, self.root)
            if article is None:
                return Fresh({}, (None, faults))
            if article.matter.draft:  # what is not published leaves no trace among what is
                return Fresh({}, (DRAFT, faults))
            facets = {MATTER + name: getattr(article.matter, name) for name in ArticleMatter.model_fields}
            for field in dataclasses.fields(Article):
                if field.name not in ("matter", "source"):
                    facets[field.name] = getattr(article, field.name)
            facets["last_change"] = article.last_change
            info = Info(
                article.id,
                article.source.path,
                article.order,
                article.last_change,
                article.credits,
                article.outlets,
            )
            return Fresh(facets, (info, faults))

        def view(key: str, result: Result) -> tuple[Article | None, list[Fault]]:
            info, faults = result.info
            if info == DRAFT:
                return reader.read_article(self.root / "articles" / f"{key}.md", self.root)
            return KeptArticle(self.root, result, info) if info else None, faults

        found = self.memo.each("articles", [path.stem for path in paths], made, view)
        return [found[path.stem] for path in paths]

    def records(self, paths: list[Path]) -> list[reader.Records]:
        """Return the records in each authority file."""

        def made(kind: str) -> Fresh:
            path = self.root / "articles" / "authority" / f"{kind}.yml"
            note(f"files/{self._name(path)}")
            read = reader.read_records(path, self.root)
            return Fresh(dict(read.records), (read.faults, read.unread))

        def view(kind: str, result: Result) -> reader.Records:
            faults, unread = result.info
            source = KeptSource(self.root, f"articles/authority/{kind}.yml")
            return reader.Records(KeptRecords(result), source, faults, unread)

        found = self.memo.each("records", [path.stem for path in paths], made, view)
        return [found[path.stem] for path in paths]

    def settle(self) -> None:
        """Distrust what was read of files that have changed while they were read."""
        for stage, suffix in (("articles", "articles/%s.md"), ("records", "articles/authority/%s.yml")):
            for key in self.memo.made[stage]:
                name = suffix % key
                if _digest_of(self.root / name) != self.memo.input_of("files", name):
                    self.memo.distrust("files", name)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _digest_of(path: Path) -> bytes:
    try:
        return short(path.read_bytes())
    except OSError:
        return b""
