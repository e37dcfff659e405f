"""Pictures in a tree: each one comes along, or its words stay and a notice says why. Fills the album."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from octavo.model import Node, Notice, Place
from octavo.notices import Code
from octavo.pictures import LeftOut
from octavo.tree.nodes import para
from octavo.tree.walk import plain, rewrite, walk, words_to_inlines

_LEFT = "octavo-left-out"


class Shelf(Protocol):
    """Where pictures are taken from, by the name that the document has for them."""

    def take(self, reference: str, beside: str = "") -> str:
        """Take a picture and give its name below ``images/``. Raises ``LeftOut``."""


def bring_pictures(
    blocks: Iterable[Node], album: Shelf, place: Place, beside: str = "", *, names: bool = True
) -> tuple[list[Node], tuple[Notice, ...]]:
    """Blocks whose pictures are called ``images/NAME``, and notices for those that are left out.

    A picture that stays behind leaves its alternative text; where it has none and ``names`` is set, its name.
    """
    blocks = list(blocks)
    if not any(node.get("t") == "Image" for node in walk(blocks)):
        return blocks, ()
    notices: dict[str, Notice] = {}

    def inlines(nodes: list[Node]) -> list[Node]:
        if not any(node.get("t") == "Image" for node in nodes):
            return nodes
        done: list[Node] = []
        for node in nodes:
            made = _image(node, album, place, beside, names, notices) if node.get("t") == "Image" else [node]
            if made and made[0].get("t") == "Span" and node.get("t") == "Image":
                made = [{"t": "Space"}, *made, {"t": "Space"}]
            done.extend(made)
        return done

    blocks = rewrite(blocks, inlines=inlines)
    if notices:
        blocks = rewrite(rewrite(blocks, blocks=_figures), inlines=_unwrap)
    return blocks, tuple(notices.values())


def _image(node: Node, album: Shelf, place: Place, beside: str, names: bool, notices: dict[str, Notice]) -> list[Node]:
    attributes, alt, (target, title) = node["c"]
    try:
        return [{"t": "Image", "c": [attributes, alt, [f"images/{album.take(target, beside)}", title]]}]
    except LeftOut as reason:
        shown = _shown(target)
        notices.setdefault(
            target,
            Notice(Code.picture_left_out, f"the picture {shown} {reason}", place, "put the file beside the text"),
        )
        words = alt or (words_to_inlines(shown) if names and target.strip() and target[:5].lower() != "data:" else [])
        return [{"t": "Span", "c": [["", [_LEFT], []], words]}] if words else []


def _figures(nodes: list[Node]) -> list[Node]:
    """A figure without its picture is a paragraph."""
    done: list[Node] = []
    for node in nodes:
        if node.get("t") == "Figure" and any(inner.get("t") == "Image" for inner in walk(node["c"][2])):
            done.append(node)
        elif node.get("t") == "Figure" and _is_left(node["c"][2]):
            caption, content = node["c"][1][1], node["c"][2]
            done.extend(_unmarked(content) if plain(content).split() != plain(caption).split() else [])
            done.extend(_unmarked(caption))
        else:
            done.append(node)
    return done


def _is_left(value: object) -> bool:
    return any(inner.get("t") == "Span" and _LEFT in inner["c"][0][1] for inner in walk(value))


def _unmarked(blocks: list[Node]) -> list[Node]:
    return [para(block["c"]) if block.get("t") == "Plain" else block for block in blocks]


def _unwrap(nodes: list[Node]) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        done.extend(node["c"][1] if node.get("t") == "Span" and _LEFT in node["c"][0][1] else [node])
    return done


def _shown(target: str) -> str:
    target = re.sub(r"\s+", " ", target.strip())
    if target[:5].lower() == "data:":
        return "inside the text"
    return target if len(target) <= 80 else f"{target[:77]}..."
