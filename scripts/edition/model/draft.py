"""Drafts: articles of which something is still open. What a draft may lack is stood in for, so that it can be shown.

A draft is read into `Edition.drafts`, never into `Edition.articles`; so nothing that is published can hold one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from edition.dates import UNKNOWN

# What a paragraph of a draft holds as long as it is to be summarised.
TO_SUMMARISE = "…"
# The id under which an unknown outlet is named; no record has it.
OPEN = "open"

_STANDINS: dict[str, Any] = {
    "title": {"text": "Untitled", "status": "supplied", "evidence": "The title is still open."},
    "kind": "opinion",
    "authors": (),
    "publication": {},
    "rights": {"status": "in-copyright"},
    "layer": "regest",
}
_OF_PUBLICATION: dict[str, Any] = {
    "outlet": OPEN,
    "date": UNKNOWN,
    "date_evidence": "The date is still open.",
    "status": "unknown",
}


def completed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter of a draft with something in the place of each required field that it lacks."""
    whole = {**_STANDINS, **data}
    if isinstance(whole["publication"], Mapping):
        publication = {**_OF_PUBLICATION, **whole["publication"]}
        if "url" not in publication:
            publication.setdefault("url_note", "The address is still open.")
        whole["publication"] = publication
    return whole


def lacking(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the required fields that a draft's front matter lacks, as ``publication.date``."""
    missing = [name for name in _STANDINS if name not in data]
    publication = data.get("publication", {})
    if isinstance(publication, Mapping):
        missing += [f"publication.{name}" for name in _OF_PUBLICATION if name not in publication]
        if "url" not in publication and "url_note" not in publication:
            missing.append("publication.url")
    if data.get("layer", "regest") == "regest" and "regest" not in data:
        missing.append("regest")
    return tuple(name for name in missing if name != "publication")
