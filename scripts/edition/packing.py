"""How the search index of an edition is packed, which its writer and the page that reads it must both know."""

from __future__ import annotations

from typing import Literal

from edition.model.edition import Edition

Packing = Literal["bundle", "buckets"]

SMALL = 150  # articles: about here one script, 4 KB an article, becomes more to load than a query's buckets


def packing(edition: Edition) -> Packing:
    """Return how the index is packed: as the settings say, else by the number of articles."""
    chosen = edition.settings.edition.search_index
    return chosen or ("bundle" if len(edition.articles) <= SMALL else "buckets")
