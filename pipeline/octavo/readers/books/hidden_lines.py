"""Lines of Rust that mdBook hides: they are there for the compiler alone. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from octavo.model import Level, Node, Notice, Place
from octavo.notices import Code
from octavo.readers.books.chapters import Chapter
from octavo.readers.losses import counted
from octavo.tree import nodes as tree
from octavo.tree.walk import walk

TOOL = "mdbook"
_HIDDEN = re.compile(r"[ \t]*#(?: .*)?[ \t]*")
_SHOWN = re.compile(r"([ \t]*)##(.*)")


def without_hidden_lines(chapter: Chapter) -> Chapter:
    """The chapter without lines of Rust that begin with ``#`` and a space, as the site of its book shows it.

    ``##`` at the head of a line stands for one number sign. Code of hidden lines alone stays.
    """
    draft = chapter.draft
    changed = [node for node in walk(list(draft.blocks)) if tree.kind(node) == "CodeBlock" and _shorten(node)]
    if not changed:
        return chapter
    text = "lines of code that only the compiler needs were left out, as mdBook hides them (# ...)"
    hint = "write “dialect: github” into book.yaml to keep them"
    notice = Notice(Code.text_left_out, text, Place(chapter.path), hint, Level.info)
    return replace(chapter, draft=replace(draft, words=counted(draft.blocks), notices=(*draft.notices, notice)))


def _shorten(node: Node) -> bool:
    """Leave out the hidden lines of a block of Rust, in place; whether there were any."""
    if tree.classes(node)[:1] != ["rust"]:
        return False
    lines = tree.text(node).split("\n")
    kept = [_SHOWN.sub(r"\1#\2", line) for line in lines if not _HIDDEN.fullmatch(line)]
    if kept == lines or not any(line.strip() for line in kept):
        return False
    tree.become(node, tree.with_text(node, "\n".join(kept)))
    return True
