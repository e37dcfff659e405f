"""The layout of pandoc's nodes is known in one place, and that place knows it right."""

from __future__ import annotations

import re

import pytest
from octavo.model import Node
from octavo.tree import nodes as tree

from tests.test_floors import PACKAGE

_LAYOUT = re.compile(r"""\[["']c["']\]|get\(["']c["']""")
_NOT_YET = ("readers",)
"""Rooms that still look into nodes by themselves. This list may only become shorter."""

NAME = ["x", ["a"], [["k", "v"]]]
WORDS = [tree.string("one"), tree.space(), tree.string("two")]
GOAL = ["https://example.org", "title"]


def rooms_that_look_inside() -> dict[str, list[str]]:
    """The modules outside ``tree`` that index a node's content, by room."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        if room != "tree" and _LAYOUT.search(path.read_text(encoding="utf-8")):
            found.setdefault(room, []).append(str(path.relative_to(PACKAGE)))
    return found


def test_only_the_tree_knows_where_the_parts_of_a_node_stand() -> None:
    found = rooms_that_look_inside()
    assert not {room: paths for room, paths in found.items() if room not in _NOT_YET}


def test_the_list_of_rooms_that_are_not_there_yet_is_as_short_as_it_can_be() -> None:
    assert set(_NOT_YET) <= rooms_that_look_inside().keys()


@pytest.mark.parametrize(
    "node",
    [
        tree.para(WORDS),
        tree.tight(WORDS),
        tree.heading(2, NAME, WORDS),
        tree.span(NAME, WORDS),
        tree.link(NAME, WORDS, GOAL),
        tree.image(NAME, WORDS, GOAL),
        tree.of_kind("Emph", WORDS),
        tree.of_kind("Quoted", [tree.tagged("SingleQuote"), WORDS]),
        tree.of_kind("Cite", [[], WORDS]),
    ],
    ids=tree.kind,
)
def test_inlines_are_found_and_changed_in_a_copy(node: Node) -> None:
    before = repr(node)
    changed = tree.with_inlines(node, WORDS[:1])
    assert tree.inlines(node) == WORDS
    assert tree.inlines(changed) == WORDS[:1]
    assert tree.with_inlines(changed, WORDS) == node
    assert repr(node) == before


@pytest.mark.parametrize(
    "node",
    [
        tree.of_kind("BlockQuote", [tree.para(WORDS)]),
        tree.of_kind("Note", [tree.para(WORDS)]),
        tree.div(NAME, [tree.para(WORDS)]),
        tree.of_kind("Figure", [NAME, [None, []], [tree.para(WORDS)]]),
    ],
    ids=tree.kind,
)
def test_blocks_are_found_and_changed_in_a_copy(node: Node) -> None:
    assert tree.blocks(node) == [tree.para(WORDS)]
    assert tree.blocks(tree.with_blocks(node, [])) == []
    assert tree.with_blocks(tree.with_blocks(node, []), [tree.para(WORDS)]) == node


@pytest.mark.parametrize(
    "node",
    [
        tree.code("x", NAME),
        tree.code_block("x", attr=NAME),
        tree.heading(1, NAME, WORDS),
        tree.div(NAME, []),
        tree.span(NAME, WORDS),
        tree.link(NAME, WORDS, GOAL),
        tree.image(NAME, WORDS, GOAL),
        tree.of_kind("Table", [NAME, [None, []], [], [], [], []]),
    ],
    ids=tree.kind,
)
def test_attributes_are_found_and_changed_in_a_copy(node: Node) -> None:
    assert (tree.identifier(node), tree.classes(node)) == ("x", ["a"])
    assert tree.attributes_of(tree.with_attributes(node, tree.no_attributes())) == ["", [], []]
    assert tree.attributes_of(node) == NAME


def test_characters_are_found_in_all_that_bears_them() -> None:
    raw = tree.of_kind("RawInline", ["html", "<br>"])
    assert [tree.text(node) for node in (tree.string("s"), tree.code("c"), tree.math("InlineMath", "m"), raw)] == [
        *("s", "c", "m", "<br>")
    ]
    assert tree.raw_format(raw) == "html"
    assert tree.with_text(tree.code("c", NAME), "d") == tree.code("d", NAME)
    assert tree.with_text(tree.string("c"), "d") == tree.string("d")


def test_the_parts_that_one_kind_alone_has() -> None:
    numbers = [[3, tree.tagged("Decimal"), tree.tagged("Period")], [[tree.tight(WORDS)]]]
    assert tree.numbering(tree.of_kind("OrderedList", numbers)) == (3, "Decimal", "Period")
    assert tree.items(tree.of_kind("OrderedList", numbers)) == tree.items(tree.of_kind("BulletList", numbers[1]))
    assert tree.level(tree.header(4, WORDS)) == 4
    assert tree.target(tree.link(NAME, WORDS, GOAL)) == GOAL
    assert tree.math_kind(tree.math("DisplayMath", "m")) == "DisplayMath"
    assert tree.is_display(tree.math("DisplayMath", "m"))
    assert not tree.is_display(tree.math("InlineMath", "m"))
    assert not tree.is_display(tree.string("m"))
    assert tree.table(tree.of_kind("Table", [NAME, [None, []], [1], [2], [3], [4]]))[2:] == ([1], [2], [3], [4])


def test_a_part_that_a_kind_does_not_have_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        tree.inlines(tree.code("x"))
