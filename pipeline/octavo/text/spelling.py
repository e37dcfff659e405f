"""How words are spelt: signs, case, accents and spaces, compared where the words themselves agree. Pure.

``compare`` uses only letters and digits, so that differences between formats do not matter. Where two words are equal,
their spellings are compared here, each with the signs up to the next word. At the end of a line a hyphen or a space may
have been added or removed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from octavo.languages.scripts import UNSPACED
from octavo.text.align import same_letters
from octavo.text.compare import Difference
from octavo.text.folding import DIGRAPHS, HYPHENS, Words, without_invisible, words

LINE_END = "\n"
"""Stands where a line ended: perhaps a space, perhaps a hyphen of the medium's own, perhaps nothing."""
JOINT = "\x01"
"""Stands between two pieces of text that were set one by one: perhaps there is a space."""

_SPACE = " \t\n\r\f\x01"
_SIGNS_OF_NUMBERS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u215f\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
)
"""Raised, lowered and circled digits and fractions: Python takes them for letters, words fold them to digits."""
_LETTER = f"[^\\W\\d_{UNSPACED}{_SIGNS_OF_NUMBERS}]"
_TOKEN = re.compile(
    f"[{UNSPACED}]|[{_SIGNS_OF_NUMBERS}]+|{_LETTER}+(?:[{HYPHENS}][{_SPACE}]*\n[{_SPACE}]*{_LETTER}+)*"
    f"|\\d+(?:[{HYPHENS}][{_SPACE}]*\n[{_SPACE}]*\\d+)*"
)
_ASCII_TOKEN = re.compile(
    f"[A-Za-z]+(?:-[{_SPACE}]*\n[{_SPACE}]*[A-Za-z]+)*|[0-9]+(?:-[{_SPACE}]*\n[{_SPACE}]*[0-9]+)*"
)
"""The same for text in ASCII."""
_HYPHEN = re.compile("[\u2010\u2011\ufffe]")
_SOFT = re.compile(f"[{LINE_END}{JOINT}]")
_SAME_ACCENTS = re.compile(r"([\u0300-\u036f])\1+")
"""One accent several times over: PDFium takes those that are drawn at one place for one."""
_LOOSE = re.compile(f"[{HYPHENS}\\s\x01]+")
_PARTS = re.compile(f"[{HYPHENS}\\s\x01]+|[^{HYPHENS}\\s\x01]+")
_LINES = re.compile(f"[ \t]*{LINE_END}\\s*")
_SPACES = re.compile(r"[^\S\n]+")
_TAIL = 3  # words by which a place in a text is known
_TWINS = (0x00B5, *range(0x03D0, 0x03D7), *range(0x03F0, 0x03F6))
"""Letters for formulas and units that fonts draw as the Greek letter, so that a PDF cannot tell the two apart."""
_ROMANIAN = {0x015E: "\u0218", 0x015F: "\u0219", 0x0162: "\u021a", 0x0163: "\u021b"}
"""Letters with a cedilla, for which fonts draw those with a comma where the language is Romanian."""
_MATHEMATICAL = {code: chr(0x1D7CE + (code - 0x1D7CE) % 10) for code in range(0x1D7CE, 0x1D800)}
"""Digits of mathematics: fonts draw the bold ones with serifs and without, or those of one width, with one glyph."""
_WRITTEN_OUT = (
    DIGRAPHS
    | _MATHEMATICAL
    | {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), *_TWINS)}
    | _ROMANIAN
)
_TO_WRITE_OUT = re.compile(f"[{''.join(map(chr, sorted(_WRITTEN_OUT)))}]")


@dataclass(frozen=True)
class Spelt(Words):
    """Words in the one form in which they are compared, and for each its spelling up to the next word's."""

    spellings: list[str] = field(default_factory=list)

    @cached_property
    def starts(self) -> frozenset[int]:
        """The positions at which segments begin, and that behind all."""
        return frozenset(self.ends)


def spelt(segments: Iterable[str], like: Spelt | None = None) -> Spelt:
    """Read the words of a text that comes in segments, with their spellings.

    A segment of signs alone counts as a word; but where in the text that is expected (``like``) the signs belong to the
    word before or behind, the end of a page has cut them off from it.
    """
    found: list[str] = []
    spellings: list[str] = []
    ends: list[int] = []
    known: dict[str, list[str]] = {}
    pending = ""
    beside = _Beside(like)
    for segment in segments:
        text = _tidy(segment)
        first, at, before = len(found), 0, pending
        pending = ""
        for token in (_ASCII_TOKEN if text.isascii() else _TOKEN).finditer(text):
            folded = known.get(token[0])
            if folded is None:
                folded = known[token[0]] = words(token[0])
            if not folded:
                continue
            if len(found) > first:
                _add_signs(found, spellings, text[at : token.start()], like, beside)
            else:
                before += text[: token.start()]
            found += folded
            spellings += [before + token[0], *[""] * (len(folded) - 1)]
            at, before = token.end(), ""
        if len(found) > first:
            _add_signs(found, spellings, text[at:], like, beside)
        elif text.strip(_SPACE):
            signs = _LOOSE.sub("", text) or "-"
            place = beside.place(found)
            if spellings and _lacks(like, place - 1, spellings[-1] + before, signs):
                spellings[-1] += JOINT + before + text
            elif _lacks(like, place, before, signs):
                pending = before + text + JOINT
            else:
                found.append(signs)
                spellings.append(text)
        ends.append(len(found))
    return Spelt(found, ends, spellings)


def _add_signs(found: list[str], spellings: list[str], signs: str, like: Spelt | None, beside: _Beside) -> None:
    """Add what stands behind a word to its spelling; but a line of signs that the expected text has alone is a word.

    On the pages of a PDF one block of code goes over into the next within a list.
    """
    if like is None or LINE_END not in signs or not signs.partition(LINE_END)[2].strip(_SPACE):
        spellings[-1] += signs
        return
    first, *lines = signs.split(LINE_END)
    spellings[-1] += first
    for line in lines:
        bare = _LOOSE.sub("", line)
        place = beside.place(found) if bare else -1
        if 0 <= place < len(like.words) and like.words[place] == bare:
            found.append(bare)
            spellings.append(line)
        else:
            spellings[-1] += LINE_END + line


class _Beside:
    """Finds the place in an expected text that a reading has come to; heads of tables, set again, shift it."""

    def __init__(self, text: Spelt | None) -> None:
        self._words = text.words if text else []
        self._shift = 0
        self._places: dict[tuple[str, ...], list[int]] | None = None

    def place(self, found: Sequence[str]) -> int:
        """Behind which word of the expected text the words found end; -1 if nothing there is like them."""
        tail, place = tuple(found[-_TAIL:]), len(found) - self._shift
        if place >= len(tail) and tuple(self._words[place - len(tail) : place]) == tail:
            return place
        if self._places is None:
            self._places = {}
            for end in range(_TAIL, len(self._words) + 1):
                self._places.setdefault(tuple(self._words[end - _TAIL : end]), []).append(end)
        near = min(self._places.get(tail, ()), key=lambda end: abs(end - place), default=-1)
        if near >= 0:
            self._shift = len(found) - near
        return near


def _lacks(text: Spelt | None, position: int, so_far: str, signs: str) -> bool:
    """Whether a word of a text has these signs around it that what was read of it so far has not."""
    if text is None or not 0 <= position < len(text.words) or not text.words[position][0].isalnum():
        return False
    whole, part = _LOOSE.sub("", text.spellings[position]), _LOOSE.sub("", so_far)
    return signs in whole and len(part) + len(signs) <= len(whole)


def _tidy(text: str) -> str:
    if "  " in text or not text.replace("\n", "").isprintable():  # else all spaces are single ones already
        text = _SPACES.sub(" ", text)
    text = _HYPHEN.sub("-", text)
    if not text.isascii():
        text = without_invisible(text)
        if _TO_WRITE_OUT.search(text):  # to look is twenty times as fast as to replace nothing
            text = text.translate(_WRITTEN_OUT)
        text = unicodedata.normalize("NFC", text)
        text = _SAME_ACCENTS.sub(r"\1", text)
    return text


@dataclass(frozen=True)
class Misspelt:
    """A difference of spelling: the expected word, the actual word, and its position."""

    expected: str
    got: str
    position: int


def misspelt(expected: Spelt, got: Spelt, difference: Difference) -> Iterator[Misspelt]:
    """Tell where words that agree are spelt differently. ``difference`` is that of the words."""
    ours, theirs, start = "", "", 0
    for i, j, m, n, whole in _pairs(expected, got, difference):
        if not ours:
            start = i
        ours += "".join(expected.spellings[i : i + m])
        # A page may end within a word: then its pieces are words of two segments.
        theirs += "".join(
            f"{JOINT if at > j and at in got.starts else ''}{got.spellings[at]}" for at in range(j, j + n)
        )
        ended, cut = i + m in expected.starts, j + n in got.starts
        if whole and ended != cut:  # one goes on where the other begins again: at the end of a page, for example
            ours, theirs = ours + " " * ended, theirs + JOINT
            continue
        if ours != theirs and not _alike(ours, theirs, whole=whole, end=ended):
            yield Misspelt(spelling(ours), spelling(theirs), start)
        ours = theirs = ""


def _pairs(expected: Spelt, got: Spelt, difference: Difference) -> Iterator[tuple[int, int, int, int, bool]]:
    """Where words agree: the positions, how many words they are, and whether what follows agrees as well."""
    a, b = expected.words, got.words
    missing = {run.position + n for run in (*difference.missing, *difference.moved) for n in range(len(run.words))}
    added = {run.position + n for run in difference.added for n in range(len(run.words))}
    added |= {run.other + n for run in difference.moved for n in range(len(run.words))}
    i = j = 0
    while i < len(a) and j < len(b):
        if i in missing:
            i += 1
        elif j in added:
            j += 1
        else:
            m, n = (1, 1) if a[i] == b[j] else same_letters(a, i, b, j) or (0, 0)
            if not m:
                return  # the two were laid side by side in another way
            yield i, j, m, n, i + m not in missing and j + n not in added
            i, j = i + m, j + n


def _alike(ours: str, theirs: str, *, whole: bool, end: bool) -> bool:
    """Whether two spellings agree. Unless the ``whole`` is there, signs behind the word may be elsewhere."""
    if _SOFT.search(theirs):
        a, b = _LOOSE.sub("", ours), _LOOSE.sub("", theirs)
        if a == b and not _same_spaces(ours, theirs):
            return False
    else:
        a, b = " ".join(ours.split()), " ".join(theirs.split())
        if whole and not end and ours[-1:].isspace() != theirs[-1:].isspace():
            return False
    return a == b or (not whole and (a.startswith(b) or b.startswith(a)))


def _same_spaces(ours: str, theirs: str) -> bool:
    """Whether spaces between letters are at the same places, but for those where a line or a piece of text ends."""
    expected, _ = _spaces_of(ours)
    got, loose = _spaces_of(theirs)
    return not (expected ^ got) - loose


def _spaces_of(text: str) -> tuple[set[int], set[int]]:
    """Behind how many letters there are spaces, and behind how many there may be."""
    certain, loose, letters = set(), set(), 0
    for part in _PARTS.findall(text):
        if not _LOOSE.fullmatch(part):
            letters += len(part)
        elif _SOFT.search(part):
            loose.add(letters)
        elif part.strip(HYPHENS):
            certain.add(letters)
    return certain - {0, letters}, loose


def spelling(text: str) -> str:
    """Spellings as one line for a person."""
    return " ".join(_LINES.sub(" ", text).replace(JOINT, "").split())
