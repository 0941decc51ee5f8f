"""The data files beside the pages: what search, citing and other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from edition import policy, quotation, search, skos
from edition.model.edition import Edition
from edition.pages import citing
from edition.pages import search as search_page
from edition.publishing import feeds
from edition.relate import Relations

FILES: tuple[Callable[[Edition, Relations], Mapping[str, bytes]], ...] = (
    search.index_files,
    lambda edition, relations: {search_page.DESCRIPTION: search_page.description(edition)},
    lambda edition, relations: skos.files(edition),
    lambda edition, relations: citing.files(edition),
    lambda edition, relations: quotation.files(edition),
    lambda edition, relations: feeds.files(edition),
    lambda edition, relations: policy.files(),
)


def build_files(edition: Edition, relations: Relations) -> dict[str, bytes]:
    """Return every data file by its address."""
    return {name: data for made in FILES for name, data in made(edition, relations).items()}
