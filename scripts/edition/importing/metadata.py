"""What a page declares of itself in meta elements, JSON-LD, times and canonical addresses; no guess from its text."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from edition.folding import folded
from edition.importing import dating, names, reading, signs
from edition.importing.pieces import Datum, Source, Sure

_TITLE = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "headline",
    "title",
)
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "byl",
    "sailthru.author",
)
_DATE = (
    *("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date"),
    *("dcterms.issued", "dcterms.created", "citation_date", "citation_publication_date", "parsely-pub-date"),
    *("pubdate", "publishdate", "publish-date", "publication_date", "sailthru.date", "article.published"),
    *("og:article:published_time", "published_time", "release_date", "originalpublicationdate"),
)
_SITE = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "publisher")
_ADDRESS = ("og:url", "twitter:url", "citation_public_url", "parsely-link")
_LARGEST = 300_000  # characters of a JSON-LD block that is read
_ARTICLE = re.compile(r"article|posting|report|review|webpage|creativework", re.IGNORECASE)
_SAVED = re.compile(r"saved from url=\(\d{1,5}\)(https?://[^\s>\"]{4,500})")


def read(source: Source, root: HtmlElement, today: datetime.date) -> None:
    """Add to a source what a page declares."""
    meta = _meta(root)
    linked = [one for one in _linked(root) if _ARTICLE.search(_kind(one))]
    site = next(iter([*_values(meta, _SITE), *filter(None, (_name(one.get("publisher")) for one in linked))]), "")
    _titles(source, root, meta, linked, site)
    _authors(source, root, meta, linked, site)
    _dates(source, root, meta, linked, today)
    if site:
        sure = Sure.CERTAIN if _values(meta, _SITE) else Sure.LIKELY
        source.data.append(Datum("outlet", site, "The page names its site so.", sure))
    _addresses(source, root, meta, linked)
    language = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").replace("_", "-")
    if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        source.data.append(Datum("language", language, "The page declares its language."))
    for href in [
        str(link.get("href") or "")
        for link in root.iter("a", "link")
        if "license" in str(link.get("rel") or "").split()
    ]:
        source.data += reading.rights_of(href, "licence link of the page", declared=True)
    for one in linked:
        if isinstance(one.get("license"), str):
            source.data += reading.rights_of(one["license"], "the page’s JSON-LD", declared=True)
        source.tags += [tag for tag in _keywords(one.get("keywords")) if tag not in source.tags]
        if (section := one.get("articleSection")) and isinstance(section, str):
            source.data.append(Datum("section", section, "The page’s JSON-LD."))
    source.tags += [tag for tag in _values(meta, ("article:tag", "parsely-tags")) if tag not in source.tags]


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in root.iter("meta"):
        key = one.get("property") or one.get("name") or one.get("itemprop") or ""
        value = " ".join((one.get("content") or "").split())
        if key and value:
            found.setdefault(key.casefold(), []).append(value)
    return found


def _values(meta: dict[str, list[str]], keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for key in keys for value in meta.get(key, ())))


def _linked(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, those in @graph too."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = script.text or ""
        if len(text) > _LARGEST:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for one in data if isinstance(data, list) else [data]:
            if isinstance(one, dict):
                yield one
                graph = one.get("@graph")
                yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _kind(one: dict[str, Any]) -> str:
    kind = one.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _name(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _keywords(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    return (
        [" ".join(one.split()) for one in value if isinstance(one, str) and one.strip()]
        if isinstance(value, list)
        else []
    )


def _titles(
    source: Source, root: HtmlElement, meta: dict[str, list[str]], linked: list[dict[str, Any]], site: str
) -> None:
    heads = [_text(one) for one in root.iter("h1")]
    declared = [(value, "meta element") for value in _values(meta, _TITLE)]
    declared += [(_name({"name": one.get("headline")}), "JSON-LD") for one in linked if one.get("headline")]
    declared += [(_text(one), "title element") for one in root.iter("title")][:1]
    for value, where in declared:
        title = without_site(value, site, heads)
        if not title or (site and folded(title) == folded(site)):
            continue
        agreed = any(folded(title) == folded(head) for head in heads)
        source.data.append(
            Datum(
                "title",
                title,
                f"The page’s {where}{' and its heading' if agreed else ''}.",
                Sure.CERTAIN if agreed else Sure.LIKELY,
            )
        )


def without_site(title: str, site: str, heads: list[str]) -> str:
    """Return a page's title without the name of the site behind a bar or dash."""
    for head in heads:
        if head and folded(title).startswith(folded(head)):
            return head
    parts = re.split(r"\s+[|–—·»:-]\s+|\s+[|»]\s*", title)
    if len(parts) > 1 and site and folded(parts[-1]) in (folded(site), folded(site.removeprefix("The "))):
        return title[: title.rfind(parts[-1])].rstrip(" |–—·»:-")
    if len(parts) > 1 and "|" in title:
        return parts[0].strip()
    return title


def _authors(
    source: Source, root: HtmlElement, meta: dict[str, list[str]], linked: list[dict[str, Any]], site: str
) -> None:
    said: list[tuple[str, str]] = []
    for one in linked:
        held = one.get("author")
        said += [(_name(author), "JSON-LD") for author in (held if isinstance(held, list) else [held])]
    said += [(value, "meta element") for value in _values(meta, _AUTHOR)]
    said += [(_text(one), "author link") for one in root.xpath('.//*[@rel="author" or @itemprop="author"]')][:6]
    seen: set[str] = set()
    for value, where in said:
        if not value or "://" in value or "@" in value:
            continue
        listed = names.split(re.sub(r"^by\s+", "", value, flags=re.IGNORECASE))
        for name in listed:
            if folded(name) not in seen:
                seen.add(folded(name))
                source.data.append(Datum("author", name, f"The page’s {where}."))
        if (
            not listed
            and not seen
            and site
            and folded(value).removeprefix("the ") == folded(site).removeprefix("the ")
        ):
            source.data.append(Datum("corporate", site, f"The page’s {where}.", Sure.LIKELY))


def _dates(
    source: Source, root: HtmlElement, meta: dict[str, list[str]], linked: list[dict[str, Any]], today: datetime.date
) -> None:
    said = [(value, "meta element") for value in _values(meta, _DATE)]
    said += [(str(one["datePublished"]), "JSON-LD") for one in linked if one.get("datePublished")]
    for one in root.iter("time"):
        label = " ".join((one.get("class") or "", one.get("itemprop") or "", one.get("pubdate") or "")).casefold()
        outside = any(str(up.tag) in ("aside", "footer", "nav") for up in one.iterancestors())
        if one.get("datetime") and not re.search(r"modif|updat", label) and not outside:
            said.append((str(one.get("datetime")), "time element"))
            break
    for value, where in dict.fromkeys(said):
        found = dating.of_stamp(value, today)
        if found is None:
            continue
        if found.refused:
            source.refused.append(f"“{value}” ({where}): {found.refused}")
        else:
            source.data.append(
                Datum("date", found.edtf, f"The page’s {where}.", Sure.CERTAIN if found.sure else Sure.LIKELY)
            )


def _addresses(source: Source, root: HtmlElement, meta: dict[str, list[str]], linked: list[dict[str, Any]]) -> None:
    said = [
        (str(one.get("href") or ""), "canonical link") for one in root.iter("link") if one.get("rel") == "canonical"
    ]
    said += [(value, "meta element") for value in _values(meta, _ADDRESS)]
    said += [(str(one.get("url")), "JSON-LD") for one in linked if isinstance(one.get("url"), str)]
    for comment in root.xpath("//comment()")[:20]:
        if match := _SAVED.search(str(comment.text or "")):
            said.append((match[1], "note of the browser that saved it"))
    for value, where in said:
        if signs.address(value):
            source.data.append(Datum("url", value, f"The page’s {where}."))


def _text(node: HtmlElement) -> str:
    return " ".join(str(node.text_content()).split())
