"""The search index: gathered from the edition, and packed in one of two ways by the size of the edition.

The page searches with data/assets/search-core.js; docs/searching.md tells how, and describes the format.
"""

from __future__ import annotations

from edition.model.edition import Edition
from edition.packing import packing
from edition.search import buckets, bundle
from edition.search.gathering import gather

FOLDER = "assets/search/"


def index_files(edition: Edition) -> dict[str, bytes]:
    """Return the files of the index by their addresses, packed as the settings say, else by the edition's size."""
    pack = bundle.pack if packing(edition) == "bundle" else buckets.pack
    files = pack(gather(edition))
    return {FOLDER + name: data for name, data in files.items()}
