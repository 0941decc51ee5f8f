"""Names of people in bylines and author notes, and the facts that a note states."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARTICLE = r"(?:van|von|der|den|de|del|della|da|di|du|la|le|bin|ibn|al|el|ben|ter|dos|das|zu|y)"
_WORD = r"(?:[^\W\d_a-z][\w’'‘.\-‐]*|[^\W\d_a-z]\.)"
# Two to five words with capitals, particles between them; or a name in Han, kana or Hangul.
NAME = rf"(?:{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,4}})"
CJK_NAME = r"(?:[\u3400-\u9fff\uac00-\ud7af々]{2,6}(?:[\s\u3000・][\u3400-\u9fff\uac00-\ud7af々]{1,4})?)"
_PERSON = re.compile(NAME)
_CJK = re.compile(CJK_NAME)
_TITLE = re.compile(
    r"^(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev|lt|gen|col|amb|ambassador|hon)\b\.?\s+", re.IGNORECASE
)
_BY = re.compile(
    r"\s*(?:written\s+by|words\s+by|text\s+by|story\s+by|posted\s+by|author\s*:|authors\s*:|by\s*:?|von|par|por|text\s*:|"
    r"commentary\s+by|opinion\s+by|essay\s+by|文\s*[/／:：]|글\s*[/:：=]?|執筆\s*[/:：])\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)
_CJK_BY = re.compile(r"\s*(?:文|글|執筆|寄稿|記者)\s*[/／:：=]?\s*(" + CJK_NAME + r")\s*")
_AND = re.compile(r"\s*(?:,\s*and\s+|;\s*|\s+and\s+|\s+&\s+|\s+und\s+|\s+et\s+|\s+y\s+|、|・(?=.{2}))\s*")
NOT_NAMES = frozenset(
    [
        *("the", "a", "an", "this", "that", "in", "on", "at", "by", "for", "to", "of", "and", "or", "but", "our"),
        *("your", "their", "his", "her", "its", "we", "you", "they", "it", "staff", "editorial", "north", "south"),
        *("east", "west", "northeast", "northwest", "southeast", "southwest", "central", "what", "why", "how"),
        *("when", "where", "who", "will", "can", "should", "is", "are"),
    ]
)
_CORPORATE = re.compile(
    r"\b(?:team|staff|editors?|editorial|board|office|agency|department|university|institute|council|committee|bureau|"
    r"society|association|company|corporation|ministry|union|group|press|news|times|herald|gazette|post|journal|review|"
    r"foundation|center|centre|service|administration|desk|commission)\b",
    re.IGNORECASE,
)
_VERB = (
    r"(?:is|was|are|were|serves|served|teaches|taught|writes|wrote|works|worked|has\s+been|edits|edited|directs|heads|chairs|"
    r"leads|runs|covers|reports|lives|holds|studies|researches|currently|also)"
)
_NOTE = re.compile(rf"\W{{0,3}}(?P<name>{NAME}|{CJK_NAME})(?P<rest>,?\s+(?:who\s+)?{_VERB}\b.+)", re.DOTALL)
_DASH = re.compile(r"\s*[—–―-]{1,2}\s*(.+)", re.DOTALL)
_NAMELESS = re.compile(
    r"\W{0,3}(?:the\s+)?(?:writer|author|authors|writers|columnist|he|she|they)s?\s+(?:is|are|was|works|teaches|writes|can)\b.+",
    re.IGNORECASE | re.DOTALL,
)
_ROLE_WORDS = 8  # of the source's own words that a fact may hold


@dataclass(frozen=True)
class Note:
    """An author note: whose, and the facts it states, each a short phrase; `left` where some could not be told."""

    name: str
    facts: tuple[str, ...]
    left: bool


def is_name(text: str) -> bool:
    """Return whether a text has the form of a person's name."""
    text = text.strip()
    if _CJK.fullmatch(text):
        return True
    words = text.split()
    return (
        _PERSON.fullmatch(text) is not None
        and not _CORPORATE.search(text)
        and not any(word.casefold() in NOT_NAMES for word in words)
        and len(text) <= 60
    )


def is_corporate(text: str) -> bool:
    """Return whether a name speaks of a body rather than of a person."""
    return _CORPORATE.search(text) is not None


def byline(text: str) -> tuple[str, ...]:
    """Return the names of a byline such as “By Edith Marsh and Mori Hanako”; none where the text is no byline."""
    if len(text) > 160:
        return ()
    if cjk := _CJK_BY.fullmatch(text):
        return (cjk[1],)
    match = _BY.fullmatch(text)
    return split(match[1]) if match else ()


def split(text: str) -> tuple[str, ...]:
    """Return the names in a list of names, without titles and what follows them; none where one is no name."""
    text = re.sub(r"\s*[|•·]\s*.*$|\s+[-–—]\s+.*$|\s+on\s+[\w ,]*\d{4}$", "", " ".join(text.split())).strip(" .*_")
    text = re.sub(r"\s*\((?:[^()]*)\)$", "", text)
    whole = _AND.split(text)
    found: list[str] = []
    for part in whole:
        pieces = [p.strip() for p in part.split(",")]
        for index, piece in enumerate(pieces):
            name = _TITLE.sub("", piece).strip()
            if is_name(name):
                found.append(name)
            elif index == 0:
                return ()
            else:
                break  # “Edith Marsh, harbour correspondent”
    return tuple(dict.fromkeys(found))


def turned(name: str) -> str:
    """Return “Marsh, Edith” as “Edith Marsh”, and capitals throughout as a name is written."""
    family, mark, given = name.partition(", ")
    if mark and given and "," not in given and is_name(f"{given} {family}"):
        name = f"{given} {family}"
    return " ".join(name.split())


def signed(text: str) -> tuple[str, ...]:
    """Return the names with which a text is signed at its foot, after a dash or standing alone."""
    match = _DASH.fullmatch(text)
    return split(match[1] if match else text) if len(text) <= 80 else ()


def nameless_note(text: str) -> bool:
    """Return whether a text is an author note that names nobody, as in “The writer is a pilot”."""
    return len(text.split()) <= 60 and _NAMELESS.fullmatch(text) is not None


def note(text: str) -> Note | None:
    """Return what an author note says; None where the text has not its form.

    The facts are put together from the note's own few words: role, unit and body, divided by commas. A part that has
    more than eight words, or another form, is left to the editor.
    """
    if len(text.split()) > 90:
        return None
    match = _NOTE.fullmatch(" ".join(text.split()))
    if not match or not (is_name(match["name"]) or _CJK.fullmatch(match["name"])):
        return None
    facts, left = _facts(match["rest"])
    return Note(match["name"], tuple(facts), left)


def _facts(rest: str) -> tuple[list[str], bool]:
    first, _, more = rest.strip().partition(". ")
    left = bool(more.strip()) and not re.match(r"(?:©|copyright|\(c\))", more.strip(), re.IGNORECASE)
    match = re.match(
        r",?\s*(?:who\s+)?(?:is|was|are|has been|serves as|served as|works as)\s+(?:(?:currently|now|also)\s+)?(.+)",
        first,
        re.IGNORECASE,
    )
    if not match:
        return [], True
    said = match[1].strip(" .")
    where = ""
    placed = re.search(
        r"\s+(?:at|with)\s+(?:the\s+)?([^,]+?)(?:,\s*(?:where|and|who|a|an)\b.*|\s+in\s+[A-Z].*|,\s+[A-Z].*)?$", said
    )
    if placed:
        where = placed[1]
        said, left = said[: placed.start()], left or ", where" in first or ", who" in first
    facts = []
    for one in re.split(
        r",?\s+and\s+(?=(?:a|an|the|co-?|director|editor|professor|author|member|fellow|senior|deputy|former|head|chair)\b)",
        said,
    ):
        role = re.sub(r"^(?:a|an|the|its)\s+", "", one.strip(" ,"))
        role = re.sub(r"\s+(?:of|for|in)\s+(?:the\s+)?(?=[A-Z])", ", ", role)
        of = re.match(r"(.+?)\s+(?:of|in)\s+(?:the\s+)?([A-Z].*)", role)
        role = f"{of[1]}, {of[2]}" if of else role
        unit = re.match(r"(.+?)’s\s+([A-Z].*)", where.replace("'", "’"))
        body = f"{unit[2]}, {unit[1]}" if unit else where
        fact = ", ".join(part for part in (role, body) if part)
        if role and len(fact.split()) <= _ROLE_WORDS + 4 and len(role.split()) <= _ROLE_WORDS:
            facts.append(fact)
        else:
            left = True
    return facts, left
