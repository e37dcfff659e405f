"""Joins hard-wrapped lines into paragraphs.

In: the lines of one paragraph. Out: its text on one line. A break becomes a space, nothing between Chinese or
Japanese characters, and a hyphen at a line's end is removed only if the document has the word without one elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.languages.scripts import joins_without_space
from octavo.languages.wordlists import COMPOUND_ENDS, COMPOUND_STARTS, SUSPENDED_HYPHEN
from octavo.readers.plain_text.lines.lines import Line

WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
TAIL = re.compile(r"([^\W\d_]+)([-\u2010])$")
HEAD = re.compile(r"[^\W\d_]+")


class Vocabulary:
    """The words a document writes inside its lines: they tell whether a hyphen at a line's end is part of one.

    ``parted`` tells that the lines come from printed pages, whose words were parted at the ends of lines.
    """

    def __init__(self, lines: Sequence[Line], parted: bool = False) -> None:
        self._lines = lines
        self._words: set[str] | None = None
        self.parted = parted

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = set()
            parted = False
            for line in self._lines:
                words = [found.lower() for found in WORD.findall(line.text)][int(parted) :]
                parted = line.text.endswith(("-", "\u2010"))
                self._words.update(words[: len(words) - int(parted)])
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
            parted = whole in vocabulary or (vocabulary.parted and _was_parted(tail[1], head[0], vocabulary))
            if parted and head[0][0].islower() and f"{tail[1]}-{head[0]}" not in vocabulary:
                return left[:-1]
            return left
        return left + " "
    if left[-1] in "\u00ad\u200b":
        return left
    return left + " "


def _was_parted(tail: str, head: str, vocabulary: Vocabulary) -> bool:
    """Whether a printer parted a word: its pieces are no words of the document, and no compound has them."""
    small, end = tail.lower(), head.lower()
    if small in COMPOUND_STARTS or end in COMPOUND_ENDS or len(end) < 2 or len(small) < 2:
        return False
    return not (small in vocabulary and end in vocabulary)


def unwrap(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """The lines of a paragraph as one text."""
    pieces: list[str] = []
    for index, text in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        pieces.append(join_pair(text, following, vocabulary))
    return "".join(pieces)
