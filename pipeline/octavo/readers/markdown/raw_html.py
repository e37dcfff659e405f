"""Raw HTML and TeX in a Markdown seed: harmless HTML becomes structure, everything else is shown as code.

No visible word is lost: the content between two tags is replaced by a placeholder and put back, and tags that do not
fit together are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.errors import SeedError
from octavo.model import Level, Node, Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.index_marks import with_index_marks
from octavo.readers.markdown.inline_html import simple, with_anchors
from octavo.readers.markdown.silent_tex import silent
from octavo.readers.markdown.unknown_tags import as_typed, with_words
from octavo.readers.types import ReadContext
from octavo.readers.web.alignment import mark_aligned
from octavo.readers.web.media import link_media
from octavo.readers.web.sanitise import parse_fragment, to_blocks
from octavo.readers.web.visible_text import HOLE
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite, walk

_COMMENT = re.compile(r"\s*(?:<!--.*?-->\s*)+\Z", re.DOTALL)
_SHOWN = 6
_CODE_TAG = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)


def show_raw(blocks: list[Node], context: ReadContext, place: Place) -> tuple[list[Node], tuple[Notice, ...]]:
    """Blocks without any raw node, and notices about what was shown or left out."""
    raw = [node for node in walk(blocks) if tree.kind(node) in ("RawBlock", "RawInline")]
    if not raw:
        return blocks, ()
    blocks = with_index_marks(blocks)
    blocks = rewrite(blocks, blocks=with_words, inlines=as_typed)
    seen = _Seen(context, place)
    done = rewrite(blocks, blocks=seen.blocks, inlines=seen.inlines)
    # Tags that landed where only words may be, in a heading or a term, are shown.
    return with_anchors(rewrite(done, inlines=seen.show_inlines)), seen.notices()


class _Seen:
    """Changes lists of nodes and remembers what was seen, for one notice of each kind."""

    def __init__(self, context: ReadContext, place: Place) -> None:
        self._context = context
        self._place = place
        self._comments = 0
        self._shown: list[str] = []
        self._silent: dict[str, None] = {}
        self._active: set[str] = set()
        self._lost = 0

    def blocks(self, nodes: list[Node]) -> list[Node]:
        nodes = [node for node in nodes if not (tree.kind(node) == "RawBlock" and self._is_nothing(node))]
        if any(self._is_html(node) or _holds_raw_html(node) for node in nodes):
            nodes = self._html(nodes)
        return [node for one in nodes for node in self._show(one)]

    def inlines(self, nodes: list[Node]) -> list[Node]:
        if not any(tree.kind(node) == "RawInline" for node in nodes):
            return nodes
        kept = self._without_code(nodes)
        kept = [node for node in kept if not (tree.kind(node) == "RawInline" and self._is_nothing(node))]
        shown = [node if self._is_html(node) else self._show_inline(node) for node in kept]
        if (plainly := simple(shown)) is not None:
            return plainly
        made = self._converted([make.tight(shown)])
        if len(made) == 1 and tree.kind(made[0]) in ("Plain", "Para"):
            return list(tree.inlines(made[0]))
        return shown if made else []  # what holds blocks is looked at with the whole paragraph

    def _without_code(self, nodes: list[Node]) -> list[Node]:
        """What is between the tags of a script or a style is no text."""
        done: list[Node] = []
        inside = ""
        for node in nodes:
            tag = _CODE_TAG.match(tree.text(node)) if self._is_html(node) else None
            if not inside and tag and not tag[1]:
                inside = tag[2].lower()
                self._active.add(inside)
            elif inside and tag and tag[1] and tag[2].lower() == inside:
                inside = ""
            elif not inside:
                done.append(node)
        return done if not inside else nodes

    def show_inlines(self, nodes: list[Node]) -> list[Node]:
        return [self._show_inline(node) for node in nodes]

    def _show_inline(self, node: Node) -> Node:
        return make.code(self._note(node)) if tree.kind(node) == "RawInline" else node

    def notices(self) -> tuple[Notice, ...]:
        found = []
        if self._comments:
            what = "a comment was" if self._comments == 1 else f"{self._comments} comments were"
            found.append(Notice(Code.text_left_out, f"{what} left out", self._place, level=Level.info))
        if self._silent:
            named = ", ".join(list(self._silent)[:_SHOWN]) + ", ..." * (len(self._silent) > _SHOWN)
            text = f"commands of TeX that print nothing in their place were left out: {named}"
            found.append(Notice(Code.text_left_out, text, self._place, level=Level.info))
        if self._active:
            text = f"active elements were left out, their words kept: {', '.join(sorted(self._active))}"
            found.append(Notice(Code.active_content, text, self._place, level=Level.info))
        if self._lost:
            text = f"{self._lost} words for browsers that cannot show a film, a sound or a frame were left out"
            found.append(Notice(Code.text_left_out, text, self._place, level=Level.info))
        if self._shown:
            first = " ".join(self._shown[0].split())[:60]
            text = f"{len(self._shown)} raw pieces are shown as code, the first is {first}"
            found.append(Notice(Code.raw_shown, text, self._place, "write it in Markdown"))
        return tuple(found)

    def _is_nothing(self, node: Node) -> bool:
        form, text = tree.raw_format(node), tree.text(node)
        if form == "html" and _COMMENT.match(text):
            self._comments += 1
            return True
        names = silent(text) if form in ("tex", "latex") else None
        self._silent.update(dict.fromkeys(names or ()))
        return names is not None

    @staticmethod
    def _is_html(node: Node) -> bool:
        return tree.kind(node) in ("RawBlock", "RawInline") and tree.raw_format(node) in ("html", "html4", "html5")

    def _note(self, node: Node) -> str:
        self._shown.append(tree.text(node))
        return tree.text(node)

    def _show(self, node: Node) -> list[Node]:
        if tree.kind(node) == "RawBlock":
            return [make.code_block(self._note(node).rstrip("\n"), "" if self._is_html(node) else "latex")]
        return [node]

    def _html(self, nodes: list[Node]) -> list[Node]:
        """Each run of blocks that has raw HTML in it, as one piece of HTML with holes for everything else."""
        first = next(i for i, node in enumerate(nodes) if self._is_html(node) or _holds_raw_html(node))
        last = max(i for i, node in enumerate(nodes) if self._is_html(node) or _holds_raw_html(node))
        made = self._converted(nodes[first : last + 1])
        return [*nodes[:first], *made, *nodes[last + 1 :]]

    def _converted(self, nodes: Sequence[Node]) -> list[Node]:
        holes: list[list[Node]] = []
        parts: list[str] = []

        def hole(content: list[Node], tag: str) -> None:
            holes.append(content)
            parts.append(f'<{tag} {HOLE}="{len(holes) - 1}"></{tag}>')

        for node in nodes:
            if self._is_html(node):
                parts.append(tree.text(node))
            elif _holds_raw_html(node):
                opening, closing = ("<p>", "</p>") if tree.kind(node) == "Para" else ("", "")
                parts.append(opening)
                run: list[Node] = []
                for inner in [*tree.inlines(node), None]:
                    if inner is not None and not self._is_html(inner):
                        run.append(inner)
                        continue
                    if run:
                        hole(run, "span")
                    run = []
                    if inner is not None:
                        parts.append(tree.text(inner))
                parts.append(closing)
            else:
                hole([node], "div")
        try:
            root = parse_fragment("".join(parts))
            lost = link_media(root, "")
            mark_aligned(root)
            made, active = to_blocks(root, self._context, self._place, holes)
        except SeedError:
            return [_shown_inside(node) for node in nodes]
        if not _all_there(holes, made):
            self._shown.extend(tree.text(node) for node in walk(list(nodes)) if tree.kind(node) == "RawInline")
            return [_shown_inside(node) for node in nodes]
        self._active |= active
        self._lost += lost
        return made


def _holds_raw_html(node: Node) -> bool:
    if tree.kind(node) not in ("Para", "Plain"):
        return False
    return any(tree.kind(inner) == "RawInline" for inner in tree.inlines(node))


def _shown_inside(node: Node) -> Node:
    """A paragraph (or any block) whose raw inlines are code."""
    shown: list[Node] = rewrite(
        [node],
        inlines=lambda nodes: [make.code(tree.text(one)) if tree.kind(one) == "RawInline" else one for one in nodes],
    )
    return shown[0]


def _all_there(holes: Sequence[list[Node]], made: list[Node]) -> bool:
    """Whether the text of every hole came back, in order."""
    whole, at = "".join(plain(made).split()), 0
    for hole in holes:
        text = "".join(plain(hole).split())
        found = whole.find(text, at)
        if found < 0:
            return False
        at = found + len(text)
    return True
