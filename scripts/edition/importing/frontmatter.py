"""Front matter of Hugo and Jekyll: what its fields say, and which of them nothing is made of."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

from edition import yamlsource
from edition.importing import dating, names, reading, signs
from edition.importing.pieces import Cut, Datum, RefusedError, Source, Sure

_YAML = re.compile(r"---[ \t]*\n(.*?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n|)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
LONGEST = 200_000  # characters of front matter
_TITLE = ("title", "headline")
_SUBTITLE = ("subtitle", "subhead")
_AUTHORS = ("authors", "author", "byline", "by", "writer")
_DATES = ("date", "publishdate", "pubdate", "published_at", "date_published", "published", "publication_date")
_DECK = ("deck", "dek", "standfirst", "description", "excerpt", "summary", "abstract", "lead")
_TAGS = ("tags", "categories", "tag", "category", "keywords", "topics")
_URL = (
    "canonical_url",
    "canonicalurl",
    "canonical",
    "original_url",
    "originalurl",
    "source_url",
    "external_url",
    "url",
    "link",
)
_OUTLET = ("outlet", "publication", "publisher", "newspaper", "magazine", "source")
_LANGUAGE = ("language", "lang", "locale")
_RIGHTS = ("license", "licence", "rights", "copyright")
_KIND = ("kind",)


def divide(text: str) -> tuple[str, str, dict[str, Any] | None]:
    """Return the front matter as it stands, the body, and the fields; None for fields where there is no front matter.

    Raises RefusedError where the front matter cannot be read.
    """
    for pattern, load in ((_YAML, _yaml), (_TOML, _toml)):
        match = pattern.match(text)
        if match:
            if len(match[1]) > LONGEST:
                raise RefusedError(f"its front matter has {len(match[1]):,} characters; it may have {LONGEST:,}")
            return match[0], text[match.end() :], load(match[1])
    return "", text, None


def _yaml(text: str) -> dict[str, Any]:
    # A tab or space at a line’s end means nothing to whoever typed it, and is a fault to YAML.
    plain = "\n".join(line.rstrip() for line in text.split("\n"))
    source, faults = yamlsource.load(plain, "", offset=1)
    if faults:
        fault = min(faults, key=lambda f: (f.place, f.what))
        raise RefusedError(f"its front matter cannot be read: {fault.what} (line {fault.place.line})")
    if not isinstance(source.data, dict | None):
        raise RefusedError("its front matter is not a mapping of fields")
    return {str(key).casefold(): value for key, value in (source.data or {}).items()}


def _toml(text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RefusedError(f"its front matter cannot be read: {error}") from error
    for inner in ("params", "taxonomies", "extra"):
        if isinstance(data.get(inner), dict):
            data = {**data.pop(inner), **data}
    return {str(key).casefold(): _text(value) for key, value in data.items()}


def _text(value: Any) -> Any:
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_text(one) for one in value]
    if isinstance(value, dict):
        return {str(key).casefold(): _text(one) for key, one in value.items()}
    return value if isinstance(value, bool) else str(value)


def read(source: Source, fields: dict[str, Any], today: datetime.date) -> tuple[Cut, ...]:
    """Add to a source what its front matter says; return the fields of which nothing is made."""
    used: set[str] = set()
    readers: tuple[tuple[tuple[str, ...], Callable[[Source, str, Any, datetime.date], bool]], ...] = (
        (_TITLE, _simple("title")),
        (_SUBTITLE, _simple("subtitle")),
        (_AUTHORS, _authors),
        (_DATES, _date),
        (_DECK, _simple("deck")),
        (_TAGS, _tags),
        (_URL, _address),
        (_OUTLET, _simple("outlet")),
        (_LANGUAGE, _language),
        (_RIGHTS, _licence),
        (_KIND, _simple("kind")),
    )
    for keys, reader in readers:
        for key in keys:
            if fields.get(key) in (None, "", []):
                continue
            if reader(source, key, fields[key], today):
                used.add(key)
                if reader is not _tags:
                    break
    if str(fields.get("draft", "")).casefold() == "true" or str(fields.get("published", "")).casefold() == "false":
        source.data.append(Datum("unpublished", "true", "The front matter marks it as not published."))
        used |= {"draft", "published"}
    return tuple(
        Cut("front-matter", f"{key}: {_shown(value)}", 1)
        for key, value in fields.items()
        if key not in used and value not in (None, "", [])
    )


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(one)}" for key, one in value.items())
    return " ".join((str(value).lower() if isinstance(value, bool) else str(value)).split())


def _simple(name: str) -> Callable[[Source, str, Any, datetime.date], bool]:
    def reader(source: Source, key: str, value: Any, today: datetime.date) -> bool:
        if not isinstance(value, str) or not value.strip():
            return False
        text = " ".join(value.split())
        if "<" in text:
            text = " ".join(re.sub(r"</?[a-zA-Z][^<>]*>", "", text).split())
        if name == "title" and text[:1] + text[-1:] in ('""', "“”") and len(text) > 2:
            text = text[1:-1]
        source.data.append(Datum(name, text, f"Front matter, {key}."))
        return True

    return reader


def _authors(source: Source, key: str, value: Any, today: datetime.date) -> bool:
    found = list(_named(value))
    for name in found:
        sort = "corporate" if names.is_corporate(name) and not names.is_name(name) else "author"
        source.data.append(Datum(sort, name, f"Front matter, {key}."))
    return bool(found)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        split = names.split(value)
        yield from split or [names.turned(value.strip())]
    elif isinstance(value, list):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict):
        name = value.get("name") or value.get("display_name") or value.get("title")
        if isinstance(name, str) and name.strip():
            yield name.strip()


def _date(source: Source, key: str, value: Any, today: datetime.date) -> bool:
    if not isinstance(value, str) or value.casefold() in ("true", "false"):
        return False
    found = dating.of_stamp(value, today)
    if found is None:
        source.refused.append(f"“{value}” (front matter, {key}): it has no form in which dates are read")
        return True
    if found.refused:
        source.refused.append(f"“{value}” (front matter, {key}): {found.refused}")
        return True
    sure = Sure.CERTAIN if found.sure else Sure.LIKELY
    source.data.append(Datum("date", found.edtf, f"Front matter, {key}.", sure))
    return True


def _tags(source: Source, key: str, value: Any, today: datetime.date) -> bool:
    if isinstance(value, str):
        listed = [part.strip() for part in value.split(",")] if "," in value else [value.strip()]
    elif isinstance(value, list):
        listed = [" ".join(str(one).split()) for one in value if isinstance(one, str)]
    else:
        return False
    source.tags += [tag for tag in listed if tag and tag not in source.tags]
    return True


def _address(source: Source, key: str, value: Any, today: datetime.date) -> bool:
    url = signs.address(value) if isinstance(value, str) else None
    if url is None:
        return False
    source.data.append(Datum("url", url, f"Front matter, {key}."))
    return True


def _language(source: Source, key: str, value: Any, today: datetime.date) -> bool:
    tag = str(value).strip().replace("_", "-") if isinstance(value, str) else ""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        return False
    source.data.append(Datum("language", tag, f"Front matter, {key}."))
    return True


def _licence(source: Source, key: str, value: Any, today: datetime.date) -> bool:
    if not isinstance(value, str):
        return False
    found = reading.rights_of(value, f"front matter, {key}", declared=True)
    source.data += found or [Datum("rights", f"The front matter says: {value}."[:120], f"Front matter, {key}.")]
    return True
