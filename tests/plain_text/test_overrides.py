"""A person overrules a guess, and hears when an entry matches nothing."""

from __future__ import annotations

import pytest
from octavo.readers.plain_text import Override, parse_overrides, recognise

TEXT = (
    "The harbour lies below the town and can be seen from every window of the school.\n"
    "What the boats carry\n"
    "They carry sand, gravel and sometimes a piano, which is then talked about for weeks.\n"
    "nothing much\n"
    "In winter they lie on the shore with their keels up and are painted by the children.\n"
)


def kinds(*overrides: Override) -> list[str]:
    found = recognise(TEXT, overrides=overrides)
    return [f"{block.kind} {block.level}" if block.level else block.kind for block in found.blocks]


def test_by_line_number() -> None:
    assert kinds(Override(4, "heading 1"))[3] == "heading 1"
    assert kinds(Override(2, "paragraph"))[1] == "paragraph"


def test_by_text() -> None:
    assert kinds(Override("nothing much", "quote"))[3] == "quote"


@pytest.mark.parametrize(
    ("role", "kind"),
    [("item", "list"), ("quote", "quote"), ("verse", "verse"), ("code", "code"), ("heading 2", "heading 2")],
)
def test_roles(role: str, kind: str) -> None:
    assert kinds(Override(4, role))[3] == kind


def test_neighbouring_lines_of_one_role_are_one_block() -> None:
    assert kinds(Override(3, "verse"), Override(4, "verse")).count("verse") == 1


def test_an_order_is_certain_and_says_so() -> None:
    decision = next(one for one in recognise(TEXT, overrides=[Override(4, "heading 2")]).decisions if one.line == 4)
    assert (decision.role, decision.confidence) == ("heading 2", 1.0)
    assert "you said so" in decision.reasons[0]


def test_unmatched_overrides_are_reported() -> None:
    found = recognise(TEXT, overrides=[Override(99, "heading"), Override("not there", "paragraph")])
    assert [one.code for one in found.findings if one.code == "override-unmatched"] == ["override-unmatched"] * 2


def test_parse() -> None:
    parsed = parse_overrides([("12", "heading 2"), ("Exact text", "Paragraph"), ("3", "headline"), ("", "item")])
    assert parsed.overrides == (Override(12, "heading 2"), Override("Exact text", "paragraph"))
    assert [one.code for one in parsed.findings] == ["structure-role", "structure-key"]
    assert all(one.hint for one in parsed.findings)


def test_a_line_inside_a_wrapped_paragraph_can_be_a_heading() -> None:
    text = (
        "A LINE THAT WAS GLUED TO ITS PARAGRAPH\n"
        "The harbour lies below the town and can be seen from every window of\n"
        "the school, so that in spring hardly anybody looks at the blackboard\n"
        "until the last boat has left and the water lies still again below us.\n\n"
    ) * 4
    blocks = recognise(text, overrides=[Override(1, "heading 1")]).blocks
    assert (blocks[0].kind, blocks[0].lines) == ("heading", ("A LINE THAT WAS GLUED TO ITS PARAGRAPH",))
