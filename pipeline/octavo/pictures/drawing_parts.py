"""The parts of a drawing that are not SVG elements: style sheets, and the words of foreign content. No I/O."""

from __future__ import annotations

import re

from lxml import etree

from octavo.tree.elements import names

SVG = "http://www.w3.org/2000/svg"
EFFECTS = (
    "feGaussianBlur", "feOffset", "feMerge", "feMergeNode", "feFlood", "feBlend", "feComposite", "feColorMatrix",
    "feComponentTransfer", "feFuncR", "feFuncG", "feFuncB", "feFuncA", "feDropShadow", "feMorphology",
)  # fmt: skip
"""Parts of a filter that paint with what is in the drawing."""

_STYLE = re.compile(
    r"fill(?:-.*)?|stroke(?:-.*)?|opacity|color|clip-path|clip-rule|mask|filter|marker(?:-.*)?|display|visibility"
    r"|font(?:-.*)?|text-.*|letter-spacing|word-spacing|writing-mode|direction|dominant-baseline|baseline-shift"
    r"|alignment-baseline|stop-color|stop-opacity|flood-.*|overflow|paint-order|vector-effect|mix-blend-mode|isolation"
    r"|transform(?:-.*)?"
)
_OWN = re.compile(r"""url\(\s*['"]?#[\w.:-]+['"]?\s*\)""")
_DANGER = re.compile(
    r"url\s*\(|expression|javascript|@import|image-set|src\s*\(|\\|/\*|<"
    r"|\b(?:data|vbscript|file|https?|ftp|blob|filesystem|about)\s*:",  # no colour or number has an address
    re.IGNORECASE,
)
_SELECTOR = re.compile(r"[\w\s.#*,>+~:()\[\]=\"'^$|-]+")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_BLOCKS = names("p div li tr headings br pre blockquote td")
_UNSEEN = frozenset(("style", "script", "template", "head", "title"))
_FONT_SIZE = 16.0
_WIDTH_OF_A_LETTER = 0.55  # of the font's size, on average


def is_harmless(value: str) -> bool:
    """Whether a value names nothing outside the drawing and runs nothing."""
    return not _DANGER.search(_OWN.sub("", value))


def kept_style(value: str) -> str:
    """The declarations of a ``style`` attribute that paint."""
    rules = (rule.partition(":") for rule in value.replace("!important", "").split(";"))
    kept = [
        f"{name.strip()}:{what.strip()}"
        for name, _, what in rules
        if _STYLE.fullmatch(name.strip().lower()) and is_harmless(what)
    ]
    return ";".join(kept)


def kept_styles(sheet: str) -> str:
    """The rules of a style sheet that paint, written again; rules that depend on the screen or fetch are gone."""
    plain = re.sub(r"/\*.*?\*/|<!--|-->", " ", sheet, flags=re.DOTALL)
    plain = re.sub(r"@[\w-]+[^{};]*;", " ", plain)
    kept = []
    for selector, body in _RULE.findall(_without_at_rules(plain)):
        style = kept_style(body)
        if style and _SELECTOR.fullmatch(selector) and selector.strip():
            kept.append(f"{' '.join(selector.split())}{{{style}}}")
    return "\n".join(kept)


def _without_at_rules(sheet: str) -> str:
    """A style sheet without its blocks that begin with ``@`` and their contents."""
    out: list[str] = []
    at = 0
    while (start := sheet.find("@", at)) >= 0:
        out.append(sheet[at:start])
        depth, at = 0, start
        while at < len(sheet):
            depth += (sheet[at] == "{") - (sheet[at] == "}")
            at += 1
            if depth == 0 and sheet[at - 1] in "};":
                break
    return "".join([*out, sheet[at:]])


def foreign_words(source: etree._Element, parent: etree._Element) -> etree._Element | None:
    """The words of foreign content (HTML) as text of the drawing, where it stood; None for no words."""
    lines = _lines(source)
    if not lines:
        return None
    x, y, width, height = (_number(source.get(name, "0")) for name in ("x", "y", "width", "height"))
    size = _font_size(source)
    room = max(1, int(width / (size * _WIDTH_OF_A_LETTER))) if width > size else 0
    lines = [piece for line in lines for piece in (_wrapped(line, room) if room else [line])]
    text = etree.SubElement(parent, f"{{{SVG}}}text")
    text.set("text-anchor", "middle")
    text.set("font-size", f"{size:g}")
    first = y + height / 2 - (len(lines) - 1) * size * 0.6 + size * 0.35
    for number, line in enumerate(lines):
        part = etree.SubElement(text, f"{{{SVG}}}tspan")
        part.set("x", f"{x + width / 2:g}")
        part.set("y", f"{first + number * size * 1.2:g}")
        part.text = line
    return text


def _lines(source: etree._Element) -> list[str]:
    found = [""]

    def gather(node: etree._Element) -> None:
        name = str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
        if name and name not in _UNSEEN:
            if name in _BLOCKS:
                found.append("")
            found[-1] += node.text or ""
            for child in node:
                gather(child)
                found[-1] += child.tail or ""
            if name in _BLOCKS:
                found.append("")

    gather(source)
    return [" ".join(line.split()) for line in found if line.strip()]


def _wrapped(line: str, room: int) -> list[str]:
    pieces = [""]
    for word in line.split():
        if pieces[-1] and len(pieces[-1]) + 1 + len(word) > room:
            pieces.append("")
        pieces[-1] = f"{pieces[-1]} {word}".strip()
    return pieces


def _font_size(source: etree._Element) -> float:
    for node in source.iter():
        found = (
            re.search(r"font-size\s*:\s*(\d+(?:\.\d+)?)px", node.get("style", ""))
            if isinstance(node.tag, str)
            else None
        )
        if found and 1 <= float(found[1]) <= 200:
            return float(found[1])
    return _FONT_SIZE


def _number(value: str) -> float:
    found = re.match(r"\s*(-?\d+(?:\.\d+)?)", value)
    return max(-1e5, min(1e5, float(found[1]))) if found else 0.0
