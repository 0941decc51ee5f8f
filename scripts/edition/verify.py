"""Checking a site, in a folder or as it is published, against its manifest (see `manifest`).

Over the network it is polite: one request after another with a pause between, each of limited length, only to the
site's own host and below its own address.
"""

from __future__ import annotations

import hashlib
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edition import __version__, manifest
from edition.faults import Code, Fault, FaultsFoundError, Place, stop_if

PAUSE = 0.1  # seconds between two requests
TIMEOUT = 30  # seconds for the other side to answer
LARGEST = 256 << 20  # bytes of one file
MOST = 250_000  # files of one site
# What a host reads and does not serve.
UNSERVED = frozenset({"_headers"})

Say = Callable[[str], None]


@dataclass(frozen=True)
class Verified:
    """How a site agrees with its manifest."""

    files: int
    digest: str
    """The SHA-256 of the manifest that was gone by."""


def verify(target: str, against: Path | None, say: Say, pause: float = PAUSE) -> Verified:
    """Check a folder or an http(s) address; raises FaultsFoundError with all that is missing, changed or added.

    It is checked against its own manifest, or against another one, which says more: whoever can change a site can
    change its manifest. What was added shows in a folder only.
    """
    remote = urllib.parse.urlsplit(target).scheme in ("http", "https")
    site: _Folder | _Published = _Published(target, pause) if remote else _Folder(Path(target))
    data = _given(against) if against else site.manifest()
    expected, faults = manifest.read(data)
    stop_if(faults)
    if len(expected) > MOST:
        raise FaultsFoundError([_fault(manifest.NAME, f"it names more than {MOST} files", "is it the right one?")])
    found = {}
    for number, name in enumerate(site.names(expected), 1):
        digest = site.digest(name)
        if digest:
            found[name] = digest
        if number % 1000 == 0:
            say(f"{number} files looked at")
    if remote:
        expected = {name: one for name, one in expected.items() if name in found or name not in UNSERVED}
    stop_if(manifest.compare(expected, found))
    return Verified(len(found), hashlib.sha256(data).hexdigest())


def _given(path: Path) -> bytes:
    path = path / manifest.NAME if path.is_dir() else path
    try:
        return path.read_bytes()
    except OSError as error:
        raise FaultsFoundError(
            [_fault(str(path), f"it cannot be read ({error.strerror})", "name another")]
        ) from error


def _fault(name: str, what: str, remedy: str) -> Fault:
    return Fault(Place(name), Code.MANIFEST, what, remedy)


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def manifest(self) -> bytes:
        return _given(self._root / manifest.NAME)

    def names(self, expected: dict[str, str]) -> list[str]:
        return [name for name in manifest.names(self._root) if name != manifest.NAME]

    def digest(self, name: str) -> str:
        path = self._root / name
        return manifest.digest(path) if path.is_file() else ""  # a link that leads nowhere is missing


class _Published:
    def __init__(self, address: str, pause: float) -> None:
        self._base = address.split("#")[0].split("?")[0].rstrip("/") + "/"
        self._pause = pause
        self._opener = urllib.request.build_opener(_SameHost(self._base))
        self._opener.addheaders = [("User-Agent", f"edition/{__version__} (verify)")]

    def manifest(self) -> bytes:
        data = b"".join(self._parts(manifest.NAME))
        if not data:
            remedy = "see that the address is that of the site, or name a manifest with --manifest"
            raise FaultsFoundError([_fault(manifest.NAME, f"there is none at {self._base}", remedy)])
        return data

    def names(self, expected: dict[str, str]) -> list[str]:
        return sorted(expected)

    def digest(self, name: str) -> str:
        time.sleep(self._pause)
        made, empty = hashlib.sha256(), True
        for part in self._parts(name):
            made.update(part)
            empty = False
        return "" if empty else made.hexdigest()

    def _parts(self, name: str) -> Iterator[bytes]:
        """Yield a file in parts, at least one; nothing where it is not there."""
        url = self._base + urllib.parse.quote(name)
        try:
            with self._opener.open(url, timeout=TIMEOUT) as answer:
                length = 0
                yield b""
                while part := answer.read(1 << 16):
                    length += len(part)
                    if length > LARGEST:
                        raise FaultsFoundError([_fault(name, "it has no end", "is this the right site?")])
                    yield part
        except urllib.error.HTTPError as error:
            if error.code not in (404, 410):
                raise FaultsFoundError([_fault(name, f"{url}: {error}", "try again later")]) from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise FaultsFoundError([_fault(name, f"{url}: {reason}", "see that the site can be reached")]) from error


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirection within the site only, as hosts make from index.html to its folder."""

    def __init__(self, base: str) -> None:
        self._base = base

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not newurl.startswith(self._base):
            raise urllib.error.HTTPError(req.full_url, code, f"it leads away to {newurl}", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
