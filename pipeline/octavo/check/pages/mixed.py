"""Letters of left-to-right scripts in text whose order cannot be extracted from a page. Pure.

In a line with Hebrew or Arabic, words may be extracted in another order. But in a left-to-right paragraph, everything
that is not written from right to left keeps its order, so its letters must be there one after another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from octavo.check.inventories.held import Segment
from octavo.check.inventories.judge import Findings
from octavo.check.inventories.scripts import is_tangled
from octavo.text import fold

_PLAIN = re.compile("[a-z\u00df-\u024f\u0370-\u052f\u3040-\u30ff\u4e00-\u9fff]+")
_HEBREW = re.compile("[\u05d0-\u05ea]+")
_MOST = 20
_SAID = 80


def compare_mixed(found: Findings, near: Sequence[Segment], theirs: Sequence[Segment]) -> None:
    """Find the plain letters of each mixed paragraph, and count those of Hebrew, which come back one by one."""
    mixed = [segment for segment in near if is_tangled(segment.text)]
    if not mixed or found.text.body.direction == "rtl":
        return
    there = "".join(_letters(_PLAIN, segment.text) for segment in theirs)
    wrong = [s for s in mixed if not s.turned and _letters(_PLAIN, s.text) not in there]
    for segment in wrong[:_MOST]:
        found.fault("words", "wrong", f"not as it was written: {segment.text[:_SAID]}", segment)
    expected = Counter("".join(_letters(_HEBREW, segment.text) for segment in near))
    got = Counter("".join(_letters(_HEBREW, segment.text) for segment in theirs))
    for sign, count in (expected - got).items():
        segment = next(segment for segment in mixed if sign in fold(segment.text))
        found.fault("words", "missing", f"{sign} ({count})", segment)


def _letters(kind: re.Pattern[str], text: str) -> str:
    return "".join(kind.findall(fold(text)))
