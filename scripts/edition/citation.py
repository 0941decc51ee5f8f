"""How a name is given with what must be said of its attribution; citations themselves are made in `citing`."""

from __future__ import annotations

from edition.citing.item import DOUBTS
from edition.model.edition import Edition
from edition.model.provenance import Credit


def credited(edition: Edition, credit: Credit) -> str:
    """Return a name in reading order with what must be said of its attribution."""
    doubt = DOUBTS[credit.certainty]
    name = edition.authority.credited(credit).name
    return f"{name} ({doubt})" if doubt else name
