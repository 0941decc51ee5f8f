"""The edition's own settings, as mkdocs.yml holds them."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict

from edition.faults import Code
from edition.model.fields import Day, Model, Text, Url, refuse


def _contact(text: str) -> str:
    if not re.fullmatch(r"mailto:[^\s@?]+@[^\s@?]+|https?://\S+", text):
        raise refuse(
            Code.CONFIG, f"'{text}' is no way to report an error", "write mailto:name@host or an https address"
        )
    return text


def _version(text: str) -> str:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+){0,2}", text):
        raise refuse(Code.CONFIG, f"'{text}' is not a version", "write numbers and points, as in 1.0")
    return text


class EditionSettings(Model):
    """What stands under `extra: edition:` in mkdocs.yml."""

    short_title: Text
    """The title as citations and page headings give it."""
    version: Annotated[str, AfterValidator(_version)]
    """The edition's version, as citations give it."""
    date: Day
    """The day of that version."""
    corrections: Annotated[str, AfterValidator(_contact)]
    """Where readers report an error: `mailto:` and an address, or the https address of a form."""
    language: Literal["en", "ja", "ko"] = "en"
    """Language of the interface, and of the edition's own words: summaries, positions, notes, records."""
    licence: Text = "CC BY 4.0"
    """Licence of the edition's own words."""
    licence_url: Url = "https://creativecommons.org/licenses/by/4.0/"
    """Address of that licence."""
    search_index: Literal["bundle", "buckets"] | None = None
    """How the search index is packed: `bundle`, one script, or `buckets`, files that are fetched by the words of a
    query; by the edition's size if left out."""
    books: bool = False
    """Whether the site offers the edition as PDF and EPUB, made with each build whose pages changed; for editions
    of some hundred articles at most. `edition pdf` and `edition epub` make them in any case."""
    cards: bool = True
    """Whether each article has a picture that other sites show beside a link to it (Open Graph); some 20 ms each,
    once. Switch it off for an edition of many thousands."""


class Extra(Model):
    """The part of `extra:` that the edition reads; the rest is the theme's."""

    model_config = ConfigDict(extra="ignore")

    edition: EditionSettings


class Settings(Model):
    """The part of mkdocs.yml that the edition reads; the rest is for MkDocs."""

    model_config = ConfigDict(extra="ignore")

    site_name: Text
    """Full title of the edition."""
    site_url: Url
    """Address at which it is published, with its path; the environment variable SITE_URL overrides it."""
    site_author: Text
    """The editor or editors, as credited."""
    site_description: Text
    """The edition in two sentences; the home page opens with them."""
    extra: Extra
    """Holds `edition:`, the settings that MkDocs does not know."""

    @property
    def edition(self) -> EditionSettings:
        """The settings that MkDocs does not know."""
        return self.extra.edition

    @property
    def base(self) -> str:
        """The published address with a slash at its end."""
        return self.site_url.rstrip("/") + "/"
