"""An item as a reader's citation, in three fixed styles: Chicago (notes and bibliography), MLA and APA.

After *The Chicago Manual of Style*, 18th edition; the *MLA Handbook*, 9th; the *Publication Manual of the APA*, 7th;
as far as articles of newspapers, magazines, journals, blogs and websites go, and the editor's notes. What is said of
the original is what the official CSL styles print, but for the differences that tests/cases/citations/
differences.yml lists with their reasons. Where it was read follows in the edition's own words, alike in all styles.

The functions return text in which ITALIC and ROMAN stand around what is set in italics; see `as_html`, `as_plain`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from markupsafe import Markup

from edition.citing.item import Item, Name, parts_of, season_of
from edition.dates import MONTHS, SEASONS

ITALIC, ROMAN = "\ue010", "\ue011"  # private use, so that they stand in no text

MLA_MONTHS = [name if len(name) < 5 else name[: 4 if name == "September" else 3] + "." for name in MONTHS]
# What stays small in a headline: articles, conjunctions, and prepositions, of up to four letters in Chicago from its
# 18th edition on, of any length in MLA.
SMALL = re.compile(
    r"an?|and|as|at|but|by|down|for|from|in|into|like|near|nor|of|off|on|onto|or|over|past|per|so|than|the|till|to|up"
    r"|upon|via|vs?|with|yet"
)
SMALL_MLA = re.compile(
    rf"{SMALL.pattern}|about|above|across|after|against|along|among|around|before|behind|below|beneath|beside|besides"
    r"|between|beyond|despite|during|except|inside|outside|since|through|throughout|toward|towards|under|underneath"
    r"|until|within|without"
)


def chicago_note(item: Item) -> str:
    """Return a full footnote as Chicago has it, without its number."""
    shown = item.names if len(item.names) < 3 else item.names[:1]
    authors = " and ".join(_doubted(name.name, name) for name in shown)
    if len(item.names) > 2:
        authors += " et al."
    head = "" if _by_the_paper(item) else f"{authors}, "
    held = f"{head}“{_comma(_inner(titled(item.title, item.language)))}” "
    if item.kind == "note":
        return f"{held}in {_italic(item.container)}, version {item.version}, {chicago_date(item)}, {item.url}."
    held += ", ".join(filter(None, [item.genre, _container(item), chicago_date(item), item.url]))
    return "; ".join([held, *(_lowered(remark) for remark in remarks(item))]) + "."


def chicago(item: Item) -> str:
    """Return an entry of a bibliography as Chicago has it."""
    shown = item.names if len(item.names) < 7 else item.names[:3]
    authors = [_doubted(name.name if index else turned(name), name) for index, name in enumerate(shown)]
    listed = _listed(authors, "and") if len(shown) == len(item.names) else ", ".join(authors) + ", et al"
    head = [_stopped(listed), _quoted(item), f"{item.genre}." if item.genre else ""]
    if item.kind == "note":
        head += [f"In {_italic(item.container)}, version {item.version}.", f"{chicago_date(item)}.", f"{item.url}."]
    else:
        head += [f"{_container(item)}, {chicago_date(item)}.", f"{item.url}." if item.url else ""]
    return " ".join(filter(None, [*head, *(f"{remark}." for remark in remarks(item))]))


def mla(item: Item) -> str:
    """Return an entry of a list of works cited as the MLA has it."""
    authors = [_doubted(turned(item.names[0]), item.names[0])]
    if len(item.names) == 2:
        authors.append("and " + _doubted(item.names[1].name, item.names[1]))
    elif len(item.names) > 2:
        authors.append("et al.")
    version = f"version {item.version}" if item.version else ""
    source = [_italic(item.container), version, mla_date(item), item.url]
    listed = "" if _by_the_paper(item) else _stopped(", ".join(authors))
    head = [listed, _quoted(item, SMALL_MLA), f"{item.genre}." if item.genre else ""]
    head.append(", ".join(filter(None, source)) + ".")
    return " ".join(filter(None, [*head, *(f"{remark}." for remark in remarks(item))]))


def apa(item: Item) -> str:
    """Return an entry of a list of references as the APA has it."""
    authors = [_doubted(_initialled(name), name) for name in item.names]
    if len(authors) > 20:
        authors = [*authors[:19], f"… {authors[-1]}"]
        listed = ", ".join(authors)
    else:
        listed = _listed(authors, "&")
    title = _italic(item.title) if item.kind == "website" else item.title
    title = f"{title} [{item.genre}]" if item.genre else title
    container = item.container if item.kind == "website" else _italic(item.container)
    if item.kind == "note":
        date = str(item.date.year)
        container = f"In {container} (version {item.version})"
    else:
        date = apa_date(item)
    head = " ".join(filter(None, [_stopped(listed), f"({date}).", _stopped(title), f"{container}.", item.url]))
    told = "; ".join([remark if index == 0 else _lowered(remark) for index, remark in enumerate(remarks(item))])
    return f"{head} ({told})" if told else head


def _by_the_paper(item: Item) -> bool:
    """Whether no one is credited but the outlet itself, as with an editorial.

    Then a note of Chicago and an entry of MLA begin with the title, since the outlet's name stands after it; a
    bibliography of Chicago has it in the place of the author, and APA takes it for a group that is the author.
    """
    return len(item.names) == 1 and item.names[0].name == item.container and not item.names[0].doubt


def remarks(item: Item) -> list[str]:
    """Return what is said beside the original: other publications, then where in the edition it was read."""
    if item.place is None:
        return []
    place = item.place
    found = [before + (f" {_italic(outlet)}{after}" if outlet else after) for before, outlet, after in place.remarks]
    number = f" ¶ {place.paragraph}," if place.paragraph else ""
    found.append(f"{place.how} {_italic(place.edition)}, version {place.version},{number} {place.address}")
    return found


def as_html(text: str) -> Markup:
    """Return a citation as HTML: all of it escaped, and ``<i>`` its only element."""
    return Markup(html.escape(text, quote=False).replace(ITALIC, "<i>").replace(ROMAN, "</i>"))


def as_plain(text: str) -> str:
    """Return a citation as plain text."""
    return text.replace(ITALIC, "").replace(ROMAN, "")


def chicago_date(item: Item) -> str:
    """Return ``May 9, 2019``, ``April 2019``, ``Spring 2020``, or the date in the edition's words."""
    if season := season_of(item.date):
        return f"{_season(season[1])} {season[0]}"
    if not (parts := parts_of(item.date)):
        return str(item.date)
    year, month, day = parts
    if day:
        return f"{MONTHS[month - 1]} {day}, {year}"
    return f"{MONTHS[month - 1]} {year}" if month else str(year)


def mla_date(item: Item) -> str:
    """Return ``9 May 2019``, ``Apr. 2019``, ``Spring 2020``, or the date in the edition's words."""
    if not (parts := parts_of(item.date)):
        return chicago_date(item)
    year, month, day = parts
    return " ".join(filter(None, [str(day or ""), MLA_MONTHS[month - 1] if month else "", str(year)]))


def apa_date(item: Item) -> str:
    """Return ``2019, May 9``, ``2019, April``, ``2020, Spring``, or the date in the edition's words."""
    if season := season_of(item.date):
        return f"{season[0]}, {_season(season[1])}"
    if not (parts := parts_of(item.date)):
        return str(item.date).replace("(", "[").replace(")", "]")  # it stands in round brackets itself
    year, month, day = parts
    return f"{year}, {MONTHS[month - 1]}{f' {day}' if day else ''}" if month else str(year)


def turned(name: Name) -> str:
    """Return a name as an alphabetical list has it: ``Kimiya, Tadashi``; ``Moon Jae-in`` keeps its order."""
    return f"{name.family}, {name.given}" if name.family and name.given and not name.family_first else name.name


def titled(title: str, language: str, small: re.Pattern[str] = SMALL) -> str:
    """Return an English title with the capitals of headlines; one in another language stays as it is."""
    if language.partition("-")[0] != "en":
        return title
    words = title.split(" ")
    for index, word in enumerate(words):
        opening = index == 0 or words[index - 1].endswith((":", "?", "!", "."))
        minor = small.fullmatch(word.strip(",;:?!“”‘’'\"()[]"))
        if word.islower() and (opening or not minor or index == len(words) - 1):
            first, *others = word.split("-")
            words[index] = "-".join([_raised(first), *(p if small.fullmatch(p) else _raised(p) for p in others)])
    return " ".join(words)


def _raised(word: str) -> str:
    return re.sub(r"[^\W\d_]", lambda match: match[0].upper(), word, count=1)


def _quoted(item: Item, small: re.Pattern[str] = SMALL) -> str:
    title = _inner(titled(item.title, item.language, small))
    return f"“{title}”" if title.rstrip("’").endswith(("?", "!")) else f"“{_stopped(title)}”"


def _inner(title: str) -> str:
    """Return a title with its own double quotation marks single, since it stands within double ones itself."""
    pairs = re.sub(r'"([^"]*)"', r"‘\1’", title)
    return pairs.replace("“", "‘").replace("”", "’")


def _comma(title: str) -> str:
    return f"{title[:-1]},’" if title.endswith("’") and "‘" in title else f"{title},"


def _stopped(text: str) -> str:
    """Return a text with a full stop at its end, within a closing quotation mark, unless one is there already."""
    plain = text.rstrip(ROMAN)
    if plain.rstrip("’”").endswith(("?", "!", ".")):
        return text
    if plain.endswith(("’", "”")) and ("‘" in plain or "“" in plain):
        return f"{plain[:-1]}.{plain[-1]}{text[len(plain) :]}"
    return f"{text}."


def _container(item: Item) -> str:
    return item.container if item.kind == "website" else _italic(item.container)


def _listed(names: list[str], word: str) -> str:
    return f"{', '.join(names[:-1])}, {word} {names[-1]}" if len(names) > 1 else names[0]


def _initialled(name: Name) -> str:
    if not (name.family and name.given):
        return name.name
    given = [_initials(part.split("-")) for part in name.given.split()]
    return f"{name.family}, {' '.join(given)}"


def _initials(parts: Iterable[str]) -> str:
    return "-".join(f"{part[:1]}." for part in parts if part)


def _doubted(shown: str, name: Name) -> str:
    return f"{shown} ({name.doubt})" if name.doubt else shown


def _italic(text: str) -> str:
    return f"{ITALIC}{text}{ROMAN}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _season(number: int) -> str:
    return SEASONS[str(number + 20)].capitalize()
