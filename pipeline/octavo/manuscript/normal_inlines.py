"""Inlines as Markdown can express them; ``octavo.manuscript.normal`` lists the rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from octavo.languages.scripts import joins_without_space
from octavo.manuscript.runs import SPACE, add_text, append, between, joined_tex, one_line, one_paragraph, trimmed
from octavo.model import Node
from octavo.text.characters import without_forbidden
from octavo.tree import attributes, make, plain
from octavo.tree import nodes as tree

MAX_DEPTH = 24
"""Inlines within inlines; deeper ones are bare text."""
MAX_BRACKETS = 4
"""Spans and links within one another: pandoc's time to read them grows threefold with each."""

_HOLDERS = frozenset({"Link", "Span", "Underline", "SmallCaps", "Emph", "Strong", "Strikeout"})
_NO_ADDRESS = re.compile(r'[\s<>|"{}\[\]^`]')


class Inlines:
    """One walk over inlines. ``note`` normalises the blocks of a note; ``noted`` tells that we are within one."""

    def __init__(self, note: Callable[[Sequence[Node]], list[Node]], noted: bool) -> None:
        self._blocks = note
        self._noted = noted
        self._active: list[str] = []
        self._brackets = 0

    def many(self, inlines: Sequence[Node]) -> list[Node]:
        """Normal inlines; spaces may be at the edges, none is doubled."""
        if len(self._active) > MAX_DEPTH:
            return plain.words(without_forbidden(plain.text_of(list(inlines))))
        result: list[Node] = []
        for at, node in enumerate(inlines):
            kind = tree.kind(node)
            if kind == "Str":
                add_text(result, tree.text(node))
            elif kind == "SoftBreak" and _tight(result, inlines[at + 1 : at + 2]):
                continue
            elif kind in ("Space", "SoftBreak"):
                append(result, make.space())
            else:
                rule = _RULES.get(kind)
                for part in rule(self, node) if rule else ():
                    append(result, part)
        return result

    def _within(self, kind: str, inlines: Sequence[Node]) -> list[Node]:
        self._active.append(kind)
        result = self.many(inlines)
        self._active.pop()
        return result

    def _styled(self, node: Node) -> list[Node]:
        kind = tree.kind(node)
        if kind in self._active:
            return self._within("", tree.inlines(node))
        content = self._within(kind, tree.inlines(node))
        inner = trimmed(content)
        if not inner:
            return content
        if kind == "Emph" and len(inner) == 1 and tree.kind(inner[0]) == "Strong":  # as pandoc reads ***both***
            return between(content, [make.of_kind("Strong", [make.of_kind("Emph", tree.inlines(inner[0]))])])
        return between(content, [make.of_kind(kind, inner)])

    def _script(self, node: Node) -> list[Node]:
        kind = tree.kind(node)
        if kind in self._active:
            return self._within("", tree.inlines(node))
        result: list[Node] = []
        run: list[Node] = []
        for part in [*self._within(kind, tree.inlines(node)), make.space()]:
            apart = _without_script(part, kind)
            if apart is None:
                run.append(part)
                continue
            if run:
                result.append(make.of_kind(kind, run))
                run = []
            result.append(apart)
        return result[:-1]

    def _bracketed(self, node: Node) -> list[Node]:
        """Underline and small caps: written as spans."""
        if self._brackets >= MAX_BRACKETS or tree.kind(node) in self._active:
            return self._within("", tree.inlines(node))
        self._brackets += 1
        content = self._within(tree.kind(node), tree.inlines(node))
        self._brackets -= 1
        inner = trimmed(content)
        return between(content, [make.of_kind(tree.kind(node), inner)]) if inner else content

    def _span(self, node: Node) -> list[Node]:
        attr = attributes.cleaned(tree.attributes_of(node))
        if attr == attributes.NONE or (self._brackets >= MAX_BRACKETS and not attr[0]):
            return self._within("", tree.inlines(node))
        for name, kind in (("underline", "Underline"), ("ul", "Underline"), ("smallcaps", "SmallCaps")):
            if attr == ("", (name,), ()):
                return self._bracketed(make.of_kind(kind, tree.inlines(node)))
        if self._brackets >= MAX_BRACKETS:
            return [make.span(_listed(attr), []), *self._within("", tree.inlines(node))]
        self._brackets += 1
        content = self._within("Span", tree.inlines(node))
        self._brackets -= 1
        inner = trimmed(content)
        return between(content, [make.span(_listed(attr), inner)])

    def _quoted(self, node: Node) -> list[Node]:
        mark = "'" if tree.is_single(node) else '"'
        return [make.string(mark), *self._within("", tree.inlines(node)), make.string(mark)]

    def _cite(self, node: Node) -> list[Node]:
        citations, shown = tree.citations(node), tree.inlines(node)
        fit = bool(citations) and all(key_fits(item["citationId"]) for item in citations)
        if not fit or self._brackets or "Cite" in self._active:
            return self._within("", shown)
        first = citations[0]
        ahead = first["citationPrefix"] if tree.kind(first["citationMode"]) == "AuthorInText" else []
        before = [*self._within("", ahead), make.space()] if ahead else []
        return [*before, make.of_kind("Cite", [[self._citation(item) for item in citations], []])]

    def _citation(self, item: dict[str, Any]) -> dict[str, Any]:
        if tree.kind(item["citationMode"]) == "AuthorInText":
            item = {**item, "citationPrefix": []}
        parts = {name: one_line(self._within("Cite", item[name])) for name in ("citationPrefix", "citationSuffix")}
        return {**item, **parts, "citationNoteNum": 0, "citationHash": 0}

    def _code(self, node: Node) -> list[Node]:
        attr = attributes.cleaned(tree.attributes_of(node))
        text = SPACE.sub(_one_space, without_forbidden(tree.text(node)))
        core = text.strip(" ")
        if not core:
            return [make.space()] if text else []
        # Markdown trims code, and a space that went would join it to the word beside it.
        before = [make.space()] if text[0] == " " else []
        after = [make.space()] if text[-1] == " " else []
        return [*before, make.code(core, _listed(attr)), *after]

    def _raw(self, node: Node) -> list[Node]:
        language, text = tree.raw_format(node), tree.text(node)
        return self._code(make.code(text, ["", [language], []]))

    def _math(self, node: Node) -> list[Node]:
        kind, text = tree.math_kind(node), tree.text(node)
        tex = "\n".join(line.strip() for line in without_forbidden(text).splitlines() if line.strip())
        if kind == "InlineMath" or _HAZARD.search(tex):
            tex = joined_tex(tex)
        if not tex:
            return []
        if "$" in re.sub(r"\\.", "", tex) or (re.search(r"(?:^|[^\\])(?:\\\\)*\\$", tex)):
            return self._code(make.code(text, ["", ["latex"], []]))
        return [make.math(kind, tex)]

    def _link(self, node: Node) -> list[Node]:
        content, (url, title) = tree.inlines(node), tree.target(node)
        if "Link" in self._active or self._brackets >= MAX_BRACKETS:
            return self._within("", content)
        attr = attributes.cleaned(tree.attributes_of(node))
        attr = (attr[0], tuple(name for name in attr[1] if name not in ("uri", "email")), attr[2])
        self._brackets += 1
        inner = self._within("Link", content)
        self._brackets -= 1
        link = make.link(_listed(attr), trimmed(inner), [_address(url), _title(title)])
        return between(inner, [link])

    def _image(self, node: Node) -> list[Node]:
        content, (url, title) = tree.inlines(node), tree.target(node)
        if "Image" in self._active:
            return self._within("", content)
        if self._brackets >= MAX_BRACKETS:
            content = plain.words(without_forbidden(plain.text_of(content)))
        self._brackets += 1
        self._active.append("Link")  # no links within
        alt = one_line(self._within("Image", content))
        self._active.pop()
        self._brackets -= 1
        return [make.image(_listed(attributes.cleaned(tree.attributes_of(node))), alt, [_address(url), _title(title)])]

    def _note(self, node: Node) -> list[Node]:
        blocks = self._blocks(tree.blocks(node))
        if not blocks:
            return []
        if self._noted:
            words = one_paragraph(blocks)
            return [make.space(), make.string("("), *words, make.string(")")] if words else []
        return [make.of_kind("Note", blocks)]

    def _break(self, _node: Node) -> list[Node]:
        return [make.line_break()]


def _tight(before: Sequence[Node], after: Sequence[Node]) -> bool:
    """Whether a break in the source is no space: between characters of scripts that have none. Notes do not count."""
    last = next((node for node in reversed(before) if tree.kind(node) != "Note"), None)
    return last is not None and joins_without_space(plain.text_of(last), plain.text_of(after))


def _without_script(node: Node, kind: str) -> Node | None:
    """What cannot be within a super- or subscript, in the form in which it is outside; None: it can.

    A script holds no space, and pandoc reads what it holds twice; so styles take the script inside.
    """
    if tree.kind(node) == "Str":
        return None
    if tree.kind(node) in ("Superscript", "Subscript"):
        text = plain.text_of(tree.inlines(node))
        return None if re.fullmatch(r"[\w.,+−-]+", text) else make.string(text)
    if tree.kind(node) in ("Code", "Math"):
        bare = tree.kind(node) == "Math" or not any(tree.attributes_of(node))
        fits = bare and not re.search(r"[\s\[\]\\`]", tree.text(node))
        return None if fits else node
    if tree.kind(node) not in _HOLDERS or not tree.inlines(node):
        return node
    return tree.with_inlines(node, Inlines(list, False).many([make.of_kind(kind, tree.inlines(node))]))


def key_fits(key: str) -> bool:
    """Whether pandoc reads this citation key in some form."""
    return bool(key) and not re.search(r"[\s{}\[\]\\\x00-\x1f]", key)


_HAZARD = re.compile(r"^(?:[-+*=#>|:~%(]|\w{1,8}[.)])", re.MULTILINE)


def _one_space(match: re.Match[str]) -> str:
    return " " if "\n" in match[0] or "\r" in match[0] or len(match[0]) == 1 else " " * len(match[0])


def _address(url: str) -> str:
    """An address as pandoc reads it: no white space, no character that no address may hold."""
    return _NO_ADDRESS.sub(lambda match: quote(match[0]), without_forbidden(url).strip())


def _title(title: str) -> str:
    return SPACE.sub(" ", without_forbidden(title)).strip()


def _listed(attr: attributes.Attributes) -> list[object]:
    return [attr[0], list(attr[1]), [list(pair) for pair in attr[2]]]


_RULES: dict[str, Callable[[Inlines, Node], list[Node]]] = {
    "Emph": Inlines._styled,
    "Strong": Inlines._styled,
    "Strikeout": Inlines._styled,
    "Superscript": Inlines._script,
    "Subscript": Inlines._script,
    "Underline": Inlines._bracketed,
    "SmallCaps": Inlines._bracketed,
    "Span": Inlines._span,
    "Quoted": Inlines._quoted,
    "Cite": Inlines._cite,
    "Code": Inlines._code,
    "RawInline": Inlines._raw,
    "Math": Inlines._math,
    "Link": Inlines._link,
    "Image": Inlines._image,
    "Note": Inlines._note,
    "LineBreak": Inlines._break,
}
