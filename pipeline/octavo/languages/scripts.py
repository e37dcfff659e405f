"""Scripts without spaces between words, and how wrapped lines of a script join. Floor 1; pure."""

from __future__ import annotations

import re

UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1a20-\u1aaf\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters of scripts that put no spaces between words, for a pattern: each such character counts as a word."""

_TIGHT = (
    "\u2e80-\u2fff\u3000-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
"""Han, Kana, Bopomofo, Yi and their wide signs: scripts without spaces. Hangul is not among them: it has spaces."""

TIGHT_RUN = re.compile(f"[{_TIGHT}]+")
_TIGHT_CHARACTER = re.compile(f"[{_TIGHT}]")
_WIDE_SIGNS = frozenset("，。、；：？！）」』】》")
"""Signs that include their own space: no space is put beside them, in any script."""

_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_OF_A_WORD = 2
"""So many characters of a script without spaces say and fill as much as a word."""


def amount(text: str) -> int:
    """About how many words a text has: between spaces, and in scripts without spaces one for two characters."""
    if text.isascii() or not (runs := _UNSPACED_RUN.findall(text)):
        return len(text.split())
    return len(_UNSPACED_RUN.sub(" ", text).split()) + -(-sum(map(len, runs)) // _OF_A_WORD)


def joins_without_space(before: str, after: str) -> bool:
    """Whether two lines of a paragraph join without a space: where wide characters are on both sides of the break.

    Beside a wide punctuation mark one side is enough. ``before`` is what ends the one line, ``after`` what begins the
    next (CSS Text 4, 4.1.3).
    """
    if not before or not after:
        return False
    last, first = before[-1], after[0]
    tight = _TIGHT_CHARACTER.match(last) and _TIGHT_CHARACTER.match(first)
    return bool(tight) or last in _WIDE_SIGNS or first in _WIDE_SIGNS
