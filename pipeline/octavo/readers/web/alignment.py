"""Centred and right-aligned paragraphs: turns HTML's attributes into marks that pass the sanitiser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from octavo.model import Node
from octavo.readers.xml_tree import Element
from octavo.tree import make
from octavo.tree import nodes as tree

_MARK = "octavo-aligned-"
_SIDES = {"center": "center", "middle": "center", "right": "right"}
_STYLE = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)


def mark_aligned(root: Element) -> None:
    """Put each aligned paragraph and division into a ``div`` whose class says so, in place.

    This is for HTML that an author wrote into a text. A saved page is aligned by its designer, which no edition
    follows.
    """
    for node in list(root.iter("p", "div", "center")):
        said = "center" if node.tag == "center" else node.get("align") or _styled(node)
        side = _SIDES.get(said.strip().lower())
        parent = node.getparent()
        if side is None or parent is None:
            continue
        shell = etree.Element("div", {"class": _MARK + side})
        parent.replace(node, shell)
        shell.tail, node.tail = node.tail, None
        shell.append(node)


def alignment_of(classes: Sequence[str]) -> str:
    """``center`` or ``right`` for a division that was marked so, else empty."""
    return next((name.removeprefix(_MARK) for name in classes if name.startswith(_MARK)), "")


def aligned(blocks: list[Node], side: str) -> list[Node]:
    """The blocks, each run of paragraphs in a division with the side's class; headings and the rest stay outside."""
    done: list[Node] = []
    for paragraphs, run in groupby(blocks, key=lambda node: tree.kind(node) in ("Para", "Plain", "LineBlock")):
        members = list(run)
        done += [make.div(["", [side], []], members)] if paragraphs else members
    return done


def _styled(node: Element) -> str:
    found = _STYLE.search(node.get("style") or "")
    return found[1] if found else ""
