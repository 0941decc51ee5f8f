"""Digests by which a witness and its paragraphs are known without being carried."""

from __future__ import annotations

import hashlib
import re
import unicodedata

PATTERN = re.compile(r"sha256:[0-9a-f]{64}")


def of_bytes(data: bytes) -> str:
    """Return ``sha256:`` and the SHA-256 (FIPS 180-4) of the bytes in 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def of_paragraph(text: str) -> str:
    """Return the digest of a paragraph's text, the same however its lines are broken.

    The text is put into Unicode form NFC, every run of white space (no-break spaces too) becomes one space,
    and the ends are trimmed; nothing else is changed.
    """
    return of_bytes(" ".join(unicodedata.normalize("NFC", text).split()).encode())
