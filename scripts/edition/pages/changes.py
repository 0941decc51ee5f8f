"""The page of changes: what each version brought, from the ledger, the errata and the change log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from edition import dates, markup
from edition.annotate import Annotated
from edition.language import say
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN, Entry
from edition.page import Page
from edition.pages.parts import Part, reference
from edition.permalinks.fates import Fates, fates
from edition.permalinks.titles import title_at
from edition.publishing.news import Correction, Step, steps
from edition.relate import Relations


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the page of changes."""
    held = steps(edition)
    data = {
        "published": bool(edition.permalinks.versions),
        "steps": [_step(edition, step) for step in held],
        "feeds": ["feed.xml", "feed.json"],
    }
    said = say(
        "What each version of {name} brought: articles, corrections, addresses.",
        name=edition.settings.edition.short_title,
    )
    yield Page("changes/", "changes.html", say("Changes"), said, data, styles=("permalinks.css",))


def _step(edition: Edition, step: Step) -> Part:
    log = edition.permalinks.changelog.get(step.version, "")
    held = fates(edition) if step.gone else None
    return {
        "version": step.version,
        "date": dates.in_words(step.date) if step.date else "",
        "address": f"{FROZEN}{step.version}/" if step.version else "",
        "log": Markup(markup.block(log)) if log else "",
        "articles": [reference(edition, a) for a in step.articles] if edition.permalinks.versions else [],
        "corrections": [_correction(one) for one in _newest_first(step.corrections)],
        "gone": [_gone(edition, held, entry) for entry in step.gone] if held else [],
        "records": [{"folder": folder, "number": number} for folder, number in sorted(step.records.items())],
    }


def _newest_first(held: list[Correction]) -> list[Correction]:
    return sorted(held, key=lambda one: (one.erratum.date.text, one.article.id), reverse=True)


def _correction(held: Correction) -> Part:
    article = held.article
    title = article.matter.title
    return {
        "date": str(held.erratum.date),
        "title": f"[{title.text}]" if title.status == "supplied" else title.text,
        "address": article.address,
        "paragraphs": [{"number": name[1:], "address": f"{article.address}#{name}"} for name in held.erratum.named],
        "what": held.erratum.what,
    }


def _gone(edition: Edition, held: Fates, entry: Entry) -> Part:
    target = held.resolve(entry.address)
    return {
        "address": entry.address,
        "name": entry.address,
        "state": entry.state,
        "date": dates.in_words(entry.date),
        "reason": entry.reason,
        "to": {"address": target, "title": title_at(edition, target)} if entry.to else None,
    }
