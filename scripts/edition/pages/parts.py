"""Parts that pages of several kinds show alike, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from edition.dates import Edtf
from edition.language import say
from edition.model.article import Article
from edition.model.edition import Edition
from edition.model.provenance import Credit
from edition.model.records import Person, Record, Statement
from edition.relate import Relations

LANGUAGES = {
    "en": "English",
    "ja": "Japanese",
    "ko": "Korean",
    "zh": "Chinese",
    "ja-Latn": "Japanese, romanised",
    "ko-Latn": "Korean, romanised",
    "zh-Latn": "Chinese, romanised",
}

Part = dict[str, Any]


def reference(edition: Edition, article: Article) -> Part:
    """Return what a list shows of an article: title, authors, outlet, date."""
    outlet = edition.authority.outlets[article.matter.publication.outlet]
    return {
        "address": article.address,
        "title": title(article),
        "authors": [byline(edition, credit) for credit in article.matter.authors],
        "outlet": outlet.name,
        "date": date(article.matter.publication.date),
        "layer": article.matter.layer,
        "kind": say(article.matter.kind),
        "draft": bool(article.matter.draft),
    }


class Mark(Protocol):
    """A paragraph that a link shows: a passage of a topic, or a spot of a thread."""

    @property
    def paragraph(self) -> str: ...  # noqa: D102
    @property
    def reading(self) -> bool: ...  # noqa: D102


def short(edition: Edition, article: Article) -> Part:
    """Return an article in a few words: family names, year, and whether it is only attributed to them."""
    names = []
    for credit in article.matter.authors:
        one = edition.authority.credited(credit)
        plain = isinstance(one, Person) and not one.family_first and one.family
        names.append(str(one.family) if plain and isinstance(one, Person) else one.name)
    date = article.matter.publication.date
    return {
        "id": article.id,
        "title": plain_title(article),
        "address": article.address,
        "name": ", ".join(names) if len(names) < 3 else say("{name} and others", name=names[0]),
        "year": str(date.year or str(date)),
        "attributed": any(credit.certainty != "certain" for credit in article.matter.authors),
    }


def title(article: Article) -> Part:
    """Return a title with what must be said of it."""
    held = article.matter.title
    return {
        "text": held.text,
        "subtitle": held.subtitle,
        "supplied": held.status == "supplied",
        "language": article.matter.language,
    }


def plain_title(article: Article) -> str:
    """Return a title as plain text, in square brackets where the editor supplied it."""
    held = article.matter.title
    return f"[{held.text}]" if held.status == "supplied" else held.text


def date(held: Edtf) -> Part:
    """Return a date in words and as machines read it."""
    return {"words": str(held), "machine": held.machine}


def byline(edition: Edition, credit: Credit) -> Part:
    """Return a name as a byline shows it."""
    record = edition.authority.credited(credit)
    return {"name": record.name, "address": credit.address, "certainty": credit.certainty}


def forms(record: Record) -> list[Part]:
    """Return a name in other scripts."""
    return [{"lang": lang, "language": say(LANGUAGES[lang]), "form": form} for lang, form in record.forms.items()]


def record_kind(folder: str, record: Record) -> str:
    """Return what kind of thing a record is, in words: its own kind, else that of its file."""
    return record.kind or say({"people": "person"}.get(folder, folder.removesuffix("s")))


def card(address: str, record: Record) -> Part:
    """Return what the card of a mention shows."""
    return {
        "address": address,
        "id": "card-" + address.strip("/").replace("/", "-"),
        "name": record.name,
        "kind": record_kind(address.split("/")[0], record),
        "description": record.description,
        "when": str(record.when) if record.when else "",
        "forms": forms(record),
    }


def statements(held: Iterable[Statement]) -> list[Part]:
    """Return the dated statements of a biography or history."""
    return [{"when": str(one.when) if one.when else "", "text": one.text, "source": one.source} for one in held]


def marks(passages: Iterable[Mark]) -> list[Part]:
    """Return the paragraphs of some passages, as links show them; a whole article is none."""
    return [{"id": p.paragraph, "number": p.paragraph[1:], "reading": p.reading} for p in passages if p.paragraph]


def topics_in_use(edition: Edition, relations: Relations) -> list[Part]:
    """Return the topics that an article treats, as links show them, in order of their labels."""
    return [
        {"label": topic.label, "address": f"topics/{key}/"}
        for key, topic in sorted(edition.authority.topics.items(), key=lambda pair: pair[1].label.casefold())
        if relations.by_topic.get(key)
    ]
