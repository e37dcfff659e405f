"""Letters of left-to-right scripts in text whose order cannot be extracted from a page. Pure.

In a line with Hebrew or Arabic, words may be extracted in another order. But in a left-to-right paragraph, everything
that is not written from right to left keeps its order, so its letters must be there one after another, once, and with
the spaces between its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from octavo.check.inventories.held import Segment
from octavo.check.inventories.judge import Findings
from octavo.check.inventories.scripts import is_tangled
from octavo.text import fold

_LETTER = "a-z\u00df-\u024f\u0370-\u052f\u3040-\u30ff\u4e00-\u9fff"
_PLAIN = re.compile(f"[{_LETTER}]+")
_COUNTED = re.compile("[\u05d0-\u05ea\u0621-\u063a\u0641-\u064a]+")
_JOINED = "[\n\x01]*"  # where a line or a piece of text ends, there may be a space or none
_APART = f"[^{_LETTER}]+"
_MOST = 20
_SAID = 80


def compare_mixed(found: Findings, near: Sequence[Segment], theirs: Sequence[Segment]) -> None:
    """Find the plain letters of each mixed paragraph; count those of Hebrew and Arabic, which come back one by one."""
    mixed = [segment for segment in near if is_tangled(segment.text)]
    if not mixed or found.text.body.direction == "rtl":
        return
    texts = [segment.text for segment in theirs]
    letters = [_letters(_PLAIN, text) for text in texts]
    places: dict[str, list[int]] = {}
    for at, said in enumerate(letters):
        places.setdefault(said, []).append(at)
    wrong = [s for s in mixed if not s.turned and not _is_there(s.text, texts, letters, places)]
    for segment in wrong[:_MOST]:
        found.fault("words", "wrong", f"not as it was written: {segment.text[:_SAID]}", segment)
    expected = Counter("".join(_letters(_COUNTED, segment.text) for segment in near))
    got = Counter("".join(_letters(_COUNTED, segment.text) for segment in theirs))
    for sign, count in (expected - got).items():
        segment = next(segment for segment in mixed if sign in fold(segment.text))
        found.fault("words", "missing", f"{sign} ({count})", segment)


def _is_there(text: str, texts: Sequence[str], letters: Sequence[str], places: dict[str, list[int]]) -> bool:
    """Whether one stretch of a page, or several one behind the other, hold these letters and no others."""
    wanted = _letters(_PLAIN, text)
    if not wanted or (wanted in places and not is_tangled(fold(text))):  # marks in towers come back as anything
        return True
    words = _APART.join(_JOINED.join(map(re.escape, word)) for word in _PLAIN.findall(fold(text)))
    whole = re.compile(f"[^{_LETTER}]*{words}[^{_LETTER}]*")
    return any(whole.fullmatch(fold(held)) for held in _held(wanted, texts, letters, places))


def _held(wanted: str, texts: Sequence[str], letters: Sequence[str], places: dict[str, list[int]]) -> Iterator[str]:
    yield from (texts[at] for at in places.get(wanted, ()))
    for first, said in enumerate(letters):  # a paragraph may go on over the page
        at, so_far = first + 1, said
        while so_far and so_far != wanted and wanted.startswith(so_far) and at < len(letters):
            so_far += letters[at]
            at += 1
        if so_far == wanted and at > first + 1:
            yield "\n".join(texts[first:at])


def _letters(kind: re.Pattern[str], text: str) -> str:
    return "".join(kind.findall(fold(text)))
