from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from edition import reference
from edition.faults import Code
from edition.validation import models_in
from pydantic import BaseModel

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"


def test_the_page_in_docs_is_what_the_program_prints() -> None:
    renew = "renew it with: edition reference > docs/reference.md"
    assert PAGE.read_text("utf-8") == reference.text(), renew


def test_every_code_has_its_meaning() -> None:
    text = reference.text()
    assert all(f"| `{code.label}` | {code.meaning} |\n" in text for code in Code)


def every_model() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting = [model for _, model in reference.PARTS]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [inner for field in model.model_fields.values() for inner in models_in(field.annotation)]
    return found


def test_every_field_of_every_model_is_listed_with_a_meaning() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", reference.text(), re.M)
    listed = {name for name, _, _ in rows}
    for model in every_model():
        for name, field in model.model_fields.items():
            assert (field.alias or name) in listed, f"{model.__name__}.{name}"


def test_what_a_field_holds_is_said_in_words_and_required_ones_are_marked() -> None:
    text = reference.text()
    assert "| `kind` | `opinion`, `editorial`, `column`, `analysis`, `interview`, `letter` |" in text
    assert "| `topics` | list of text |" in text
    assert "| `paragraphs` | mapping of text to mapping |" in text
    assert "| `family_first` | `true` or `false` |" in text
    assert re.search(r"\| `date` \| EDTF date \| .* \*\*Required.\*\* \|", text)
    assert not re.search(r"\| `subtitle` .*Required", text)


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [len(marks) for marks in re.findall(r"^(#+) ", reference.text(), re.M)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
