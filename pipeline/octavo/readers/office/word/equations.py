r"""EQ fields (``EQ \f(3,4)``), an old form of formulas, converted to Office Math. Pure."""

from __future__ import annotations

import re

from lxml import etree

from octavo.readers.office.docx_xml import MATH
from octavo.readers.xml_tree import Element

_SWITCH = re.compile(r"\\([a-z])((?:\s*\\[a-z]{2}\d*)*)\s*\(", re.IGNORECASE)


def equation(instruction: str) -> Element | None:
    """A formula for the instruction of a field, or None if nothing is in it."""
    text = re.sub(r"\A\s*EQ\b", "", instruction, flags=re.IGNORECASE)
    parts = _parts(text)
    if not parts:
        return None
    formula = etree.Element(f"{MATH}oMath")
    formula.extend(parts)
    return formula


def _parts(text: str, depth: int = 0) -> list[Element]:
    done: list[Element] = []
    at = 0
    for _ in range(200):
        found = _SWITCH.search(text, at)
        if found is None or depth > 10:
            break
        done += _plain(text[at : found.start()])
        arguments, at = _arguments(text, found.end())
        done += _made(found[1].lower(), found[2].lower(), [_parts(part, depth + 1) for part in arguments])
    return done + _plain(text[at:])


def _made(name: str, switches: str, arguments: list[list[Element]]) -> list[Element]:
    if name == "f" and len(arguments) == 2:
        return [_node("f", num=arguments[0], den=arguments[1])]
    if name == "r":
        degree = arguments[0] if len(arguments) > 1 else []
        root = _node("rad", deg=degree, e=arguments[-1])
        if not degree:
            properties = etree.Element(f"{MATH}radPr")
            etree.SubElement(properties, f"{MATH}degHide").set(f"{MATH}val", "1")
            root.insert(0, properties)
        return [root]
    if name == "s" and len(arguments) == 1 and ("up" in switches or "do" in switches):
        kind = "sup" if "up" in switches else "sub"
        return [_node("sSup" if kind == "sup" else "sSub", e=_plain("\u200b"), **{kind: arguments[0]})]
    if name == "b" and len(arguments) == 1:
        return [*_plain("("), *arguments[0], *_plain(")")]
    if name == "i" and len(arguments) == 3:
        node = _node("nary", sub=arguments[0], sup=arguments[1], e=arguments[2])
        sign = "∑" if "su" in switches else "∏" if "pr" in switches else "∫"
        properties = etree.Element(f"{MATH}naryPr")
        etree.SubElement(properties, f"{MATH}chr").set(f"{MATH}val", sign)
        node.insert(0, properties)
        return [node]
    # Boxes, overstrikes, arrays and shifts keep their words.
    done: list[Element] = []
    for argument in arguments:
        done += ([*_plain(" "), *argument]) if done and name == "a" else argument
    return done


def _arguments(text: str, at: int) -> tuple[list[str], int]:
    """The arguments from behind a bracket to its end, and where that is."""
    found, depth, start, place = [], 1, at, at
    while place < len(text) and depth:
        char = text[place]
        if char == "\\":
            place += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char in ",;" and depth == 1:
            found.append(text[start:place])
            start = place + 1
        place += 1
    found.append(text[start : place - 1 if not depth else place])
    return found, place


def _plain(text: str) -> list[Element]:
    text = re.sub(r"\\([,;()\\])", r"\1", text).strip() if text != " " else text
    if not text:
        return []
    run = etree.Element(f"{MATH}r")
    etree.SubElement(run, f"{MATH}t").text = text
    return [run]


def _node(kind: str, **parts: list[Element]) -> Element:
    node = etree.Element(f"{MATH}{kind}")
    for name, inner in parts.items():
        etree.SubElement(node, f"{MATH}{name}").extend(inner)
    return node
