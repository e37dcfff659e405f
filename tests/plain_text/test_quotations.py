"""Quotations in bare text, told by what announces them, and said why."""

from __future__ import annotations

from octavo.readers.plain_text import explain_data, recognise

PLAIN = [
    "The harbour was built by people who had no stone, and so they used what the sea brought them, mostly wood.",
    "It held for a hundred years, and then a storm took it within one night, so that nothing was left but piles.",
    "The second one was of stone, which came by ship from the other side of the bay, and was paid for in fish.",
]
SAID = (
    "“We counted the boats every morning and every evening, and in the end we counted only the days, because there "
    "were no boats left to count, and nobody on the quay could say where the others had gone.” – Ada Example"
)


def quoted(text: str) -> list[str]:
    return [child.lines[0] for block in recognise(text).blocks if block.kind == "quote" for child in block.children]


def test_a_paragraph_between_marks_with_a_name_at_its_end() -> None:
    lines = [PLAIN[0], "The keeper of the harbour wrote in his book:", SAID, PLAIN[1], PLAIN[2]]
    assert quoted("\n\n".join(lines) + "\n") == [SAID]


def test_plain_paragraphs_are_no_quotations() -> None:
    assert quoted("\n\n".join(PLAIN) + "\n") == []


def test_the_reasons_are_told() -> None:
    lines = [PLAIN[0], "The keeper of the harbour wrote in his book:", SAID, PLAIN[1], PLAIN[2]]
    decisions = explain_data(recognise("\n\n".join(lines) + "\n"))["decisions"]
    (quote,) = [one for one in decisions if one["role"] == "quote"]
    assert quote["reasons"]
    assert 0.3 < quote["confidence"] < 1.0


def test_a_posted_message_is_a_quotation_with_the_line_below_it() -> None:
    message = "The fish in the harbour pond are not what they were in my youth and nobody says so out loud"
    who = "— Ada Reed (@adareed) May 4, 2019"
    text = "\n".join([PLAIN[0], message, who, *PLAIN[1:]])
    assert quoted(text) == [message, who]
