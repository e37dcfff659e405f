"""Brings the words of a text to one form, the same for all formats. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from octavo.languages.scripts import UNSPACED

_WORD = re.compile(f"[{UNSPACED}]|[^\\W\\d_{UNSPACED}]+|\\d+")
_ASCII_WORD = re.compile("[A-Za-z]+|[0-9]+")  # the same for the commonest text
HYPHENS = "\\-\u00ad\u2010\u2011"
# The sign comes first and what is before it afterwards: so the search jumps from sign to sign.
_DIVIDED = re.compile(f"[{HYPHENS}\u0002\ufffe](?<=\\w.)[ \t\r\f]*\n[ \t\r\f\n]*(?=\\w)")
_INSIDE = re.compile(f"['’ʼ{HYPHENS}\u2212\u0002\ufffe](?<=\\w.)(?=\\w)")
_LAM_ALEF = re.compile("\u0644\u0627")
_BREAK = "\x1e"  # is between segments while a text is folded
_DROPPED = frozenset(("Mn", "Mc", "Me", "Cf"))
# Fillers of Hangul and Khmer: letters by name that show nothing (Unicode Standard, section 5.21).
_FILLERS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_INVISIBLE = re.compile(
    f"[{_FILLERS}\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]"
)

DIGRAPHS = {
    ord(char): unicodedata.normalize("NFKC", char)
    for char in "\u0132\u0133\u0149\u01c4\u01c5\u01c6\u01c7\u01c8\u01c9\u01ca\u01cb\u01cc\u01f1\u01f2\u01f3"
}
"""Single characters for two letters, each with the two: fonts draw them as two, and so a page gives them back."""


@dataclass(frozen=True)
class Words:
    """Words in one form, and for each segment of the text (a line, a block) how many words are up to its end."""

    words: list[str]
    ends: list[int]

    def segment(self, position: int) -> int:
        """Give the segment (from 0) of the word at a position."""
        return min(bisect_right(self.ends, position), max(len(self.ends) - 1, 0))


def fold(text: str) -> str:
    """Bring a text to the form in which words are compared: decomposed, without case, marks and invisible characters.

    Hyphens and apostrophes within words go, also where a word was divided at the end of a line.
    """
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text)
        dropped = "".join(
            sorted(c for c in set(text) if c in _FILLERS or (unicodedata.category(c) in _DROPPED and c != "\u00ad"))
        )
        if dropped:
            text = re.sub(f"[{re.escape(dropped)}]+", "", text)
        # Marks are gone before the case is: one of them has a letter as its small form.
        text = text.casefold()
        # PDF readers give the ligature's two letters in either order.
        text = _LAM_ALEF.sub("\u0627\u0644", text).replace("ı", "i").replace("ς", "σ")
    text = _INSIDE.sub("", _DIVIDED.sub("", text))
    return text.replace("\u00ad", "")


def shown(text: str) -> str:
    """One line as it shows: normal form C, single spaces, no invisible characters.

    Titles and headings are in lists of contents, bookmarks and heads of pages, where media leave out what shows
    nothing: joiners, selectors of emoji, marks of direction.
    """
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


def without_invisible(text: str) -> str:
    """The text without characters that show nothing."""
    return _INVISIBLE.sub("", text)


def character_count(text: str) -> int:
    """How many characters are not white space; a letter with its accents counts as one however it is encoded."""
    return len("".join(unicodedata.normalize("NFC", text).split()))


def words(text: str) -> list[str]:
    """The words of a text: runs of letters, runs of digits, single characters of scripts without spaces."""
    if text.isascii() and text.isalpha():
        return [text.lower()]
    return _words_in(fold(text))


def _words_in(folded: str) -> list[str]:
    found: list[str] = (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)
    return found


def words_of(segments: Iterable[str]) -> Words:
    """Read the words of a text that comes in segments (lines, blocks, pages), remembering which is where."""
    folded = fold(_BREAK.join(segment.replace(_BREAK, " ") for segment in segments))
    found = [_words_in(segment) for segment in folded.split(_BREAK)]
    return Words([word for segment in found for word in segment], list(accumulate(map(len, found))))
