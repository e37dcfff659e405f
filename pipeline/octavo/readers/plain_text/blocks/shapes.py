"""Kinds and shapes of lines: which could be headings, which look alike, which are turns of a conversation.

In: units and their looks. Out: classes, which are then counted. Shared by the survey of a document and the features of
a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo.readers.plain_text.blocks.line_features import CAPITALS, COLON, LOWER, QUESTION, STOP, WORD, Look
from octavo.readers.plain_text.blocks.units import Unit

LONGEST = 175  # display columns; a heading is never longer
SHORT = 90
KINDS = {"paragraph": 1, "item": 2, "verse": 3, "quote": 3, "mail": 3, "code": 4, "table": 5, "rule": 6, "furniture": 6}
BULLET_KIND, NUMBERED_KIND, LONG_NUMBERED_KIND = 7, 2, 1


def is_candidate(unit: Unit, look: Look) -> bool:
    """Whether a line could be a heading at all: short enough, not a bullet item, code, table, rule or mail."""
    if look.width > LONGEST or not look.mean_word or look.never:
        return False
    return unit.kind == "paragraph" or (unit.kind == "item" and unit.mark is not None and bool(unit.mark.numbering))


def speakers(looks: Sequence[Look]) -> frozenset[str]:
    """Names that speak in a play or an interview: prefixes such as `ANNA.` or `Smith:` that take turns."""
    turns = Counter(voice for look in looks if (voice := voice_of(look)))
    voices = frozenset(name for name, count in turns.items() if count >= 3)
    spoken = sum(turns[name] for name in voices)
    return voices if len(voices) >= 2 and spoken >= 8 and spoken >= 0.12 * len(looks) else frozenset()


def voice_of(look: Look) -> str:
    """The name a line could begin with as a turn of speech, empty if none."""
    if look.speaker:
        return look.stem
    return look.prefix if look.prefix and look.prefix_words <= 3 and not look.prefix_digit else ""


def speaks(look: Look, voices: frozenset[str]) -> bool:
    """Whether a line is a turn of one of the speakers, a stage direction between them being none."""
    return bool(voices) and (voice_of(look) in voices or look.speaker)


def shape(look: Look) -> tuple[int, ...]:
    """What lines of one kind share in a document."""
    ending = (
        0
        if look.last < QUESTION
        else 1
        if look.last == QUESTION
        else 2
        if look.last == COLON
        else 4
        if look.last == STOP
        else 3
    )
    return (
        ending,
        look.case if look.case in (CAPITALS, LOWER) else 0,
        look.number,
        look.label,
        int(look.centred),
        min(look.before, 3),
        min(look.indent // 2, 4) if not look.centred else 9,
        int(look.emphasis),
    )


def content_words(text: str) -> set[str]:
    """Beginnings of the longer words of a text, to see whether two texts share a topic.

    In scripts without spaces they are pairs of characters.
    """
    found: set[str] = set()
    for word in WORD.findall(text[:600].lower()):
        if word[0] >= "\u2e80":
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        elif len(word) > 3:
            found.add(word[:5])
    return found


def share(part: set[str], whole: set[str]) -> float:
    """Share of one set that lies in another."""
    return len(part & whole) / len(part) if part else 0.0


def kind_of(unit: Unit, look: Look) -> int:
    """Kind of a neighbour; a numbered paragraph is no list item before anything is known about its list."""
    if unit.kind == "item" and unit.mark:
        return BULLET_KIND if not unit.mark.numbering else NUMBERED_KIND if look.width <= SHORT else LONG_NUMBERED_KIND
    return KINDS.get(unit.kind, 0)
