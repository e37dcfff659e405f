"""The fonts of a page: which faces and characters its text needs, as ``@font-face`` rules with the fonts inside.

The table of what is bold, slanted, sans or mono here repeats what ``screen.css`` says; a test in a real browser
compares the two.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from lxml.etree import _Element

from octavo.editions.fonts.open_face import open_rules
from octavo.editions.fonts.subset import SLICES, cut, stored
from octavo.themes import FontFace, Role, Theme
from octavo.tree.elements import names

_SANS = names("headings nav header footer table caption figcaption aside label search")
_MONO = frozenset(("code", "pre"))
_BOLD = names("headings strong b th dt caption summary")
_SLANTED = frozenset(("em", "i", "cite"))
_SILENT = frozenset(("style", "script", "title", "math"))

STACKS = {"font_text": ("text", "serif"), "font_sans": ("sans", "sans-serif"), "font_mono": ("mono", "monospace")}


@dataclass(frozen=True)
class Look:
    """How a stretch of text is set."""

    role: Role = "text"
    bold: bool = False
    slanted: bool = False


def looks(root: _Element) -> dict[Look, set[str]]:
    """The characters of a document by the look that its style sheet gives them."""
    found: dict[Look, set[str]] = {}
    stack: list[tuple[_Element, Look, bool]] = [(root, Look(), False)]
    while stack:
        node, look, tail = stack.pop()
        if tail:
            if node.tail:
                found.setdefault(look, set()).update(node.tail)
            continue
        stack.append((node, look, True))
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            continue
        inner = _look(node, look)
        text = (node.text or "") + (node.get("data-page") or "")
        if text:
            found.setdefault(inner, set()).update(text)
        stack.extend((part, inner, False) for part in node)
    return found


def _look(node: _Element, look: Look) -> Look:
    tag = node.tag
    if tag in _MONO:
        look = replace(look, role="mono")
    elif tag in _SANS or node.get("role") == "doc-pagebreak":
        look = replace(look, role="sans")
    if tag in _BOLD:
        look = replace(look, bold=True)
    if tag == "em" and node.get("class") == "upright":
        return replace(look, bold=True)
    if tag in _SLANTED or "tok-co" in (node.get("class") or ""):
        look = replace(look, slanted=True)
    return look


def font_rules(theme: Theme, root: _Element) -> str:
    """The ``@font-face`` rules for a finished document, in a fixed order, with the face that readers may choose."""
    wanted: dict[FontFace, set[int]] = {}
    left: set[int] = set()
    for look, characters in looks(root).items():
        face = _face(theme, look)
        codes = {ord(character) for character in characters if character > " "}
        if face is None:
            left |= codes
            continue
        wanted.setdefault(face, set()).update(codes)
        left |= codes - face.coverage()
    rules = [rule for face in theme.fonts if face in wanted for rule in _slices(face, wanted[face])]
    running = (
        letter for node in root.iterfind(".//*[@class='o-text']") for text in node.itertext() for letter in str(text)
    )
    return "".join(rules) + "".join(_signs(theme, left)) + open_rules(running)


def font_stacks(theme: Theme) -> dict[str, str]:
    """The font stacks by the name of their design value.

    The signs that ship with the theme are last: their families exist only on pages that need them.
    """
    signs = [_alias(face.family) for face in theme.faces("symbols")]
    stacks = {}
    for name, (role, generic) in STACKS.items():
        families = [_alias(face.family) for face in theme.fonts if face.role == role]
        stacks[name] = ", ".join([*dict.fromkeys([*families, *signs]), generic])
    return stacks


def _alias(family: str) -> str:
    """A name of our own: a cut font may not carry the name of the original, and no installed font may step in."""
    return f'"Octavo {family}"'


def _face(theme: Theme, look: Look) -> FontFace | None:
    """The face that CSS font matching (CSS Fonts 4, section 5.2) picks among the theme's."""
    faces = theme.faces(look.role)
    style = "italic" if look.slanted else "normal"
    faces = tuple(face for face in faces if face.style == style) or faces
    if not faces:
        return None
    return (max if look.bold else min)(faces, key=lambda face: face.weight)


def _slices(face: FontFace, codes: set[int]) -> Iterator[str]:
    """The rules for one face. A character counts for the slice that wins it, so no slice comes in vain."""
    claimed: dict[str, frozenset[int]] = {}
    for name in reversed(SLICES):
        claimed[name] = frozenset(codes & SLICES[name])
        codes = codes - SLICES[name]
    for name in SLICES:
        held = SLICES[name] & face.coverage()
        if claimed[name] & held:
            yield _rule(face, _woff2(face.path, name, held), _unicode_range(held))


def _signs(theme: Theme, codes: set[int]) -> Iterator[str]:
    """Rules for the signs that the faces for text lack; emoji are left to the system, which has them in colour.

    Signs only: such fonts hold some letters of Arabic too, but not what joins them.
    """
    for face in theme.faces("symbols"):
        held = frozenset(code for code in codes & face.coverage() if unicodedata.category(chr(code))[0] in "SNP")
        codes = codes - held
        if held:
            data = base64.b64encode(cut(face.path, held, ())).decode("ascii")
            yield _rule(face, data, _unicode_range(held))


@lru_cache(maxsize=256)
def _woff2(font: Path, name: str, held: frozenset[int]) -> str:
    """A slice in base64: the prepared one, or one made now."""
    ready = stored(font, name)
    return base64.b64encode(ready.read_bytes() if ready.is_file() else cut(font, held)).decode("ascii")


def _rule(face: FontFace, data: str, ranges: str) -> str:
    weight = "100 500" if face.weight < 550 else "550 900"
    return (
        f"@font-face {{ font-family: {_alias(face.family)}; font-style: {face.style}; font-weight: {weight}; "
        f"font-display: swap; unicode-range: {ranges}; src: url(data:font/woff2;base64,{data}) format('woff2') }}\n"
    )


def _unicode_range(codes: Iterable[int]) -> str:
    ordered = sorted(codes)
    spans: list[list[int]] = []
    for code in ordered:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)
