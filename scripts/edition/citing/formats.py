"""All that can be copied or downloaded of one item, side by side, in the order in which readers see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from edition.citing import bibtex, csl, ris, styles
from edition.citing.item import Item

STYLES: Mapping[str, tuple[str, Callable[[Item], str]]] = {
    "chicago-note": ("Chicago, note", styles.chicago_note),
    "chicago": ("Chicago, bibliography", styles.chicago),
    "mla": ("MLA", styles.mla),
    "apa": ("APA", styles.apa),
}
"""For readers: by key, the label and the function that writes it."""

DATA: Mapping[str, tuple[str, str, str, Callable[[Item], str]]] = {
    "bib": ("BibTeX", "cite.bib", "application/x-bibtex", bibtex.text),
    "ris": ("RIS", "cite.ris", "application/x-research-info-systems", ris.text),
    "json": ("CSL-JSON", "cite.json", "application/vnd.citationstyles.csl+json", csl.text),
}
"""For programs: by key, the label, the file's name, its media type and the function that writes it."""


def marked(item: Item) -> dict[str, str]:
    """Return the item in every style, as text with the marks of `styles` around italics, and in every format, by key.

    So it is handed to scripts, which then need to make no HTML of it.
    """
    shown = {key: write(item) for key, (_, write) in STYLES.items()}
    return shown | {key: write(item) for key, (_, _, _, write) in DATA.items()}


def rendered(item: Item) -> dict[str, str]:
    """Return the item in every style, as HTML, and in every format, as text, by key."""
    shown: dict[str, str] = {key: styles.as_html(write(item)) for key, (_, write) in STYLES.items()}
    return shown | {key: write(item) for key, (_, _, _, write) in DATA.items()}
