"""New records for names that have none: proposed with what the input says, and with what was not seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from edition.folding import folded
from edition.importing import names
from edition.importing.matching import Known, likeliest, name_key, slug
from edition.importing.pieces import Datum, Sure
from edition.mentions import alike
from edition.model.edition import Edition
from edition.model.fields import RESERVED

_HANDLE = re.compile(r"[a-z0-9][a-z0-9._@-]*")
_TURNED = re.compile(r"[^\W\d_]+ [^\W\d_]+-[^\W\d_A-Z][^\W\d_]*")


@dataclass
class Credited:
    """Whom an author datum means: a record's id, whether it is new, and what the editor must settle."""

    kind: str
    id: str
    new: bool
    open: str = ""


@dataclass
class Proposals:
    """The records that a run proposes, by file and id, in the order in which they came."""

    known: Known
    taken: dict[str, set[str]]
    clashing: set[str] = field(default_factory=set)
    records: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def beside(cls, edition: Edition | None) -> Proposals:
        """Return an empty set of proposals beside an edition's records."""
        if edition is None:
            return cls(Known(), {})
        authority = edition.authority
        taken = {kind: set(authority.ids(kind)) for kind in ("people", "organisations", "outlets", "topics")}
        forms = {
            alike(text)
            for _, _, r in authority.records()
            for text in (r.name, *r.names, *r.metonyms, *r.forms.values())
        }
        return cls(Known.of(authority), taken, forms)

    def author(self, datum: Datum, where: str) -> Credited:
        """Return whom a name credits: a person of that name, an organisation, or a new record."""
        name = names.turned(datum.value)
        if found := self.known.person(name):
            return Credited("people", found, False)
        if self.known.corporate(name) or self.known.outlet(name):
            return self.corporate(Datum("corporate", name, datum.where, datum.sure), where)
        near = likeliest(name, self.known.people) if " " in name else None
        key = self._id("people", name)
        family, given, asked = divided(name)
        record: dict[str, Any] = {"name": name, "family": family, "given": given}
        # A short name or one without capitals would be found in every text.
        if " " not in name or alike(name) in self.clashing:
            record["link_only"] = True
        notes = [f"Proposed by import: {where}."]
        if _HANDLE.fullmatch(name):
            notes.append("The copy has the name in this form only; the full name was not seen.")
        elif given:
            notes.append("Which part is the family name is taken from the order of the byline.")
        record["note"] = " ".join(notes)
        self._add("people", key, record, name)
        told = (
            f"authors: the name resembles {near}, {self.known.people[near]}; if it is the same, credit that record"
            if near
            else ""
        )
        if asked:
            told = "; ".join(
                filter(None, (told, f"authors: say which part of {name} is the family name, in people.yml"))
            )
        return Credited("people", key, True, told)

    def corporate(self, datum: Datum, where: str) -> Credited:
        """Return the organisation that a corporate author's name means, or a new record for it."""
        if found := self.known.corporate(datum.value):
            return Credited("organisations", found, False)
        outlet = self.known.outlet(datum.value)
        key = self._id("organisations", datum.value)
        record: dict[str, Any] = {
            "name": self.known.names.get(outlet or "", datum.value),
            "kind": "publisher" if outlet else "body",
            "outlet": outlet,
        }
        if alike(str(record["name"])) in self.clashing or len(str(record["name"])) < 4:
            record["link_only"] = True
        record["note"] = f"Proposed by import: {where}. Its kind was not seen."
        self._add("organisations", key, record, datum.value)
        return Credited("organisations", key, True)

    def outlet(self, datum: Datum, where: str) -> tuple[str, bool]:
        """Return the id of the outlet of a name, and whether its record is new."""
        if found := self.known.outlet(datum.value):
            return found, False
        key = self._id("outlets", datum.value)
        self._add(
            "outlets",
            key,
            {
                "name": datum.value,
                "kind": "publication",
                "note": f"Proposed by import: {where}. Its kind and place were not seen.",
            },
            datum.value,
        )
        self.known.names[key] = datum.value
        return key, True

    def topic(self, tag: str, outlet: str) -> str | None:
        """Return the id of the topic of a tag; None for a tag that no id can be made of."""
        if found := self.known.topics.get(folded(tag)):
            return found
        key = self._id("topics", tag, fallback="")
        if not key:
            return None
        scope = f"Articles that {outlet or 'the original publication'} filed under “{tag}”."
        self._add("topics", key, {"label": tag, "scope": scope}, tag)
        self.known.topics[folded(tag)] = key
        return key

    def biography(self, key: str, facts: list[str], source: str, when: str) -> None:
        """Add dated statements to a new person's record."""
        record = self.records.get("people", {}).get(key)
        if record is not None:
            held = record.setdefault("biography", [])
            held += [
                {"when": when, "text": fact, "source": source}
                for fact in facts
                if all(h["text"] != fact for h in held)
            ]

    def _id(self, kind: str, name: str, fallback: str = "unnamed") -> str:
        made = slug(name) or fallback
        if not made:
            return ""
        if made in RESERVED:
            made = f"{made}-{kind.rstrip('s')}"
        number, key = 1, made
        while key in self.taken.setdefault(kind, set()):
            number += 1
            key = f"{made}-{number}"
        return key

    def _add(self, kind: str, key: str, record: dict[str, Any], name: str) -> None:
        self.records.setdefault(kind, {})[key] = record
        self.taken.setdefault(kind, set()).add(key)
        table = {
            "people": self.known.people,
            "organisations": self.known.organisations,
            "outlets": self.known.outlets,
        }.get(kind)
        if table is not None:
            table.setdefault(name_key(name), key)
        if kind in ("people", "organisations"):
            self.clashing.add(alike(str(record["name"])))
        if kind == "organisations" and record.get("outlet"):
            self.known.paired.setdefault(str(record["outlet"]), key)


def divided(name: str) -> tuple[str | None, str | None, bool]:
    """Return family and given name as the order of a byline has them, and whether the editor must say which is which.

    A name of one word is cited as it stands. Of two words, or with initials between, the last is the family name, but
    not where the name may begin with it, as Korean, Chinese and Japanese names may.
    """
    words = name.split()
    if len(words) == 1 and (_HANDLE.fullmatch(name) or name.isascii()):
        return name, None, False
    if not name.isascii() and re.search("[\u3040-\u9fff\uac00-\ud7af]", name):
        return None, None, True
    if _TURNED.fullmatch(name):
        return None, None, True
    middle = words[1:-1]
    if len(words) >= 2 and all(re.fullmatch(r"(?:[^\W\d_a-z]\.?){1,3}", one) for one in middle):
        return words[-1], " ".join(words[:-1]), False
    return None, None, True


def sure_of(datum: Datum) -> str:
    """Return the certainty of a credit: what is only likely is attributed."""
    return "certain" if datum.sure is Sure.CERTAIN else "attributed"
