"""The author's text of a copy at hand as HTML: names marked, and notes hung where their words stand there too.

A text is not the edition's to change: a name in it that may be that of two records is left unmarked, and a note whose
words stand in the summary only hangs there alone.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from edition import markup
from edition.language import say
from edition.markup import Insertion
from edition.mentions import Finder, Mention, Reading, alike, bounded
from edition.model.article import Article
from edition.model.edition import Edition
from edition.page import relative


def marked(
    edition: Edition, article: Article, finder: Finder, notes: Sequence[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the paragraphs of an article's text at hand as HTML, by id, and the records that they name.

    `notes` are the keys of the article's notes in the order in which they are numbered.
    """
    copy = edition.copies.get(article.id)
    if copy is None or article.matter.layer == "text":
        return {}, ()
    reading = Reading(article.id)
    named: dict[str, None] = {}
    made: dict[str, str] = {}
    for paragraph in article.paragraphs:
        words = copy.text(paragraph.id)
        if words is None:
            continue
        reading.paragraph = paragraph.id
        found: list[Insertion] = []
        linked: set[str] = set()
        for one in finder.find(words, reading):
            if isinstance(one, Mention) and one.record not in linked:
                linked.add(one.record)
                found.append(Insertion(one.start, one.end, mention(article, one.record), "</a>"))
        named |= dict.fromkeys(sorted(linked))
        found += _numbers(article, paragraph.id, words, notes, found)
        made[paragraph.id] = f"<p>{markup.spliced(words, sorted(found, key=_order))}</p>"
    return made, tuple(named)


def _numbers(
    article: Article, paragraph: str, words: str, notes: Sequence[str], found: list[Insertion]
) -> list[Insertion]:
    folded = alike(words)
    places = []
    for number, key in enumerate(notes, 1):
        note = article.matter.notes[key]
        # A summary sets the author's own words in quotation marks; in the text they stand without.
        sought = alike(" ".join(note.words.split())).strip("\"' ")
        end = _end_of(sought, folded) if sought and note.paragraph == paragraph else 0
        if end:
            places.append((end, number, key))
    return [
        Insertion(at, at, reference(key, number, anchor="t"))
        for end, number, key in sorted(places)
        for at in [place_of_number(words, end, found)]
    ]


def _order(one: Insertion) -> tuple[int, bool]:
    return one.end, one.start == one.end


def _end_of(sought: str, words: str) -> int:
    """Return where the first whole words end that are those sought, 0 where there are none."""
    start = words.find(sought)
    while start >= 0:
        if bounded(words, start, start + len(sought)):
            return start + len(sought)
        start = words.find(sought, start + 1)
    return 0


def place_of_number(words: str, end: int, found: Sequence[Insertion]) -> int:
    """Return where the number of a note stands that hangs on words which end at a place.

    It never stands within a name that is marked, nor before the quotation mark that closes its words.
    """
    at = next((one.end for one in found if one.start < end < one.end), end)
    while words[at : at + 1] in ("”", "’", '"', "'") and not words[at + 1 : at + 2].isalpha():
        at += 1
    return at


def mention(article: Article, record: str) -> str:
    """Return the start tag of the link on a name."""
    return f'<a class="ed-mention" href="{relative(article.address, record)}">'


def reference(key: str, number: int, anchor: str = "r") -> str:
    """Return the link from words to the note that hangs on them; it has an id, as ``r-radar``."""
    name = html.escape(key)
    return (
        f'<a class="ed-ref" id="{anchor}-{name}" href="#n-{name}" role="doc-noteref" '
        f'aria-label="{html.escape(say("Note {number}", number=number))}">{number}</a>'
    )
