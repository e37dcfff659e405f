"""Divisions of Quarto that are for websites or for one format only. Blocks in and out; pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from octavo.model import Level, Node, Notice, Place
from octavo.notices import Code
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite, walk, words_to_inlines

_LOOKS = re.compile(
    r"layout(?:-.+)?|(?:fig|tbl|lst)-(?:align|cap-location|pos|scap|env|colwidths)|tbl-colwidths|collapse|icon|appearance"
    r"|when-.+|unless-.+|group|width|grid|auto-.*|data-.*|style|code-.*"
    r"|fig-(?:width|height|link|format|dpi)|lightbox|description"
)
_SHOWN = frozenset(["Image", "Figure", "Table"])
_OF_ALL = frozenset(["number-sections", "toc"])
_SHOWN_AS = frozenset(["html", "html:js", "html5", "epub"])
"""Where a passage is for some formats only: Octavo's editions are those of a page."""
_ON_PAPER = frozenset(["pdf", "latex", "typst", "docx"])
_STATEMENTS = MappingProxyType(
    {"theorem": "thm", "lemma": "lem", "corollary": "cor", "proposition": "prp", "conjecture": "cnj",
     "definition": "def", "example": "exm", "exercise": "exr"}
)  # fmt: skip
"""What bookdown numbers by its class alone, and what a reference to it begins with (``\\@ref(thm:name)``)."""
_THEOREM = re.compile(r"(?:thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg)-")


def of_formats(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """What a document says under its formats (``format:`` of Quarto, ``output:`` of R Markdown) and is true of all."""
    found: dict[str, Any] = {}
    for key in ("format", "output"):
        formats = metadata.get(key)
        for said in formats.values() if isinstance(formats, dict) else ():
            for name, value in said.items() if isinstance(said, dict) else ():
                plain_name = str(name).replace("_", "-")
                if plain_name in _OF_ALL and isinstance(value, str):
                    found.setdefault(plain_name, value)
    return found


def plain_divisions(blocks: list[Node], place: Place) -> tuple[list[Node], tuple[Notice, ...], str]:
    """The blocks with tabs as named passages and without what is for other formats, a notice of that, and its words."""
    kinds = {tree.kind(node) for node in walk(blocks)}
    if kinds & _SHOWN:
        _without_looks(blocks)
    if "Div" not in kinds:
        return blocks, (), ""
    left: list[str] = []
    of_bookdown = place.path.lower().endswith(".rmd")
    unnamed = itertools.count(1)

    def change(nodes: list[Node]) -> list[Node]:
        done: list[Node] = []
        for at, node in enumerate(nodes):
            if tree.kind(node) != "Div":
                done.append(node)
            elif _hidden(node, nodes[max(at - 1, 0) : at + 2]):
                left.append(plain(node))
            else:
                done += _division(_statement(node, unnamed) if of_bookdown else node)
        return done

    changed = rewrite(blocks, blocks=change)
    if not left:
        return changed, (), ""
    what = "a passage for other formats was" if len(left) == 1 else f"{len(left)} passages for other formats were"
    return changed, (Notice(Code.text_left_out, f"{what} left out", place, level=Level.info),), " ".join(left)


def _without_looks(blocks: list[Node]) -> None:
    """Take from pictures and tables, in place, what only a website's layout needs; words for the blind are kept."""
    for node in walk(blocks):
        if tree.kind(node) in _SHOWN:
            pairs = tree.attributes_of(node)[2]
            pairs[:] = [
                ["alt", value] if key == "fig-alt" else [key, value]
                for key, value in pairs
                if key in ("width", "style") or not _LOOKS.fullmatch(key)
            ]


def _hidden(node: Node, around: Sequence[Node]) -> bool:
    """Whether a division is for other formats than a page (``.content-visible when-format="pdf"``).

    Of a passage for websites and, right beside it, one for paper, the latter is shown: it needs no program to be seen.
    """
    here = _only_for(node)
    beside = {_only_for(other) for other in around if other is not node}
    if here in _ON_PAPER and beside & _SHOWN_AS:
        return False
    if here in _SHOWN_AS and beside & _ON_PAPER:
        return True
    names, pairs = tree.classes(node), dict(tree.attributes_of(node)[2])
    if not {"content-visible", "content-hidden"} & set(names):
        return False
    shown = True
    if "when-format" in pairs:
        shown = pairs["when-format"].strip().lower() in _SHOWN_AS
    elif "unless-format" in pairs:
        shown = pairs["unless-format"].strip().lower() not in _SHOWN_AS
    elif not pairs:
        shown = True
    return shown == ("content-hidden" in names)


def _only_for(node: Node) -> str:
    """The one format that a division is shown in; empty for one that is shown in several, and for other blocks."""
    if tree.kind(node) != "Div" or "content-visible" not in tree.classes(node):
        return ""
    return str(dict(tree.attributes_of(node)[2]).get("when-format", "")).strip().lower()


def _division(node: Node) -> list[Node]:
    identifier, names, pairs = tree.attributes_of(node)
    inner: Sequence[Node] = tree.blocks(node)
    if "panel-tabset" in names or "tabset" in names:
        return _tabs(list(inner))
    if _THEOREM.match(identifier) and inner and tree.kind(inner[0]) == "Header":
        inner = [make.para([make.of_kind("Strong", tree.inlines(inner[0]))]), *inner[1:]]
    kept = [pair for pair in pairs if not _LOOKS.fullmatch(pair[0])]
    names = [name for name in names if not name.startswith(("column-", "content-", "layout", "cell"))]
    if not identifier and not kept and (not names or names == ["column"]):
        return list(inner)
    return [make.div([identifier, names, kept], inner)]


def _statement(node: Node, unnamed: Iterator[int]) -> Node:
    """A theorem and its like of bookdown with an identifier that references find, and its name as its first line."""
    identifier, names, pairs = tree.attributes_of(node)
    kind = next((_STATEMENTS[name] for name in names if name in _STATEMENTS), "")
    if not kind or _THEOREM.match(identifier):
        return node
    named = [value for key, value in pairs if key == "name" and value.strip()]
    title = [make.para([make.of_kind("Strong", words_to_inlines(value))]) for value in named[:1]]
    if not identifier.startswith(f"{kind}:"):
        identifier = f"{kind}:{identifier or f'unnamed-{next(unnamed)}'}"
    return make.div([identifier, names, [pair for pair in pairs if pair[0] != "name"]], [*title, *tree.blocks(node)])


def _tabs(blocks: list[Node]) -> list[Node]:
    """Each tab with its name before it: no heading, for a list of contents has no use for it."""
    levels = [tree.level(node) for node in blocks if tree.kind(node) == "Header"]
    top = min(levels, default=0)
    done: list[Node] = []
    for node in blocks:
        if tree.kind(node) == "Header" and tree.level(node) == top and plain(node).strip():
            done.append(make.para([make.of_kind("Strong", tree.inlines(node))]))
        else:
            done.append(node)
    return done
