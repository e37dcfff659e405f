"""Alternative text is not a caption: only a page's own caption is printed below a picture. Pure."""

from __future__ import annotations

from octavo.model import Node
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite, words_to_inlines


def alt_is_no_caption(blocks: list[Node]) -> list[Node]:
    """Blocks in which a picture that is alone and has no caption bears its alternative text as an attribute.

    In a manuscript the words in the brackets of a picture that is alone are its caption.
    """

    def each(nodes: list[Node]) -> list[Node]:
        return [_settled(node) for node in nodes]

    return rewrite(blocks, blocks=each)


def _settled(node: Node) -> Node:
    if tree.kind(node) in ("Para", "Plain") and (image := _only(tree.inlines(node))) is not None:
        return tree.with_inlines(node, [_mute(image)])
    if tree.kind(node) == "Figure":
        content = tree.blocks(node)
        alone = len(content) == 1 and tree.kind(content[0]) in ("Para", "Plain")
        image = _only(tree.inlines(content[0])) if alone else None
        if image is not None and plain(tree.caption(node)[1]).strip():
            content[0] = make.tight([_speaking(image)])
        elif image is not None:
            return make.para([_mute(image, tree.identifier(node))])
    return node


def _only(inlines: list[Node]) -> Node | None:
    kept = [one for one in inlines if tree.kind(one) not in ("Space", "SoftBreak", "LineBreak")]
    return kept[0] if len(kept) == 1 and tree.kind(kept[0]) == "Image" else None


def _mute(image: Node, identifier: str = "") -> Node:
    own, classes, pairs = tree.attributes_of(image)
    alt = " ".join(plain(tree.inlines(image)).split())
    if alt and not any(key == "alt" for key, _ in pairs):
        pairs = [*pairs, ["alt", alt]]
    return make.image([own or identifier, classes, pairs], [], tree.target(image))


def _speaking(image: Node) -> Node:
    """An image whose alternative text is where pandoc keeps it in a figure with a caption."""
    own, classes, pairs = tree.attributes_of(image)
    words = tree.inlines(image) or words_to_inlines(tree.value_of(image, "alt"))
    return make.image([own, classes, [pair for pair in pairs if pair[0] != "alt"]], words, tree.target(image))
