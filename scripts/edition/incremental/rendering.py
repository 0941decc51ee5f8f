"""The finished site, of which only those files are made that no site before it has.

The new site is made in the folder of the site before last: that is brought up to date, and then the two change
places, so that what is published is never written to. A file that it lacks is copied from the published site where it
is there as it should be, and made where it is not.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from edition.crew import share
from edition.digest import short
from edition.incremental.folder import Folder
from edition.incremental.memo import Memo
from edition.incremental.results import Fresh, Result, Results, Row
from edition.incremental.store import DamagedError
from edition.incremental.tracking import note
from edition.renderer import BESIDE, Press, Rendered
from edition.sitecheck import Facts

Files = tuple[tuple[str, bytes], ...]
"""Files of the site, each with the digest of what it holds."""


class KeptSite:
    """Renders what must be rendered, into a folder that holds an older site."""

    def __init__(self, memo: Memo, docs: Folder, older: Folder, published: Folder, frame: bytes) -> None:
        """Take the compiled pages, two older sites, and what the frame of all pages depends on."""
        self.memo = memo
        self.docs = docs
        self.older = older
        self.published = published
        self.frame = frame
        self.facts: Mapping[str, Facts] = {}
        """What was found in each page of HTML."""
        self.made: set[str] = set()
        """The pages of HTML that were made anew."""
        self.used = False
        """Whether it rendered anything: where a configuration lets MkDocs alone do so, it did not."""
        self.lost = False
        """Whether something is gone that pages which were not made anew may lead to."""

    def __call__(self, press: Press) -> Iterator[Rendered]:
        """Bring the folder up to date; yield the pages that were made anew."""
        self.used = True
        memo = self.memo
        memo.observe("docs", self.docs.digests)
        memo.observe("frame", {"": short(self.frame + _settings(press))})
        memo.observe("page list", dict.fromkeys(press.sources, b""))
        places, copies = press.places, press.copies
        wanted = {*places.values(), *BESIDE}
        for name in [name for name in self.older.digests if name not in wanted]:
            self.older.remove(name)
        before = memo.rows_before("html") | memo.rows_before("beside")
        html = [name for name in copies if name.endswith(".html")]
        pages = memo.each(
            "html", [*press.sources, *html], lambda name: self._page(press, name), _files, must=self._must
        )
        yield from self._settle(pages)
        self._copy(press, {name: places[name] for name in copies if not name.endswith(".html")})
        fields = {name: pages.rows[name].info[1] for name in press.sources}
        memo.observe("fields", {"": short(pickle.dumps(fields, pickle.HIGHEST_PROTOCOL))})
        beside = memo.each("beside", ["all"], lambda _: self._beside(press, fields), _files, must=self._must)
        yield from self._settle(beside)
        self.facts = _Facts(pages, beside)
        self.lost = self._loses(before, pages.rows | beside.rows)

    def _page(self, press: Press, name: str) -> Fresh:
        note(f"docs/{name}")
        note("frame/")
        if press.by_hand(name):
            note("page list/")  # its links are resolved among all pages
        return _fresh([press.render(name) if name.endswith(".md") else press.copy(name)])

    def _beside(self, press: Press, fields: Mapping[str, dict[str, object]]) -> Fresh:
        for name in ("frame/", "page list/", "fields/"):
            note(name)
        return _fresh(press.beside(fields))

    def _must(self, key: str, row: Row) -> bool:
        files: Files = row.info[0]
        return any(held not in (self.older.digests.get(n), self.published.digests.get(n)) for n, held in files)

    def _settle(self, results: Results[Files]) -> Iterator[Rendered]:
        """See that the folder holds the files of a stage; yield those that were made anew."""
        anew = set(self.memo.made[results.stage])
        missing: list[tuple[str, bytes]] = []
        for key, row in results.rows.items():
            files, fields, said = row.info
            for name, held in files:
                if key in anew:
                    self.older.wrote(name, held)
                    if name.endswith(".html"):
                        self.made.add(name)
                elif self.older.digests.get(name) != held:
                    missing.append((name, held))
            if key in anew:
                yield Rendered(files[0][0] if files else "", b"", fields, None, said)
        share(missing, self._fetch, least=500)
        for name, held in missing:
            self.older.wrote(name, held)

    def _fetch(self, wanted: tuple[str, bytes]) -> None:
        """Copy a file from the published site."""
        name, held = wanted
        data = (self.published.root / name).read_bytes()
        if short(data) != held:
            raise DamagedError(f"{self.published.root / name} was changed while the site was built")
        path = self.older.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def _copy(self, press: Press, places: Mapping[str, str]) -> None:
        """Copy what goes into the site as it is."""
        stale = [
            name
            for name, place in places.items()
            if name not in self.docs.digests or self.older.digests.get(place) != self.docs.digests[name]
        ]
        for one in share(stale, press.copy, least=500):
            self.older.wrote(one.name, one.digest)

    def _loses(self, before: Mapping[str, Row], now: Mapping[str, Row]) -> bool:
        """Return whether a page, or a place in one, was there at the last build and is no more."""
        for name, old in before.items():
            new = now.get(name)
            if new is old:
                continue
            if new is None:
                return True
            ids = set(self.memo.load(old, "ids"))
            if not ids <= set(self.memo.load(new, "ids")):
                return True
        copied = set(self.memo.inputs_before("docs")) - set(self.docs.digests)
        return bool(copied)


def _fresh(made: list[Rendered]) -> Fresh:
    facts = next((one.found for one in made if one.found is not None), Facts(frozenset(), {}))
    files = tuple((one.name, one.digest) for one in made if one.name)
    said = tuple(line for one in made for line in one.said)
    facets = {"ids": tuple(sorted(facts.ids)), "leads": dict(facts.leads), "faults": facts.faults}
    return Fresh(facets, (files, made[0].fields, said))


def _files(key: str, result: Result) -> Files:
    files: Files = result.info[0]
    return files


class _Facts(Mapping[str, Facts]):
    """What was found in the pages of HTML, loaded when it is asked for."""

    def __init__(self, *results: Results[Files]) -> None:
        self._memo = results[0].memo
        self._rows = {
            name: row
            for one in results
            for row in one.rows.values()
            for name, _ in row.info[0]
            if name.endswith(".html")
        }
        self._held: dict[str, Facts] = {}

    def __getitem__(self, name: str) -> Facts:
        if name not in self._held:
            result = Result(self._memo, "", self._rows[name])
            ids, leads, faults = (result.untracked(facet) for facet in ("ids", "leads", "faults"))
            self._held[name] = Facts(frozenset(ids), leads, faults)
        return self._held[name]

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _settings(press: Press) -> bytes:
    """Return what the frame of every page depends on, but for the program: configuration, theme and navigation."""
    with Path(press.config.config_file_path).open("rb") as file:
        given = yaml_load(
            file, get_yaml_loader(config=press.config)
        )  # with what it inherits, and the variables of the environment
    plain = json.dumps([press.config.site_url, given], default=_named, sort_keys=True)
    theme = Path(str(press.config.theme.custom_dir or "."))
    parts = [plain.encode(), repr(press.titles).encode()]
    for path in sorted(theme.rglob("*")) if press.config.theme.custom_dir else ():
        if path.is_file():
            parts += [path.relative_to(theme).as_posix().encode(), path.read_bytes()]
    return b"\0".join(parts)


def _named(value: object) -> str:
    """Return what a value of the configuration that is not plain data, such as a function, is known by."""
    name = getattr(value, "__qualname__", None)
    return f"{getattr(value, '__module__', '')}.{name}" if name else f"{type(value).__qualname__} {value}"
