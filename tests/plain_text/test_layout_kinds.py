"""Underlined headings, tables set with blanks, even verse, marks that say something, minutes."""

from __future__ import annotations

from textwrap import fill

import pytest
from octavo.model import Place
from octavo.readers.plain_text import recognise
from octavo.readers.plain_text.reader import from_text
from octavo.tree.walk import plain

PROSE = "The keeper wrote down every fish that he had seen in the pond, and every heron that had seen it too."


def levels(text: str) -> list[tuple[int, str]]:
    return [(block.level, block.lines[0]) for block in recognise(text).blocks if block.kind == "heading"]


def kinds(text: str) -> list[str]:
    return [block.kind for block in recognise(text).blocks]


@pytest.mark.parametrize("signs", ["=-", "-~", "*=", "#^"])
def test_underlined_lines_are_headings(signs: str) -> None:
    one, two = signs[0], signs[1]
    head = f"The Care of Ponds\n{one * 17}\n\n{PROSE}\n\n"
    text = f"{head}In spring\n{two * 9}\n\n{PROSE}\n\nIn winter\n{two * 9}\n{PROSE}\n"
    assert levels(text) == [(1, "The Care of Ponds"), (2, "In spring"), (2, "In winter")]
    assert one * 3 not in plain(list(from_text(text, Place("x"), {}).blocks))


def test_lines_above_and_below_are_one_heading() -> None:
    text = f"==========\nHarbour 12\n==========\n\n{PROSE}\n\nThe pier\n--------\n\n{PROSE}\n"
    assert levels(text) == [(1, "Harbour 12"), (2, "The pier")]


def test_breaks_tables_and_paragraphs_are_not_underlined() -> None:
    assert levels(f"{PROSE}\n---\n{PROSE}\n") == []
    assert "rule" in kinds(f"{PROSE}\n\n* * *\n\n{PROSE}\n")
    head = "Month      Days   Rain\n----------------------\n"
    table = f"{head}January      14     82\nFebruary     11     64\nMarch        13     71\n"
    assert kinds(f"{PROSE}\n\n{table}") == ["paragraph", "grid"]


def test_a_person_overrules_an_underline() -> None:
    text = f"In spring\n---------\n\n{PROSE}\n"
    found = from_text(text, Place("x"), {"structure": [{"1": "paragraph"}]})
    assert found.blocks[0]["t"] == "Para"


@pytest.mark.parametrize(
    "table",
    [
        "Month      Days   Rain\nJanuary      14     82\nFebruary     11     64\nMarch        13     71",
        "Name\tTown\tSince\nAda\tSeatown\t1999\nBen\tPonden\t2004",
        "2019-2024   Keeper, Seatown Pond\n            Looked after fish\n2010-2019   Assistant, Lake Office",
    ],
)
def test_columns_are_a_table(table: str) -> None:
    blocks = from_text(f"{PROSE}\n\n{table}\n\n{PROSE}\n", Place("x"), {}).blocks
    assert [block["t"] for block in blocks] == ["Para", "Table", "Para"]
    assert plain(blocks[1]).split() == table.split()


def test_a_page_in_two_columns_is_no_table() -> None:
    left, right = "the boats were tied to the wall of stone", "and nobody counted the knots in the ropes"
    assert "grid" not in kinds("\n".join(f"{left}     {right}" for _ in range(12)) + "\n")


def test_even_lines_with_capitals_and_rhymes_are_verse() -> None:
    stanza = "The lamps go out along the quay\nThe gulls have nothing left to say\n"
    stanza += "I wrote your name upon the sea\nThe tide has taken it away"
    assert kinds(f"Harbour\n\n{stanza}\n\n{stanza}\n")[1:] == ["verse", "verse"]


def test_wrapped_prose_is_no_verse() -> None:
    prose = "The lamps went out along the quay and\nThe gulls had nothing left to say, so\n"
    prose += "they flew away over the roofs of the\ntown, and it was dark until Monday."
    assert kinds(f"{prose}\n\n{prose}\n") == ["paragraph", "paragraph"]


def test_marks_that_say_something_stay() -> None:
    text = "Packing list:\n✓ milk\n✗ eggs\n☐ bread\n→ leave at six\n"
    blocks = from_text(text, Place("x"), {}).blocks
    items = [" ".join(plain(item).split()) for item in blocks[-1]["c"]]
    assert items == ["✓ milk", "✗ eggs", "☐ bread", "→ leave at six"]


@pytest.mark.parametrize(
    "typed", [["١. الماء", "٢. الخبز"], ["1、苹果", "2、香蕉"], ["१. पानी", "२. रोटी"], ["1）one", "2）two"]]
)
def test_numbers_in_which_no_list_counts_stay_as_typed(typed: list[str]) -> None:
    text = "These are the things to buy:\n" + "\n".join(typed) + "\n"
    blocks = from_text(text, Place("x"), {}).blocks
    assert blocks[-1]["t"] == "BulletList"
    assert [" ".join(plain(item).split()) for item in blocks[-1]["c"]] == typed


def test_minutes() -> None:
    text = (
        "Present: A. Example, B. Sample, C. Model\nApologies: D. Mustermann\n\n1. Minutes of the last meeting\n"
        "The minutes were read and signed.\n\n2. Matters arising\n2.1 The gate\nThe gate has been mended at a cost "
        "of twelve pounds.\n2.2 The pond\nNothing has been done about the pond.\n"
    )
    words = [" ".join(plain(block).split()) for block in from_text(text, Place("x"), {}).blocks]
    assert any(one.endswith("Apologies: D. Mustermann") for one in words)
    assert "The minutes were read and signed." in words
    assert "Nothing has been done about the pond." in words
    assert "2.2 The pond" in words


PARAGRAPHS = (
    "The keeper wrote down every fish that he had seen in the pond, and every heron that had seen it too, "
    "and in the evening he counted both and found that they did not agree. The difference went into a second book."
)


def test_wrapped_paragraphs_without_blank_lines_are_told_apart() -> None:
    parts = ["The Book of the Pond", "1 What Is Counted", PARAGRAPHS, "2 Who Counts It", PARAGRAPHS, PARAGRAPHS]
    parts += ["3 Why It Never Agrees", PARAGRAPHS, PARAGRAPHS, "4 What Was Done", *[PARAGRAPHS] * 3]
    text = "\n".join(fill(part, 68) for part in parts)
    blocks = recognise(text).blocks
    assert [" ".join(block.lines) for block in blocks] == parts
    assert [block.level for block in blocks if block.kind == "heading"] == [1, 2, 2, 2, 2]


def test_a_title_right_above_a_poem_is_no_line_of_it() -> None:
    poem = "The frogs are still, the reeds are bent,\nThe evening puts the lanterns out,\n"
    poem += "And nobody knows where the heron went,\nOr what the ducks were glad about;"
    text = "\n".join(["1", "Songs Beside Quiet Water", poem, PROSE, PROSE])
    assert "verse" in kinds(text)
    assert next(block.lines for block in recognise(text).blocks if block.kind == "verse") == tuple(poem.split("\n"))


def test_lines_from_a_proportional_type_are_joined() -> None:
    rows = [
        "About the Pond",
        "The keeper wrote down every fish that he had seen in the pond, and every heron that had seen",
        "it too, and in the evening he counted both and found that they did not",
        "agree. The difference went into a second book, which nobody was ever meant to see, and",
        "which therefore everybody in the village had read by the end of the first summer.",
        "",
        "How It Is Counted",
        "Fish are counted from the bridge, since from the bank the light is in the eyes, and",
        "herons from the mill. Ducks are not counted at all, because they would come twice in a single",
        "morning and then complain about it. Whoever wants to help is asked to bring a",
        "pencil and a chair, and to say nothing before noon.",
    ]
    text = "\n".join(rows)
    found = [" ".join(block.lines) for block in recognise(text).blocks]
    assert found == [rows[0], " ".join(rows[1:5]), rows[6], " ".join(rows[7:])]


def test_marks_apart_from_their_items_are_taken_out() -> None:
    found = recognise(
        f"Things to bring to the pond:\n\n●\n●\n\n●\n\nA pencil.\n\nA chair.\n\n{PROSE}\n\n•\n\n{PROSE}\n"
    )
    assert [one.text for one in found.taken] == ["●", "●", "●"]
    assert any("mark of a list" in one.text for one in found.findings)


def test_stars_below_each_other_are_one_break() -> None:
    text = f"{PROSE}\n\n*\n\n*\n\n*\n\n{PROSE}\n"
    assert kinds(text) == ["paragraph", "rule", "paragraph"]


@pytest.mark.parametrize(
    ("signs", "wanted"),
    [(("===", "==", "="), [1, 2, 3]), (("==", "===", "===="), [1, 2, 3]), (("==", "==", "=="), [1, 1, 1])],
)
def test_lines_between_equals_signs_are_headings(signs: tuple[str, str, str], wanted: list[int]) -> None:
    one, two, three = signs
    head = f"{one} The Pond {one}\nKeeper: Ada\nOpen: May\n\n{two} Fish {two}\n\n"
    text = f"{head}{PROSE}\n\n{three}Herons{three}\n{PROSE}\n"
    assert levels(text) == list(zip(wanted, ["The Pond", "Fish", "Herons"], strict=True))
    assert "== x ==" in plain(list(from_text(f"{PROSE}\n\n== x ==\n\n{PROSE}\n", Place("x"), {}).blocks))
    kept = from_text(text, Place("x"), {"structure": [{"1": "paragraph"}]})
    assert kept.blocks[0]["t"] == "Para"
