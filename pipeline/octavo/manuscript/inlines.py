"""Inlines to Markdown. In: normal inlines (``normal``). Out: one string, lines broken only where the text breaks them.

The inlines become a row of tokens, literal text or markup; then each literal is escaped with a view of its
neighbours. Nothing here knows about blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from octavo.manuscript.escape import Surroundings, escaped, line_start
from octavo.manuscript.targets import key, target
from octavo.manuscript.tokens import Token
from octavo.model import Node
from octavo.tree import attributes
from octavo.tree import nodes as tree

BREAKABLE = "\x1f"
"""Stands for a space at which a line may be wrapped, while a paragraph is laid out in a table's cell."""

_AUTOLINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$%&'()*+,;=]+\Z")
_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")
_BEFORE_SIGN = re.compile(r"\\(?![A-Za-z0-9])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_COUNTED = re.compile(r"\\\\([\[\]`$])")
_DELIMITER = {"Emph": "*", "Strong": "*", "Strikeout": "~", "Subscript": "~", "Superscript": "^", "Code": "`"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run of inlines is in.

    ``note`` gives the number of a note; ``in_line``: it does not begin a line; ``breakable``: its lines will be
    wrapped; ``citing``: within a citation, where a semicolon parts two; ``closing``: markup that follows.
    """

    note: Callable[[Node], int]
    titles: frozenset[str] = frozenset()
    heading: bool = False
    piped: bool = False
    bracketed: bool = False
    in_line: bool = False
    breakable: bool = False
    citing: bool = False
    closing: str = ""


def written(inlines: Sequence[Node], setting: Setting) -> str:
    """The Markdown of one paragraph, heading, cell or the like."""
    writer = Writer(setting)
    writer.many(inlines, "", setting.bracketed)
    return _joined(writer.tokens, setting)


def _joined(tokens: list[Token], setting: Setting) -> str:
    parts: list[str] = []
    if len(tokens) == 1 and tokens[0].literal:
        last_dollar = 0
    else:
        last_dollar = max((index for index, token in enumerate(tokens) if "$" in token.text), default=-1)
    for index, token in enumerate(tokens):
        text = token.text
        if token.literal:
            before = tokens[index - 1].text if index else ""
            around = Surroundings(
                before="" if before.endswith("\n") else before,
                after=tokens[index + 1].text if index + 1 < len(tokens) else setting.closing,
                active=token.active + ("*_^~" if setting.breakable else ""),  # a wrapped line may end with one
                bracketed=token.bracketed,
                piped=setting.piped,
                heading=setting.heading,
                dollars_after=last_dollar > index or bool(setting.closing) or setting.piped,
                titles=setting.titles,
            )
            text = escaped(text, around)
            if (not index and not setting.in_line) or before.endswith("\n"):
                text = line_start(text)
            if setting.citing:
                text = text.replace(";", "\\;")
            if setting.breakable:
                text = text.replace(" ", BREAKABLE)
        elif setting.piped and not token.verbatim:
            text = text.replace("|", "\\|")
        parts.append(text)
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Where:
    """Where an inline is: within which delimiters, whether in brackets, before which sibling."""

    active: str
    bracketed: bool
    after: Node | None


@dataclass
class Writer:
    """Collects the tokens of one run of inlines."""

    setting: Setting
    tokens: list[Token] = field(default_factory=list)

    def many(self, inlines: Sequence[Node], active: str, bracketed: bool, parent: str = "") -> None:
        """The tokens of sibling inlines."""
        last = len(inlines) - 1
        for index, node in enumerate(inlines):
            kind = tree.kind(node)
            if kind == "Str":
                self._literal(tree.text(node), active, bracketed)
                continue
            if kind == "Space":
                self._literal(" ", active, bracketed)
                continue
            before = inlines[index - 1] if index else None
            after = inlines[index + 1] if index < last else None
            fenced = self._needs_fence(node, before, after, parent, index in (0, last))
            if fenced:
                self._markup("[")
            _WRITERS[kind](self, node, Where(active, bracketed or fenced, after))
            if fenced:
                self._markup("]{}")

    def _needs_fence(self, node: Node, before: Node | None, after: Node | None, parent: str, edge: bool) -> bool:
        """Whether a span must keep this inline's delimiters from running into others."""
        kind = tree.kind(node)
        if kind == "Math":
            digit = after is not None and tree.kind(after) == "Str" and tree.text(after)[:1].isdigit()
            return digit or (before is not None and tree.kind(before) == "Math")
        if kind == "Cite":
            if after is not None and tree.kind(after) not in ("Str", "Space", "LineBreak"):
                return True
            bare = tree.kind(tree.citations(node)[0]["citationMode"]) == "AuthorInText"
            return bare and before is not None and tree.kind(before) not in ("Space", "LineBreak")
        mark = _DELIMITER.get(kind)
        if mark is None:
            return False
        if kind == "Code" and not self.tokens and not self.setting.in_line and "``" in tree.text(node):
            return True
        if mark == "~" and (parent == "~" or not self.tokens) and edge:
            first = tree.kind(tree.inlines(node)[0]) if kind != "Code" and tree.inlines(node) else ""
            return parent == "~" or _DELIMITER.get(first) == "~"
        return before is not None and _DELIMITER.get(tree.kind(before)) == mark

    def _literal(self, text: str, active: str, bracketed: bool) -> None:
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.literal and last.active == active and last.bracketed == bracketed:
            last.pieces.append(text)
        else:
            self.tokens.append(Token([text], True, active, bracketed))

    def _markup(self, text: str, verbatim: bool = False) -> None:
        last = self.tokens[-1] if self.tokens else None
        if last is not None and not last.literal and not verbatim and not last.verbatim:
            last.pieces.append(text)
        else:
            self.tokens.append(Token([text], False, verbatim=verbatim))

    def _delimited(self, node: Node, where: Where) -> None:
        mark = {"Strong": "**", "Strikeout": "~~"}.get(tree.kind(node)) or _DELIMITER[tree.kind(node)]
        self._markup(mark)
        self.many(tree.inlines(node), where.active + mark[0], where.bracketed, mark[0])
        self._markup(mark)

    def _script(self, node: Node, where: Where) -> None:
        """Pandoc takes the backslashes out of what is within, and then reads it once more."""
        mark = _DELIMITER[tree.kind(node)]
        inner = Writer(self.setting)
        inner.many(tree.inlines(node), where.active + mark, where.bracketed, mark)
        setting = replace(self.setting, in_line=True, closing=mark, piped=False)
        text = _BEFORE_SIGN.sub(r"\\\\", _joined(inner.tokens, setting))
        text = _ENTITY.sub(r"\\&", text.replace(mark, "\\" + mark))
        if where.bracketed or self.setting.piped:  # brackets and cells around count these, however they are escaped
            counted = "`$" if _in_pairs(text) else "[]`$"
            text = _COUNTED.sub(lambda match: f"&amp;#{ord(match[1])};" if match[1] in counted else match[0], text)
        self._markup(mark + text + mark)

    def _classed(self, node: Node, where: Where) -> None:
        self._markup("[")
        self.many(tree.inlines(node), where.active, True)
        self._markup("]{." + tree.kind(node).lower() + "}")

    def _span(self, node: Node, where: Where) -> None:
        self._markup("[")
        self.many(tree.inlines(node), where.active, True)
        self._markup("]" + attributes.braces(attributes.cleaned(tree.attributes_of(node))))

    def _code(self, node: Node, _where: Where) -> None:
        attr, text = tree.attributes_of(node), tree.text(node)
        fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
        if text.startswith("`") or text.endswith("`"):
            text = f" {text} "
        self._markup(fence + text + fence, verbatim=True)
        extra = attributes.written(attributes.cleaned(attr))
        if extra:
            self._markup(extra)

    def _math(self, node: Node, _where: Where) -> None:
        mark = "$" if tree.math_kind(node) == "InlineMath" else "$$"
        tex = tree.text(node)
        space = " " if mark == "$$" and tex.endswith("$") else ""
        self._markup(mark + tex + space + mark, verbatim=True)

    def _break(self, _node: Node, _where: Where) -> None:
        self._markup("\\\n")

    def _note(self, node: Node, _where: Where) -> None:
        self._markup(f"[^{self.setting.note(node)}]")

    def _link(self, node: Node, where: Where) -> None:
        content, (url, title) = tree.inlines(node), tree.target(node)
        attr = attributes.cleaned(tree.attributes_of(node))
        text = tree.text(content[0]) if len(content) == 1 and tree.kind(content[0]) == "Str" else ""
        bare = attr == attributes.NONE and not title and text
        if bare and ((text == url and _AUTOLINK.match(url)) or (url == "mailto:" + text and _MAIL.match(text))):
            self._markup(f"<{text}>")
            return
        self._markup("[")
        self.many(content, where.active, True)
        self._markup(f"]({target(url, title)})" + attributes.written(attr))

    def _image(self, node: Node, where: Where) -> None:
        attr, alt, (url, title) = tree.attributes_of(node), tree.inlines(node), tree.target(node)
        self._markup("![")
        self.many(alt, where.active, True)
        self._markup(f"]({target(url, title)})" + attributes.written(attributes.cleaned(attr)))

    def _cite(self, node: Node, where: Where) -> None:
        citations = tree.citations(node)
        first = citations[0]
        if tree.kind(first["citationMode"]) == "AuthorInText":
            beside = where.after is not None and tree.kind(where.after) != "Space"
            self._markup(key(first["citationId"], beside or not self.tokens))
            inner = [self._suffix(first, where.active).lstrip(" ")] if first["citationSuffix"] else []
            inner += [self._citation(item, where.active) for item in citations[1:]]
            if inner:
                space = " " if inner[0].startswith("^") else ""  # "[^" begins a note
                self._markup(f" [{space}{'; '.join(inner)}]")
            return
        self._markup("[" + "; ".join(self._citation(item, where.active) for item in citations) + "]")

    def _citation(self, item: dict[str, Any], active: str) -> str:
        prefix = self._within(item["citationPrefix"], active)
        hidden = "-" if tree.kind(item["citationMode"]) == "SuppressAuthor" else ""
        name = hidden + key(item["citationId"], braced=False)
        return (prefix + " " if prefix else "") + name + self._suffix(item, active)

    def _suffix(self, item: dict[str, Any], active: str) -> str:
        text = self._within(item["citationSuffix"], active)
        return text if not text or text[0] in ",.:;" else " " + text

    def _within(self, inlines: Sequence[Node], active: str) -> str:
        inner = Writer(self.setting)
        inner.many(inlines, active, True)
        return _joined(inner.tokens, replace(self.setting, in_line=True, citing=True, closing="]"))


_WRITERS: dict[str, Callable[[Writer, Node, Where], None]] = {
    "Emph": Writer._delimited,
    "Strong": Writer._delimited,
    "Strikeout": Writer._delimited,
    "Superscript": Writer._script,
    "Subscript": Writer._script,
    "Underline": Writer._classed,
    "SmallCaps": Writer._classed,
    "Span": Writer._span,
    "Code": Writer._code,
    "Math": Writer._math,
    "LineBreak": Writer._break,
    "Note": Writer._note,
    "Link": Writer._link,
    "Image": Writer._image,
    "Cite": Writer._cite,
}


def _in_pairs(text: str) -> bool:
    """Whether each bracket of the text has its fellow: such brackets do not end what is around them."""
    depth = 0
    for sign in text:
        depth += {"[": 1, "]": -1}.get(sign, 0)
        if depth < 0:
            return False
    return not depth
