"""Names in an input compared with the edition's records: the same, like one, or new."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from edition.folding import folded
from edition.model.edition import Authority

LIKE = 88.0  # of 100: two spellings of a name differ less than this, two names mostly more


def name_key(name: str) -> str:
    """Return a name as it is compared: folded, without its article and points."""
    key = folded(name).replace(".", "")
    return key.removeprefix("the ").strip()


@dataclass
class Known:
    """The names of an edition's records, by kind."""

    people: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)
    """Outlets by the host of their address."""
    paired: dict[str, str] = field(default_factory=dict)
    """The organisation of an outlet's name, by the outlet's id."""
    names: dict[str, str] = field(default_factory=dict)
    """Outlets' names by id."""

    @classmethod
    def of(cls, authority: Authority | None) -> Known:
        """Return the names in an edition's records; none where there is no edition."""
        known = cls()
        if authority is None:
            return known
        for kind, table in (("people", known.people), ("organisations", known.organisations)):
            for key, record in getattr(authority, kind).items():
                for name in (record.name, *record.names, *record.forms.values()):
                    table.setdefault(name_key(name), key)
        for key, organisation in authority.organisations.items():
            if organisation.outlet:
                known.paired.setdefault(organisation.outlet, key)
        for key, outlet in authority.outlets.items():
            known.outlets.setdefault(name_key(outlet.name), key)
            known.names[key] = outlet.name
            if outlet.url:
                known.hosts.setdefault(host(outlet.url), key)
        for key, topic in authority.topics.items():
            for name in (key, topic.label, *topic.forms.same):
                known.topics.setdefault(folded(name), key)
        return known

    def outlet(self, name: str) -> str | None:
        """Return the id of the outlet of a name."""
        return self.outlets.get(name_key(name))

    def outlet_at(self, url: str) -> str | None:
        """Return the id of the outlet whose address has the same host, or a part of it after a point."""
        parts = host(url).split(".")
        return next((self.hosts[h] for i in range(len(parts) - 1) if (h := ".".join(parts[i:])) in self.hosts), None)

    def corporate(self, name: str) -> str | None:
        """Return the id of the organisation of a name, or of the one that goes with the outlet of that name."""
        return self.organisations.get(name_key(name)) or self.paired.get(self.outlet(name) or "")

    def person(self, name: str) -> str | None:
        """Return the id of the person of a name."""
        return self.people.get(name_key(name))


def host(url: str) -> str:
    """Return the host of an address without ``www.``."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def likeliest(name: str, table: Iterable[str]) -> str | None:
    """Return the name in a table that is nearly the same; None where none is."""
    if len(name) < 5:
        return None
    found = process.extractOne(name_key(name), list(table), scorer=fuzz.ratio, score_cutoff=LIKE)
    return str(found[0]) if found else None


def slug(text: str, longest: int = 60) -> str:
    """Return an id made from a text: its letters a–z and figures, small, joined by hyphens; '' where it has none."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    if len(made) > longest:
        made = made[: longest + 1].rsplit("-", 1)[0] if "-" in made[: longest + 1] else made[:longest]
    return made.strip("-")
