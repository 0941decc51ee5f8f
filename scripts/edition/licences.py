"""The rights under which an author's text is carried: what each is called, where its deed stands, what it asks.

Names and addresses are those of Creative Commons (creativecommons.org/licenses, /publicdomain).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """What a reader is told of the rights in a text."""

    name: str
    """The name, as it stands after `lead`; the link on it leads to the deed."""
    lead: str
    """What comes before the name: `under `, or nothing."""
    deed: str | None
    """The address of the deed; None where there is no licence to others."""
    attribution: bool = False
    """Whether the author must be named with title, source, licence and what was changed (BY)."""
    alike: bool = False
    """Whether what is made of it must be under the same licence (SA)."""


LICENCES: dict[str, Licence] = {
    "public-domain": Licence(
        "in the public domain", "which is ", "https://creativecommons.org/publicdomain/mark/1.0/"
    ),
    "CC0-1.0": Licence(
        "CC0 1.0 Universal",
        "dedicated to the public domain under ",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "CC-BY-4.0": Licence(
        "Creative Commons Attribution 4.0 International (CC BY 4.0)",
        "under ",
        "https://creativecommons.org/licenses/by/4.0/",
        attribution=True,
    ),
    "CC-BY-SA-4.0": Licence(
        "Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)",
        "under ",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        attribution=True,
        alike=True,
    ),
    "by-permission": Licence("carried by permission", "", None),
}
