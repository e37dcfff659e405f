"""Formulas: MathML in, vector pictures out, drawn by ziamath. The only module that imports it.

A formula becomes an ``img`` whose size and depth are given in ems, so that it sits on the line of text around it,
with its TeX as alternative text. What ziamath cannot set is shown as TeX, with a notice. ziamath reads no file that
a formula names and runs nothing; a formula that is too large is not given to it.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

from lxml import etree
from lxml.etree import _Element

from octavo.editions.pdf.etree import text_of

_SIZE = 100.0
_MOST_NODES, _DEEPEST = 2000, 40
_SHAPES = frozenset(("path", "rect", "line", "polygon", "polyline", "circle", "ellipse"))
_SVG_TYPE = "image/svg+xml"
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Drawing:
    """A formula drawn: an SVG, and in ems its width, height and how far it goes below the line."""

    svg: bytes
    width: float
    height: float
    depth: float


_NUMBER_EMS = 4.0
"""How much room the number of a formula needs beside it."""


def set_formulas(tree: _Element, files: dict[str, tuple[bytes, str]], ink: str, ems: float) -> list[_Element]:
    """Replace every ``math`` in the tree by a picture (in place) and add the pictures to ``files``.

    ``ems`` is the widest a formula may be. Gives the elements that stand for formulas that could not be drawn.
    """
    unread = []
    for math in list(tree.iter("math")):
        tex = math.get("alttext") or ""
        drawing, numbered = draw(math), _is_numbered(math)
        new = etree.Element("code", {"class": "formula"}) if drawing is None else etree.Element("img")
        if drawing is None:
            new.text = tex or text_of(math)
            unread.append(new)
        else:
            svg = drawing.svg.replace(b"INK", ink.encode())
            name = f"formula-{hashlib.sha256(svg).hexdigest()[:16]}.svg"
            files[name] = (svg, _SVG_TYPE)
            most = ems - _NUMBER_EMS if numbered else ems
            shrink = min(1.0, most / drawing.width) if drawing.width else 1.0
            style = f"width:{drawing.width * shrink:.3f}em;vertical-align:{-drawing.depth * shrink:.3f}em"
            kind = "formula o-display" if math.get("display") == "block" else "formula"
            new.attrib.update({"class": kind, "alt": tex or "formula", "src": name, "style": style})
        new.tail = math.tail
        parent = math.getparent()
        if parent is not None:
            parent.replace(math, new)
        if drawing is not None and numbered:
            _beside(new, (ems - drawing.width) / 2)
    return unread


def _is_numbered(math: _Element) -> bool:
    """Whether a displayed formula and its number are all of their paragraph."""
    line, number = math.getparent(), math.getnext()
    return (
        line is not None
        and line.get("class") == "formula"
        and len(line) == 2
        and number is not None
        and number.get("class") == "formula-number"
    )


def _beside(image: _Element, free: float) -> None:
    """Set a formula and its number in two cells of a row; ``free`` is the room on each side of the formula, in em."""
    line = image.getparent()
    if line is None:
        return
    line.set("class", "formula o-numbered")
    cell = etree.Element("span", {"class": "o-cell"})
    if free > _NUMBER_EMS:
        cell.set("style", f"padding-left:{_NUMBER_EMS}em")  # as much as the number takes: the formula is in the middle
    image.tail = None
    line.insert(0, cell)
    cell.append(image)


def shapes(math: _Element) -> int | None:
    """How many shapes the drawing of a formula is made of; none for one that is shown as TeX."""
    drawing = draw(math)
    if drawing is None:
        return None
    drawn = ET.fromstring(drawing.svg)  # noqa: S314  # our own drawing
    shown = (node for node in drawn.iter() if "0" not in (node.get("width"), node.get("height")))
    return sum(node.tag.rpartition("}")[2] in _SHAPES for node in shown)


def draw(math: _Element) -> Drawing | None:
    """The drawing of a formula; none for one that ziamath cannot set. In its SVG ``INK`` stands for the colour."""
    nodes = sum(1 for _ in math.iter())
    if nodes > _MOST_NODES or _depth(math) > _DEEPEST:
        return None
    copied = etree.tostring(math, encoding="unicode", with_tail=False)
    return _draw(copied)


def _depth(node: _Element) -> int:
    deepest, stack = 0, [(node, 1)]
    while stack:
        at, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in at)
    return deepest


@lru_cache(maxsize=2048)
def _draw(mathml: str) -> Drawing | None:
    root = ET.fromstring(mathml)  # noqa: S314  # our own tree, written out a moment ago
    with _LOCK, _quiet():
        return _guarded(lambda: _ziamath(root))


def _guarded(drawn: Callable[[], Drawing]) -> Drawing | None:
    try:
        return drawn()
    except Exception:  # noqa: BLE001  # on unknown input ziamath fails with any exception
        return None


def _ziamath(root: ET.Element) -> Drawing:
    from ziamath.config import config
    from ziamath.zmath import Math

    _drop_empty_words(root)
    _fill_rows(root)
    portable, config.svg2 = config.svg2, False
    try:
        drawn = Math(root, size=_SIZE, margin=2)
        svg = drawn.svgxml()
    finally:
        config.svg2 = portable
    svg.set("fill", "INK")
    for node in svg.iter():
        if node.get("fill") == "black":
            node.set("fill", "INK")
    width, height = float(svg.get("width", "0")), float(svg.get("height", "0"))
    if width <= 0 or height <= 0:
        raise ValueError("the formula shows nothing")
    depth = -float(drawn.getyofst()) + 2
    return Drawing(ET.tostring(svg), width / _SIZE, height / _SIZE, depth / _SIZE)


def _fill_rows(root: ET.Element) -> None:
    r"""Take the empty rows off the end of tables, and put a space into others: ziamath cannot measure an empty row.

    Many people end the last line of an equation with ``\\``, which begins one more.
    """
    tables = [node for node in root.iter() if _name(node) == "mtable"]
    for table in tables:
        rows = [node for node in table if _name(node) == "mtr"]
        while len(rows) > 1 and _is_empty(rows[-1]):
            table.remove(rows.pop())
        for row in rows:
            if len(row) and _is_empty(row):
                row[0].append(ET.Element("mspace", {"width": "0em"}))


def _drop_empty_words(root: ET.Element) -> None:
    r"""Make a space of no width of each text without words, as ``\mbox{}`` makes one: ziamath cannot set it."""
    for node in root.iter():
        if _name(node) == "mtext" and not len(node) and not (node.text or ""):
            node.tag, node.attrib = node.tag.replace("mtext", "mspace"), {"width": "0em"}


def _name(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]


def _is_empty(row: ET.Element) -> bool:
    return not any((node.text or "").strip() or _name(node) == "mspace" for node in row.iter())


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence ziamath, which warns by the root logger and by Python's warnings: its drawings show what it could do."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
