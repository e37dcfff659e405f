"""How much a line looks like program code, a console session, a drawing or a table rather than words.

In: the text of a line. Out: a score from 0 (words) to 1 (surely not prose), and runs of such lines. Only character
counts and anchored patterns are used, so the work is linear in the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

PROMPT = re.compile(
    r"(?:\$ |>>> |\.\.\. |>>>$|\.\.\.$|# [a-z]+ |C:\\|\(\w+\) ?\$ |[\w.@-]+[:~][\w/~]*[$#] |In \[\d+\]:|Out\[\d+\]:)"
)
KEYWORD = re.compile(
    r"(?:def |class |import |from \S+ import|return\b|if \(|if .{1,80}:$|for \(|for .{1,80}:$|while ?\(|else[:{]|"
    r"elif |\} ?else|function ?\w*\(|"
    r"while .{1,80}:$|const |let |var |public |private |static |void |int |fn |use |pub |impl |struct |enum |"
    r"#include|#define|<\?php|<!DOCTYPE|<!--|"
    r"</?[a-zA-Z][\w-]*(?:[ />]|$)|@\w+\(|try ?[:{]|except\b.{0,60}:$|catch ?\(|print\(|echo |git |npm |pip |sudo |"
    r"cd |curl |docker |apt-get |yarn |"
    r"export |async |await |SELECT |INSERT |UPDATE |CREATE |package |namespace |module |require\(|console\.|//|/\*|"
    r"\*/|\}|\{|\);?$|\],?$|\[$|"
    r"[\w.\"'-]{1,40}: [\[{\"'|>]|[\w.\[\]\"']{1,60} ?[+*/-]?= ?\S|[\w.]{1,60}\(.{0,80}\)[;{]?$|--[a-z]+|-[a-z] )"
)
SIGNS = frozenset("{}[]()<>;=_|\\/*&^%$#@~`+")
DRAWING = frozenset("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬|+-=_/\\<>^v*#.oO: ")


def code_score(text: str) -> float:
    """How much a line looks like code, between 0 and 1."""
    if not text:
        return 0.0
    sample = text[:200]
    signs = sum(1 for char in sample if char in SIGNS)
    score = min(0.5, 2.0 * signs / len(sample))
    if PROMPT.match(sample):
        score += 0.6
    if KEYWORD.match(sample):
        score += 0.3
    last = text[-1]
    if last in "{};" and signs:
        score += 0.35
    elif last in ".!?" and len(sample) > 40 and sample.count(" ") > 5:
        score -= 0.35
    if "://" in sample and signs < 8:
        score -= 0.2
    return max(0.0, min(1.0, score))


def is_table_row(text: str) -> bool:
    """Whether a line is a row of a table drawn with bars."""
    return (text.count("|") >= 2 and text[0] == "|") or text.count(" | ") >= 2


def is_drawing(text: str) -> bool:
    """Whether a line is drawn with box characters or strokes rather than written."""
    if any("\u2500" <= char <= "\u259f" for char in text):
        return True
    strokes = sum(1 for char in text if char in "|+-=_/\\<>^")
    letters = sum(1 for char in text if char.isalnum())
    return strokes >= 3 and strokes * 2 > len(text) - text.count(" ") and strokes > letters


def code_ranges(texts: Sequence[str], indents: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches [start, end) of code: sure lines seed a stretch, likely or indented neighbours extend it."""
    scores = [code_score(text) for text in texts]
    for index, text in enumerate(texts):
        if indents[index] >= 2 and scores[index] > 0.12:
            scores[index] += 0.25
        if len(text) > 160 and text.count(" ") > 18:
            scores[index] -= 0.4
    ranges: list[tuple[int, int]] = []
    index = 0
    while index < len(texts):
        if scores[index] < 0.55:
            index += 1
            continue
        start = index
        while start > (ranges[-1][1] if ranges else 0) and (scores[start - 1] >= 0.3 or indents[start - 1] >= 4):
            start -= 1
        end = index + 1
        while end < len(texts) and (scores[end] >= 0.3 or indents[end] >= 4):
            end += 1
        ranges.append((start, end))
        index = end
    return ranges
