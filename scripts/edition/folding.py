"""How words are compared: case, quotation marks, hyphens and spaces folded, whole words only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "\u00ad": None})
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def folded(text: str) -> str:
    """Return a text as it is compared: NFC, plain quotes and hyphens, single spaces, small letters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).split()).casefold()


def holds(text: str, form: str) -> bool:
    """Return whether a folded text holds a folded form as whole words; in Japanese and Korean, anywhere."""
    if not form:
        return False
    if _UNSPACED.search(form):
        return form in text
    return form in text and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def holding(texts: Iterable[str], forms: Iterable[str]) -> list[str]:
    """Return the texts that hold any of the forms, compared folded, as they were written."""
    sought = [folded(form) for form in forms]
    return [text for text in texts if any(holds(folded(text), form) for form in sought)]
