"""Pictures that stand alone, as pandoc reads them: figures. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.model import Node
from octavo.tree import plain


def text_block(content: list[Node], kind: str) -> list[Node]:
    """A paragraph; a picture alone is a figure, and nothing is nothing."""
    if len(content) == 1 and content[0]["t"] == "Image" and content[0]["c"][1]:
        return [_figure_of(content[0])]
    return [{"t": kind, "c": content}] if content else []


def only_image(blocks: Sequence[Node]) -> Node | None:
    """The image, if the blocks are one paragraph that holds nothing else."""
    if len(blocks) == 1 and blocks[0]["t"] in ("Plain", "Para"):
        content = [node for node in blocks[0]["c"] if node["t"] not in ("Space", "SoftBreak")]
        if len(content) == 1 and content[0]["t"] == "Image":
            return dict(content[0])
    return None


def _figure_of(image: Node) -> Node:
    """A paragraph that is an image alone, as pandoc reads it."""
    attr, alt, target = image["c"]
    bare = {"t": "Image", "c": [["", *attr[1:]], alt, target]}
    return figure([attr[0], [], []], alt, bare)


def figure(attr: list[object], caption: list[Node], image: Node) -> Node:
    """A figure; the identifier is the figure's, all other attributes are the image's."""
    inner, alt, target = image["c"]
    if not attr[0] and inner[0]:
        attr = [inner[0], *attr[1:]]
    image = {"t": "Image", "c": [["", *inner[1:]], plain.words(plain.text_of(alt)) if alt != caption else alt, target]}
    return {
        "t": "Figure",
        "c": [[attr[0], [], []], [None, [{"t": "Plain", "c": caption}]], [{"t": "Plain", "c": [image]}]],
    }
