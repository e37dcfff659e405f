"""Pictures in a tree: each is added to the album, or replaced by its words with a notice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from octavo.model import Node, Notice, Place
from octavo.notices import Code
from octavo.pictures import LeftOut
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite, walk, words_to_inlines

_PICTURE = re.compile(r"(?![A-Za-z][\w+.-]*:)[^#?]+\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?)", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?![A-Za-z][\w+.-]*:)(?P<stem>[^#?]+)\.(?:mmd|mermaid|puml|plantuml|dot|gv|drawio|dio|excalidraw|d2|tikz|pdf|eps)",
    re.IGNORECASE,
)
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
    if not any(tree.kind(node) == "Image" for node in walk(blocks)):
        return blocks, ()
    notices: dict[str, Notice] = {}

    def inlines(nodes: list[Node]) -> list[Node]:
        if not any(tree.kind(node) == "Image" for node in nodes):
            return nodes
        done: list[Node] = []
        for node in nodes:
            made = _image(node, album, place, beside, names, notices) if tree.kind(node) == "Image" else [node]
            if made and tree.kind(made[0]) == "Span" and tree.kind(node) == "Image":
                made = [make.space(), *made, make.space()]
            done.extend(made)
        return done

    blocks = rewrite(rewrite(blocks, inlines=_unlinked), inlines=inlines)
    if notices:
        blocks = rewrite(rewrite(blocks, blocks=_figures), inlines=_unwrap)
    return blocks, tuple(notices.values())


def _unlinked(nodes: list[Node]) -> list[Node]:
    """Pictures without a link to a file with the same or a larger picture: an edition holds the one that it shows."""
    done: list[Node] = []
    for node in nodes:
        if tree.kind(node) == "Link" and _PICTURE.fullmatch(tree.target(node)[0]):
            inner = [one for one in tree.inlines(node) if tree.kind(one) not in ("Space", "SoftBreak")]
            if inner and all(tree.kind(one) == "Image" for one in inner):
                done.extend(tree.inlines(node))
                continue
        done.append(node)
    return done


def _image(node: Node, album: Shelf, place: Place, beside: str, names: bool, notices: dict[str, Notice]) -> list[Node]:
    target, title = tree.target(node)
    try:
        return [tree.with_target(node, f"images/{_taken(album, target, beside)}", title)]
    except LeftOut as reason:
        shown = _shown(target)
        notices.setdefault(
            target,
            Notice(Code.picture_left_out, f"the picture {shown} {reason}", place, "put the file beside the text"),
        )
        words = tree.inlines(node) or (
            words_to_inlines(shown) if names and target.strip() and target[:5].lower() != "data:" else []
        )
        return [make.span(["", [_LEFT], []], words)] if words else []


def _taken(album: Shelf, target: str, beside: str) -> str:
    """The picture that is named; for the source of a drawing, the drawing that lies beside it under the same name."""
    drawn = _SOURCE.fullmatch(target)
    for instead in (f"{drawn['stem']}.svg", f"{target}.svg", f"{drawn['stem']}.png", f"{target}.png") if drawn else ():
        try:
            return album.take(instead, beside)
        except LeftOut:
            continue
    return album.take(target, beside)


def _figures(nodes: list[Node]) -> list[Node]:
    """A figure without its picture is a paragraph."""
    done: list[Node] = []
    for node in nodes:
        if tree.kind(node) == "Figure" and any(tree.kind(inner) == "Image" for inner in walk(tree.blocks(node))):
            done.append(node)
        elif tree.kind(node) == "Figure" and _is_left(tree.blocks(node)):
            caption, content = tree.caption(node)[1], tree.blocks(node)
            done.extend(tree.loosened(content) if plain(content).split() != plain(caption).split() else [])
            done.extend(tree.loosened(caption))
        else:
            done.append(node)
    return done


def _is_left(value: object) -> bool:
    return any(tree.kind(inner) == "Span" and _LEFT in tree.classes(inner) for inner in walk(value))


def _unwrap(nodes: list[Node]) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        done.extend(tree.inlines(node) if tree.kind(node) == "Span" and _LEFT in tree.classes(node) else [node])
    return done


def _shown(target: str) -> str:
    target = re.sub(r"\s+", " ", target.strip())
    if target[:5].lower() == "data:":
        return "inside the text"
    return target if len(target) <= 80 else f"{target[:77]}..."
