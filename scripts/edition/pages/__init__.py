"""The generated pages: for each kind a module that turns the edition into pages, data only.

Each builder is a function of the edition, its relations and its annotations, and yields pages whose data are plain
JSON values; the templates in data/templates turn them into HTML. One that makes many pages is a `Builder`, which
makes them key by key.
"""

from collections.abc import Mapping

from edition.annotate import Annotated
from edition.model.edition import Edition
from edition.page import Page
from edition.pages import (
    articles,
    changes,
    citing,
    compare,
    concordance,
    gone,
    home,
    outlets,
    records,
    search,
    synopsis,
    timeline,
    topics,
)
from edition.pages.builder import Builder, all_at_once
from edition.relate import Relations

Annotations = Mapping[str, Annotated]

BUILDERS = (
    home.pages,
    articles.pages,
    citing.pages,
    topics.pages,
    synopsis.pages,
    concordance.pages,
    compare.pages,
    records.pages,
    outlets.pages,
    timeline.pages,
    changes.pages,
    gone.pages,
    search.pages,
)


def builders() -> dict[str, Builder]:
    """Return every builder by a name."""
    named = (one if isinstance(one, Builder) else all_at_once(one) for one in BUILDERS)
    return {str(number): one for number, one in enumerate(named)}


def build_pages(edition: Edition, relations: Relations, annotations: Annotations) -> list[Page]:
    """Return every generated page, in order of kind."""
    return [page for builder in BUILDERS for page in builder(edition, relations, annotations)]
