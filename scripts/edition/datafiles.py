"""The data files beside the pages: what search, citing and other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from edition import policy, quotation, search, skos
from edition.model.edition import Edition
from edition.pages import citing
from edition.pages import search as search_page
from edition.publishing import feeds
from edition.relate import Relations

Made = Mapping[str, bytes]


@dataclass(frozen=True)
class FileBuilder:
    """Makes data files, key by key where each depends on little."""

    make: Callable[[Edition, Relations, str], Made]
    """Returns the files for a key, by their addresses."""
    keys: Callable[[Edition], Iterable[str]] = lambda edition: ("",)


# Those that take longest stand first, so that other work is done beside them.
FILES: Mapping[str, FileBuilder] = {
    "search": FileBuilder(lambda edition, relations, _: search.index_files(edition)),
    "quotation": FileBuilder(lambda edition, relations, _: quotation.shards(edition)),
    "skos": FileBuilder(lambda edition, relations, _: skos.files(edition)),
    "feeds": FileBuilder(lambda edition, relations, _: feeds.files(edition)),
    "opensearch": FileBuilder(
        lambda edition, relations, _: {search_page.DESCRIPTION: search_page.description(edition)}
    ),
    "policy": FileBuilder(lambda edition, relations, _: policy.files()),
    "quoted": FileBuilder(
        lambda edition, relations, article: quotation.files_of(edition, edition.by_id[article]),
        lambda edition: edition.by_id,
    ),
    "citing": FileBuilder(
        lambda edition, relations, article: citing.files_of(edition, edition.by_id[article]),
        lambda edition: edition.by_id,
    ),
}


def build_files(edition: Edition, relations: Relations) -> dict[str, bytes]:
    """Return every data file by its address."""
    return {
        name: data
        for builder in FILES.values()
        for key in builder.keys(edition)
        for name, data in builder.make(edition, relations, key).items()
    }
