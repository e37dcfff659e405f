"""The style of the document, found before any line is decided: layout, width, margin, language and script, bullets.

In: lines and runs. Out: `Habits`. Large documents are sampled evenly, if a full count would not be more exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from octavo.languages.wordlists import FUNCTION_SETS
from octavo.readers.plain_text.lines.codelike import is_table_row
from octavo.readers.plain_text.lines.lines import Line, Run
from octavo.readers.plain_text.lines.marks import bullet_mark, is_rule, number_marks
from octavo.readers.plain_text.lines.values import Habits, Layout

SAMPLE = 4000
WIDE_GAP = 3
SENTENCE_ENDS = '.!?…:。！？؟"”»'
WHOLE_SHARE = 0.6  # above this the lines are paragraphs, however alike their lengths are
WIDEST_WRAP = 130
NARROWEST_WRAP = 34
RAGGED, FEWEST_BROKEN = 56, 5  # columns of a text in proportional type; lines broken within a sentence
LEAST_PACKED = 25  # lines for each blank one, in a text without blank lines between paragraphs
SCRIPT_STARTS = (
    ("Latin", "A", "\u024f"),
    ("Greek", "\u0370", "\u03ff"),
    ("Cyrillic", "\u0400", "\u052f"),
    ("Hebrew", "\u0590", "\u05ff"),
    ("Arabic", "\u0600", "\u06ff"),
    ("Devanagari", "\u0900", "\u097f"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Kana", "\u3040", "\u30ff"),
    ("Han", "\u3400", "\u9fff"),
    ("Hangul", "\uac00", "\ud7a3"),
)
SCRIPT_LANGUAGE = {"Kana": "ja", "Hangul": "ko", "Han": "zh", "Greek": "el", "Arabic": "ar", "Hebrew": "he"}


def first_word_width(line: Line) -> int:
    """Columns the first word of a line needs; one character for scripts that break anywhere."""
    width = 0
    for char in line.text[:60]:
        if char == " ":
            break
        if "\uac00" <= char <= "\ud7a3":  # Hangul is wide, yet breaks at spaces
            width += 1
        elif char >= "\u2e80":
            return width or 2
        width += 1
    return width


def wrap_width(runs: Sequence[Run]) -> int:
    """Column at which lines were broken by hand or by a mailer, 0 when they were not.

    A break is forced when the next line's first word would not have fitted: in wrapped text nearly every inner
    break is, and hardly any line goes beyond the column.
    """
    pairs: list[tuple[int, int, bool]] = []
    reach: Counter[int] = Counter()
    for run in runs:
        for line in run.lines:
            if is_table_row(line.text):
                continue
            reach[min(line.indent + line.width, WIDEST_WRAP + 1)] += min(line.width, WIDEST_WRAP)
        for line, following in zip(run.lines, run.lines[1:], strict=False):
            if following.indent == line.indent or not (bullet_mark(following.text) or number_marks(following.text)):
                ended = line.text[-1] in SENTENCE_ENDS
                pairs.append((line.indent + line.width, first_word_width(following), ended))
    if len(pairs) > SAMPLE:
        pairs = pairs[:: len(pairs) // SAMPLE + 1]
    ends = Counter(width for width, _, _ in pairs if NARROWEST_WRAP <= width <= WIDEST_WRAP)
    if not ends:
        return 0

    def crowd(right: int) -> int:
        return sum(ends[column] for column in range(right - 9, right + 1))

    best = max(range(NARROWEST_WRAP, WIDEST_WRAP + 1), key=lambda right: (crowd(right), -right))
    near = [width + 1 + word > best - 2 for width, word, _ in pairs if 0.6 * best < width <= best]
    whole = sum(ended for width, _, ended in pairs if 0.6 * best < width <= best)
    if whole > WHOLE_SHARE * len(near):
        return 0
    beyond = sum(weight for column, weight in reach.items() if column > best + 2)
    if sum(near) < 0.6 * len(near) or sum(near) < 2 or beyond > 0.3 * sum(reach.values()):
        return 0
    # A few kept short lines must not pass for wrapping: the broken lines have to carry a good part of the text.
    full = sum(width for width, word, _ in pairs if 0.6 * best < width <= best and width + 1 + word > best - 2)
    total = sum(width for width, _, _ in pairs)
    return best if full >= 0.3 * total else 0


def ragged_width(runs: Sequence[Run]) -> int:
    """The width of a text that was wrapped in a proportional type, as programs take it out of a PDF; else 0.

    Its lines have no common column, but most long ones break within a sentence: the next one begins in lower case.
    """
    lines = [line for run in runs for line in run.lines if not is_table_row(line.text)]
    widths = sorted(line.indent + line.width for line in lines)
    if not widths:
        return 0
    wide = widths[len(widths) * 19 // 20]
    beyond = sum(width > 1.3 * wide for width in widths)
    if not RAGGED <= wide <= WIDEST_WRAP or beyond > max(1, len(widths) // 200):
        return 0
    pairs = [(one, other) for run in runs for one, other in pairwise(run.lines) if one.text and other.text]
    broken = [one for one, other in pairs if one.text[-1] not in SENTENCE_ENDS and other.text[0].islower()]
    even = sum(line.indent + line.width > 0.72 * wide for line in broken)
    full = sum(line.indent + line.width > 0.72 * wide for line, _ in pairs)
    return wide if len(broken) >= FEWEST_BROKEN and even > 0.7 * len(broken) and even > 0.45 * full else 0


def script_of(sample: str) -> str:
    """The script most letters of a sample belong to."""
    counts: Counter[str] = Counter()
    for char, times in Counter(sample).items():
        if char.isalpha():
            for name, first, last in SCRIPT_STARTS:
                if first <= char <= last:
                    counts[name] += times
                    break
    if counts["Kana"] * 5 > counts["Han"] and counts["Kana"]:
        counts["Kana"] += counts["Han"]
    return counts.most_common(1)[0][0] if counts else ""


def language_of(sample: str, script: str) -> str:
    """A guess at the language from the script and the commonest little words; empty when nothing speaks for any."""
    if script in SCRIPT_LANGUAGE:
        return SCRIPT_LANGUAGE[script]
    words = Counter(sample.lower().split())
    best, most = "", 0
    for language, known in FUNCTION_SETS.items():
        hits = sum(words[word] for word in known)
        if hits > most:
            best, most = language, hits
    return best if most * 12 >= sum(words.values()) else ""


def has_indented_paragraphs(runs: Sequence[Run], base: int) -> bool:
    """Whether paragraphs of a wrapped text begin with an indent instead of a blank line."""
    starts = inner = 0
    for run in runs:
        for before, line in zip(run.lines, run.lines[1:], strict=False):
            inner += 1
            starts += before.indent == base and base + 1 < line.indent <= base + 8
    return starts >= 3 and 0.04 * inner < starts < 0.5 * inner


def is_packed(runs: Sequence[Run]) -> bool:
    """Whether a wrapped text has hardly any blank line, so that a line that ends early ends a paragraph."""
    written = sum(len(run.lines) for run in runs)
    return written >= LEAST_PACKED * len(runs) and max((len(run.lines) for run in runs), default=0) > LEAST_PACKED


def gap_of(text: str) -> int:
    """Blanks between a bullet and what it marks."""
    return len(text[1:]) - len(text[1:].lstrip(" "))


def find_habits(lines: Sequence[Line], runs: Sequence[Run], language: str | None = None) -> Habits:
    """The document's habits from its lines."""
    written = [line for run in runs for line in run.lines]
    even = wrap_width(runs)
    width = even or ragged_width(runs)
    layout: Layout = "flat"
    if width:
        layout = "wrapped"
    elif len(runs) > 1 and (len(lines) - len(written)) >= 0.2 * len(written):
        layout = "blank"
    step = len(written) // SAMPLE + 1
    margin: Counter[int] = Counter()
    for line in written[::step]:
        margin[line.indent] += line.width
    base = 0
    if margin:
        base, weight = margin.most_common(1)[0]
        if weight < 0.5 * sum(margin.values()):
            base = min(margin)
    sample = "\n".join(line.text[:400] for line in written[:: len(written) // 400 + 1])
    script = script_of(sample[:40000])
    if layout == "wrapped":
        lengths = sorted(sum(line.width for line in run.lines) for run in runs)
    else:
        lengths = sorted(line.width for line in written)
    long_ones = [length for length in lengths if length > 60] or lengths or [0]
    gaps = Counter(gap_of(line.text) >= WIDE_GAP for line in written[::step] if bullet_mark(line.text))
    bullets = Counter(
        mark.text
        for line in written[::step]
        if (mark := bullet_mark(line.text)) and not mark.loose and not is_rule(line.text)
    )
    return Habits(
        layout=layout,
        width=width,
        base_indent=base,
        language=language or language_of(sample, script),
        script=script,
        median_length=long_ones[len(long_ones) // 2],
        indented_paragraphs=bool(width) and has_indented_paragraphs(runs, base),
        packed=bool(width) and (not even or is_packed(runs)),
        wide_gaps=gaps[True] > 0 and gaps[False] >= 3,
        bullets=dict(bullets.most_common(6)),
    )
