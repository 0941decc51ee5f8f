"""The timeline: what happened when, and when each article was written, as a picture and as a list."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence

from edition.annotate import Annotated
from edition.language import say
from edition.model.article import Article
from edition.model.edition import Edition
from edition.page import Page
from edition.pages.parts import Part, date, reference
from edition.relate import Relations
from edition.timeline import Moment, around, events, moments

PICTURED = 120  # more moments than this are listed, but not drawn
TOP, ROW, GAP = 20, 30, 9  # of the picture, in its own units
PAUSES = (14, 90, 365)  # days from which on a pause between two moments of the spine is drawn longer


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


def spine(edition: Edition, articles: Sequence[Article]) -> list[Part]:
    """Return some articles with what happened just before and just after each, in order of date.

    Each entry is as on the timeline, and says how long the pause before it is (`pause`, 0 to 3) and whether a year
    begins with it (`new_year`).
    """
    held = events(edition)
    near = [around(held, article) for article in articles]
    chosen = {moment.record for before, after in near for moment in (*before[-1:], *after[:1])}
    ids = {article.id for article in articles}
    found: list[Part] = []
    last: datetime.date | None = None
    for moment in moments(edition):
        if moment.article not in ids and moment.record not in chosen:
            continue
        day = _begins(moment)
        pause = sum((day - last).days >= least for least in PAUSES) if last else 0
        new = last is None or last.year != day.year
        found.append(_entry(edition, moment) | {"pause": pause, "year": day.year, "new_year": new})
        last = day
    return found


def _begins(moment: Moment) -> datetime.date:
    start = moment.date.earliest if moment.date.year else moment.date.latest  # or no beginning is known
    return datetime.date.fromisoformat(start)


def _picture(held: list[Moment], listed: list[Part]) -> Part:
    """Return where each moment stands in the picture: one under the other, time between them drawn as distance.

    The distance grows with the logarithm of the days between, so that a century and a week can stand in one picture.
    """
    rows: list[Part] = []
    top = float(TOP)
    last: datetime.date | None = None
    for moment, entry in zip(held, listed, strict=True):
        day = _begins(moment)
        if last is not None:
            top += ROW + GAP * math.log2(1 + max(0, (day - last).days) / 7)
        last = day
        rows.append({"y": round(top), "year": day.year} | entry)
    for before, row in zip([None, *rows], rows, strict=False):
        row["new_year"] = before is None or before["year"] != row["year"]
    return {"rows": rows, "height": round(top) + TOP}
