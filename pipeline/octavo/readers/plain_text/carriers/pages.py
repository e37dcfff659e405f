"""Running heads and page numbers amid a text, as pdftotext, scanners and RFCs leave them. Pure.

In: the lines of a text. Out: the lines to remove and what each is. With form feeds, lines repeated at the edges of
pages are running heads. Without them there must be rising numbers in the text that either interrupt sentences or have
the same words beside them each time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.marks import roman_value

EDGE = 3  # lines looked at from the edge of a page
LEAST = 3  # numbers or heads that make a habit
CUT = 0.3  # share of the numbers that must be amid a sentence
NEAR = 3  # lines between a number and the head that goes with it
STEP = 2  # numbers that may be missing between two pages
LONGEST = 110
APART = 3  # rows of text between two page numbers, on the average
ROW = 70  # columns of a row; a paragraph in one line fills several
NUMBER, HEAD, MARKS = "page number", "running head", "mark of a list apart from its item"
_BULLETS = frozenset("•●○◦▪■◼‣\uf0b7")
_PAGE = r"(?:(?:page|seite|p\.|s\.|pág\.?|página|pagina|стр\.|str\.|strona|sida|side)\s*)?"
_LONE = re.compile(
    rf"[-–—\[(|~ ]*{_PAGE}(\d{{1,4}}|[ivxlc]{{1,7}})(?:\s*(?:/|of|von|de|sur|di|van|из|z)\s*\d{{1,4}})?[-–—\])|~. ]*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(\d{1,4})\s{3,}(\S.*)$")
_BEHIND = re.compile(r"(\S.*?)\s{3,}(?:\[?page\s+)?(\d{1,4})\]?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
SENTENCE_ENDS = ".!?…:;\"”»’'。！？)]"


def find_pages(lines: Sequence[Line]) -> dict[int, str]:
    """What each line that belongs to the pages is, by its index among the lines."""
    found = _by_form_feeds(lines)
    return {**_lost_marks(lines), **(found or _by_numbers(lines))}


def cuts(before: Line, after: Line) -> bool:
    """Whether a sentence goes on from one line to the other."""
    if not before.text or not after.text or before.text[-1] in SENTENCE_ENDS:
        return False
    head = after.text.lstrip("\"“„'(")[:1]
    return head.islower() or (before.text[-1] in "-\u2010," and before.text[-2:-1].isalpha())


def _lost_marks(lines: Sequence[Line]) -> dict[int, str]:
    """Bullets alone on lines of their own, several in a row: a program took them out of a list."""
    found: dict[int, str] = {}
    row: list[int] = []
    for index, line in enumerate(lines):
        if line.text in _BULLETS:
            row.append(index)
        elif line.text:
            row = []
        if len(row) > 1 and line.text:
            found.update(dict.fromkeys(row, MARKS))
    return found


def _key(text: str) -> str:
    """What the same head has on every page: its words, numbers evened out."""
    lone = _LONE.match(text)
    if lone and (lone[1].isdigit() or roman_value(lone[1])):
        return "#"
    return " ".join(_DIGITS.sub("#", text.lower()).split())


def _by_form_feeds(lines: Sequence[Line]) -> dict[int, str]:
    pages: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if line.page:
            pages.append([])
        if line.text:
            pages[-1].append(index)
    pages = [page for page in pages if page]
    if len(pages) < 2:
        return {}
    edges = [(page[:EDGE], page[-EDGE:][::-1]) for page in pages]
    places: dict[str, set[int]] = defaultdict(set)
    numbers: dict[str, list[int]] = defaultdict(list)
    for at, (top, bottom) in enumerate(edges):
        for index in {*top, *bottom}:
            text = lines[index].text
            places[_key(text)].add(at)
            if (value := _number(text)) is not None and _key(text) == "#":
                numbers["#"].append(value - at)
    enough = LEAST if len(pages) > LEAST else 2
    shifts = Counter(numbers["#"]).most_common(1)
    counted = bool(shifts) and shifts[0][1] >= 2
    habits = {key for key, where in places.items() if len(where) >= enough and (key != "#" or counted)}
    if counted:
        habits.add("#")
    found: dict[int, str] = {}
    for page, (top, bottom) in zip(pages, edges, strict=True):
        for edge in (top, bottom):
            for index in edge:
                if index in found or len(page) <= EDGE or not _is_head(lines[index], habits):
                    break
                found[index] = NUMBER if _key(lines[index].text) == "#" else HEAD
    return found


def _is_head(line: Line, habits: set[str]) -> bool:
    return line.width + line.indent <= 2 * LONGEST and _key(line.text) in habits


def _number(text: str) -> int | None:
    """The number that a line is, or that is at its edge."""
    lone = _LONE.match(text)
    if lone:
        return int(lone[1]) if lone[1].isdigit() else roman_value(lone[1]) or None
    if len(text) > LONGEST:
        return None
    before, behind = _BEFORE.match(text), _BEHIND.match(text)
    return int(before[1]) if before else int(behind[2]) if behind else None


def _by_numbers(lines: Sequence[Line]) -> dict[int, str]:
    texts = [index for index, line in enumerate(lines) if line.text]
    candidates: list[tuple[int, int]] = []
    for at, index in enumerate(texts):
        above = texts[at - 1] if at else -2
        below = texts[at + 1] if at + 1 < len(texts) else len(lines) + 2
        value = _number(lines[index].text) if index - above > 1 or below - index > 1 else None
        if value and any(char.isdigit() for char in lines[index].text):  # roman numbers are those of chapters
            candidates.append((index, value))
    chain = _chain(candidates)
    if len(chain) < LEAST:
        return {}
    inside = {index for index, _ in candidates}
    where = {index: at for at, index in enumerate(texts)}
    between = [texts[where[index] + 1 : where[other]] for index, other in pairwise(chain)]
    rows = [1 + sum(-(-lines[inner].width // ROW) for inner in gap) for gap in between]
    if sum(map(bool, between)) < 0.8 * len(between) or sum(rows) < APART * len(between):
        return {}  # rows, one below the other
    amid = sum(_amid(lines, texts, where[index], inside) for index in chain)
    headed = sum(not _LONE.match(lines[index].text) for index in chain)
    heads = _heads_near(lines, texts, chain, where)
    if amid < CUT * len(chain) and headed * 2 < len(chain) and len(heads) < LEAST:
        return {}
    if headed and not amid and not _repeats([_words(lines[index].text) for index in chain]):
        return {}  # rows of a table
    found = dict.fromkeys(heads, HEAD)
    found.update((index, NUMBER if _LONE.match(lines[index].text) else HEAD) for index in chain)
    return found


def _is_sentence(text: str) -> bool:
    """Whether a line is running text: long, or ended by a full stop."""
    return len(text) > LONGEST or (text[-1] in ".!?" and any(char.islower() for char in text))


def _repeats(heads: Sequence[str]) -> bool:
    """Whether the words beside the numbers come again, as heads of chapters do."""
    counts = Counter(head for head in heads if head)
    return sum(count for count in counts.values() if count > 1) * 2 > sum(counts.values())


def _words(text: str) -> str:
    return " ".join(_DIGITS.sub("", text.lower()).split())


def _chain(candidates: Sequence[tuple[int, int]]) -> list[int]:
    """The longest row of numbers that rise by one, a missing one allowed; the indices of their lines."""
    steps: list[tuple[int, int, int | None]] = []  # line, length, place of the step before
    last: dict[int, int] = {}
    for index, value in candidates:
        before = [last[value - step] for step in range(1, STEP + 1) if value - step in last]
        origin = max(before, key=lambda place: steps[place][1], default=None)
        length = steps[origin][1] + 1 if origin is not None else 1
        if value not in last or length >= steps[last[value]][1]:
            last[value] = len(steps)
        steps.append((index, length, origin))
    place = max(range(len(steps)), key=lambda at: steps[at][1], default=None)
    found: list[int] = []
    while place is not None:
        found.append(steps[place][0])
        place = steps[place][2]
    return found[::-1]


def _amid(lines: Sequence[Line], texts: Sequence[int], at: int, candidates: set[int]) -> bool:
    """Whether a number is amid a sentence; heads beside it are looked past."""
    before = next((i for i in reversed(texts[max(0, at - 2) : at]) if i not in candidates), None)
    for after in texts[at + 1 : at + 3]:
        if before is not None and after not in candidates and cuts(lines[before], lines[after]):
            return True
    return False


def _heads_near(
    lines: Sequence[Line], texts: Sequence[int], chain: Sequence[int], where: Mapping[int, int]
) -> list[int]:
    """The lines that are again and again right before or behind a number."""
    taken = set(chain)
    near: dict[str, set[int]] = defaultdict(set)
    for index in chain:
        at = where[index]
        for other in (*texts[max(0, at - 1) : at], *texts[at + 1 : at + 2]):
            if other not in taken and abs(other - index) <= NEAR and not _is_sentence(lines[other].text):
                near[_key(lines[other].text)].add(other)
    habits = {key for key, where in near.items() if len(where) >= 2 and len(where) * 3 >= len(chain) and key != "#"}
    first = texts[0] if texts else -1
    return sorted({
        index for index in texts
        if _key(lines[index].text) in habits and (index == first or index in near[_key(lines[index].text)])
    })  # fmt: skip
