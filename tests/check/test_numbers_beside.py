"""What a page shows beside the text or amid it, and what that does not excuse."""

from __future__ import annotations

from collections import Counter

import pytest
from octavo.check.in_order import is_interleaved, is_told_in_order, once
from octavo.check.inventories.held import Inventory
from octavo.check.inventories.scripts import untangled
from octavo.check.tags import _is_made_of, _sides_aside, _unexplained
from octavo.text import Run, spelt, words_of


def added(*words: str) -> list[Run]:
    return [Run((word,), 1, 1) for word in words]


def test_each_page_of_the_other_edition_may_be_namedonce() -> None:
    text = spelt(["some words of a text"])
    left = _unexplained(added("1", "2", "1", "77"), Inventory(), text, [False], Counter(["1", "2", "3"]))
    assert [run.words for run in left] == [("1",), ("77",)]


def test_the_head_of_a_table_may_be_set_again_also_where_a_cell_is_a_sign() -> None:
    head = Inventory(repeated=["#", "Episode", "Question(s)"])
    again = [Run(("#", "episode", "question", "s"), 1, 1)]
    assert not _unexplained(again, head, spelt(["some words"]), [False], Counter())
    assert _unexplained([Run(("#", "other"), 1, 1)], head, spelt(["some words"]), [False], Counter())


@pytest.mark.parametrize(("got", "holds"), [("abcbxy", True), ("abcxyb", True), ("abcxya", False), ("acxyb", False)])
def test_links_in_heads_may_be_set_again_and_no_others(got: str, *, holds: bool) -> None:
    assert is_interleaved("abc", "xy", got, frozenset("b")) is holds


def test_without_another_edition_no_number_is_excused() -> None:
    left = _unexplained(added("1"), Inventory(), spelt(["some words"]), [False], Counter())
    assert len(left) == 1


@pytest.mark.parametrize(
    ("got", "holds"),
    [("abcxy", True), ("axbyc", True), ("xyabc", True), ("bacxy", False), ("abcyx", False), ("abcx", False)],
)
def test_notes_stand_amid_the_text_in_their_order(got: str, *, holds: bool) -> None:
    assert is_interleaved("abc", "xy", got) is holds


@pytest.mark.parametrize(
    ("text", "got", "holds"),
    [("abc", "abbcx", True), ("abc", "abxbc", True), ("abc", "abca", False), ("abc", "acb", False)],
)
def test_a_link_on_two_lines_counts_once_also_with_a_note_between(text: str, got: str, *, holds: bool) -> None:
    assert is_interleaved(text, "x" if "x" in got else "", got) is holds


def test_the_sign_behind_a_number_may_stand_on_its_other_side() -> None:
    assert _sides_aside("1.") == _sides_aside(".1")
    assert _sides_aside("12.") != _sides_aside(".21")
    assert _sides_aside("1.") != _sides_aside("1)")
    assert _sides_aside("(a)") == _sides_aside(")a )") != _sides_aside("a)")


def test_words_in_disorder_at_two_places_may_be_taken_for_one_another() -> None:
    far = ["line of other words"] * 40
    ours = words_of(["الكتاب على الرف", *far, "الكتاب على الرف"])
    tangled = [True, *[False] * 40, True]
    second = ours.ends[-2]
    missing = [Run(("الكتاب",), 0, 0)]
    moved = [Run(("الكتاب",), second, 3, 3 - second)]  # its own stands after the others, and was not told apart
    here = [Run(("الكتاب",), second + 3, second + 3)]
    assert list(untangled(missing, here, ours, tangled, 0)) == missing
    assert not list(untangled(missing, here, ours, tangled, 0, moved))
    assert not list(untangled(moved, here, ours, tangled, 0, moved))
    assert list(untangled([*missing, Run(("على",), 1, 1)], here, ours, tangled, 0, moved))


def test_heads_of_tables_in_tables_begin_a_page_together() -> None:
    assert _is_made_of("onethree", ["one", "two", "three"])
    assert _is_made_of("threeone", ["one", "two", "three"])
    assert not _is_made_of("onefour", ["one", "two", "three"])


def test_pictures_in_heads_may_be_drawn_again_and_no_others() -> None:
    assert once(["a", "b", "a"], ["a", "b"], ["a"]) == ["a", "b"]
    assert once(["a", "b", "b"], ["a", "b"], ["a"]) == ["a", "b", "b"]
    assert once(["b"], ["a", "b"], ["a"]) == ["b"]


@pytest.mark.parametrize(
    ("drawn", "holds"),
    [("habcxyd", True), ("habhcxyd", True), ("hxabcyd", True), ("hxabychd", True), ("hbacxyd", False),
     ("habcyxd", False), ("habcxy", False), ("habbcxyd", False)],
)  # fmt: skip
def test_pictures_of_notes_and_of_heads_stand_amid_the_others(drawn: str, *, holds: bool) -> None:
    assert is_told_in_order(drawn, "habcd", "xy", "h") is holds


def test_what_a_head_draws_again_may_also_come_later() -> None:
    assert is_told_in_order("habhxha", "habxha", "", "h")
    assert not is_told_in_order("habhxa", "habxha", "", "h")
