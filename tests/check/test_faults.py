"""Faults planted in each edition must all be found, and named with the seed's line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from lxml.etree import _Element
from octavo.body import Body
from octavo.check import Text, prove_edition
from octavo.model import Place

from tests.check.conftest import NAMES, made
from tests.check.samples import EVERYTHING

Change = Callable[[_Element], None]


def containing(tree: _Element, tag: str, words: str) -> _Element:
    return next(node for node in tree.iter(tag) if words in "".join(map(str, node.itertext())))


def drop(node: _Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def dropped_paragraph(tree: _Element) -> None:
    drop(containing(tree, "p", "counted twice"))


def swapped_pair(tree: _Element) -> None:
    one, two = containing(tree, "p", "counted twice"), containing(tree, "p", "whole town")
    parent = one.getparent()
    assert parent is not None
    parent.remove(one)
    parent.insert(parent.index(two) + 1, one)


def doubled_paragraph(tree: _Element) -> None:
    one = containing(tree, "p", "counted twice")
    one.addnext(deepcopy(one))


def changed_word(tree: _Element) -> None:
    node = containing(tree, "p", "different hand")
    node.text = (node.text or "").replace("different", "familiar")


def lost_cell(tree: _Element) -> None:
    drop(containing(tree, "td", "Merriweather"))


def lost_item(tree: _Element) -> None:
    drop(containing(tree, "li", "lamp oil"))


def dropped_heading(tree: _Element) -> None:
    drop(containing(tree, "h3", "What was on board"))


def plain_heading(tree: _Element) -> None:
    node = containing(tree, "h3", "What was on board")
    node.tag = "p"


def lost_picture(tree: _Element) -> None:
    drop(containing(tree, "figure", ""))


def changed_alternative(tree: _Element) -> None:
    next(tree.iter("img")).set("alt", "Something else")


def changed_link(tree: _Element) -> None:
    next(node for node in tree.iter("a") if "almanac" in node.get("href", "")).set("href", "https://example.net/")


def lost_code(tree: _Element) -> None:
    drop(containing(tree, "pre", "bearing"))


def lost_line_of_verse(tree: _Element) -> None:
    verse = containing(tree, "p", "lanterns")
    broken = next(verse.iter("br"))
    broken.tail = ""


FAULTS: dict[Change, str] = {
    dropped_paragraph: "every boat on the quay",
    swapped_pair: "",
    doubled_paragraph: "counted twice",
    changed_word: "different",
    lost_cell: "merriweather",
    lost_item: "seven casks",
    dropped_heading: "what was on board",
    plain_heading: "What was on board",
    lost_picture: "A torn sail on a spar",
    changed_alternative: "A torn sail on a spar",
    changed_link: "https://example.com/almanac",
    lost_code: "bearing",
    lost_line_of_verse: "lanterns on the shore",
}
LINES = {
    dropped_paragraph: "Every boat",
    changed_word: "The log ends",
    lost_cell: "| lamp oil",
    lost_item: "- seven casks",
}


def with_outline(body: Body, tree: _Element) -> Body:
    """The body with another tree, whose outline says what the tree does."""
    there = {node.get("id") for node in tree.iter("h2", "h3", "h4")}
    return dataclasses.replace(body, tree=tree, outline=tuple(entry for entry in body.outline if entry.id in there))


@pytest.mark.parametrize("name", NAMES)
def test_whole_editions_hold(name: str, everything: Body, editions: dict[str, bytes], text: Text) -> None:
    proof = prove_edition(name, editions[name], everything, text)
    assert proof.ok, proof.summary()
    assert {row.what: row.expected for row in proof.rows}["words"] > 150


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", FAULTS, ids=lambda change: change.__name__)
def test_a_changed_tree_is_found_out(name: str, change: Change, everything: Body, text: Text) -> None:
    tree = everything.copy_tree()
    change(tree)
    proof = prove_edition(name, made(name, with_outline(everything, tree)), everything, text)
    assert not proof.ok
    told = " ".join(fault.text for fault in proof.faults).casefold()
    assert FAULTS[change].casefold() in told
    if change in LINES:
        line = next(n for n, said in enumerate(EVERYTHING.split("\n"), 1) if said.startswith(LINES[change]))
        assert Place("seeds/seed.md", line) in [fault.place for fault in proof.faults]


@pytest.mark.parametrize("name", ["large-print", "screen"])
def test_companions_that_are_set_anew_are_compared_too(name: str, everything: Body, text: Text) -> None:
    assert prove_edition(name, made(name, everything), everything, text).ok
    tree = everything.copy_tree()
    dropped_paragraph(tree)
    assert not prove_edition(name, made(name, with_outline(everything, tree)), everything, text).ok


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_note(name: str, everything: Body, text: Text) -> None:
    tree = everything.copy_tree()
    call = next(node for node in tree.iter("a") if node.get("id") == "fnref-1")
    call.tag = "span"
    less = dataclasses.replace(everything, tree=tree, notes=everything.notes[1:])
    proof = prove_edition(name, made(name, less), everything, text)
    assert any("blue scarf" in fault.text for fault in proof.faults), proof.summary()


@pytest.mark.parametrize("name", NAMES)
def test_a_shortened_note(name: str, everything: Body, text: Text) -> None:
    notes = everything.copy_notes()
    drop(containing(notes[1].tree, "p", "lighthouse"))
    proof = prove_edition(name, made(name, dataclasses.replace(everything, notes=notes)), everything, text)
    assert any("lighthouse" in fault.text for fault in proof.faults), proof.summary()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("key", "value", "what"),
    [("title", "Another Log", "title"), ("lang", "de", "language"), ("contributors", (), "author")],
)
def test_other_metadata(name: str, key: str, value: object, what: str, everything: Body, text: Text) -> None:
    changes: dict[str, Any] = {key: value}
    metadata = dataclasses.replace(everything.metadata, **changes)
    proof = prove_edition(name, made(name, dataclasses.replace(everything, metadata=metadata)), everything, text)
    assert what in {fault.what for fault in proof.faults}
