"""The styles of a Word file: what a paragraph or a run inherits. Reads trees, changes none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.readers.office.docx_xml import W
from octavo.readers.xml_tree import Element

_MAX_CHAIN = 20
_OFF = frozenset(["0", "false", "off", "none"])


def value(node: Element | None, name: str = "val") -> str:
    """An attribute of an element, or nothing."""
    return (node.get(W + name) or "") if node is not None else ""


def number(text: str, otherwise: int = 0) -> int:
    """A whole number of at most six digits."""
    bare = text.removeprefix("-")
    return int(text) if bare.isascii() and bare.isdigit() and len(bare) <= 6 else otherwise


def switched(node: Element | None) -> bool:
    """Whether a property that is either on or off is on."""
    return node is not None and value(node).lower() not in _OFF


@dataclass(frozen=True)
class Styles:
    """The styles by their identifiers; ``default`` is the one of paragraphs that name none."""

    known: dict[str, Element]
    default: str
    defaults: Element | None

    def chain(self, identifier: str) -> Iterator[Element]:
        """A style and those it is based on, the nearest first."""
        seen: set[str] = set()
        while identifier in self.known and identifier not in seen and len(seen) < _MAX_CHAIN:
            seen.add(identifier)
            style = self.known[identifier]
            yield style
            identifier = value(style.find(f"{W}basedOn"))

    def names(self, identifier: str) -> tuple[str, ...]:
        """The names of a style and of those it is based on, in small letters."""
        return tuple(value(style.find(f"{W}name")).lower() for style in self.chain(identifier))

    def of_paragraph(self, paragraph: Element, path: str) -> Element | None:
        """A property of a paragraph (``jc``, ``outlineLvl``, ``ind``): its own, or the style's."""
        return self.found(paragraph, f"{W}pPr/{W}{path}")

    def found(self, paragraph: Element, path: str) -> Element | None:
        """An element at a path in a paragraph, or in its style, or in the document's defaults."""
        own = paragraph.find(path)
        if own is not None:
            return own
        for style in self.chain(style_of(paragraph) or self.default):
            inherited = style.find(path)
            if inherited is not None:
                return inherited
        return self.defaults.find(path) if self.defaults is not None else None

    def of_run(self, run: Element, name: str) -> Element | None:
        """A property of a run: its own, its character style's, or its paragraph's."""
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return own
        for style in self.chain(value(run.find(f"{W}rPr/{W}rStyle"))):
            inherited = style.find(f"{W}rPr/{W}{name}")
            if inherited is not None:
                return inherited
        paragraph = next(run.iterancestors(f"{W}p"), None)
        if paragraph is None:
            return None
        for style in self.chain(style_of(paragraph) or self.default):
            inherited = style.find(f"{W}rPr/{W}{name}")
            if inherited is not None:
                return inherited
        return self.defaults.find(f"{W}rPr/{W}{name}") if self.defaults is not None else None


def style_of(paragraph: Element) -> str:
    """The identifier of a paragraph's style."""
    return value(paragraph.find(f"{W}pPr/{W}pStyle"))


def read_styles(root: Element | None) -> Styles:
    """The styles of a styles part (None: there is none)."""
    known: dict[str, Element] = {}
    default, defaults = "", None
    if root is not None:
        for style in root.iter(f"{W}style"):
            known.setdefault(style.get(f"{W}styleId", ""), style)
            if style.get(f"{W}type") == "paragraph" and (style.get(f"{W}default") or "0").lower() not in _OFF:
                default = default or style.get(f"{W}styleId", "")
        found = root.find(f"{W}docDefaults")
        if found is not None:
            defaults = _flat(found)
    return Styles(known, default, defaults)


def _flat(defaults: Element) -> Element:
    """The document's defaults in the shape of a style."""
    style = defaults.makeelement(f"{W}style")
    for outer, inner in (("pPrDefault", "pPr"), ("rPrDefault", "rPr")):
        found = defaults.find(f"{W}{outer}/{W}{inner}")
        if found is not None:
            copy = style.makeelement(f"{W}{inner}")
            copy.extend([_copied(child) for child in found])
            style.append(copy)
    return style


def _copied(node: Element) -> Element:
    copy = node.makeelement(node.tag)
    for name, text in node.attrib.items():
        copy.set(name, text)
    copy.extend([_copied(child) for child in node])
    return copy
