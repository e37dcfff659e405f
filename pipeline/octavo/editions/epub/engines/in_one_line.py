"""Formulas that keep their meaning where MathML is unknown: 2 with a raised n+1 must not be read as 2n+1.

An e-reader without MathML shows the characters of a formula one after the other. So each formula also holds characters
that replace its layout: ``2^(n+1)``, ``(a+b)/2``, ``√(x)``. They are in ``mphantom`` elements of zero size: programs
that know MathML do not show them or read them aloud. Works on formulas without namespaces, in place.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element

PHANTOM = "o-plain"
"""The class of the phantoms, by which the proof knows them."""
GROUP = "o-line"
"""The class of the rows around phantoms and what they are beside."""
SIGNS = frozenset("()^_/√;1 \u2003")
"""All that is in them."""
_LEAVES = frozenset(("mi", "mn", "mtext", "ms"))
_GROUPS = frozenset(("mrow", "mstyle", "mpadded"))
_OPENING, _CLOSING = frozenset("([{|⟨⌊⌈‖"), frozenset(")]}|⟩⌋⌉‖")
_WIDE_SPACE = 0.9


def say_in_one_line(formulas: Iterable[_Element]) -> None:
    """Put the phantoms into ``math`` elements."""
    for formula in formulas:
        for element in list(formula.iter()):
            if isinstance(element.tag, str):
                _say(element)


def _say(element: _Element) -> None:
    parts = list(element)
    tag = element.tag
    if tag in ("msup", "msub", "msubsup") and len(parts) == (3 if tag == "msubsup" else 2):
        _around(parts[0])
        for part, sign in zip(parts[1:], {"msup": "^", "msub": "_", "msubsup": "_^"}[str(tag)], strict=True):
            _script(part, sign)
    elif tag in ("munder", "mover", "munderover") and len(parts) == (3 if tag == "munderover" else 2):
        for part, sign in zip(parts[1:], {"munder": "_", "mover": "^", "munderover": "_^"}[str(tag)], strict=True):
            if part.tag != "mo":  # an accent or a brace
                _script(part, sign)
    elif tag == "mfrac" and len(parts) == 2:
        _around(parts[0])
        _around(parts[1], "; " if element.get("linethickness", "")[:1] == "0" else "/")
    elif tag == "msqrt":
        inner = parts[0] if len(parts) == 1 else None
        simple = inner is not None and _is_simple(inner)
        _wrap_all(element, "√" if simple else "√(", "" if simple else ")")
    elif tag == "mroot" and len(parts) == 2:
        _around(parts[0])
        _wrap(parts[1], "^(1/", ")")
    elif tag == "mtr":
        for cell in parts:
            last_row = element.getnext() is None
            _wrap_all(cell, "", " " if cell is not parts[-1] else "" if last_row else "; ")
    elif tag == "mspace" and _ems(element.get("width", "")) >= _WIDE_SPACE:
        _after(element, "\u2003")


def _script(part: _Element, sign: str) -> None:
    if _text(part).strip("′″‴"):  # a prime reads right as it is
        simple = _is_simple(part)
        _wrap(part, sign if simple else f"{sign}(", "" if simple else ")")


def _around(part: _Element, before: str = "") -> None:
    simple = _is_simple(part) or _is_fenced(part) or part.tag == "mo" or not _text(part)
    _wrap(part, before if simple else f"{before}(", "" if simple else ")")


def _is_simple(part: _Element) -> bool:
    while part.tag in _GROUPS and len(part) == 1:
        part = part[0]
    return part.tag in _LEAVES


def _is_fenced(part: _Element) -> bool:
    while part.tag in _GROUPS and len(part) == 1:
        part = part[0]
    fenced = part.tag in _GROUPS and len(part) > 1
    return fenced and _text(part[0]) in _OPENING and _text(part[-1]) in _CLOSING


def _text(part: _Element) -> str:
    return "".join(map(str, part.itertext())).strip()


def _ems(length: str) -> float:
    try:
        return float(length.removesuffix("em"))
    except ValueError:
        return 0.0


def _wrap(part: _Element, before: str, behind: str) -> None:
    """Set phantoms around one part of a shape, together with which they stay one part."""
    parent = part.getparent()
    if parent is None or not before + behind:
        return
    group = etree.Element("mrow", {"class": GROUP})
    parent.replace(part, group)
    group.extend([*_phantom(before), part, *_phantom(behind)])


def _wrap_all(element: _Element, before: str, behind: str) -> None:
    """Set phantoms around all that is in an element. An operator at an end stays at the end of a row of its own."""
    if not before + behind:
        return
    group = etree.Element("mrow", {"class": GROUP})
    group.extend(list(element))
    element.extend([*_phantom(before), group, *_phantom(behind)])


def _after(element: _Element, signs: str) -> None:
    element.addnext(_phantom(signs)[0])


def _phantom(signs: str) -> list[_Element]:
    if not signs:
        return []
    padded = etree.Element("mpadded", {"class": PHANTOM, "width": "0", "height": "0", "depth": "0"})
    etree.SubElement(etree.SubElement(padded, "mphantom"), "mtext").text = signs
    return [padded]
