"""The search page, and the description by which a browser adds the site to its search engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from edition.annotate import Annotated
from edition.language import say
from edition.model.edition import Edition
from edition.packing import packing
from edition.page import Page
from edition.pages.parts import topics_in_use
from edition.relate import Relations

ADDRESS = "search/"
DESCRIPTION = "assets/opensearch.xml"


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the search page."""
    packed = packing(edition)
    reading = [f"search-{packed}.js", *(["search-ours.js"] if packed == "buckets" else [])]
    scripts = ("search-core.js", "search-index.js", *reading, "search.js", "search/index.js")
    data = {
        "topics": topics_in_use(edition, relations),
        "concordance": bool(edition.authority.headwords),
        "headwords": len(edition.authority.headwords),
    }
    described = say("Search {name} for words and phrases.", name=edition.settings.edition.short_title)
    yield Page(ADDRESS, "search.html", say("Search"), described, data, styles=("search.css",), scripts=scripts)


def description(edition: Edition) -> bytes:
    """Return the OpenSearch description (github.com/dewitt/opensearch, 1.1 draft 6)."""
    name = edition.settings.edition.short_title
    base = escape(edition.settings.base, {'"': "&quot;"})
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{escape(name[:16].strip())}</ShortName>
<LongName>{escape(name[:48].strip())}</LongName>
<Description>{escape(f"Search {name} for words and phrases")}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/svg+xml">{base}assets/favicon.svg</Image>
<Url type="text/html" method="get" template="{base}{ADDRESS}?q={{searchTerms}}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="{base}{DESCRIPTION}"/>
</OpenSearchDescription>
""".encode()
