"""The manifest of a site: the SHA-256 of each of its files, as sha256sum of GNU coreutils writes and checks it.

``cd site && sha256sum --quiet -c manifest.sha256`` says the same as `edition verify site`, but for files that were
added.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from edition.crew import share
from edition.faults import Code, Fault, Place

NAME = "manifest.sha256"
_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_PART = 1 << 20  # bytes read at a time


def sums(site: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the SHA-256 of each file of a finished site but its manifest, by name, in order.

    `known` are those of files of which it is certain that they hold what they held.
    """
    held = known or {}
    listed = [name for name in names(site) if name != NAME]
    unknown = [name for name in listed if name not in held]
    made = dict(zip(unknown, share(unknown, lambda name: digest(site / name), least=500), strict=True))
    return {name: held.get(name) or made[name] for name in listed}


def write(site: Path, held: Mapping[str, str] | None = None) -> str:
    """Write the manifest of a finished site into it; return the SHA-256 of the manifest, which stands for it all.

    `held` are the sums of its files, where they were made before.
    """
    found = sums(site) if held is None else held
    lines = [f"{_mark(name)}{one}  {_escaped(name)}\n" for name, one in found.items()]
    data = "".join(lines).encode()
    (site / NAME).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def names(site: Path) -> list[str]:
    """Return the names of all files of a folder, with slashes, in order."""
    found = []
    for folder, _, files in os.walk(site):
        found += [(Path(folder) / file).relative_to(site).as_posix() for file in files]
    return sorted(found)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    made = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_PART):
            made.update(part)
    return made.hexdigest()


def read(data: bytes) -> tuple[dict[str, str], list[Fault]]:
    """Return the digests of a manifest by name, and a fault for each line that is none or leads out of the site."""
    held: dict[str, str] = {}
    faults: list[Fault] = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found:
            name = _plain(found[3]) if found[1] else found[3]
            if not name.startswith("/") and ".." not in name.split("/"):
                held[name] = found[2]
                continue
        if line:
            what = "the line is not a digest and the name of a file of the site"
            faults.append(
                Fault(Place(NAME, number), Code.MANIFEST, what, "take the manifest of the edition's own build")
            )
    if not held and not faults:
        faults.append(Fault(Place(NAME), Code.MANIFEST, "the manifest is empty", "build the site anew"))
    return held, faults


def compare(expected: dict[str, str], found: dict[str, str]) -> Iterator[Fault]:
    """Yield what is missing, changed or added in a site, by the digests of its files."""
    for name in sorted(expected.keys() | (found.keys() - {NAME})):
        if name not in found:
            yield Fault(Place(name), Code.MANIFEST, "the file is missing", "publish the site anew")
        elif name not in expected:
            yield Fault(Place(name), Code.MANIFEST, "the file was added", "remove it, or find out who put it there")
        elif found[name] != expected[name]:
            yield Fault(Place(name), Code.MANIFEST, "the file was changed", "publish the site anew, and find out why")


def _mark(name: str) -> str:
    return "\\" if _escaped(name) != name else ""


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _plain(name: str) -> str:
    signs = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
    return re.sub(r"\\[\\nr]", lambda found: signs[found[0]], name)
