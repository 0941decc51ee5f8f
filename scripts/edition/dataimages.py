"""Pictures that stand in style sheets as data: addresses become files, since the site's policy lets in files only.

Material draws its marks so, and those of footnotes, tasks and boxes would be missing from pages written by hand.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

FOLDER = "marks"
_ENDINGS = {"svg+xml": "svg", "png": "png", "gif": "gif", "jpeg": "jpg", "webp": "webp"}
# RFC 2397, with the quotation marks that CSS has about it.
_DATA = re.compile(
    r"""url\(\s*(?P<mark>["']?)data:image/(?P<kind>[a-z+]+)(?P<more>(?:;[\w=-]+)*),(?P<data>.*?)(?P=mark)\s*\)""",
    re.IGNORECASE | re.DOTALL,
)


def lift(css: str) -> tuple[str, dict[str, bytes]]:
    """Return a style sheet that leads to files beside it, and these files by their names.

    What is no picture, or cannot be read, is left as it is.
    """
    files: dict[str, bytes] = {}

    def lifted(found: re.Match[str]) -> str:
        ending = _ENDINGS.get(found["kind"].lower())
        data = unquote_to_bytes(found["data"])
        if found["more"].lower().endswith(";base64"):
            try:
                data = base64.b64decode(data, validate=True)
            except binascii.Error:
                return found[0]
        if ending is None:
            return found[0]
        name = f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
        files[name] = data
        return f"url({name})"

    return _DATA.sub(lifted, css), files


class Lifting:
    """Lifts the pictures out of style sheets as they are copied."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        """The pictures that were lifted, by their names in the folder that is copied to."""

    def below(self, under: str = "") -> Callable[[str, bytes], bytes]:
        """Return what makes of a file's name and bytes those that are written; names are meant below `under`."""

        def changed(name: str, data: bytes) -> bytes:
            if not name.endswith(".css") or b"data:image/" not in data:
                return data
            css, files = lift(data.decode("utf-8", "surrogateescape"))
            folder = PurePosixPath(under + name).parent
            self.files |= {(folder / one).as_posix(): held for one, held in files.items()}
            return css.encode("utf-8", "surrogateescape")

        return changed
