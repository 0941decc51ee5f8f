from __future__ import annotations

from edition.citation import credited
from edition.model.edition import Edition


def test_a_name_is_given_with_what_must_be_said_of_its_attribution(toy_edition: Edition) -> None:
    names = [
        [credited(toy_edition, credit) for credit in toy_edition.by_id[key].matter.authors]
        for key in ("on-tides", "harbour-dues", "old-letter")
    ]
    assert names == [
        ["Edith Marsh"],
        ["Mori Hanako", "Edith Marsh (attributed)"],
        ["Edith Marsh", "The Harbour Board (attribution doubtful)", "Mori Hanako"],
    ]
