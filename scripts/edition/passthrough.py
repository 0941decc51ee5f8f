"""A Python-Markdown extension that passes a finished HTML body through whole.

A compiled page begins with MARKER and is HTML already; parsing each of its tags again would cost MkDocs more time
than everything else it does. A preprocessor lifts such a body out before any parsing, a postprocessor gives it
back. A page without the marker is Markdown as usual. Named in mkdocs.yml as ``edition.passthrough``.
"""

from __future__ import annotations

import json
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

MARKER = "<!--edition:html-->"
BODY = "<!--edition:body-->"  # what stands before it belongs into the page's head; the theme divides the two
_PLACE = "edition-passthrough-body"


def finished(markdown: str) -> str | None:
    """Return what Python-Markdown with this extension makes of a page's Markdown that is HTML already, else None."""
    lead, _, body = markdown.partition("\n")
    return body.strip() if lead == MARKER else None


def divided(page: str) -> tuple[dict[str, str], str] | None:
    """Return the fields and the Markdown of a compiled page, as MkDocs would; None for a page that is not compiled.

    The fields are a line each, and their values JSON, which is YAML that need not be read by a reader of YAML.
    """
    head, mark, rest = page.partition(f"\n---\n{MARKER}\n")
    if not mark or not head.startswith("---\n"):
        return None
    lines = (line.partition(": ") for line in head.split("\n")[1:])
    return {key: json.loads(value) for key, _, value in lines}, f"{MARKER}\n{rest}"


class _Lift(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        lifted = bool(lines) and lines[0] == MARKER
        self.md.edition_body = "\n".join(lines[1:]) if lifted else None  # type: ignore[attr-defined]  # its own
        return [_PLACE] if lifted else lines


class _GiveBack(Postprocessor):
    def run(self, text: str) -> str:
        # MkDocs also runs the postprocessors over the text of a title alone, so the place itself must be there.
        body: str | None = getattr(self.md, "edition_body", None)
        return body if body is not None and text == f"<p>{_PLACE}</p>" else text


class Passthrough(Extension):
    """The extension: before every other preprocessor, after every other postprocessor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the name that Python-Markdown calls
        """Register the two halves with a Markdown instance."""
        md.preprocessors.register(_Lift(md), "edition-lift", 1000)
        md.postprocessors.register(_GiveBack(md), "edition-give-back", -1000)


def makeExtension(**options: Any) -> Passthrough:  # noqa: N802  the name that Python-Markdown looks for
    """Return the extension, as Python-Markdown asks for it by the module's name."""
    return Passthrough(**options)
