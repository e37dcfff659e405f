"""Labelled boxes: a division of a known kind with its title, or with a label in the document's language. Floor 2."""

from __future__ import annotations

from lxml.etree import _Element

from octavo.body.builder import Builder, Write, child
from octavo.body.inlines import write_inlines
from octavo.languages.labels import labels_for
from octavo.model import Node
from octavo.tree import nodes as tree

KINDS = ("note", "tip", "important", "warning", "caution")
"""The classes that make a division a box."""
TITLE = "box-title"
"""The class of a box's first line; no document can ask for it."""


def kind_of(classes: list[str]) -> str | None:
    """The kind of box that a division's classes make it, if they make it one."""
    return next((name for name in classes if name in KINDS), None)


def write_box(builder: Builder, element: _Element, kind: str, blocks: list[Node], write: Write) -> None:
    """Fill a box: first its title, that of the document or the label of its kind, then what it holds.

    A heading that begins a box is its title; it is no part of the document's outline.
    """
    element.set("role", "note")
    title, blocks = _title(blocks)
    line = builder.number(child(element, "p", class_=TITLE))
    if title:
        write_inlines(builder, line, title)
    else:
        own = next((lang for node in element.iterancestors("div") if (lang := node.get("lang"))), builder.lang)
        lang = element.get("lang") or own
        labels = labels_for(lang)
        line.text = str(getattr(labels, kind))
        if not lang.lower().startswith(labels.lang):
            line.set("lang", labels.lang)
    write(builder, element, blocks)


def _title(blocks: list[Node]) -> tuple[list[Node], list[Node]]:
    first = blocks[0] if blocks else {}
    if tree.kind(first) == "Header" and tree.inlines(first):
        return tree.inlines(first), blocks[1:]
    if tree.kind(first) == "Div" and "title" in tree.classes(first):
        inner = tree.blocks(first)
        if inner and tree.kind(inner[0]) in ("Para", "Plain"):
            return tree.inlines(inner[0]), [*inner[1:], *blocks[1:]]
    return [], blocks
