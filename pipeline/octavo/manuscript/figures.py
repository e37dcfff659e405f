"""Pictures alone in a paragraph, which pandoc reads as figures. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.model import Node
from octavo.tree import make, plain
from octavo.tree import nodes as tree


def text_block(content: list[Node], kind: str) -> list[Node]:
    """A paragraph; a picture alone is a figure, and nothing is nothing."""
    if len(content) == 1 and tree.kind(content[0]) == "Image" and tree.inlines(content[0]):
        return [_figure_of(content[0])]
    return [make.of_kind(kind, content)] if content else []


def only_image(blocks: Sequence[Node]) -> Node | None:
    """The image, if the blocks are one paragraph that holds nothing else."""
    if len(blocks) == 1 and tree.kind(blocks[0]) in ("Plain", "Para"):
        content = [node for node in tree.inlines(blocks[0]) if tree.kind(node) not in ("Space", "SoftBreak")]
        if len(content) == 1 and tree.kind(content[0]) == "Image":
            return dict(content[0])
    return None


def _figure_of(image: Node) -> Node:
    """A paragraph that is an image alone, as pandoc reads it."""
    attr, alt, target = tree.attributes_of(image), tree.inlines(image), tree.target(image)
    bare = make.image(["", *attr[1:]], alt, target)
    return figure([attr[0], [], []], alt, bare)


def figure(attr: list[object], caption: list[Node], image: Node) -> Node:
    """A figure; the identifier is the figure's, all other attributes are the image's."""
    inner, alt, target = tree.attributes_of(image), tree.inlines(image), tree.target(image)
    if not attr[0] and inner[0]:
        attr = [inner[0], *attr[1:]]
    image = make.image(["", *inner[1:]], plain.words(plain.text_of(alt)) if alt != caption else alt, target)
    return make.of_kind("Figure", [[attr[0], [], []], [None, [make.tight(caption)]], [make.tight([image])]])
