"""On which line of the source does each block begin? Blocks and text in, line numbers out. Pure.

Pandoc's readers do not tell. Blocks stand in the order of the source, so the first words of each are looked for from
where the last one was found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from octavo.model import Node
from octavo.tree.walk import plain

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|\]\([^()\n]*\)|\{[^{}\n]*\}|\[\^[^\]\s]+\]|!?\[|&#?\w+;")
_LEAD = 5
_BETWEEN = 3
_FAR = 400


def locate(blocks: Sequence[Node], source: str, first: int = 1) -> tuple[int, ...]:
    """The line of each block, counted from ``first``; 0 where nothing in the source tells."""
    bare = _MARKUP.sub(_blank, source)
    starts = [0, *(found.end() for found in re.finditer("\n", bare))]
    tokens = [(found[0].casefold(), found.start()) for found in _WORD.finditer(bare)]
    index: dict[str, list[int]] = defaultdict(list)
    for number, (word, _) in enumerate(tokens):
        index[word].append(number)
    at = 0
    lines = []
    for block in blocks:
        lead = [word.casefold() for word in _WORD.findall(plain(block, notes=False)[:400])[:_LEAD]]
        found = _first(lead, tokens, index, at)
        if found is None:
            lines.append(0)
            continue
        lines.append(bisect_right(starts, tokens[found][1]) - 1 + first)
        at = found + 1
    return tuple(lines)


def _first(lead: list[str], tokens: list[tuple[str, int]], index: dict[str, list[int]], at: int) -> int | None:
    """The first place from ``at`` on where the words follow one another, with little between them.

    A short lead must not be far away.
    """
    places = index.get(lead[0], []) if lead else []
    for start in places[bisect_right(places, at - 1) :]:
        if len(lead) < _LEAD and start - at > _FAR:
            return None
        if _follow(lead, tokens, start):
            return start
    return None


def _follow(lead: list[str], tokens: list[tuple[str, int]], start: int) -> bool:
    for word in lead:
        window = [token for token, _ in tokens[start : start + 1 + _BETWEEN]]
        if word not in window:
            return False
        start += window.index(word) + 1
    return True


def _blank(found: re.Match[str]) -> str:
    """As much white space as the markup took, its line ends kept."""
    return re.sub(r"[^\n]", " ", found[0])
