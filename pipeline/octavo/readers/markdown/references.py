"""References to numbered things, names of formulas and captions, of every dialect in Pandoc's form. Blocks in and out.

Pure. CommonMark's reader of pandoc knows no citations, no captions of tables and no names of formulas; the texts
that it reads contain them nevertheless. What the reader has already understood is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from octavo.model import Node
from octavo.readers.markdown.dialects.myst.directives import TABLE
from octavo.readers.markdown.dialects.references import CITATION, REFERENCE, name_of
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import rewrite, strings, walk

_LABEL = re.compile(r"\s*\\label\{([^{}]*)\}")
_WORD = re.compile(
    r"(?P<open>\[?)(?P<bare>-?)@(?P<name>(?i:fig|tbl|tab|eq|lst|sec)[-:][\w:-]*\w)(?P<rest>.*)\Z", re.DOTALL
)
_BEHIND = re.compile(r"\((?P<name>[A-Za-z][\w:-]*)\)\Z")
_PLACE = re.compile(r"#(?P<name>[^\s#]+)\Z|(?P<label>[A-Za-z][\w:-]*)\Z")
_SCHOLARLY = re.compile(r"(?P<scheme>doi|wiki|arxiv|rrid):(?=\S)")
_ADDRESSES = {"doi": "https://doi.org/", "wiki": "https://en.wikipedia.org/wiki/", "arxiv": "https://arxiv.org/abs/",
              "rrid": "https://scicrunch.org/resolver/RRID:"}  # fmt: skip
_NAMED = ("Header", "Figure", "Div", "Table", "CodeBlock", "Image")
_WRAPPER = ["wrapper", "1"]
"""What pandoc writes on a span or a division that it made to hold attributes."""


def with_references(blocks: list[Node], *, cites: bool, myst: bool) -> list[Node]:
    """The blocks with all references as citations. ``cites``: the reader that made them knows ``@fig-x`` itself."""
    kinds = {_what(node) for node in walk(blocks)}
    refers = not cites and any("@" in text and re.search(r"@\w+[-:]\w", text) for text in strings(blocks))
    if "label" in kinds or "named" in kinds or ("math" in kinds and myst):
        blocks = rewrite(blocks, inlines=lambda nodes: _with_names(nodes, myst=myst))
    if "table" in kinds:
        blocks = rewrite(blocks, blocks=_captioned)
    # MyST's links without words show the words of what they lead to.
    if "mark" in kinds or refers:
        names = _names(blocks)
        blocks = rewrite(blocks, inlines=lambda nodes: _with_citations(nodes, names, cites=cites))
    return blocks


def cite(names: Sequence[str], mode: str, words: str = "") -> Node:
    """A citation of these names: ``AuthorInText``, ``NormalCitation`` or ``SuppressAuthor``."""
    cited = [
        {"citationId": name, "citationPrefix": [], "citationSuffix": [], "citationMode": make.tagged(mode),
         "citationNoteNum": 0, "citationHash": 0}
        for name in names
    ]  # fmt: skip
    return make.of_kind("Cite", [cited, [make.string(words or "; ".join(f"@{name}" for name in names))]])


def _what(node: Node) -> str:
    """What a node may have to do with references."""
    kind = tree.kind(node)
    if kind == "Math":
        return "label" if "\\label" in tree.text(node) else "math"
    if kind == "Span":
        _, classes, pairs = tree.attributes_of(node)
        if REFERENCE in classes or CITATION in classes:
            return "mark"
        return "named" if _WRAPPER in pairs else ""
    if kind == "Link":
        target = tree.target(node)
        if found := _SCHOLARLY.match(target[0]):
            target[0] = _ADDRESSES[found["scheme"]] + target[0][found.end() :]
        return "mark" if _place(node) else ""
    if kind == "Div":
        _unmark(node)
        return "table" if TABLE in tree.classes(node) else ""
    return ""


def _unmark(node: Node) -> None:
    """Take pandoc's mark off an element that it made only to hold attributes."""
    pairs = tree.attributes_of(node)[2]
    if _WRAPPER in pairs:
        pairs.remove(_WRAPPER)


def _with_names(nodes: list[Node], *, myst: bool) -> list[Node]:
    """Displayed formulas with their names behind them, as ``{#eq-x}``."""
    done: list[Node] = []
    for node in nodes:
        before = next((one for one in reversed(done) if tree.kind(one) not in ("Space", "SoftBreak")), None)
        displayed = before is not None and tree.is_display(before)
        if tree.kind(node) == "Math" and (labels := _LABEL.findall(tree.text(node))):
            done.append(tree.with_text(node, _LABEL.sub("", tree.text(node))))
            if tree.is_display(node):
                done += [make.space(), make.string(f"{{#{name_of(labels[0])}}}")]
            continue
        if tree.kind(node) == "Span" and _WRAPPER in tree.attributes_of(node)[2]:
            if displayed and tree.identifier(node):
                done += _apart(done, make.string(f"{{#{tree.identifier(node)}}}"))
                continue
            _unmark(node)
        if displayed and myst and tree.kind(node) == "Str" and (found := _BEHIND.match(tree.text(node))):
            done += _apart(done, make.string(f"{{#{found['name']}}}"))
            continue
        done.append(node)
    return done


def _apart(done: list[Node], name: Node) -> list[Node]:
    """A name with the space before it that Pandoc's Markdown asks for."""
    return [name] if tree.kind(done[-1]) in ("Space", "SoftBreak") else [make.space(), name]


def _captioned(nodes: list[Node]) -> list[Node]:
    """Tables in divisions of their own, with their caption in its place."""
    done: list[Node] = []
    for node in nodes:
        inner = tree.blocks(node) if tree.kind(node) == "Div" and TABLE in tree.classes(node) else []
        table = next((one for one in inner if tree.kind(one) == "Table"), None)
        if table is None:
            done.extend(inner or [node])
            continue
        last = inner[-1]
        if last is not table and tree.kind(last) in ("Para", "Plain"):
            tree.caption(table)[1] = [make.tight(tree.inlines(last))]
            inner = inner[:-1]
        if tree.identifier(node):
            tree.attributes_of(table)[0] = tree.identifier(node)
        done.extend(inner)
    return done


def _names(blocks: list[Node]) -> frozenset[str]:
    """Every name that a reference may lead to."""
    found = {tree.identifier(node) for node in walk(blocks) if tree.kind(node) in _NAMED}
    found |= {text[2:].rstrip("}") for text in strings(blocks) if text.startswith("{#")}
    return frozenset(found - {""})


def _with_citations(nodes: list[Node], names: frozenset[str], *, cites: bool) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        if tree.kind(node) == "Span" and REFERENCE in tree.classes(node):
            pairs: dict[str, Any] = dict(tree.attributes_of(node)[2])
            done.append(_reference(pairs["to"], names, bare="bare" in pairs))
        elif tree.kind(node) == "Span" and CITATION in tree.classes(node):
            pairs = dict(tree.attributes_of(node)[2])
            mode = "AuthorInText" if "mode" in pairs else "NormalCitation"
            done.append(cite(pairs["keys"].split(","), mode))
        elif tree.kind(node) == "Link" and (place := _place(node)):
            done.append(_reference(name_of(place), names, bare=False))
        elif not cites and tree.kind(node) == "Str" and "@" in tree.text(node):
            done += _words(tree.text(node), names, done)
        else:
            done.append(node)
    return done


def _place(link: Node) -> str:
    """The name that a link of MyST without words leads to: ``[](#x)``, ``[](x)``, ``<project:#x>``."""
    target = tree.target(link)[0]
    if tree.inlines(link) and not (target.startswith("project:#") and "uri" in tree.classes(link)):
        return ""
    found = _PLACE.match(target.removeprefix("project:"))
    return (found["name"] or found["label"]) if found else ""


def _reference(name: str, names: frozenset[str], *, bare: bool) -> Node:
    """A reference; bookdown names a section by its own name, or with ``sec:`` before it."""
    if name not in names:
        ways = (name.replace(":", "-", 1), name.removeprefix("sec:"), f"sec-{name}", f"sec:{name}", f"eq-{name}")
        name = next((way for way in ways if way in names), name)
    return cite([name], "SuppressAuthor" if bare else "AuthorInText")


def _words(text: str, names: frozenset[str], done: list[Node]) -> list[Node]:
    """A word that refers (``@fig-x``, ``[-@fig-x]``, ``(@fig-x)``) as a citation, where the text has such a name."""
    at = text.index("@")
    start = at - 1 if text[at - 1 : at] == "-" else at
    start = start - 1 if text[start - 1 : start] == "[" else start
    found = _WORD.match(text[start:])
    before, name = text[:start], found["name"] if found else ""
    own = next((one for one in (name, name[:1].lower() + name[1:]) if one in names), "")
    if found is None or not own or (before and (before[-1].isalnum() or before[-1] in "._-")):
        return [make.string(text)]
    rest = found["rest"]
    if found["open"]:
        rest = rest[1:] if rest.startswith("]") else rest.replace(";", ",", 1) if rest.startswith(";") else rest
    elif rest.startswith("]") and any("@" in _cited(one) for one in done[-4:]):
        rest = rest[1:]  # the end of [@fig-a; @fig-b]
    made: list[Node] = [make.string(before)] if before else []
    made.append(cite([own], "SuppressAuthor" if found["bare"] else "AuthorInText"))
    if rest:
        made += _words(rest, names, made) if "@" in rest else [make.string(rest)]
    return made


def _cited(node: Node) -> str:
    return tree.text(tree.inlines(node)[0]) if tree.kind(node) == "Cite" else ""
