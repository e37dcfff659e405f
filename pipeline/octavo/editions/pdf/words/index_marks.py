"""What the index leads to, put around a word: at an empty element the layout engine may end a line too early. Pure."""

from __future__ import annotations

import re

from lxml.etree import _Element

from octavo.body.index import PREFIX

_FIRST = re.compile(r"(\s*)(\S+)", re.DOTALL)
_LAST = re.compile(r"(\S+)(\s*)\Z")


def hold_words(tree: _Element) -> None:
    """Let each empty mark hold the word behind it, else the one before it, in place. The text stays what it is."""
    for mark in list(tree.iter("span")):
        if (mark.get("id") or "").startswith(PREFIX) and not len(mark) and not mark.text:
            _hold(mark)


def _hold(mark: _Element) -> None:
    behind = _FIRST.match(mark.tail or "")
    if behind:
        word, rest = behind[2], (mark.tail or "")[behind.end() :]
        if not rest and mark.getnext() is not None and len(word) > 1:
            word, rest = word[:-1], word[-1]  # a call of a note stays with the word before it
        mark.text, mark.tail = word, rest
        _set_before(mark, _before(mark) + behind[1])
        return
    before = _before(mark)
    if found := _LAST.search(before):
        _set_before(mark, before[: found.start()])
        mark.text, mark.tail = found[1], found[2] + (mark.tail or "")


def _before(mark: _Element) -> str:
    previous, parent = mark.getprevious(), mark.getparent()
    return (previous.tail if previous is not None else parent.text if parent is not None else "") or ""


def _set_before(mark: _Element, text: str) -> None:
    previous, parent = mark.getprevious(), mark.getparent()
    if previous is not None:
        previous.tail = text
    elif parent is not None:
        parent.text = text
