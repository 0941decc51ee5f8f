"""The sentences that a book adds to what the pages say."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from edition.books.content import Book, Part
from edition.language import say

_WORDS = {
    "edited": "Edited by",
    "version": "Version",
    "contents": "Contents",
    "articles": "Articles",
    "topics": "Topics",
    "topics_lead": "Who says what of which topic, in the edition’s words, and in which paragraphs. "
    "* marks a paragraph that treats it by the editor’s reading, in other words than the topic’s own.",
    "index": "Index of names and topics",
    "index_lead": "Topics stand in italics, the pages of an author’s own articles in bold.",
    "provenance": "Where this comes from",
    "corrections": "Corrections",
    "colophon": "About this book",
    "notes": "Notes by the editor",
    "note": "Note",
    "back": "back to the text",
    "start": "Begin reading",
    "title_page": "Title page",
    "landmarks": "Landmarks",
    "paragraph": "Paragraph",
    "accessibility": "All is text in reading order, with headings, a table of contents and an index. There are no "
    "pictures. Notes are links that lead there and back. Names in other scripts say their language.",
}
SUMMARY = "This edition’s summary"
TEXT = "The author’s text"
DOUBTS = {"certain": "", "attributed": "attributed", "doubtful": "attribution doubtful"}


def words() -> dict[str, str]:
    """Return the short words of a book by what they are for."""
    return {name: say(english) for name, english in _WORDS.items()}


def whose(article: Part) -> str:
    """Return whose words an article's paragraphs are, by name."""
    return say(SUMMARY if article["summary"] else TEXT)


def label(article: Part) -> tuple[str, str]:
    """Return whose words an article's paragraphs are, by name, and in a sentence as HTML that is already safe."""
    if article["summary"]:
        return (
            say("This edition’s summary."),
            say(
                "Each paragraph is summarised in the editor’s words, under the number that it has in the original; "
                "only what stands in quotation marks is the author’s."
            ),
        )
    return say("The author’s text."), say("The notes, the numbers of the paragraphs and the topics are the editor’s.")


def doubt(certainty: str) -> str:
    """Return what is said of an attribution beside a name; '' where it is certain."""
    return say(DOUBTS[certainty]) if DOUBTS[certainty] else ""


def names(article: Part) -> str:
    """Return an article's authors as a byline, with what must be said of the attribution."""
    return ", ".join(
        one["name"] + (f" ({doubt(one['certainty'])})" if doubt(one["certainty"]) else "")
        for one in article["authors"]
    )


def kicker(article: Part) -> str:
    """Return the line above a title: kind, outlet, date."""
    kind = article["kind"]
    return f"{kind[:1].upper()}{kind[1:]} · {article['publication']['outlet']['name']} · {article['date']['words']}"


def about(article: Part) -> str:
    """Return the heading above the authors' biographies."""
    return say("About the author" if len(article["authors"]) == 1 else "About the authors")


def provenance(article: Part) -> Iterator[tuple[str, str]]:
    """Yield what is known of where an article comes from: a name and plain words."""
    published = article["publication"]
    issue = f" ({published['issue']})" if published["issue"] else ""
    place = f"{published['outlet']['name']}, {article['date']['words']}{issue}."
    yield say("Published"), _joined(place, article["date"]["evidence"], published["url_note"])
    if published["first"]:
        first = published["first"]
        seen = first["date"] or say("date not seen")
        yield say("First published"), _joined(f"{first['outlet']['name']}, {seen}.", first["evidence"])
    elif published["status"] == "unknown":
        yield say("First published"), say("Whether this is the first publication is not known.")
    if published["carried_by"]:
        yield say("Carried by"), published["carried_by"]["name"]
    if published["url"]:
        yield say("Original"), published["url"]
    if article["title"]["evidence"]:
        yield say("Title"), article["title"]["evidence"]
    for author in article["authors"]:
        if author["evidence"]:
            yield author["name"], author["evidence"]
    rights = article["rights"]
    status = say("Under copyright") if rights["status"] == "in-copyright" else rights["status"]
    yield (
        say("Rights"),
        _joined(f"{status}{': ' + rights['holder'] if rights['holder'] else ''}.", rights["statement"]),
    )
    for origin in article["drafting"]["origins"] if article["drafting"] else ():
        which = f"¶ {', '.join(origin['paragraphs'])}: " if origin["paragraphs"] else ""
        review = (
            say("reviewed by {name}, {date}", name=origin["reviewed_by"], date=origin["reviewed_on"])
            if origin["reviewed_by"]
            else say("not yet reviewed by a second reader")
        )
        yield (
            say("Summary"),
            which + say("Drafted by {name}, {date}; {review}.", name=origin["by"], date=origin["on"], review=review),
        )
    if article["witness"]:
        yield (
            say("Witness"),
            say("{witness}. Paragraphs are numbered as there.", witness=article["witness"]["description"]),
        )


def erratum(one: Part) -> str:
    """Return a correction in words."""
    where = f"¶ {', '.join(p['number'] for p in one['paragraphs'])}: " if one["paragraphs"] else ""
    return where + str(one["what"])


def contents(book: Book) -> Iterator[tuple[str, str, str | None]]:
    """Yield the lines of the contents: an address in the book, what stands there, and a line below it."""
    for article in book.articles:
        place = f"{names(article)} · {article['publication']['outlet']['name']}, {article['date']['words']}"
        yield article["address"], article["heading"], place
    if book.topics:
        yield "topics", say(_WORDS["topics"]), None
    if book.index:
        yield "index", say(_WORDS["index"]), None
    yield "colophon", say(_WORDS["colophon"]), None


def imprint(book: Book) -> Iterator[str]:
    """Yield the paragraphs on the back of the title page, as plain words."""
    held = book.settings.edition
    yield say("{title}. Edited by {editor}.", title=book.settings.site_name, editor=book.settings.site_author)
    yield say(
        "Version {version}, {date}, of the edition that is published at {address}.",
        version=held.version,
        date=held.date,
        address=book.settings.base,
    )
    yield say(
        "Paragraphs bear the numbers that they have on the edition’s pages, so that what is cited from this book is "
        "found there, and the other way round: paragraph 5 of an article stands at its address on {host}, "
        "followed by #p5.",
        host=urlsplit(book.settings.base).netloc,
    )
    if any(article["summary"] for article in book.articles):
        yield say(
            "Articles under copyright are summarised paragraph by paragraph. The summaries are this edition’s and "
            "not the authors’ wording; each article says which of the two it gives."
        )
    yield say("The edition’s own words: {licence} ({address}).", licence=held.licence, address=held.licence_url)
    yield say("The articles belong to their authors and publishers.")


def colophon(book: Book, lacking: str, *, set_by: str) -> Iterator[str]:
    """Yield the paragraphs at the end of a book, as plain words."""
    held = book.settings.edition
    yield say(
        "This book was made by program from version {version} of {title}, of {date}. It holds the articles with "
        "their notes, the topics, and an index. Records of people, places and events, the timeline, the comparisons "
        "and the search are on the edition’s pages at {address}.",
        version=held.version,
        title=book.settings.site_name,
        date=held.date,
        address=book.settings.base,
    )
    yield say(
        "The edition’s own words may be used under {licence} ({address}).",
        licence=held.licence,
        address=held.licence_url,
    )
    yield say("For the texts of the authors, each article says under “Where this comes from” what holds.")
    yield say("Errors are reported to {contact}.", contact=held.corrections.removeprefix("mailto:"))
    yield say(set_by) if set_by else ""
    if lacking:
        yield say("Signs for which no font was at hand are shown as □: {number} different ones.", number=len(lacking))


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)
