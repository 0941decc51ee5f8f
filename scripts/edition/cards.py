"""The pictures that other sites show beside a link (Open Graph): one for the edition and one for each article."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from edition.language import say
from edition.model.article import Article
from edition.model.edition import Edition
from edition.model.settings import Settings
from edition.typesetting import OWN, Setter

FOLDER = "assets/cards/"
EDITION = "edition.png"
TEMPLATE = "card.typ"
DOUBTS = {"certain": "", "attributed": "attributed", "doubtful": "attribution doubtful"}
Card = dict[str, str]


def name_of(article: str) -> str:
    """Return the name of the picture of an article, by its id."""
    return f"article-{article}.png"


class Artist:
    """Draws pictures, as PNG of 1200 × 630 pixels."""

    def __init__(self, root: Path) -> None:
        """Take the folder of the edition, which may have fonts of its own."""
        self._setter = Setter(TEMPLATE, [root / OWN])

    @property
    def salt(self) -> list[str]:
        """Digests of all that decides what is drawn of the same words."""
        return self._setter.salt

    def draw(self, edition: Edition, names: Iterable[str]) -> dict[str, bytes]:
        """Return the pictures of the edition and of articles by their names, all drawn in one run."""
        wanted = list(names)
        articles = {name_of(key): key for key in edition.by_id} if wanted else {}
        held = [
            of_edition(edition.settings) if name == EDITION else _of_article(edition, edition.by_id[articles[name]])
            for name in wanted
        ]
        return dict(zip(wanted, self._setter.pictures({"cards": held}), strict=True)) if held else {}


def of_edition(settings: Settings) -> Card:
    """Return what the picture of the edition says."""
    short = settings.edition.short_title
    return {
        "kicker": short if short != settings.site_name else "",
        "title": settings.site_name,
        "byline": "",
        "edition": say("Edited by {editor}", editor=settings.site_author),
        "whose": "",
    }


def _of_article(edition: Edition, article: Article) -> Card:
    matter = article.matter
    title = f"[{matter.title.text}]" if matter.title.status == "supplied" else matter.title.text
    names = []
    for credit in matter.authors:
        doubt = DOUBTS[credit.certainty]
        names.append(edition.authority.credited(credit).name + (f" ({say(doubt)})" if doubt else ""))
    outlet = edition.authority.outlets[matter.publication.outlet].name
    return {
        "kicker": f"{outlet} · {matter.publication.date}",
        "title": title,
        "byline": ", ".join(names),
        "edition": edition.settings.edition.short_title,
        "whose": say("The edition’s summary" if matter.layer == "regest" else "The author’s text"),
    }
