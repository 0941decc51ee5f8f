"""The stages of the build, each with what the last build kept of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from edition import annotate, checks, comparing, manifest, reader, relate
from edition.annotate import Annotated
from edition.datafiles import FileBuilder
from edition.digest import short
from edition.faults import Fault
from edition.incremental.compiling import KeptPages
from edition.incremental.folder import Folder
from edition.incremental.memo import Memo
from edition.incremental.reading import KeptFiles
from edition.incremental.related import ByTopic, KeptAnnotated, KeptAnnotations, Parts
from edition.incremental.rendering import KeptSite
from edition.incremental.results import Fresh, Result, Results
from edition.incremental.salt import salt
from edition.incremental.store import Store
from edition.incremental.views import KeptEdition
from edition.language import own
from edition.mentions import Finder
from edition.model.edition import Edition, beside, drawn
from edition.output import Output
from edition.pages.builder import Builder
from edition.passages import Passage, passages_of
from edition.relate import Relations

SHORT = 16  # bytes of the digests by which files are known here
RELATED = ("by_article", "links", "others", "threads")
"""What `relate` makes beside the passages, by the names of its fields."""


class Keeper:
    """Takes the stages of one build of an edition, and keeps what they made for the next."""

    def __init__(self, root: Path, made: Path, target: Path, *, anew: bool = False) -> None:
        """Take the edition's folder, that of generated files, the place of the site, and whether to begin anew."""
        self.root = root
        self.made = made
        self.fresh = made / "site"
        self.target = target
        self.store = Store(made / "cache", salt() + own().encode())
        if anew:
            self.store.clear()
        self.memo = Memo(self.store)
        self._docs = made / "docs"
        self._site: KeptSite | None = None
        self._checked: KeptEdition | None = None

    def read(self) -> tuple[Edition, list[Fault]]:
        """Return the edition and what is wrong with its files."""
        self._files = KeptFiles(self.root, self.memo)
        return reader.read_edition(self.root, self._files)

    def check(self, plain: Edition) -> list[Fault]:
        """Return what the checks find; what they find of texts at hand is not kept, nor anything else of these."""
        if plain.authority.unread or plain.texts or plain.copies:
            return checks.check(plain)
        edition = KeptEdition(plain, self.memo)
        edition.prepare()
        self._checked = edition
        articles = edition.paths

        def of_article(path: str) -> Fresh:
            return Fresh({}, checks.check_article(edition, articles[path]))

        def of_all(name: str) -> Fresh:
            return Fresh({}, list(whole[name](edition)))

        whole = {f"{one.__module__}.{one.__qualname__}": one for one in checks.CHECKS}
        return [*self._faults("article checks", articles, of_article), *self._faults("checks", whole, of_all)]

    def checked(self, plain: Edition) -> KeptEdition:
        """Return the edition as the stages after the checks are given it."""
        if self._checked is not None and self._checked.is_of(plain):
            return self._checked
        edition = KeptEdition(plain, self.memo)
        edition.prepare()
        return edition

    def notice(self, edition: KeptEdition) -> list[Fault]:
        """Return what is worth an editor's look."""
        whole = {f"{one.__module__}.{one.__qualname__}": one for one in checks.NOTICES}
        found = self._faults("notices", whole, lambda name: Fresh({}, list(whole[name](edition))))
        return sorted(found, key=lambda one: (one.place, one.what))

    def annotate(self, edition: KeptEdition) -> tuple[KeptAnnotations, list[Fault]]:
        """Return the articles annotated, and what is wrong in their texts."""
        finder = self.memo.value("names", lambda: tuple(annotate.forms(edition)), Finder)

        def made(article: str) -> Fresh:
            found, faults = annotate.annotate_article(edition, edition.by_id[article], finder())
            facets = {name: getattr(found, name) for name in Annotated.__dataclass_fields__}
            facets["named"] = annotate.named_in(found)
            named = tuple(dict.fromkeys(one.record for one in found.mentions))
            return Fresh(facets, (named, len(found.mentions), faults))

        rows_before = self.memo.rows_before("annotations")
        results: Results[Annotated] = self.memo.each("annotations", edition.by_id, made, _annotated)
        order = [article.id for article in edition.articles]
        named = drawn((article, results.rows[article].info[0]) for article in order)
        before = self.memo.inputs_before("order")
        self.memo.lists("naming", named, drawn((a, rows_before[a].info[0]) for a in before if a in rows_before))
        faults = [fault for row in results.rows.values() for fault in row.info[2]]
        return KeptAnnotations(results, self.memo.tracked("naming", named)), faults

    def relate(self, edition: Edition, annotations: Mapping[str, Annotated]) -> Relations:
        """Return what joins the articles; it is worked out for all of them together, where it must be."""

        def made(_: str) -> Fresh:
            found = relate.relate(edition, annotate.records_named(annotations))
            facets: dict[str, Any] = {}
            for name in RELATED:
                facets |= {f"{name} {key}": held for key, held in getattr(found, name).items()}
            return Fresh(facets)

        result = self.memo.each("relations", ["all"], made, lambda key, result: result)["all"]
        passages = passages_of(edition)
        near, links, others, threads = (Parts(result, f"{name} ") for name in RELATED)
        by_topic, stand_by = self._by_topic(edition, passages)
        relations = Relations(passages, by_topic, near, links, others, threads, stand_by)

        def pairs(article: str) -> Fresh:
            return Fresh({}, tuple(sorted(comparing.chosen(edition, relations, article))))

        chosen = self.memo.each("pairs", edition.by_id, pairs, lambda key, result: result.info)
        compared = tuple(dict.fromkeys(pair for row in chosen.rows.values() for pair in row.info))
        return dataclasses.replace(relations, pairs=compared)

    def _by_topic(
        self, edition: Edition, passages: Mapping[str, tuple[Passage, ...]]
    ) -> tuple[Mapping[str, Mapping[str, tuple[Passage, ...]]], Mapping[str, tuple[str, str]]]:
        """Return the articles of each topic in order of date, with their passages; and which stand beside each."""

        def made(article: str) -> Fresh:
            return Fresh({}, tuple(dict.fromkeys(one.topic for one in passages[article])))

        before = self.memo.rows_before("topics of")
        order = self.memo.inputs_before("order")
        treated = self.memo.each("topics of", edition.by_id, made, lambda key, result: result.info)
        lists = drawn((article.id, treated.rows[article.id].info) for article in edition.articles)
        old = drawn((article, before[article].info) for article in order if article in before)
        lists = {topic: lists.get(topic, ()) for topic in (*edition.authority.topics, *lists)}
        old = {topic: old.get(topic, ()) for topic in (*edition.authority.topics, *old)}
        self.memo.lists("by topic", lists, old)
        stand_by = beside({"": edition.by_id, **lists})
        self.memo.lists("beside", stand_by, beside({"": order, **old}))
        return ByTopic(passages, self.memo.tracked("by topic", lists)), self.memo.tracked("beside", stand_by)

    def pages(
        self,
        builders: Mapping[str, Builder],
        files: Mapping[str, FileBuilder],
        edition: Edition,
        relations: Relations,
        annotations: Mapping[str, Annotated],
    ) -> KeptPages:
        """Return what writes the pages and the data files."""
        self.docs = self._folder(self._docs)
        return KeptPages(self.memo, self.docs, builders, files, (edition, relations, annotations))

    def compiled(self, output: Output) -> None:
        """Take note of what was written and deleted among the compiled pages."""
        for name in output.written:
            self.docs.wrote(name, short((self.docs.root / name).read_bytes()))
        for name in output.deleted:
            self.docs.digests.pop(name, None)

    def site(self, frame: bytes) -> KeptSite:
        """Return what renders the site."""
        older = self._folder(self.fresh)
        published = self._folder(self.target)
        self._site = KeptSite(self.memo, self.docs, older, published, frame)
        return self._site

    def promised(self, edition: Edition, made: Collection[str]) -> list[str]:
        """Return the addresses that pages which were made anew must answer, and those of changed articles."""
        changed = {name.split("/")[1] for name in self.memo.changed if name.startswith("articles/")}
        found = []
        for article in edition.articles:
            name = f"{article.address}index.html"
            if article.id in changed or name in made:
                found += [article.address, *(f"{article.address}#{one.id}" for one in article.paragraphs)]
        return found

    @staticmethod
    def mentions(annotations: KeptAnnotations) -> int:
        """Return how many mentions there are."""
        return sum(row.info[1] for row in annotations.results.rows.values())

    def sums(self) -> dict[str, str]:
        """Return the SHA-256 of each file of the finished site, made anew of those that are not as they were."""
        now = self._site.older.digests if self._site is not None and self._site.used else {}
        before = self.memo.inputs_before("sums")
        known = {name: one[SHORT:].hex() for name, one in before.items() if now.get(name) == one[:SHORT]}
        found = manifest.sums(self.fresh, known)
        self.memo.observe("sums", {n: now[n] + bytes.fromhex(one) for n, one in found.items() if n in now})
        return found

    def close(self) -> None:
        """Let go of the cache."""
        self.store.close()

    def save(self) -> None:
        """Keep what was made; the finished site is in its place, and the one before it where it was made."""
        memo = self.memo
        self._files.settle()
        memo.note_folder(self._docs, self.docs)
        if self._site is not None and self._site.used:
            self._site.older.root, self._site.published.root = self.target, self.fresh
            memo.note_folder(self.target, self._site.older)
            memo.note_folder(self.fresh, self._site.published)
        memo.save()

    def _folder(self, root: Path) -> Folder:
        return Folder(root, self.memo.folder_before(root))

    def _faults(self, stage: str, keys: Iterable[str], make: Callable[[str], Fresh]) -> list[Fault]:
        results = self.memo.each(stage, keys, make, lambda key, result: None)
        return [fault for row in results.rows.values() for fault in row.info]


def _annotated(article: str, result: Result) -> Annotated:
    return KeptAnnotated(result)
