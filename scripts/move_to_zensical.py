"""What has to change in compiled pages and theme for Zensical to render them; `portability` tries it at every run.

Its templates are MiniJinja's: strings have no methods, and what is not defined has no parts. It takes no dates in the
settings, and has no map of the site to fill in by a template. The day Material ends, the same goes into the theme and
into `edition.compiler`, once.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from edition.passthrough import BODY, MARKER

META = "{% set meta = (page.meta if page is defined and page and page.meta is defined else none) or {} %}"
PARTS = '{% set parts = [meta.head or "", page.content if meta or page is defined and page else ""] %}'
# Of each file of the theme, what stands there (a pattern) and what stands there instead.
THEME: dict[str, tuple[tuple[str, str], ...]] = {
    "main.html": (
        (r"\{% set parts = .*%\}", META + PARTS),
        (r"page\.meta\.", "meta."),
        (r"config\.site_url\.rstrip\('/'\) ~ '/", "config.site_url ~ '"),
        (r'\(\((meta\.\w+) if page else ""\) or ""\)\.split\(\)', r"(\1 or [])"),
        (r", 1\) \}\}", ") }}"),
    ),
    "base.html": ((r"page\.meta\.edition", "page.meta is defined and page.meta.edition is defined"),),
    "partials/header.html": ((r"page\.url\.startswith\(first\.url\)", "page.url is startingwith first.url"),),
}
UNUSED = ("sitemap.xml",)  # of the theme: Zensical writes its own


def move(folder: Path) -> None:
    """Change the settings, the compiled pages and the theme in a folder."""
    settings = folder / "mkdocs.yml"
    plain = re.sub(r"(?m)(: )(\d{4}-\d\d-\d\d)$", r'\1"\2"', settings.read_text("utf-8"))
    settings.write_text(plain, "utf-8")
    for path in (folder / "build" / "docs").rglob("*.md"):
        path.write_text(page(path.read_text("utf-8")), "utf-8")
    theme = folder / "build" / "theme"
    for name, changes in THEME.items():
        text = (theme / name).read_text("utf-8")
        for pattern, instead in changes:
            text = re.sub(pattern, instead, text)
        (theme / name).write_text(text, "utf-8")
    for name in UNUSED:
        (theme / name).unlink(missing_ok=True)


def page(text: str) -> str:
    """Return a compiled page whose head is among its fields and whose style sheets and scripts are lists."""
    fields, mark, body = text.partition(MARKER)
    if not mark:
        return text  # written by hand
    found = []
    for line in fields.strip("-\n").split("\n"):
        key, _, value = line.partition(": ")
        found.append(f"{key}: {json.dumps(json.loads(value).split())}" if key in ("styles", "scripts") else line)
    if BODY in body:
        head, _, body = body.partition(BODY)
        found.append(f"head: {json.dumps(head.strip(), ensure_ascii=False)}")
    return "\n".join(["---", *found, "---", MARKER + body])
