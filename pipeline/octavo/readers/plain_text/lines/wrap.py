"""Hard-wrapped lines put back into paragraphs.

In: the lines of one paragraph. Out: its text on one line. A break becomes a space, nothing between Chinese or
Japanese characters, and a hyphen at a line's end goes only when the document itself writes the word without one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.languages.scripts import joins_without_space
from octavo.languages.wordlists import SUSPENDED_HYPHEN
from octavo.readers.plain_text.lines.lines import Line

WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
TAIL = re.compile(r"([^\W\d_]+)([-\u2010])$")
HEAD = re.compile(r"[^\W\d_]+")


class Vocabulary:
    """The words a document writes inside its lines: they tell whether a hyphen at a line's end is part of one."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._words: set[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = set()
            for line in self._lines:
                text = line.text[:-1] if line.text.endswith(("-", "\u2010")) else line.text
                self._words.update(found.lower() for found in WORD.findall(text))
        return word.lower() in self._words


def join_pair(left: str, right: str, vocabulary: Vocabulary) -> str:
    """The left one of two wrapped lines, its end made ready for the right one to follow."""
    if not left or not right:
        return left
    if joins_without_space(left, right):
        return left
    if left[-1] in "-\u2010" and len(left) > 1 and left[-2].isalpha():
        tail, head = TAIL.search(left[-60:]), HEAD.match(right[:60])
        if tail and head and head[0].lower() not in SUSPENDED_HYPHEN:
            whole = tail[1] + head[0]
            if head[0][0].islower() and whole in vocabulary and f"{tail[1]}-{head[0]}" not in vocabulary:
                return left[:-1]
            return left
        return left + " "
    if left[-1] in "\u00ad\u200b":
        return left
    return left + " "


def unwrap(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """The lines of a paragraph as one text."""
    pieces: list[str] = []
    for index, text in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        pieces.append(join_pair(text, following, vocabulary))
    return "".join(pieces)
