"""The layout of pandoc's nodes is known in one place, and that place knows it right."""

from __future__ import annotations

import ast

import pytest
from octavo.model import Node
from octavo.tree import make
from octavo.tree import nodes as tree

from tests.test_floors import PACKAGE

_KEYS = ("t", "c")
"""The two keys of a node in pandoc's JSON."""

NAME = ["x", ["a"], [["k", "v"]]]
WORDS = [make.string("one"), make.space(), make.string("two")]
GOAL = ["https://example.org", "title"]


def looks_inside(source: str) -> list[int]:
    """The lines on which Python source takes a node apart or puts one together by its keys."""
    found: list[int] = []
    for node in ast.walk(ast.parse(source)):
        asked: list[ast.expr | None] = []
        keys: tuple[str, ...] = _KEYS
        if isinstance(node, ast.Subscript):
            asked = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = [*node.args[:1]] if node.func.attr in ("get", "pop", "setdefault") else []
        elif isinstance(node, ast.Dict):
            asked, keys = node.keys, ("t",)
        found += [key.lineno for key in asked if isinstance(key, ast.Constant) and key.value in keys]
    return found


def test_only_the_tree_knows_where_the_parts_of_a_node_stand() -> None:
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] != "tree"]
    found = {str(path.relative_to(PACKAGE)): looks_inside(path.read_text(encoding="utf-8")) for path in paths}
    assert len(found) > 200
    assert not {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize(
    "line",
    [
        'x["c"]',
        "x['t'] = 'Para'",
        'x.get("c", ())',
        'x.get("t")',
        'y = {"t": "Space"}',
        'f(x[0]["c"][1])',
        'x.pop("c")',
    ],
)
def test_code_that_looks_inside_a_node_is_seen(line: str) -> None:
    assert looks_inside(line) == [1] * len(looks_inside(line)) != []


@pytest.mark.parametrize("line", ['x["content"]', 'x = {"c": 100}', 'x.get("title")', 'x = "t"'])
def test_code_that_looks_like_it_is_let_be(line: str) -> None:
    assert not looks_inside(line)


@pytest.mark.parametrize(
    "node",
    [
        make.para(WORDS),
        make.tight(WORDS),
        make.heading(2, NAME, WORDS),
        make.span(NAME, WORDS),
        make.link(NAME, WORDS, GOAL),
        make.image(NAME, WORDS, GOAL),
        make.of_kind("Emph", WORDS),
        make.of_kind("Quoted", [make.tagged("SingleQuote"), WORDS]),
        make.of_kind("Cite", [[], WORDS]),
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
        make.of_kind("BlockQuote", [make.para(WORDS)]),
        make.of_kind("Note", [make.para(WORDS)]),
        make.div(NAME, [make.para(WORDS)]),
        make.of_kind("Figure", [NAME, [None, []], [make.para(WORDS)]]),
    ],
    ids=tree.kind,
)
def test_blocks_are_found_and_changed_in_a_copy(node: Node) -> None:
    assert tree.blocks(node) == [make.para(WORDS)]
    assert tree.blocks(tree.with_blocks(node, [])) == []
    assert tree.with_blocks(tree.with_blocks(node, []), [make.para(WORDS)]) == node


@pytest.mark.parametrize(
    "node",
    [
        make.code("x", NAME),
        make.code_block("x", attr=NAME),
        make.heading(1, NAME, WORDS),
        make.div(NAME, []),
        make.span(NAME, WORDS),
        make.link(NAME, WORDS, GOAL),
        make.image(NAME, WORDS, GOAL),
        make.of_kind("Table", [NAME, [None, []], [], [], [], []]),
    ],
    ids=tree.kind,
)
def test_attributes_are_found_and_changed_in_a_copy(node: Node) -> None:
    assert (tree.identifier(node), tree.classes(node)) == ("x", ["a"])
    assert tree.attributes_of(tree.with_attributes(node, make.no_attributes())) == ["", [], []]
    assert tree.attributes_of(node) == NAME


def test_characters_are_found_in_all_that_bears_them() -> None:
    raw = make.of_kind("RawInline", ["html", "<br>"])
    assert [tree.text(node) for node in (make.string("s"), make.code("c"), make.math("InlineMath", "m"), raw)] == [
        *("s", "c", "m", "<br>")
    ]
    assert tree.raw_format(raw) == "html"
    assert tree.with_text(make.code("c", NAME), "d") == make.code("d", NAME)
    assert tree.with_text(make.string("c"), "d") == make.string("d")


def test_the_parts_that_one_kind_alone_has() -> None:
    numbers = [[3, make.tagged("Decimal"), make.tagged("Period")], [[make.tight(WORDS)]]]
    assert tree.numbering(make.of_kind("OrderedList", numbers)) == (3, "Decimal", "Period")
    assert tree.items(make.of_kind("OrderedList", numbers)) == tree.items(make.of_kind("BulletList", numbers[1]))
    assert tree.level(make.header(4, WORDS)) == 4
    assert tree.target(make.link(NAME, WORDS, GOAL)) == GOAL
    assert tree.math_kind(make.math("DisplayMath", "m")) == "DisplayMath"
    assert tree.is_display(make.math("DisplayMath", "m"))
    assert not tree.is_display(make.math("InlineMath", "m"))
    assert not tree.is_display(make.string("m"))
    assert tree.table(make.of_kind("Table", [NAME, [None, []], [1], [2], [3], [4]]))[2:] == ([1], [2], [3], [4])


def test_a_part_that_a_kind_does_not_have_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        tree.inlines(make.code("x"))


def test_what_is_made_is_taken_apart_again() -> None:
    count = tree.Numbering(3, "LowerRoman", "OneParen")
    listed = make.ordered_list(count, [[make.tight(WORDS)]])
    assert (tree.numbering(listed), tree.items(listed)) == (count, [[make.tight(WORDS)]])
    assert tree.items(make.bullet_list([[make.para(WORDS)]])) == [[make.para(WORDS)]]
    assert tree.lines(make.line_block([WORDS, WORDS[:1]])) == [WORDS, WORDS[:1]]
    assert tree.blocks(make.quotation([make.para(WORDS)])) == tree.blocks(make.note([make.para(WORDS)]))
    parts = tree.table(make.simple_table(["AlignRight"], [[WORDS], [[]]]))
    assert [row[1][0][4] for row in parts.bodies[0][3]] == [[make.tight(WORDS)], []]


def test_paragraphs_become_tight_and_loose_again() -> None:
    blocks = [make.para(WORDS), make.rule(), make.tight(WORDS)]
    assert [tree.kind(node) for node in tree.tightened(blocks)] == ["Plain", "HorizontalRule", "Plain"]
    assert [tree.kind(node) for node in tree.loosened(blocks)] == ["Para", "HorizontalRule", "Para"]


def test_a_heading_moves_and_a_link_leads_elsewhere_in_a_copy() -> None:
    heading, link = make.heading(2, NAME, WORDS), make.link(NAME, WORDS, GOAL)
    assert (tree.level(tree.with_level(heading, 5)), tree.level(heading)) == (5, 2)
    assert tree.target(tree.with_target(link, "#x", "")) == ["#x", ""]
    assert tree.target(link) == GOAL
    assert (tree.value_of(link, "k"), tree.value_of(link, "z")) == ("v", "")
    assert tree.has_attributes(link)
    assert not tree.has_attributes(make.para(WORDS))


def test_a_table_of_head_rows_alone_has_them_as_its_body() -> None:
    node = make.simple_table(["AlignDefault"], [[WORDS]])
    rows = tree.table(node).bodies[0][3]
    parts = list(tree.table(node))
    heads = make.of_kind("Table", [*parts[:3], [make.no_attributes(), rows], [], parts[5]])
    tree.put_head_into_body(heads)
    assert heads == node


def test_a_node_becomes_another_in_place() -> None:
    node = make.para(WORDS)
    tree.become(node, make.rule())
    assert node == make.rule()


def test_values_of_metadata_are_a_list_whether_one_or_many() -> None:
    one = make.of_kind("MetaInlines", WORDS)
    assert tree.values(one) == tree.values(make.of_kind("MetaList", [one])) == [one]
