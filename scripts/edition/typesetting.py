"""Typst (the wheel `typst`, which needs nothing of the system): a template of the program's, filled with plain data.

Data go in as JSON and are shown as text, so that nothing in them is ever read as markup. Fonts are those within Typst
(Libertinus Serif, DejaVu Sans Mono), those in the program's vendor folder, which carry Japanese and Korean, those of
the edition in docs/overrides/fonts/, and those of a folder that is named. The fonts of the machine are not looked
at, so that every machine makes the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import typst

DATA = Path(__file__).parent / "data"
VENDOR = DATA / "vendor"
OWN = Path("docs") / "overrides" / "fonts"
TEXT = "Libertinus Serif"
# Families of the vendor folder by language, in the order in which they are asked.
CARRIED = {"ja": "Noto Serif CJK JP", "ko": "Noto Serif CJK KR"}
SUFFIXES = (".otf", ".ttf", ".otc", ".ttc")


class Setter:
    """Fills a template with data; fonts are read once."""

    def __init__(self, template: str, folders: Iterable[Path] = ()) -> None:
        self._template = (DATA / "books" / template).read_bytes()
        self._folders = [VENDOR, *(folder for folder in folders if folder.is_dir())]

    @cached_property
    def _fonts(self) -> typst.Fonts:
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in self._folders])

    @cached_property
    def families(self) -> list[str]:
        """The families that text is set in, in the order in which they are asked for a sign."""
        carried = list(CARRIED.values())
        more = [one for one in self._fonts.families() if one not in carried and one != TEXT]
        return [TEXT, *carried, *more]

    @cached_property
    def salt(self) -> list[str]:
        """Digests of all that decides what is made of the same data: template, version of Typst, fonts."""
        paths = (p for folder in self._folders for p in sorted(folder.rglob("*")) if p.suffix.lower() in SUFFIXES)
        return [
            version("typst"),
            hashlib.sha256(self._template).hexdigest(),
            *(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths),
        ]

    def pdf(self, data: dict[str, Any], epoch: int) -> bytes:
        """Return the filled template as PDF/UA-1; `epoch` is the moment of its making, in seconds since 1970.

        Raises typst.TypstError where a sign cannot be shown, or anything is not as PDF/UA-1 asks.
        """
        made = self._compiler(data).compile(format="pdf", pdf_standards=["ua-1"], timestamp=epoch)
        assert isinstance(made, bytes)
        return made

    def pictures(self, data: dict[str, Any]) -> list[bytes]:
        """Return each page of the filled template as PNG, a point of the template a pixel."""
        form: Literal["png"] = "png"
        made = self._compiler(data).compile(format=form, ppi=72)
        return made if isinstance(made, list) else [made or b""]

    def _compiler(self, data: dict[str, Any]) -> typst.Compiler:
        given = json.dumps(data | {"fonts": self.families}, ensure_ascii=False)
        return typst.Compiler(self._template, font_paths=self._fonts, sys_inputs={"data": given})
