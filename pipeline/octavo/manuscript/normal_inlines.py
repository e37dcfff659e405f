"""Inlines as Markdown can say them; the rules stand in ``octavo.manuscript.normal``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from octavo.manuscript.runs import SPACE, add_text, append, between, joined_tex, one_line, one_paragraph, trimmed
from octavo.model import Node
from octavo.tree import attributes, plain

MAX_DEPTH = 24
"""Inlines within inlines; deeper ones are bare text."""
MAX_BRACKETS = 4
"""Spans and links within one another: pandoc's time to read them grows threefold with each."""

_CONTENT_AT = {"Link": 1, "Span": 1, "Underline": -1, "SmallCaps": -1, "Emph": -1, "Strong": -1, "Strikeout": -1}
_NO_ADDRESS = re.compile(r'[\s<>|"{}\[\]^`]')


class Inlines:
    """One walk over inlines. ``note`` normalises the blocks of a note; ``noted`` tells that we are within one."""

    def __init__(self, note: Callable[[Sequence[Node]], list[Node]], noted: bool) -> None:
        self._blocks = note
        self._noted = noted
        self._active: list[str] = []
        self._brackets = 0

    def many(self, inlines: Sequence[Node]) -> list[Node]:
        """Normal inlines; spaces may stand at the edges, none is doubled."""
        if len(self._active) > MAX_DEPTH:
            return plain.words(plain.fit(plain.text_of(list(inlines))))
        result: list[Node] = []
        for node in inlines:
            kind = node["t"]
            if kind == "Str":
                add_text(result, node["c"])
            elif kind in ("Space", "SoftBreak"):
                append(result, {"t": "Space"})
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
        kind = node["t"]
        if kind in self._active:
            return self._within("", node["c"])
        content = self._within(kind, node["c"])
        inner = trimmed(content)
        if not inner:
            return content
        if kind == "Emph" and len(inner) == 1 and inner[0]["t"] == "Strong":  # as pandoc reads ***both***
            return between(content, [{"t": "Strong", "c": [{"t": "Emph", "c": inner[0]["c"]}]}])
        return between(content, [{"t": kind, "c": inner}])

    def _script(self, node: Node) -> list[Node]:
        kind = node["t"]
        if kind in self._active:
            return self._within("", node["c"])
        result: list[Node] = []
        run: list[Node] = []
        for part in [*self._within(kind, node["c"]), {"t": "Space"}]:
            apart = _without_script(part, kind)
            if apart is None:
                run.append(part)
                continue
            if run:
                result.append({"t": kind, "c": run})
                run = []
            result.append(apart)
        return result[:-1]

    def _bracketed(self, node: Node) -> list[Node]:
        """Underline and small caps: written as spans."""
        if self._brackets >= MAX_BRACKETS or node["t"] in self._active:
            return self._within("", node["c"])
        self._brackets += 1
        content = self._within(node["t"], node["c"])
        self._brackets -= 1
        inner = trimmed(content)
        return between(content, [{"t": node["t"], "c": inner}]) if inner else content

    def _span(self, node: Node) -> list[Node]:
        attr = attributes.cleaned(node["c"][0])
        if attr == attributes.NONE or (self._brackets >= MAX_BRACKETS and not attr[0]):
            return self._within("", node["c"][1])
        for name, kind in (("underline", "Underline"), ("ul", "Underline"), ("smallcaps", "SmallCaps")):
            if attr == ("", (name,), ()):
                return self._bracketed({"t": kind, "c": node["c"][1]})
        if self._brackets >= MAX_BRACKETS:
            return [{"t": "Span", "c": [_listed(attr), []]}, *self._within("", node["c"][1])]
        self._brackets += 1
        content = self._within("Span", node["c"][1])
        self._brackets -= 1
        inner = trimmed(content)
        return between(content, [{"t": "Span", "c": [_listed(attr), inner]}])

    def _quoted(self, node: Node) -> list[Node]:
        left, right = ("‘", "’") if node["c"][0]["t"] == "SingleQuote" else ("“", "”")
        return [{"t": "Str", "c": left}, *self._within("", node["c"][1]), {"t": "Str", "c": right}]

    def _cite(self, node: Node) -> list[Node]:
        citations, shown = node["c"]
        fit = bool(citations) and all(key_fits(item["citationId"]) for item in citations)
        if not fit or self._brackets or "Cite" in self._active:
            return self._within("", shown)
        first = citations[0]
        ahead = first["citationPrefix"] if first["citationMode"]["t"] == "AuthorInText" else []
        before = [*self._within("", ahead), {"t": "Space"}] if ahead else []
        return [*before, {"t": "Cite", "c": [[self._citation(item) for item in citations], []]}]

    def _citation(self, item: dict[str, Any]) -> dict[str, Any]:
        if item["citationMode"]["t"] == "AuthorInText":
            item = {**item, "citationPrefix": []}
        parts = {name: one_line(self._within("Cite", item[name])) for name in ("citationPrefix", "citationSuffix")}
        return {**item, **parts, "citationNoteNum": 0, "citationHash": 0}

    def _code(self, node: Node) -> list[Node]:
        attr = attributes.cleaned(node["c"][0])
        text = SPACE.sub(_one_space, plain.fit(node["c"][1]))
        core = text.strip(" ")
        if not core:
            return [{"t": "Space"}] if text else []
        # Markdown trims code, and a space that went would join it to the word beside it.
        before = [{"t": "Space"}] if text[0] == " " else []
        after = [{"t": "Space"}] if text[-1] == " " else []
        return [*before, {"t": "Code", "c": [_listed(attr), core]}, *after]

    def _raw(self, node: Node) -> list[Node]:
        language, text = node["c"]
        return self._code({"t": "Code", "c": [["", [language], []], text]})

    def _math(self, node: Node) -> list[Node]:
        kind, text = node["c"]
        tex = "\n".join(line.strip() for line in plain.fit(text).splitlines() if line.strip())
        if kind["t"] == "InlineMath" or _HAZARD.search(tex):
            tex = joined_tex(tex)
        if not tex:
            return []
        if "$" in re.sub(r"\\.", "", tex) or (re.search(r"(?:^|[^\\])(?:\\\\)*\\$", tex)):
            return self._code({"t": "Code", "c": [["", ["latex"], []], text]})
        return [{"t": "Math", "c": [kind, tex]}]

    def _link(self, node: Node) -> list[Node]:
        attr, content, (url, title) = node["c"]
        if "Link" in self._active or self._brackets >= MAX_BRACKETS:
            return self._within("", content)
        attr = attributes.cleaned(attr)
        attr = (attr[0], tuple(name for name in attr[1] if name not in ("uri", "email")), attr[2])
        self._brackets += 1
        inner = self._within("Link", content)
        self._brackets -= 1
        link = {"t": "Link", "c": [_listed(attr), trimmed(inner), [_address(url), _title(title)]]}
        return between(inner, [link])

    def _image(self, node: Node) -> list[Node]:
        attr, content, (url, title) = node["c"]
        if "Image" in self._active:
            return self._within("", content)
        if self._brackets >= MAX_BRACKETS:
            content = plain.words(plain.fit(plain.text_of(content)))
        self._brackets += 1
        self._active.append("Link")  # no links within
        alt = one_line(self._within("Image", content))
        self._active.pop()
        self._brackets -= 1
        return [{"t": "Image", "c": [_listed(attributes.cleaned(attr)), alt, [_address(url), _title(title)]]}]

    def _note(self, node: Node) -> list[Node]:
        blocks = self._blocks(node["c"])
        if not blocks:
            return []
        if self._noted:
            words = one_paragraph(blocks)
            return [{"t": "Space"}, {"t": "Str", "c": "("}, *words, {"t": "Str", "c": ")"}] if words else []
        return [{"t": "Note", "c": blocks}]

    def _break(self, _node: Node) -> list[Node]:
        return [{"t": "LineBreak"}]


def _without_script(node: Node, kind: str) -> Node | None:
    """What cannot stand within a super- or subscript, in the form in which it stands outside; None: it can.

    A script holds no space, and pandoc reads what it holds twice; so styles take the script inside.
    """
    if node["t"] == "Str":
        return None
    if node["t"] in ("Superscript", "Subscript"):
        text = plain.text_of(node["c"])
        return None if re.fullmatch(r"[\w.,+−-]+", text) else {"t": "Str", "c": text}
    if node["t"] in ("Code", "Math"):
        fits = not re.search(r"[\s\[\]\\`]", node["c"][1]) and (node["t"] == "Math" or not any(node["c"][0]))
        return None if fits else node
    where = _CONTENT_AT.get(node["t"])
    if where is None:
        return node
    content = node["c"]
    inner = content if where < 0 else content[where]
    if inner:
        raised = Inlines(list, False).many([{"t": kind, "c": inner}])
        content = raised if where < 0 else [*content[:where], raised, *content[where + 1 :]]
    return {"t": node["t"], "c": content}


def key_fits(key: str) -> bool:
    """Whether pandoc reads this citation key in some form."""
    return bool(key) and not re.search(r"[\s{}\[\]\\\x00-\x1f]", key)


_HAZARD = re.compile(r"^(?:[-+*=#>|:~%(]|\w{1,8}[.)])", re.MULTILINE)


def _one_space(match: re.Match[str]) -> str:
    return " " if "\n" in match[0] or "\r" in match[0] or len(match[0]) == 1 else " " * len(match[0])


def _address(url: str) -> str:
    """An address as pandoc reads it: no white space, no character that no address may hold."""
    return _NO_ADDRESS.sub(lambda match: quote(match[0]), plain.fit(url).strip())


def _title(title: str) -> str:
    return SPACE.sub(" ", plain.fit(title)).strip()


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
