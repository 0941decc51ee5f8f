"""The generated pages: for each kind a module that turns the edition into pages, data only.

Each builder is a function of the edition and its relations, and yields pages whose data are plain JSON values;
the templates in data/templates turn them into HTML.
"""

from collections.abc import Callable, Iterator

from edition.model.edition import Edition
from edition.page import Page
from edition.pages import articles, home, names, outlets, topics
from edition.relate import Relations

BUILDERS: tuple[Callable[[Edition, Relations], Iterator[Page]], ...] = (
    home.pages,
    articles.pages,
    topics.pages,
    names.pages,
    outlets.pages,
)


def build_pages(edition: Edition, relations: Relations) -> list[Page]:
    """Return every generated page, in order of kind."""
    return [page for builder in BUILDERS for page in builder(edition, relations)]
