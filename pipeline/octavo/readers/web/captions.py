"""What stands for a picture is no caption of it: only a page's own caption is printed below. Pure."""

from __future__ import annotations

from octavo.model import Node
from octavo.tree.walk import plain, rewrite, words_to_inlines


def alt_is_no_caption(blocks: list[Node]) -> list[Node]:
    """Blocks in which a picture that stands alone and has no caption bears its alternative text as an attribute.

    In a manuscript the words in the brackets of a picture that stands alone are its caption.
    """

    def each(nodes: list[Node]) -> list[Node]:
        return [_settled(node) for node in nodes]

    return rewrite(blocks, blocks=each)


def _settled(node: Node) -> Node:
    if node.get("t") in ("Para", "Plain") and (image := _only(node["c"])) is not None:
        return {"t": node["t"], "c": [_mute(image)]}
    if node.get("t") == "Figure":
        (identifier, _, _), (_, caption), content = node["c"]
        alone = len(content) == 1 and content[0].get("t") in ("Para", "Plain")
        image = _only(content[0]["c"]) if alone else None
        if image is not None and plain(caption).strip():
            content[0] = {"t": "Plain", "c": [_speaking(image)]}
        elif image is not None:
            return {"t": "Para", "c": [_mute(image, identifier)]}
    return node


def _only(inlines: list[Node]) -> Node | None:
    kept = [one for one in inlines if one.get("t") not in ("Space", "SoftBreak", "LineBreak")]
    return kept[0] if len(kept) == 1 and kept[0].get("t") == "Image" else None


def _mute(image: Node, identifier: str = "") -> Node:
    (own, classes, pairs), words, target = image["c"]
    alt = " ".join(plain(words).split())
    if alt and not any(key == "alt" for key, _ in pairs):
        pairs = [*pairs, ["alt", alt]]
    return {"t": "Image", "c": [[own or identifier, classes, pairs], [], target]}


def _speaking(image: Node) -> Node:
    """An image whose alternative text stands where pandoc keeps it in a figure with a caption."""
    (own, classes, pairs), words, target = image["c"]
    alt = next((value for key, value in pairs if key == "alt"), "")
    return {
        "t": "Image",
        "c": [[own, classes, [pair for pair in pairs if pair[0] != "alt"]], words or words_to_inlines(alt), target],
    }
