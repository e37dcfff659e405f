"""How lines of a script join when a paragraph was wrapped in its source. Floor 1; pure."""

from __future__ import annotations

import re

_TIGHT = (
    "\u2e80-\u2fff\u3000-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
"""Han, Kana, Bopomofo, Yi and their wide signs: scripts without spaces. Hangul is not among them: it has spaces."""

_TIGHT_CHARACTER = re.compile(f"[{_TIGHT}]")


def joins_without_space(before: str, after: str) -> bool:
    """Whether two lines of a paragraph join without a space: where wide characters stand on both sides of the break.

    ``before`` is what ends the one line, ``after`` what begins the next (CSS Text 4, 4.1.3).
    """
    return bool(before and after and _TIGHT_CHARACTER.match(before[-1]) and _TIGHT_CHARACTER.match(after[0]))
