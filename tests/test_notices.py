from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edition import reader
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


def notices(folder: Path) -> list[str]:
    edition, faults = reader.read_edition(folder)
    assert faults == []
    return [str(found) for found in notice(edition)]


def test_a_topic_that_nothing_treats_or_joins_is_told(toy: Path) -> None:
    path = toy / "articles" / "authority" / "topics.yml"
    path.write_text(path.read_text("utf-8") + "kelp: {label: Kelp, scope: Weed.}\n", "utf-8")
    assert notices(toy) == [
        "articles/authority/topics.yml:28:1: no article treats the topic 'kelp', and nothing is narrower; "
        "keep it if articles on it will follow [orphan]",
        "articles/authority/topics.yml:28:1: the topic 'kelp' is joined to no other; "
        "name what is broader or related, if anything is [orphan]",
    ]


def test_a_topic_that_only_gathers_narrower_ones_is_no_orphan(toy_edition: Edition) -> None:
    assert toy_edition.authority.topics["nets"].forms.same == ()
    assert notice(toy_edition) == []
