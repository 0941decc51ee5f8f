"""Jinja, which fills in pages and, for MkDocs, their frame, without what it would do again or in vain."""

from __future__ import annotations

import os
from types import CodeType

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates for the next build in this process, as `edition serve` makes many.

    One is for environments of the same options, since what is compiled depends on them. A template is known by its
    name and its text, not by its file: a build in another folder uses it too.
    """

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, CodeType]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template is known by, beside its text."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose text is as it was."""
        checksum, code = self._held.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template."""
        if bucket.code is not None:
            self._held[bucket.key] = bucket.checksum, bucket.code


class Shown(jinja2.FileSystemLoader):
    """Lists the files of a theme but for hidden folders, in which MkDocs passes over 14,000 icons of Material’s."""

    def list_templates(self) -> list[str]:
        """Return the names of all files that are not in hidden folders."""
        found: set[str] = set()
        for folder in self.searchpath:
            for here, folders, files in os.walk(folder, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                under = os.path.relpath(here, folder).replace(os.sep, "/")
                found.update(file if under == "." else f"{under}/{file}" for file in files)
        return sorted(found)
