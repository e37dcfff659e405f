"""Alterations of the text of a tree of HTML or XHTML, each at a random place, and what those of blocks need."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator

from lxml.etree import _Element

Alteration = Callable[[_Element, random.Random], bool]
"""Changes a tree; false where the tree has nothing of the kind."""

_QUIET = frozenset("head script style title nav math summary label input".split())
_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[^\w\s]")
_LOOKALIKE = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "A": "А", "E": "Е", "T": "Т", "O": "О"}


def tag(node: _Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def rename(node: _Element, name: str) -> None:
    node.tag = f"{node.tag.rpartition('}')[0]}}}{name}" if "}" in node.tag else name


def child(node: _Element, name: str, text: str = "") -> _Element:
    space = node.tag.rpartition("}")[0]
    made = node.makeelement(f"{space}}}{name}" if space else name)
    made.text = text or None
    return made


def main(root: _Element) -> _Element:
    found = next((node for node in root.iter() if tag(node) in ("main", "body")), root)
    return next((node for node in found.iter() if tag(node) == "main"), found)


def is_own(node: _Element) -> bool:
    """Whether an edition adds this on its own: numbers of notes, ways back, marks of pages, its endnotes' heading."""
    return "back" in (node.get("class") or "").split() or node.get("role") in ("doc-noteref", "doc-pagebreak")


def spoken(root: _Element) -> Iterator[_Element]:
    """The elements of the text, in reading order."""
    stack = [main(root)]
    while stack:
        node = stack.pop()
        if tag(node) and tag(node) not in (*_QUIET, "header") and not is_own(node) and node.get("id") != "notes":
            yield node
            stack.extend(reversed(node))


Slot = tuple[_Element, str]


def slots(root: _Element) -> list[Slot]:
    """Every stretch of text that a reader sees: an element, and whether it is its text or its tail."""
    found: list[Slot] = []
    inside = main(root)
    for node in inside.iter():
        ours = not any(tag(above) in _QUIET or is_own(above) for above in (node, *node.iterancestors()))
        if ours and (node.text or "").strip() and node.get("id") != "notes":
            found.append((node, "text"))
        parent = node.getparent()
        if node is inside or parent is None or not (node.tail or "").strip():
            continue
        if not any(tag(above) in _QUIET or is_own(above) for above in (parent, *parent.iterancestors())):
            found.append((node, "tail"))
    return found


def rewritten(pattern: re.Pattern[str], change: Callable[[str, random.Random], str]) -> Alteration:
    """Rewrite one match of a pattern in the text."""

    def alter(root: _Element, rng: random.Random) -> bool:
        places = [
            (node, where, match)
            for node, where in slots(root)
            for match in pattern.finditer(getattr(node, where))
            if change(match[0], random.Random(1)) != match[0]
        ]
        if not places:
            return False
        node, where, match = rng.choice(places)
        old = getattr(node, where)
        setattr(node, where, old[: match.start()] + change(match[0], rng) + old[match.end() :])
        return True

    return alter


def _swapped(words: str, rng: random.Random) -> str:
    del rng
    first, space, second = re.split(r"(\s+)", words, maxsplit=1)
    return second + space + first


def _letter(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    return word[:at] + ("q" if word[at] != "q" else "k") + word[at + 1 :]


def _bare(word: str, rng: random.Random) -> str:
    del rng
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


TEXTS: dict[str, Alteration] = {
    "a word dropped": rewritten(_WORD, lambda word, rng: ""),
    "a word doubled": rewritten(_WORD, lambda word, rng: f"{word} {word}"),
    "a word added": rewritten(_WORD, lambda word, rng: f"{word} {rng.choice(['not', 'never', 'a', '7', 'very'])}"),
    "two words swapped": rewritten(re.compile(r"\w+\s+\w+"), _swapped),
    "a letter changed": rewritten(_WORD, _letter),
    "the case changed": rewritten(re.compile(r"[^\W\d_]+"), lambda word, rng: word.swapcase()),
    "accents dropped": rewritten(re.compile(r"\w*[\u00c0-\u017f]\w*"), _bare),
    "a digit changed": rewritten(re.compile(r"\d"), lambda digit, rng: str((int(digit) + rng.randint(1, 9)) % 10)),
    "a sign dropped": rewritten(_SIGN, lambda sign, rng: ""),
    "a sign changed": rewritten(_SIGN, lambda sign, rng: "‡" if sign != "‡" else "†"),
    "a space dropped": rewritten(re.compile(r"(?<=\w) (?=\w)"), lambda space, rng: ""),
    "a space added": rewritten(re.compile(r"\w\w+"), lambda word, rng: f"{word[:1]} {word[1:]}"),
    "a letter of another script": rewritten(
        re.compile(f"[{''.join(_LOOKALIKE)}]"), lambda letter, rng: _LOOKALIKE.get(letter, letter)
    ),
    "something invisible added": rewritten(
        _WORD, lambda word, rng: word[:1] + rng.choice("\u200b\u00ad\u202e\u2060") + word[1:]
    ),
}


def drop(node: _Element) -> None:
    parent = node.getparent()
    assert parent is not None
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


def unwrap(node: _Element) -> None:
    parent = node.getparent()
    assert parent is not None
    at = parent.index(node)
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.text or "")
    else:
        parent.text = (parent.text or "") + (node.text or "")
    children = list(node)
    tail = node.tail or ""
    parent.remove(node)
    for offset, kid in enumerate(children):
        parent.insert(at + offset, kid)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    elif before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
