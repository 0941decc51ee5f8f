"""The generated pages: for each kind a module that turns the edition into pages, data only.

Each builder is a function of the edition and its relations, and yields pages whose data are plain JSON values;
the templates in data/templates turn them into HTML.
"""

from collections.abc import Callable, Iterator, Mapping

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
from edition.relate import Relations

Annotations = Mapping[str, Annotated]

BUILDERS: tuple[Callable[[Edition, Relations, Annotations], Iterator[Page]], ...] = (
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
)


def build_pages(edition: Edition, relations: Relations, annotations: Annotations) -> list[Page]:
    """Return every generated page, in order of kind."""
    made = [page for builder in BUILDERS for page in builder(edition, relations, annotations)]
    return [*made, search.page(edition, relations, {page.address for page in made})]
