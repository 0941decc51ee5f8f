"""docs/how-to-cite.md shows what the program makes; only the version in it may be an older one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edition.citing import styles
from edition.citing.item import Item, of_article, of_note
from edition.model.edition import Edition

PAGE = Path(__file__).parent.parent / "docs" / "how-to-cite.md"


def unversioned(text: str) -> str:
    return re.sub(r"[Vv]ersion [0-9.]*[0-9]", "version –", text)


@pytest.fixture(scope="module")
def examples() -> list[str]:
    """The quotations of the page, each in one line, with its marks of italics."""
    blocks = re.findall(r"(?:^> .*\n)+", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return [unversioned(" ".join(line.removeprefix("> ") for line in block.splitlines())) for block in blocks]


def shown(text: str) -> str:
    return unversioned(text.replace(styles.ITALIC, "*").replace(styles.ROMAN, "*"))


def test_the_examples_are_what_the_program_makes(examples: list[str], real_edition: Edition) -> None:
    def article(key: str, paragraph: str = "") -> Item:
        return of_article(real_edition, real_edition.by_id[key], paragraph)

    note = of_note(real_edition, real_edition.by_id["tatsumi-2019"], "choe-son-hui", "1")
    assert examples[:4] == [
        shown(styles.chicago_note(article("kimiya-2019", "p8"))),
        shown(styles.mla(article("goto-2019"))),
        shown(styles.apa(article("cfr-2019"))),
        shown(styles.chicago_note(note)),
    ]


def test_the_edition_is_cited_by_its_title_day_and_address(examples: list[str], real_edition: Edition) -> None:
    (edition,) = examples[4:]
    settings = real_edition.settings
    assert re.sub(r"\d+ \w+ \d{4}", "–", edition) == f"*{settings.site_name}*. version –, –. {settings.base}."
