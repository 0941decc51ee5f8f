from __future__ import annotations

from pathlib import Path

import pytest
from edition import yamlsource
from edition.model.article import ArticleMatter
from edition.model.authority import Outlet, Topic
from edition.model.records import Organisation, Person
from edition.model.settings import Settings
from edition.validation import models_in, validate
from pydantic import BaseModel

TOY = Path(__file__).parent / "toy"
DUES = (TOY / "articles" / "harbour-dues.md").read_text("utf-8").split("---\n")[1]


def faults(model: type[BaseModel], text: str, at: tuple[str, ...] = ()) -> list[str]:
    source, faults = yamlsource.load(text, "f.yml")
    assert faults == []
    found, faults = validate(model, source, at)
    assert (found is None) == bool(faults)
    return [str(fault) for fault in faults]


def changed(old: str, new: str) -> list[str]:
    """Return the faults of an article's front matter in which a passage has been changed."""
    assert DUES.count(old) == 1
    return faults(ArticleMatter, DUES.replace(old, new))


def test_what_is_right_has_no_faults() -> None:
    assert faults(ArticleMatter, DUES) == []
    assert faults(Topic, "t: {label: Tides, scope: The sea.}", ("t",)) == []


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (Person, "family: Marsh", "f.yml:1:1: 'name' is missing; add it [missing]"),
        (Person, "name: ''", "f.yml:1:7: 'name' is empty; fill it in, or remove it [empty]"),
        (Person, "name: '  '", "f.yml:1:7: 'name' is empty; fill it in, or remove it [empty]"),
        (Person, "name:", "f.yml:1:6: 'name' is empty; fill it in, or remove it [empty]"),
        (Person, "name: [A]", "f.yml:1:7: 'name' is not text; write text [type]"),
        (Person, "name: {a: b}", "f.yml:1:7: 'name' is not text; write text [type]"),
        (Person, "name: true", "f.yml:1:7: 'name' is not text; write text [type]"),
        (Person, "name: A\nnmae: B", "f.yml:2:1: 'nmae' is not a field; did you mean 'name'? [field]"),
        (
            Person,
            "name: A\nfamily_first: perhaps",
            "f.yml:2:15: 'family_first' is not true or false; write true or false [type]",
        ),
        (Person, "name: A\nbiography: long", "f.yml:2:12: 'biography' is not a list; write a list [type]"),
        (
            Person,
            "name: A\nforms: [x]",
            "f.yml:2:8: 'forms' is not a mapping of keys and values; write a mapping of keys and values [type]",
        ),
        (
            Person,
            "name: A\nbiography: [x]",
            "f.yml:2:13: '0' is not a mapping of keys and values; write a mapping of keys and values [type]",
        ),
        (
            Person,
            "name: A\nbiography:\n  - text: x\n    source: y\n    when: 2019-02-30",
            "f.yml:5:11: there is no day '2019-02-30'; "
            "write YYYY-MM-DD, YYYY-MM or YYYY, or another EDTF form [date]",
        ),
        (
            Person,
            "name: A\nbiography:\n  - text: x",
            "f.yml:3:5: 'source' is missing in 'biography.0'; add it [missing]",
        ),
        (
            Organisation,
            "name: A\nkind: b\nfounded: 1902",
            "f.yml:3:1: 'founded' is not a field; the fields here are name, kind, names, metonyms, short, "
            "descriptions, link_only, forms, description, when, history, identifiers, note, outlet [field]",
        ),
        (
            Outlet,
            "name: A\nkind: b\nurl: a.example",
            "f.yml:3:6: 'a.example' is not a complete address; write it out, beginning with https:// [url]",
        ),
        (
            Outlet,
            "name: A\nkind: b\nurl: 'http://['",
            "f.yml:3:6: 'http://[' is not a complete address; write it out, beginning with https:// [url]",
        ),
        (
            Topic,
            "label: A\nscope: B\nforms: {same: [Tide, x], near: [tide]}",
            "f.yml:1:1: the form 'tide' stands twice; keep one of the two [duplicate]",
        ),
        (
            Settings,
            "site_name: A\nsite_url: https://a.example\nsite_author: B\nsite_description: C",
            "f.yml:1:1: 'extra' is missing; add it [missing]",
        ),
    ],
)
def test_a_fault_is_told_at_its_place_with_what_to_do(model: type[BaseModel], text: str, expected: str) -> None:
    assert faults(model, text) == [expected]


def test_a_language_that_is_not_known_is_told_once_with_the_choices() -> None:
    (found,) = faults(Person, "name: A\nforms: {xx: B}")
    assert found.startswith("f.yml:2:9: 'xx' cannot be a key here; choose from 'en', 'ja', 'ko'")
    assert found.endswith("[choice]")


def test_a_choice_that_is_nearly_right_is_offered() -> None:
    assert changed("status: reprint", "status: reprnt") == [
        "f.yml:17:11: 'status' cannot be 'reprnt'; did you mean 'reprint'? [choice]"
    ]


def test_a_misspelt_field_within_a_list_or_a_mapping_is_compared_with_the_fields_there() -> None:
    (in_list,) = changed("certainty: attributed", "certanty: attributed")
    assert in_list == "f.yml:11:5: 'certanty' is not a field in 'authors.1'; did you mean 'certainty'? [field]"
    (in_mapping,) = changed("terms: [due, tax on patience]", "term: [due, tax on patience]")
    assert in_mapping == "f.yml:53:5: 'term' is not a field in 'paragraphs.p3'; did you mean 'terms'? [field]"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  status: original\n  evidence: Headline of the witness.", "  status: supplied", "does not say why"),
        (
            "certainty: attributed\n    evidence: A hand wrote her name beside the byline.",
            "certainty: doubtful",
            "why",
        ),
        ("  - person: mori-hanako", "  - person: mori-hanako\n    organisation: x", "one person or one organisation"),
        ("  url_note: No address was seen.\n", "", "neither 'url' nor 'url_note'"),
        ("status: reprint", "status: first", "'status' and 'first' do not go together"),
        ("      reviewed_on: 2024-03-01\n", "", "a review has a name and a day"),
        ("layer: regest", "layer: text", "a text whose rights are 'in-copyright' cannot be carried"),
        (
            "  status: in-copyright\n  holder: The Shore Gazette\nlayer: regest",
            "  status: CC0-1.0\nlayer: text",
            "the layer is 'text' but 'regest' is there",
        ),
        (DUES[DUES.index("authors:") : DUES.index("publication:")], "authors: []\n", "'authors' names no one"),
        (DUES[DUES.index("witness:\n  name") : DUES.index("regest:\n  d")], "", "a regest needs 'witness'"),
        (DUES[DUES.index("regest:\n  d") : DUES.index("paragraphs:")], "", "a regest needs 'regest'"),
        ("  p3:\n    digest", "  p03:\n    digest", "'p03' is not a paragraph id"),
        ("[boat, due is too high, skipper]", "[skipper, boat]", "out of order at 'skipper'; 'boat' comes before it"),
        ("drafted_on: 2024-01-16", "drafted_on: 2024-01", "'2024-01' is not a single day"),
    ],
)
def test_what_does_not_go_together_is_told(old: str, new: str, expected: str) -> None:
    (found,) = changed(old, new)
    assert expected in found


def test_all_faults_of_a_file_are_told_at_once() -> None:
    found = faults(ArticleMatter, "id: A\nkind: essay\nlayer: regest\n")
    assert len(found) == 6
    assert [line.rsplit(" ", 1)[1] for line in found].count("[missing]") == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "f.yml:1:1: the file is empty; fill in its fields [empty]"),
        ("- a", "f.yml:1:1: the file is not a mapping of keys and values; fill in its fields [type]"),
    ],
)
def test_a_file_without_fields_is_told(text: str, expected: str) -> None:
    assert faults(Settings, text) == [expected]


def test_a_record_without_fields_is_told_by_its_id() -> None:
    assert faults(Topic, "tides:\nlamps: x", ("tides",)) == [
        "f.yml:1:7: 'tides' is empty; fill in its fields [empty]"
    ]
    assert faults(Topic, "tides:\nlamps: x", ("lamps",)) == [
        "f.yml:2:8: 'lamps' is not a mapping of keys and values; fill in its fields [type]"
    ]


def test_the_models_within_a_field_are_found() -> None:
    held = [model.__name__ for model in models_in(ArticleMatter.model_fields["paragraphs"].annotation)]
    assert held == ["ParagraphMatter"]
    assert list(models_in(int | None)) == []
