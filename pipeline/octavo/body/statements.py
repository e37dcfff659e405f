"""Labels of statements (theorems and the like) and of boxes that have a name. Floor 2."""

from __future__ import annotations

from octavo.model import Node
from octavo.tree import make
from octavo.tree import nodes as tree


def statement(inner: list[Node], label: str) -> None:
    """A theorem and its like: its label in bold, with its own title in brackets, before its text."""
    first = inner[0] if inner and tree.kind(inner[0]) in ("Para", "Header") else None
    words = tree.inlines(first) if first is not None else []
    titled = first is not None and (
        tree.kind(first) == "Header" or (len(words) == 1 and tree.kind(words[0]) == "Strong")
    )
    bold = make.of_kind("Strong", [make.string(label)])
    if first is None:
        inner.insert(0, make.para([bold]))
    elif titled:
        title = tree.inlines(words[0]) if tree.kind(words[0]) == "Strong" else words
        inner[0] = make.para([bold, make.space(), make.string("("), *title, make.string(")")])
    else:
        inner[0] = tree.with_inlines(first, [bold, make.string("."), make.space(), *words])


def box(node: Node, label: str) -> None:
    """A note, a tip, a warning with a name: its label is before its title, or is its title."""
    inner = tree.blocks(node)
    titled = inner and tree.kind(inner[0]) == "Div" and "title" in tree.classes(inner[0])
    if titled and (title := tree.blocks(inner[0])):
        title[0] = tree.with_inlines(title[0], [make.string(f"{label}:"), make.space(), *tree.inlines(title[0])])
    else:
        inner.insert(0, make.div(["", ["title"], []], [make.para([make.string(label)])]))
