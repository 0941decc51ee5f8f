"""The check of the finished site, over its HTML: links, anchors, ids, and nothing asked of other hosts.

What a page holds is gathered from each by itself, so that pages may be looked at apart; what joins them is checked
over what was gathered. A page is read again only where one of its links leads nowhere, to say in which line.
"""

from __future__ import annotations

import os
import posixpath
import re
import string
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition import safety
from edition.crew import share
from edition.faults import Code, Fault, Place, did_you_mean
from edition.outside import malformed
from edition.sitefiles import BrokenError, check_files, json_ld, own_addresses

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


ALWAYS = ("sitemap.xml",)  # looked at whenever anything is: MkDocs writes it
LINKED_DATA = "application/ld+json"
LINKING = ("href", "src", "action")
IDS = etree.XPath("//@id", smart_strings=False)
LINKS = etree.XPath("|".join(f"//@{name}" for name in LINKING), smart_strings=False)
PLAIN = ("#", "./", "../")
WEB = ("http://", "https://")
# Capitals as small letters, and whatever may stand before the name of an attribute as a space.
_EVEN = bytes.maketrans(string.ascii_uppercase.encode() + b"\t\n\f\r\"'/", string.ascii_lowercase.encode() + b" " * 7)
_ATTRIBUTES = [f" {name}".encode() for name in ("style", "srcdoc", *sorted(safety.ADDRESSES - {"href", "action"}))]
_HANDLER = re.compile(b" on[a-z]+ *=")
_ELEMENTS = [f"<{name}".encode() for name in sorted({"style", *safety.FRAMING})]
_POLICY = b"http-equiv= content-security-policy "
OTHERS = etree.XPath("//*[@poster or @srcset]")


@dataclass(frozen=True)
class Facts:
    """What the check needs to know of a page."""

    ids: frozenset[str]
    leads: Mapping[str, tuple[str, ...]]
    """The files of the site that its links lead to, each with the fragments that are asked of it."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with the page by itself."""


Pages = Mapping[str, Facts]


def look(base: str, name: str, data: bytes) -> Facts:
    """Return the facts of a page of a site that is to be published at the address `base`."""
    if not data.strip():
        fault = Fault(Place(name), Code.SITE, "the page is empty", "build the site anew")
        return Facts(frozenset(), {}, (fault,))
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    found: list[str] = IDS(root)
    ids = set(found)
    faults: list[Fault] = []
    links: set[str] = set(LINKS(root))
    odd = (
        malformed(one) or (not one.startswith(WEB) and any(safety.of_attribute("", "href", one)))
        for one in links
        if not one.startswith(PLAIN)
    )
    if len(ids) < len(found) or _suspect(data) or any(odd):
        faults += _of_elements(root, name)
    for element in root.iter(*FETCHED, "link"):
        faults += _asked_of_others(element, name)
    lower = data.lower()
    if b"poster" in lower or b"srcset" in lower:
        for element in OTHERS(root):
            if element.tag not in FETCHED and element.tag != "link":
                faults += _asked_of_others(element, name)
    leads: dict[str, dict[str, None]] = {}
    climb = "../" * name.count("/")
    for link in sorted(links):
        plain = link.startswith(climb) and climb and _below_root(link[len(climb) :])
        target = plain or _target(base, name, link)
        if target is not None and not (target[0] == name and target[1] in ids):
            leads.setdefault(target[0], {})[target[1]] = None
    for block in root.iter("script"):
        if block.get("type") == LINKED_DATA:
            text = block.text or ""
            try:
                json_ld(text)
            except BrokenError as error:
                place = Place(name, (block.sourceline or 1) + error.line - 1)
                faults.append(Fault(place, Code.SITE, error.what, "mend what writes the page's head"))
            for named in _of_linked_data(base, text).values():
                leads.setdefault(named, {})[""] = None
    return Facts(frozenset(ids), {target: tuple(asked) for target, asked in leads.items()}, tuple(faults))


def _of_linked_data(base: str, text: str) -> dict[str, str]:
    """Return the addresses of the site in linked data and their files; an id need be no place in a page."""
    paths = dict.fromkeys(address.partition("#")[0] for _, address in own_addresses(base, text))
    return {path: path + "index.html" if path.endswith("/") or not path else path for path in paths}


def _suspect(data: bytes) -> bool:
    """Return whether a page may hold what no page may, so that each of its elements must be looked at.

    It looks at the source, in which literal words are found sooner than attributes in a tree; a word of a text that
    looks like an attribute costs time and no more.
    """
    even = data.translate(_EVEN)
    return (
        even.count(b"http-equiv") > even.count(_POLICY)
        or any(one in even for one in _ELEMENTS)
        or any(re.search(one + b" *=", even) for one in _ATTRIBUTES if one in even)
        or _HANDLER.search(even) is not None
    )


def _of_elements(root: etree._Element, name: str) -> Iterator[Fault]:
    """Yield each id that stands twice, and what no page may hold, with their lines."""
    ids: set[str] = set()
    for element in root.iter(etree.Element):
        place = Place(name, element.sourceline or 1)
        tag = str(element.tag)
        attributes = {str(key): str(value) for key, value in element.items()}
        anchor = attributes.get("id")
        if anchor in ids:
            yield Fault(place, Code.SITE, f"the id '{anchor}' stands twice", "make it unique")
        if anchor is not None:
            ids.add(anchor)
        wrong = list(safety.of_element(tag, attributes))
        wrong += [one for key, value in attributes.items() for one in safety.of_attribute(tag, key, value)]
        wrong += [
            (f"the link '{attributes[key]}' cannot lead anywhere", "mend the address")
            for key in LINKING
            if key in attributes and malformed(attributes[key])
        ]
        wrong += [
            (f"<{tag}> has an event handler", "put it into a script file")
            for key in attributes
            if key.startswith("on")
        ]
        for what, remedy in wrong:
            yield Fault(place, Code.SITE, what, remedy)


def check_site(
    site: Path,
    base: str,
    promised: Iterable[str],
    published: Mapping[str, Place] | None = None,
    leave_out: str = "//",
    known: Pages | None = None,
    only: Collection[str] | None = None,
) -> list[Fault]:
    """Return what is wrong with the HTML of a site that is to be published at the address `base`.

    `promised` are the addresses below it that must be there, with a fragment where an id must be; `published` are
    those that an earlier version promised, each with the place that says so. Pages whose names begin with `leave_out`
    are not read; they only have to be there. `known` are the facts of its pages by name, where they were gathered
    before; `only` names those, and the files for machines, in which something may be wrong.
    """
    files = names(site)
    pages = known
    if pages is None:
        found = sorted(name for name in files if name.endswith(".html") and not name.startswith(leave_out))
        pages = dict(zip(found, share(found, lambda name: look(base, name, (site / name).read_bytes())), strict=True))
    checked = pages if only is None else sorted(name for name in only if name in pages)
    faults = [fault for name in checked for fault in pages[name].faults]
    for name in checked:
        facts = pages[name]
        if any(_is_lost(target, asked, files, pages) for target, asked in facts.leads.items()):
            faults += _lost(site, base, name, files, pages)
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
    plain = [name for name in (files if only is None else files & {*only, *ALWAYS}) if not name.startswith(leave_out)]
    return faults + check_files(site, base, plain, lambda address: _answered(address, files, pages))


def unreached(pages: Pages, apart: Iterable[str]) -> list[str]:
    """Return the pages that no other page leads to, but for the home page, that for missing pages, and those `apart`.

    These are addresses below that of the site, such as of pages that stand where something was.
    """
    reached = {target for name, facts in pages.items() for target in facts.leads if target != name}
    reached |= {f"{target}/index.html" for target in reached}
    reached |= {address.partition("#")[0] + "index.html" for address in apart}
    return sorted(name for name in pages if name not in reached and name not in ("index.html", "404.html"))


def _answered(address: str, files: Collection[str], pages: Pages) -> bool:
    path, _, anchor = address.partition("#")
    name = path + "index.html" if path.endswith("/") or not path else path
    return name in files and (not anchor or (name in pages and anchor in pages[name].ids))


def names(site: Path) -> set[str]:
    """Return the names of all files of a site."""
    found: set[str] = set()
    for folder, _, files in os.walk(site):
        under = os.path.relpath(folder, site).replace(os.sep, "/") + "/"
        found.update((under + file).removeprefix("./") for file in files)
    return found


def _asked_of_others(element: etree._Element, name: str) -> Iterator[Fault]:
    tag = str(element.tag)
    addresses = [element.get(FETCHED[tag]) if tag in FETCHED else None, element.get("poster")]
    addresses += [part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip()]
    if tag == "a":
        return
    if tag == "link" and not set((element.get("rel") or "").split()) & LINKED_NOT_FETCHED:
        addresses.append(element.get("href"))
    place = Place(name, element.sourceline or 1)
    for address in addresses:
        if address and re.match(r"[a-z][a-z0-9+.-]*:|//", address.strip(), re.IGNORECASE):
            yield Fault(place, Code.SITE, f"<{tag}> fetches {address}", "serve the file from the site itself")
    if tag == "script" and element.get("src") is None and element.get("type") != LINKED_DATA:
        yield Fault(place, Code.SITE, "a script stands in the page", "put it into a file of its own")


@lru_cache(maxsize=50_000)  # the same few links stand in the frame of every page
def _below_root(link: str) -> tuple[str, str] | None:
    """Return the file and the fragment of a link that was written from the root, None where it is not a plain one."""
    path, _, fragment = link.partition("#")
    if (
        not re.fullmatch(r"(?:[a-z0-9_-][a-z0-9._-]*/)*(?:[a-z0-9_-][a-z0-9._-]*)?", path, re.IGNORECASE)
        or "%" in link
    ):
        return None
    return (path if path and not path.endswith("/") else path + "index.html"), fragment


def _target(base: str, name: str, link: str) -> tuple[str, str] | None:
    """Return the file that a link of a page leads to and the fragment asked of it, None where it leaves the site.

    A link to a folder leads to the index in it; one without a slash at its end may mean a file or a folder.
    """
    if link.startswith(base):
        link = "/" + link[len(base) :]  # the site's own published address
    elif name == "404.html" and link.startswith(urlsplit(base).path):
        link = "/" + link[len(urlsplit(base).path) :]  # it is served at any depth, so its links begin at the root
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment)
    path = unquote(parts.path)
    if not path:
        return name, fragment
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(name), path)
    target = posixpath.normpath(joined)
    if target == ".":
        return "index.html", fragment
    return (f"{target}/index.html" if path.endswith("/") else target), fragment


def _is_lost(target: str, asked: Iterable[str], files: Collection[str], pages: Pages) -> bool:
    """Return whether a file is not there, or is a page that lacks one of the fragments asked of it."""
    if target not in files:
        target = f"{target}/index.html"
    if target not in files:
        return True
    return target in pages and any(fragment and fragment not in pages[target].ids for fragment in asked)


def _lost(site: Path, base: str, name: str, files: Collection[str], pages: Pages) -> Iterator[Fault]:
    """Yield the links of a page that lead nowhere, with their lines."""
    root = etree.fromstring((site / name).read_bytes(), etree.HTMLParser(encoding="utf-8"))
    for element in root.iter(etree.Element):
        if element.get("type") == LINKED_DATA:
            place = Place(name, element.sourceline or 1)
            for address, target in _of_linked_data(base, element.text or "").items():
                if _is_lost(target, [], files, pages):
                    what = f"linked data name '{base}{address}', where no page is"
                    yield Fault(place, Code.LINK, what, "mend what writes the page's head")
        for attribute in LINKING:
            link = element.get(attribute)
            found = None if link is None else _target(base, name, link)
            if found is None or not _is_lost(found[0], [found[1]], files, pages):
                continue
            target, fragment = found
            place = Place(name, element.sourceline or 1)
            if link is not None and link.startswith(base):
                link = "/" + link[len(base) :]
            if target not in files and f"{target}/index.html" not in files:
                near = did_you_mean(target, [one for one in files if posixpath.dirname(one)[:3] == target[:3]])
                yield Fault(
                    place, Code.LINK, f"the link '{link}' leads to no page", near or "mend or remove the link"
                )
            else:
                ids = pages.get(target, pages.get(f"{target}/index.html", Facts(frozenset(), {}))).ids
                near = did_you_mean(fragment, ids)
                what = f"the link '{link}' leads to no place in its page"
                yield Fault(place, Code.LINK, what, near or "mend the anchor")
