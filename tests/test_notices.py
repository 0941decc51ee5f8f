from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edition.checks import notice
from edition.cli import main
from edition.model.edition import Edition

Edit = Callable[[Path, str, str], None]


def test_the_toy_edition_has_nothing_to_notice(toy_edition: Edition) -> None:
    assert notice(toy_edition) == []


def test_a_form_that_stands_nowhere_is_told_with_its_place_and_stops_nothing(
    toy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(toy / "articles" / "authority" / "topics.yml", "same: [due]", "same: [due, levy]")
    told = "articles/authority/topics.yml:14:17: the form 'levy' of 'dues' stands nowhere in this edition"
    assert main(["check", "--notices", str(toy)]) == 0
    assert any(line.startswith(told) for line in capsys.readouterr().out.splitlines())
    assert main(["check", str(toy)]) == 0
    assert capsys.readouterr().out.endswith("No faults in 5 articles; 1 notices (edition check --notices)\n")
    assert main(["build", str(toy)]) == 0
    assert "1 notices in build/report.txt" in capsys.readouterr().out
    assert (toy / "build" / "report.txt").read_text("utf-8").startswith(told)
