"""Lines that were broken on purpose: verse, addresses, signatures.

In: lines. Out: whether their breaks are kept. In wrapped text, a line that ends early was broken on purpose. In text
with one paragraph per line, verse is a row of half sentences.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.marks import bullet_mark, is_rule, number_marks
from octavo.readers.plain_text.lines.values import Habits, Kind

STANZA_WIDTH, NARROW, ENOUGH, MANY_NAMES = 64, 55, 3.0, 0.3
MANY_TITLED, LITTLE = 0.7, 4  # share of capitals in a title, of words with so many letters
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
            found.append(("verse", index + _has_title(rows), end))
        index = max(end, index + 1)
    return sorted(found, key=lambda item: item[1])


def _has_title(rows: Sequence[Line]) -> bool:
    """Whether the first of the lines is a title right above a poem: its words have capitals, those of the poem not."""
    first = rows[0].text
    return first[-1].isalnum() and _capitals_inside(rows[:1], LITTLE) > MANY_TITLED > 2 * _capitals_inside(rows[1:])


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


def is_stanza(lines: Sequence[Line], habits: Habits, alike: bool) -> bool:
    """Whether even lines are verse: they begin with capitals, rhyme, end with their clauses, and stanzas are ``alike``.

    The points are how much likelier each sign is in verse than in wrapped prose; three together decide.
    """
    if len(lines) < (2 if alike else 3) or any(line.width > STANZA_WIDTH or not is_verse_row(line) for line in lines):
        return False
    inner = [_begins_with_capital(line) for line in lines[1:]]
    if inner.count(False) > 0.15 * len(inner):
        return False
    prose = 0.7 if habits.language == "de" else 1.1  # German writes many words with capitals anyway
    points = prose * inner.count(True) - 2.6 * inner.count(False)
    ended = sum(line.text[-1] in HALF_ENDS + FULL_ENDS for line in lines[:-1])
    points += 1.4 * ended - 0.5 * (len(lines) - 1 - ended)
    points += 1.2 * min(4, _rhymes(lines)) + (1.0 if alike else 0.0)
    points += 1.0 if max(line.width for line in lines) <= NARROW else 0.0
    points -= 3.0 if habits.language != "de" and _capitals_inside(lines) > MANY_NAMES else 0.0
    return points >= ENOUGH


def is_verse_row(line: Line) -> bool:
    """Whether a line could be in a stanza: no mark, no rule, no address."""
    text = line.text
    return not (bullet_mark(text) or number_marks(text) or is_rule(text) or "  " in text or "://" in text)


def _begins_with_capital(line: Line) -> bool:
    first = next((char for char in line.text if char.isalnum()), "a")
    return first.isupper()


def _capitals_inside(lines: Sequence[Line], shortest: int = 1) -> float:
    """The share of words behind the first of each line that begin with a capital: names, not clauses."""
    words = [word for line in lines for word in line.text.split()[1:] if word[0].isalnum() and len(word) >= shortest]
    return sum(not word[0].islower() for word in words) / len(words) if words else 0.0


def _rhymes(lines: Sequence[Line]) -> int:
    """How many lines end like one of the three lines after them, in another word."""
    words = [re.sub(r"\W+$", "", line.text).rsplit(" ", 1)[-1].lower() for line in lines]
    count = 0
    for at, word in enumerate(words):
        count += any(len(word) > 2 and other != word and other[-2:] == word[-2:] for other in words[at + 1 : at + 4])
    return count


def centred(lines: Sequence[Line], width: int) -> bool:
    """Whether lines are in the middle of the measure."""
    return all(abs((width - line.width) / 2 - line.indent) <= 2 and line.indent >= 4 for line in lines)
