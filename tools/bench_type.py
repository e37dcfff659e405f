"""Measure how the text of a PDF is set: spaces between words, hyphens, lines on the grid, facing pages.

    python -m tools.bench_type PDF...        or      make bench-type PDF=out/x/x.pdf

The size of the text is the most frequent one, its line the most frequent distance of two baselines. A full line reaches
the right edge of its page's text and has four words or more; it is loose above 0.45 of the size between two words. Two
facing pages are full when the text fills both; they are off the grid when a line of theirs is between the lines of
the grid, or when they end at different heights. Nothing of the head and foot of a page is counted.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

HEAD, FOOT = 0.085, 0.91  # shares of the page's height between which the text stands
LOOSE = 0.45
ENDS = 4.5  # points from the right edge within which a line is full
SHORT = 4  # lines that a full page may lack
HYPHENS = ("-", "\u2010", "\u00ad", "\u0002")


@dataclass(frozen=True)
class Letter:
    """A sign on a page: its baseline counted from the page's head, its edges, its size; in points."""

    char: str
    y: float
    left: float
    right: float
    size: float


@dataclass(frozen=True)
class Line:
    """A line of text: its baseline, its words with their edges, the size of most of its letters."""

    y: float
    words: tuple[tuple[str, float, float], ...]
    size: float


def letters(page: Any) -> Iterator[Letter]:
    """The signs of a page, without its head and foot."""
    text, height = page.get_textpage(), page.get_height()
    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        down = height - y.value
        if not char.isspace() and height * HEAD < down < height * FOOT:
            left, _, right, _ = text.get_charbox(index, loose=True)
            raw.FPDFText_GetMatrix(text, index, byref(matrix))
            size = raw.FPDFText_GetFontSize(text, index) * abs(matrix.d)
            yield Letter(char, round(down, 2), left, right, round(size, 1))


def lines(page: Any) -> list[Line]:
    """The lines of a page from the top down."""
    found = sorted(letters(page), key=lambda letter: (letter.y, letter.left))
    rows: list[list[Letter]] = []
    for letter in found:
        if rows and letter.y - rows[-1][0].y < 2.5:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [_line(row) for row in rows]


def _line(row: list[Letter]) -> Line:
    size = Counter(letter.size for letter in row).most_common(1)[0][0]
    y = Counter(letter.y for letter in row if letter.size == size).most_common(1)[0][0]
    words: list[list[Any]] = []
    for letter in sorted(row, key=lambda one: one.left):
        if words and letter.left - words[-1][2] < size * 0.12:
            words[-1][0] += letter.char
            words[-1][2] = max(words[-1][2], letter.right)
        else:
            words.append([letter.char, letter.left, letter.right])
    return Line(y, tuple((str(text), left, right) for text, left, right in words), size)


def gaps(pages: Sequence[Sequence[Line]], size: float) -> list[float]:
    """The mean space between words of each full line, as a share of the size."""
    found = []
    for page in pages:
        own = [line for line in page if line.size == size]
        right = max((line.words[-1][2] for line in own), default=0)
        full = [line for line in own if len(line.words) > 3 and right - line.words[-1][2] < ENDS]
        found += [statistics.mean(b[1] - a[2] for a, b in pairwise(line.words)) / size for line in full]
    return found


def ladders(pages: Sequence[Sequence[Line]]) -> tuple[int, list[int]]:
    """How many lines end in a hyphen, and the lengths of the runs of such lines."""
    runs = []
    for page in pages:
        ends = (line.words[-1][0].endswith(HYPHENS) for line in page)
        runs += [len(list(run)) for divided, run in groupby(ends) if divided]
    return sum(runs), runs


def spreads(pages: Sequence[Sequence[Line]], size: float, step: float) -> tuple[int, list[int]]:
    """How many full spreads there are, and the left pages (from 1) of those that are off the grid."""
    bodies = [[line.y for line in page if line.size == size] for page in pages]
    top = Counter(round(body[0], 1) for body in bodies if body).most_common(1)[0][0]
    bottom = max((Counter(round(body[-1], 1) for body in bodies if body)).items(), key=lambda found: found[1])[0]
    full, off = 0, []
    for number in range(1, len(pages) - 2, 2):
        pair = bodies[number : number + 2]
        starts = [body and abs(body[0] - top) < step / 2 for body in bodies[number : number + 3]]
        if not all(starts) or not all(body[-1] > bottom - (SHORT + 0.5) * step for body in pair):
            continue
        full += 1
        between = [y for body in pair for y in body if abs((y - top + step / 2) % step - step / 2) > 0.6]
        if between or abs(pair[0][-1] - pair[1][-1]) > 0.6:
            off.append(number + 1)
    return full, off


def measure(path: Path) -> str:
    """One line of figures for a PDF."""
    document = pypdfium2.PdfDocument(path)
    pages = [lines(page) for page in document]
    size = _sizes(pages).most_common(1)[0][0]
    steps = [b.y - a.y for page in pages for a, b in pairwise(page) if a.size == b.size == size]
    usual = Counter(round(one, 1) for one in steps).most_common(1)[0][0]
    step = statistics.mean(one for one in steps if abs(one - usual) < 0.15)
    spaces, count = gaps(pages, size) or [0.0], sum(map(len, pages))
    hyphens, runs = ladders(pages)
    full, off = spreads(pages, size, step)
    loose = 100 * sum(gap > LOOSE for gap in spaces) / len(spaces)
    where = f": pages {', '.join(map(str, off[:12]))}" if off else ""
    return (
        f"{path}: {size:g} pt on {step:.2f}, {len(pages)} pages, {count} lines, {len(spaces)} full; mean "
        f"space {statistics.mean(spaces):.3f}; loose {loose:.1f} %; hyphens {100 * hyphens / max(count, 1):.1f} %; "
        f"ladders of two {runs.count(2)}, of three or more {sum(run > 2 for run in runs)}; full spreads {full}, "
        f"off the grid {len(off)} ({100 * len(off) / max(full, 1):.1f} %){where}"
    )


def _sizes(pages: Sequence[Sequence[Line]]) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += sum(len(word[0]) for word in line.words)
    return sizes


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(measure(Path(name)))
