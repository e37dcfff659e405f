"""What a bare text without a title of its own is called."""

from __future__ import annotations

import pytest
from octavo.readers.plain_text import recognise

BELOW = """
Present: A. Example, B. Sample

Experience

2019-2024   Keeper, Seatown Pond
            Looked after fish and ice
2010-2019   Assistant, Lake Office

Education

2009   Diploma in still waters
"""


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("ADA EXAMPLE\nPond keeper\n", "ADA EXAMPLE"),
        ("Garden club\nMinutes of 4 March in the small hall\n", "Garden club"),
        ("Dear Ada,\n", None),
        ("It rained all day, and the pond was full.\n", None),
    ],
)
def test_the_line_at_the_head_of_a_sheet_names_it(head: str, title: str | None) -> None:
    assert recognise(head + BELOW).title == title


def test_a_letter_by_mail_is_called_by_its_subject() -> None:
    head = "From: Ada <ada@example.org>\nTo: all\nSubject: Opening hours\nDate: Tue, 5 Mar 2013 09:12:44 +0100\n\n"
    assert recognise(head + "Hi all,\n\nwe open at nine.\n").title == "Opening hours"
    assert recognise("To: all\nSubject: x\n\nWe open at nine.\n").title != "x"
