"""The styles of an OpenDocument text: what a paragraph or span inherits, how lists number. Reads trees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from octavo.readers.office.odt_xml import STYLE, TEXT
from octavo.readers.office.word.numbering import Level
from octavo.readers.xml_tree import Element

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMS = {"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter"}


@dataclass
class OdtStyles:
    """Styles by family and name, list styles by name; ``outline`` numbers headings."""

    known: dict[tuple[str, str], Element] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    defaults: dict[str, Element] = field(default_factory=dict)

    def chain(self, family: str, name: str) -> Iterator[Element]:
        """A style and its parents."""
        seen: set[str] = set()
        while (family, name) in self.known and name not in seen:
            seen.add(name)
            yield self.known[family, name]
            name = self.known[family, name].get(f"{STYLE}parent-style-name", "")

    def names(self, family: str, name: str) -> tuple[str, ...]:
        """The names of a style and its parents, plain and in small letters."""
        found = [name, *(style.get(f"{STYLE}parent-style-name", "") for style in self.chain(family, name))]
        return tuple(one.replace("_20_", " ").lower() for one in found if one)

    def property(self, family: str, name: str, kind: str, attribute: str) -> str:
        """A property (``paragraph`` or ``text``) of a style or its parents."""
        for style in self.chain(family, name):
            for properties in style.findall(f"{STYLE}{kind}-properties"):
                value = properties.get(attribute)
                if value is not None:
                    return value
        return ""

    def default(self, kind: str, attribute: str) -> str:
        """A property that paragraphs have when nothing says otherwise."""
        style = self.defaults.get("paragraph")
        found = style.find(f"{STYLE}{kind}-properties") if style is not None else None
        return (found.get(attribute) or "") if found is not None else ""


def read_odt_styles(*roots: Element | None) -> OdtStyles:
    """The styles of these parts."""
    found = OdtStyles()
    for root in roots:
        if root is None:
            continue
        for style in root.iter(f"{STYLE}style"):
            key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
            found.known[key] = style
        for style in root.iter(f"{STYLE}default-style"):
            found.defaults[style.get(f"{STYLE}family", "")] = style
        for style in root.iter(f"{TEXT}list-style"):
            found.lists[style.get(f"{STYLE}name", "")] = _levels(style)
        for style in root.iter(f"{TEXT}outline-style"):
            found.outline = _levels(style)
    return found


def _levels(style: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for node in style:
        at = node.get(f"{TEXT}level", "")
        if not at.isdigit() or not 1 <= int(at) <= 10:
            continue
        if node.tag == f"{TEXT}list-level-style-bullet":
            levels[int(at) - 1] = Level(form="bullet", text=node.get(f"{TEXT}bullet-char", "•"), font=_font(node))
        elif node.tag in (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
            levels[int(at) - 1] = _numbered(node, int(at))
    return levels


def _numbered(node: Element, at: int) -> Level:
    form = node.get(f"{STYLE}num-format", "")
    shown = node.get(f"{TEXT}display-levels", "1")
    first = max(1, at - (int(shown) if shown.isdigit() else 1) + 1)
    inner = ".".join(f"%{one}" for one in range(first, at + 1))
    prefix, suffix = node.get(f"{STYLE}num-prefix", ""), node.get(f"{STYLE}num-suffix", "")
    given = node.get(f"{_LOEXT}num-list-format") or node.get(f"{STYLE}num-list-format") or ""
    text = f"{prefix}{inner}{suffix}" if form else f"{prefix}{suffix}".strip()
    if given and form:
        text = given
        for one in range(10, 0, -1):
            text = text.replace(f"%{one}%", f"\0{one}")
        text = text.replace("\0", "%")
    start = node.get(f"{TEXT}start-value", "1")
    return Level(
        start=int(start) if start.isdigit() and len(start) < 6 else 1, form=_FORMS.get(form, form) or "none", text=text
    )


def _font(node: Element) -> str:
    properties = node.find(f"{STYLE}text-properties")
    if properties is None:
        return ""
    return properties.get(f"{STYLE}font-name") or properties.get(f"{FO}font-family") or ""
