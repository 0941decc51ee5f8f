"""Digests by which a witness, its paragraphs and their sentences are known without being carried.

`assets/quotation.js` makes the same digests of sentences in the browser; tests/cases/digests.yml holds the two to
each other.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

PATTERN = re.compile(r"sha256:[0-9a-f]{64}")
SENTENCE = re.compile(r"[0-9a-f]{12}")

LEAST = 40
"""A sentence of fewer bytes (of UTF-8, in the form that is compared) gets no digest: it could be found by trying."""

_CLOSERS = "\"'’”»）」』)\\]"
_END = re.compile(rf"[.!?…]+[{_CLOSERS}]*\s+|[。！？]+[{_CLOSERS}]*\s*")
_TITLES = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|Sr|Jr|vs|No|Nos|Vol|pp?|cf|ca"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.){2,}$")
_OPENERS = re.compile(
    r"(?:an?|the|this|that|these|those|its?|s?he|they|we|i|you|his|her|their|our|t?here|in|on|at|by|for|from|with"
    r"|without|after|before|since|while|wh(?:en|ere|at|o|y)|how|if|as|but|and|or|so|yet|however|moreover|thus|then|now"
    r"|both|all|many|some|most|few|no|not|one|two|although|though|because|until|despite|instead)\b",
    re.IGNORECASE,
)
# A letter of a script that is written without spaces counts as a word of its own.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def of_bytes(data: bytes) -> str:
    """Return ``sha256:`` and the SHA-256 (FIPS 180-4) of the bytes in 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def short(data: bytes) -> bytes:
    """Return a digest of 16 bytes (BLAKE2b, RFC 7693), for what is compared on one machine only."""
    return hashlib.blake2b(data, digest_size=16).digest()


def of_paragraph(text: str) -> str:
    """Return the digest of a paragraph's text, the same however its lines are broken.

    The text is put into Unicode form NFC, every run of white space (no-break spaces too) becomes one space,
    and the ends are trimmed; nothing else is changed.
    """
    return of_bytes(" ".join(unicodedata.normalize("NFC", text).split()).encode())


def words(text: str) -> list[str]:
    """Return the words of a text as quotations are compared by them: letters and figures only, in small letters.

    The text is put into Unicode form NFKC and small letters; what formats (soft hyphens) and marks that do not
    compose go; letters and figures that stand together make a word, and a kana or Chinese character is one by itself.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn", "Mc", "Me"))
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph in order, trimmed.

    A sentence ends at a full stop, question mark, exclamation mark or ellipsis, with the quotation marks and brackets
    that close there, before white space and no small letter; not after a title, a month or one initial (``Mr.``,
    ``J.``), and after initials such as ``U.S.`` only before a word that commonly opens a sentence. In Japanese and
    Chinese the mark alone ends it. The checker of quotations tries every run of pieces that end so, so that a
    sentence which is divided too often here is found all the same.
    """
    found, start = [], 0
    for match in _END.finditer(text):
        before, after = text[start : match.end()].rstrip(), text[match.end() :]
        if not after or _goes_on(before, after):
            continue
        found.append(before.lstrip())
        start = match.end()
    return [*found, last] if (last := text[start:].strip()) else found


def _goes_on(before: str, after: str) -> bool:
    """Return whether a sentence goes on after a mark that might have ended it."""
    if before.rstrip(_CLOSERS)[-1:] in "。！？":
        return False
    opening = after.lstrip("\"'“‘«(「『[")
    if opening[:1].islower() or _TITLES.search(before):
        return True
    return bool(_INITIALS.search(before)) and not _OPENERS.match(opening)


def of_sentence(text: str) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of a sentence's words, written together in UTF-8.

    Spaces, punctuation, hyphens at line ends and capitals thus make no difference. Of 48 bits, a sentence that is not
    in an edition of n sentences is taken for one of them with a probability of n / 2⁴⁸: about 2 in a thousand million
    for the half million sentences of ten thousand articles.
    """
    return hashlib.sha256("".join(words(text)).encode()).hexdigest()[:12]


def of_sentences(text: str) -> tuple[str, ...]:
    """Return the digests of a paragraph's sentences in order, as `sentences` in an article has them.

    One of fewer than LEAST bytes is left out, and one that stands twice is given once.
    """
    long = (one for one in sentences(text) if len("".join(words(one)).encode()) >= LEAST)
    return tuple(dict.fromkeys(of_sentence(one) for one in long))
