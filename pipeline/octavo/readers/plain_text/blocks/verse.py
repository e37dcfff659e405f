"""Lines that were broken on purpose: verse, addresses, signatures.

In: lines. Out: whether their breaks are kept. In wrapped text a break that comes early is on purpose; in running
lines verse is told by half sentences in a row.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.marks import bullet_mark, is_rule, number_marks
from octavo.readers.plain_text.lines.values import Habits, Kind

HALF_ENDS, FULL_ENDS = ",;:—–-，、；،؛", ".!?…\"”»'’。！？"


def poems(lines: Sequence[Line], found: list[tuple[Kind, int, int]]) -> list[tuple[Kind, int, int]]:
    """Add verse in a text without blank lines: short lines in a row, many of which end in half a sentence."""
    taken = [False] * len(lines)
    for _, start, end in found:
        taken[start:end] = [True] * (end - start)
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and not taken[end] and is_verse_line(lines[end]):
            end += 1
        rows = lines[index:end]
        halves = sum(line.text[-1] in HALF_ENDS for line in rows[:-1])
        ends = sum(line.text[-1] in HALF_ENDS or line.text[-1] in FULL_ENDS for line in rows)
        if len(rows) >= 4 and halves >= 0.3 * (len(rows) - 1) and ends >= 0.5 * len(rows):
            # A heading may stand right above a poem: its first line that ends with nothing is left out when the next
            # begins a sentence.
            found.append(("verse", index, end))
        index = max(end, index + 1)
    return sorted(found, key=lambda item: item[1])


def is_verse_line(line: Line) -> bool:
    """Whether a line could be one of a poem: short, several words, beginning with a letter or an opening mark."""
    text = line.text
    if not 10 <= line.width <= 64 or text.count(" ") < 2 or bullet_mark(text) or number_marks(text) or is_rule(text):
        return False
    head = text.lstrip("\"'“‘«„—-– ")[:1]
    return head.isalpha() and not any(char.isdigit() for char in text) and ": " not in text


def breaks_early(line: Line, following: Line, width: int) -> bool:
    """Whether a line ends although the next word would have fitted with room to spare."""
    word = following.text.split(" ", 1)[0]
    need = 2 if word[:1] >= "\u2e80" else len(word)
    return line.indent + line.width + 1 + need < 0.86 * width


def keeps_lines(lines: Sequence[Line], habits: Habits) -> bool:
    """Whether lines were broken on purpose, as in verse and addresses: most breaks come early."""
    early = sum(breaks_early(line, following, habits.width) for line, following in itertools.pairwise(lines))
    if len(lines) == 2:
        return early == 1 and lines[0].width < 0.7 * habits.width and not centred(lines, habits.width)
    return early >= 0.6 * (len(lines) - 1)


def centred(lines: Sequence[Line], width: int) -> bool:
    """Whether lines stand in the middle of the measure."""
    return all(abs((width - line.width) / 2 - line.indent) <= 2 and line.indent >= 4 for line in lines)
