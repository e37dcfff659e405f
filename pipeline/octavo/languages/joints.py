"""Where two parts of a German word meet at letters that typefaces like to join: Auf-lage, Schiff-fahrt. Floor 1; pure.

No ligature may cross such a joint. Hyphenation points include the joints, but not every hyphenation point is one:
of-fen, hef-tig.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from octavo.languages.tags import primary

APART = "\u200c"
"""Keeps two letters from being joined; shows nothing."""
_WORD = re.compile(r"[^\W\d_]*f[bfhijklt][^\W\d_]*")
_SURE = frozenset("bhijkl")
_STEMS = frozenset(
    "auf brief chef dampf dorf elf fünf golf griff hanf huf kampf kauf knopf kopf krampf lauf napf rauf reif ruf rumpf "
    "schiff schimpf schilf senf stief stoff straf strumpf stumpf sumpf tarif tief topf torf trumpf wolf wurf zopf "
    "zwölf treff begriff angriff eingriff herauf hinauf darauf worauf drauf einkauf verkauf ablauf verlauf".split()
)
"""First parts that may be before an f or a t. What could be the beginning of one word (hof-fen) is not here."""


def is_joined(lang: str) -> bool:
    """Whether a language joins its words so that this matters: German."""
    return primary(lang) in ("de", "gsw", "nds")


def apart(text: str, divisions: Callable[[str], Iterable[int]]) -> str:
    """The text with ``APART`` at the joints. ``divisions`` tells where a word may be divided."""
    if "f" not in text:
        return text
    return _WORD.sub(lambda found: _parted(found[0], divisions), text)


def _parted(word: str, divisions: Callable[[str], Iterable[int]]) -> str:
    start, parts, places = 0, [], [int(place) for place in divisions(word)]
    for place in places:
        if word[place - 1] == "f" and _is_joint(word, place, places):
            parts.append(word[start:place])
            start = place
    return APART.join([*parts, word[start:]])


def _is_joint(word: str, place: int, places: Iterable[int]) -> bool:
    behind = word[place]
    if behind in _SURE:
        return True
    if behind not in "ft":
        return False
    before = word[:place].lower()
    starts = [0, *(other for other in places if other < place)]
    return before.endswith("ff") or any(before[start:] in _STEMS for start in starts)
