"""One thing put wrong in the names, notes or links of a small edition: one clear fault, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition.annotate import annotate
from edition.checks import check
from edition.cli import main
from edition.reader import read_edition

SMALL = {
    "mkdocs.yml": """\
site_name: Small
site_url: https://small.example/
site_author: nobody
site_description: A small edition.
extra:
  edition: {short_title: Small, version: 1, date: 2020-01-01, corrections: "mailto:a@b.example"}
""",
    "articles/one.md": """\
---
id: one
title: {text: One, status: original}
kind: column
authors:
  - person: ada-moon
publication:
  outlet: gazette
  date: 1911-06-22
  date_evidence: Printed.
  status: first
  url_note: None.
rights: {status: public-domain}
layer: text
notes:
  tide:
    paragraph: p1
    words: the tide
    type: context
    text: >-
      It was high, as
      [Moon says](article:two#p1).
    sources: [the tables]
    as_of: 2020-01-01
---

Ada Moon watched the tide
from the mole of Nor City.
{: #p1 }

## Later

- There was Moon;
- there was *Ben
  Moon*, and [him](person:ben-moon).
{: #p2 }
""",
    "articles/two.md": """\
---
id: two
title: {text: Two, status: original}
kind: column
authors:
  - person: ada-moon
publication:
  outlet: gazette
  date: 1912
  date_evidence: Printed.
  status: first
  url_note: None.
rights: {status: public-domain}
layer: text
---

The chair spoke.
{: #p1 }
""",
    "articles/authority/people.yml": """\
ada-moon:
  name: Ada Moon
  family: Moon
  given: Ada
  short:
    - form: Moon
ben-moon:
  name: Ben Moon
  short:
    - form: Benny
      in: [two]
  names: [Benjamin Moon]
  descriptions:
    - {at: two#p1, words: the chair}
""",
    "articles/authority/places.yml": """\
norland:
  name: Norland
  metonyms: [Nor City]
""",
    "articles/authority/events.yml": """\
storm:
  name: Great Storm
  when: 1902-11-03
""",
    "articles/authority/outlets.yml": """\
gazette:
  name: The Gazette
  kind: weekly
""",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small edition whose files a test may change."""
    for name, text in SMALL.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def spoil(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    (root / name).write_text(text.replace(old, new), "utf-8")


def faults(root: Path) -> list[str]:
    """Return the faults that the build tells: those of reading and checking, or else those of annotating."""
    edition, found = read_edition(root)
    found += check(edition)
    return sorted(map(str, found or annotate(edition)[1]))


def test_the_small_edition_has_no_faults(small: Path) -> None:
    assert faults(small) == []


CASES = {
    # Records
    "a name that is another record's": (
        "articles/authority/places.yml",
        "name: Norland",
        "name: Ada Moon",
        "articles/authority/places.yml:2:9: 'Ada Moon' also names people/ada-moon; make it a short form of one of "
        "them, or bind it to a paragraph under 'descriptions' [clash]",
    ),
    "another name that is another record's": (
        "articles/authority/people.yml",
        "names: [Benjamin Moon]",
        "names: [Benjamin Moon, ADA moon]",
        "articles/authority/people.yml:12:26: 'ADA moon' also names people/ada-moon; make it a short form of one of "
        "them, or bind it to a paragraph under 'descriptions' [clash]",
    ),
    "a metonym that is another record's name": (
        "articles/authority/places.yml",
        "metonyms: [Nor City]",
        "metonyms: [Nor City, Ben Moon]",
        "articles/authority/places.yml:3:24: 'Ben Moon' also names people/ben-moon; make it a short form of one of "
        "them, or bind it to a paragraph under 'descriptions' [clash]",
    ),
    "a form in another script that is another record's": (
        "articles/authority/events.yml",
        "  when: 1902-11-03",
        "  when: 1902-11-03\n  forms:\n    ja: Great Storm\n    ko: Norland",
        "articles/authority/events.yml:6:9: 'Norland' also names places/norland; make it a short form of one of "
        "them, or bind it to a paragraph under 'descriptions' [clash]",
    ),
    "an event on a day that is not in the calendar": (
        "articles/authority/events.yml",
        "when: 1902-11-03",
        "when: 2019-02-30",
        "articles/authority/events.yml:3:9: there is no day '2019-02-30'; "
        "write YYYY-MM-DD, YYYY-MM or YYYY, or another EDTF form [date]",
    ),
    "an event without a date": (
        "articles/authority/events.yml",
        "  when: 1902-11-03\n",
        "",
        "articles/authority/events.yml:2:3: an event has no date; add 'when' [missing]",
    ),
    "a description without its paragraph": (
        "articles/authority/people.yml",
        "{at: two#p1, words",
        "{at: two, words",
        "articles/authority/people.yml:14:12: 'two' is not a paragraph of an article; "
        "write it as tatsumi-2019#p6 [id]",
    ),
    "a description bound to a paragraph that is not there": (
        "articles/authority/people.yml",
        "at: two#p1",
        "at: two#p11",
        "articles/authority/people.yml:14:12: there is no paragraph 'p11'; did you mean 'p1'? [unknown]",
    ),
    "a description bound to an article that is not there": (
        "articles/authority/people.yml",
        "at: two#p1",
        "at: tow#p1",
        "articles/authority/people.yml:14:12: there is no article 'tow'; did you mean 'two'? [unknown]",
    ),
    "a short form limited to an article that is not there": (
        "articles/authority/people.yml",
        "in: [two]",
        "in: [two, tow]",
        "articles/authority/people.yml:11:17: there is no article 'tow'; did you mean 'two'? [unknown]",
    ),
    "an unknown field of a record": (
        "articles/authority/people.yml",
        "  names: [Benj",
        "  nmaes: [Benj",
        "articles/authority/people.yml:12:3: 'nmaes' is not a field in 'ben-moon'; did you mean 'names'? [field]",
    ),
    "an unknown field of a description": (
        "articles/authority/people.yml",
        "words: the chair}",
        "words: the chair, word: x}",
        "articles/authority/people.yml:14:38: 'word' is not a field in 'ben-moon.descriptions.0'; "
        "did you mean 'words'? [field]",
    ),
    # Notes
    "a note with an empty list of sources": (
        "articles/one.md",
        "sources: [the tables]",
        "sources: []",
        "articles/one.md:17:5: a note has no source; name at least one under 'sources' [empty]",
    ),
    "a note without sources": (
        "articles/one.md",
        "    sources: [the tables]\n",
        "",
        "articles/one.md:17:5: 'sources' is missing in 'notes.tide'; add it [missing]",
    ),
    "an unknown field of a note": (
        "articles/one.md",
        "    sources: [the tables]\n",
        "    sources: [the tables]\n    source: the tables\n",
        "articles/one.md:24:5: 'source' is not a field in 'notes.tide'; did you mean 'sources'? [field]",
    ),
    "a sort of note that is none": (
        "articles/one.md",
        "type: context",
        "type: later event",
        "articles/one.md:19:11: 'type' cannot be 'later event'; did you mean 'later-event'? [choice]",
    ),
    "a note last looked at on no day": (
        "articles/one.md",
        "as_of: 2020-01-01",
        "as_of: 2020-01",
        "articles/one.md:24:12: '2020-01' is not a single day; write it as YYYY-MM-DD [date]",
    ),
    "a note beside a paragraph that is not there": (
        "articles/one.md",
        "paragraph: p1",
        "paragraph: p11",
        "articles/one.md:17:16: there is no paragraph 'p11'; did you mean 'p1'? [unknown]",
    ),
    "a note whose words are not there": (
        "articles/one.md",
        "words: the tide",
        "words: a tide",
        "articles/one.md:18:12: the words of note 'tide' do not stand in p1; "
        "write them exactly as they stand there, without markup [note]",
    ),
    "a note whose words stand in another paragraph": (
        "articles/one.md",
        "paragraph: p1",
        "paragraph: p2",
        "articles/one.md:18:12: the words of note 'tide' do not stand in p2; "
        "write them exactly as they stand there, without markup [note]",
    ),
    "a note that links to a paragraph that is not there": (
        "articles/one.md",
        "article:two#p1",
        "article:two#p2",
        "articles/one.md:20:11: there is no paragraph 'p2' to link to; add a record for it, or remove the link "
        "[unknown]",
    ),
    # Links and names in the body
    "a link to no record": (
        "articles/one.md",
        "[him](person:ben-moon)",
        "[him](person:ben-mon)",
        "articles/one.md:35:1: there is no person 'ben-mon' to link to; did you mean 'ben-moon'? [unknown]",
    ),
    "a link to a paragraph that is not there": (
        "articles/two.md",
        "The chair spoke.",
        "The chair spoke, and\nsee [¶ 3](article:one#p3).",
        "articles/two.md:18:1: there is no paragraph 'p3' to link to; add a record for it, or remove the link "
        "[unknown]",
    ),
    "a name that may be that of two records": (
        "articles/authority/people.yml",
        "    - form: Benny\n",
        "    - form: Moon\n      in: [one]\n    - form: Benny\n",
        "articles/one.md:33:1: 'Moon' may be any of 2 records; say which: [Moon](person:ada-moon) or "
        "[Moon](person:ben-moon), or [Moon](-:) for none [ambiguous]",
    ),
    "a description that may be of two records": (
        "articles/authority/places.yml",
        "metonyms: [Nor City]",
        "descriptions: [{at: two#p1, words: The chair}]",
        "articles/two.md:17:1: 'The chair' may be any of 2 records; say which: [The chair](person:ben-moon) or "
        "[The chair](place:norland), or [The chair](-:) for none [ambiguous]",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES.values(), ids=CASES)
def test_one_thing_put_wrong_is_one_fault_that_says_where(
    small: Path, name: str, old: str, new: str, expected: str
) -> None:
    spoil(small, name, old, new)
    assert faults(small) == [expected]


def test_a_form_that_is_another_record_s_but_never_found_by_itself_is_no_fault(small: Path) -> None:
    spoil(small, "articles/authority/places.yml", "name: Norland", "name: Ada Moon\n  link_only: true")
    assert faults(small) == []


def test_the_same_short_form_of_two_records_is_no_fault_where_only_one_was_named_before(small: Path) -> None:
    spoil(small, "articles/authority/people.yml", "form: Benny", "form: Moon")
    assert faults(small) == []


def test_every_fault_of_several_texts_is_told(small: Path) -> None:
    spoil(small, "articles/one.md", "words: the tide", "words: a tide")
    spoil(small, "articles/one.md", "(person:ben-moon)", "(person:ben)")
    spoil(small, "articles/two.md", "The chair", "[The chair](org:chairs)")
    assert [fault.split(": ")[0] for fault in faults(small)] == [
        "articles/one.md:18:12",
        "articles/one.md:35:1",
        "articles/two.md:17:1",
    ]


def test_an_article_with_a_fault_of_its_own_is_not_also_told_as_missing(small: Path) -> None:
    spoil(small, "articles/two.md", "kind: column", "kind: colum")
    assert len(faults(small)) == 1


@pytest.mark.parametrize("field", ["inn", "articles", "only"])
def test_an_unknown_field_of_a_short_form_is_told_with_the_fields_as_they_are_written(
    small: Path, field: str
) -> None:
    spoil(small, "articles/authority/people.yml", "in: [two]", f"{field}: [two]")
    (told,) = faults(small)
    assert "did you mean 'in'?" in told or "the fields here are form, in " in told


def test_a_language_that_is_none_is_told_as_the_key_that_it_is(small: Path) -> None:
    spoil(small, "articles/authority/places.yml", "metonyms: [Nor City]", "forms: {jp: 北国}")
    (told,) = faults(small)
    assert told.startswith("articles/authority/places.yml:3:11: ")
    assert "'jp' cannot be 'jp'" not in told


def test_names_that_are_found_alike_clash(small: Path) -> None:
    spoil(small, "articles/authority/places.yml", "name: Norland", "name: Nor−land Sea")
    spoil(small, "articles/authority/events.yml", "name: Great Storm", "name: Nor-land Sea")
    assert len(faults(small)) == 1


def test_the_command_that_checks_tells_what_the_build_would_tell(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(small, "articles/one.md", "[him](person:ben-moon)", "[him](person:ben-mon)")
    assert main(["check", str(small)]) == 1
    assert "there is no person 'ben-mon'" in capsys.readouterr().err
