"""The check of the finished site, over its HTML: links, anchors, ids, and nothing asked of other hosts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html

from edition import safety
from edition.faults import Code, Fault, Place, did_you_mean

# Elements whose address a browser fetches by itself, and the attribute that holds it.
FETCHED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "track": "src",
    "input": "src",
}
LINKED_NOT_FETCHED = {"canonical", "alternate", "prev", "next", "license", "author", "cite-as", "describedby", "type"}


@dataclass
class _Page:
    name: str
    ids: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def check_site(
    site: Path,
    base: str,
    promised: Iterable[str],
    published: Mapping[str, Place] | None = None,
    leave_out: str = "//",
) -> list[Fault]:
    """Return what is wrong with the HTML of a site that is to be published at the address `base`.

    `promised` are the addresses below it that must be there, with a fragment where an id must be; `published` are
    those that an earlier version promised, each with the place that says so. Pages whose names begin with `leave_out`
    are not read; they only have to be there.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    read = sorted(name for name in files if name.endswith(".html") and not name.startswith(leave_out))
    pages = {name: _read(site / name, name) for name in read}
    faults = [fault for page in pages.values() for fault in page.faults]
    for page in pages.values():
        for line, link in page.links:
            faults += _follow(page, line, link, base, files, pages)
    for address in promised:
        if not _answered(address, files, pages):
            name = address.partition("#")[0] + "index.html"
            what = f"the address '{address}' is not in the finished site"
            faults.append(Fault(Place(name), Code.SITE, what, "mend the template that should make it"))
    for address, place in (published or {}).items():
        if not _answered(address, files, pages):
            what = f"the published address '{address}' is not in the finished site"
            remedy = "put it back, or say in articles/permalinks/gone.yml what became of it"
            faults.append(Fault(place, Code.PERMALINK, what, remedy))
    return faults


def _answered(address: str, files: set[str], pages: dict[str, _Page]) -> bool:
    path, _, anchor = address.partition("#")
    name = path + "index.html" if path.endswith("/") or not path else path
    return name in files and (not anchor or (name in pages and anchor in pages[name].ids))


def _read(path: Path, name: str) -> _Page:
    page = _Page(name)
    data = path.read_bytes()
    if not data.strip():
        page.faults.append(Fault(Place(name), Code.SITE, "the page is empty", "build the site anew"))
        return page
    remedy = "put it into a script file"
    root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in root.iter():
        tag = str(element.tag)
        if not element.attrib:
            if tag == "script":
                page.faults += _asked_of_others(element, name)
            page.faults += [
                Fault(Place(name, element.sourceline or 1), Code.SITE, *one) for one in safety.of_element(tag, {})
            ]
            continue
        anchor = element.get("id")
        if anchor is not None:
            if anchor in page.ids:
                place = Place(name, element.sourceline or 1)
                page.faults.append(Fault(place, Code.SITE, f"the id '{anchor}' stands twice", "make it unique"))
            page.ids.add(anchor)
        for attribute in ("href", "src", "action"):
            link = element.get(attribute)
            if link is not None:
                page.links.append((element.sourceline or 1, link))
        if tag != "a":
            page.faults += _asked_of_others(element, name)
        wrong = list(safety.of_element(tag, dict(element.attrib)))
        wrong += [one for key, value in element.items() for one in safety.of_attribute(tag, key, value)]
        page.faults += [Fault(Place(name, element.sourceline or 1), Code.SITE, *one) for one in wrong]
        page.faults += [
            Fault(Place(name, element.sourceline or 1), Code.SITE, f"<{tag}> has an event handler", remedy)
            for attribute in element.attrib
            if attribute.startswith("on")
        ]
    return page


def _asked_of_others(element: lxml.html.HtmlElement, name: str) -> Iterator[Fault]:
    tag = str(element.tag)
    addresses = [element.get(FETCHED[tag]) if tag in FETCHED else None, element.get("poster")]
    addresses += [part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip()]
    if tag == "link" and not set((element.get("rel") or "").split()) & LINKED_NOT_FETCHED:
        addresses.append(element.get("href"))
    place = Place(name, element.sourceline or 1)
    for address in addresses:
        if address and re.match(r"[a-z][a-z0-9+.-]*:|//", address.strip(), re.IGNORECASE):
            yield Fault(place, Code.SITE, f"<{tag}> fetches {address}", "serve the file from the site itself")
    if tag == "script" and element.get("src") is None and element.get("type") != "application/ld+json":
        yield Fault(place, Code.SITE, "a script stands in the page", "put it into a file of its own")


def _follow(
    page: _Page, line: int, link: str, base: str, files: set[str], pages: dict[str, _Page]
) -> Iterator[Fault]:
    if link.startswith(base):
        link = "/" + link[len(base) :]  # the site's own published address
    elif page.name == "404.html" and link.startswith(urlsplit(base).path):
        link = (
            "/" + link[len(urlsplit(base).path) :]
        )  # 404.html is served at any depth, so its links begin at the root
    if link.startswith("#") and unquote(link[1:]) in page.ids:
        return
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return
    place = Place(page.name, line)
    folder = posixpath.dirname(page.name)
    path = unquote(parts.path)
    if not path:
        target = page.name
    else:
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
        target = posixpath.normpath(joined)
        if path.endswith("/") or target == "." or f"{target}/index.html" in files:
            target = "index.html" if target == "." else f"{target}/index.html"
    if target not in files:
        near = did_you_mean(target, [name for name in files if posixpath.dirname(name)[:3] == target[:3]])
        yield Fault(place, Code.LINK, f"the link '{link}' leads to no page", near or "mend or remove the link")
    elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
        near = did_you_mean(parts.fragment, pages[target].ids)
        yield Fault(place, Code.LINK, f"the link '{link}' leads to no place in its page", near or "mend the anchor")
