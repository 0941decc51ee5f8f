"""The timeline: what happened when, and when each article was written, as a picture and as a list."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping

from edition.annotate import Annotated
from edition.language import say
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.parts import Part, date, reference
from edition.relate import Relations
from edition.timeline import Moment, moments

PICTURED = 120  # more moments than this are listed, but not drawn
TOP, ROW, GAP = 20, 30, 9  # of the picture, in its own units


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the timeline."""
    held = moments(edition)
    listed = [_entry(edition, moment) for moment in held]
    described = say(
        "What happened when, and when each article of {name} was written.",
        name=edition.settings.edition.short_title,
    )
    picture = _picture(held, listed) if len(held) <= PICTURED else None
    yield Page("timeline/", "timeline.html", say("Timeline"), described, {"moments": listed, "picture": picture})


def _entry(edition: Edition, moment: Moment) -> Part:
    when = date(moment.date)
    if moment.article:
        article = edition.by_id[moment.article]
        return {"sort": "article", "date": when, "article": reference(edition, article), "address": article.address}
    record = edition.authority.record(moment.record)
    return {
        "sort": "event",
        "date": when,
        "address": moment.record,
        "name": record.name,
        "description": record.description,
    }


def _picture(held: list[Moment], listed: list[Part]) -> Part:
    """Return where each moment stands in the picture: one under the other, time between them drawn as distance.

    The distance grows with the logarithm of the days between, so that a century and a week can stand in one picture.
    """
    rows: list[Part] = []
    top = float(TOP)
    last: datetime.date | None = None
    for moment, entry in zip(held, listed, strict=True):
        start = moment.date.earliest if moment.date.year else moment.date.latest  # or no beginning is known
        day = datetime.date.fromisoformat(start)
        if last is not None:
            top += ROW + GAP * math.log2(1 + max(0, (day - last).days) / 7)
        last = day
        rows.append({"y": round(top), "year": day.year} | entry)
    for before, row in zip([None, *rows], rows, strict=False):
        row["new_year"] = before is None or before["year"] != row["year"]
    return {"rows": rows, "height": round(top) + TOP}
