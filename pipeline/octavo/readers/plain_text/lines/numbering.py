"""Numbers and labels that headings begin with: `1.2`, `IV.`, `§ 12`, `Chapter 4`, `第三章`.

In: the text of a line and its words. Out: kind, depth and value of its number, and the rank of its label.
"""

from __future__ import annotations

import re

from octavo.languages.wordlists import CHAPTER_LABELS, NUMBER_WORDS, PART_LABELS, SECTION_LABELS
from octavo.readers.plain_text.lines.marks import number_marks, roman_value

NO_NUMBER, ARABIC, DOTTED, ROMAN, ALPHA, PAREN_NUMBER, LABELLED, PARAGRAPH_SIGN, BARE = range(9)
NO_LABEL, PART, CHAPTER, SECTION = range(4)
DOTTED_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,5})\.?[\s\u00a0\u3000]+\S")
PLAIN_NUMBER = re.compile(r"(\d{1,4})[.)、．:：]?[\s\u00a0\u3000]+\S")
LONE_NUMBER = re.compile(r"[\W_]{0,3}([0-9]{1,4}|[IVXLCDMivxlcdm]{1,8})[\W_]{0,3}$")
HAN_LABEL = re.compile(
    r"第[一二三四五六七八九十百千零〇0-9０-９]{1,6}([部编編卷篇章回节節幕条條話话課课])|제\s?\d{1,4}\s?([부편장절조화])"
    r"|\d{1,4}\s?([화회])(?=[\s.:]|$)"
)
HAN_NUMBER = re.compile(r"[（(]?([一二三四五六七八九十]{1,3})[、．.）)]")
SECTION_SIGN = re.compile(r"(?:\(X+\) )?§+ ?\d")


def numbering(text: str, words: list[str]) -> tuple[int, int, int, int]:
    """Kind, depth, value and label of a heading number such as `1.2`, `IV.`, `§ 12`, `Chapter 4` or `第三章`."""
    han = HAN_LABEL.match(text)
    if han:
        sign = han[1] or han[2] or han[3]
        return LABELLED, 1, 1, PART if sign in "部编編卷篇부편" else CHAPTER if sign in "章回幕話话장화회" else SECTION
    if SECTION_SIGN.match(text):
        digits = re.search(r"\d{1,4}", text)
        return PARAGRAPH_SIGN, 1, int(digits[0]) if digits else 0, SECTION
    dotted = DOTTED_NUMBER.match(text)
    if dotted:
        parts = dotted[1].split(".")
        return DOTTED, len(parts), int(parts[-1]), NO_LABEL
    if words:
        head = words[0].lower()
        label = (
            PART
            if head in PART_LABELS
            else CHAPTER
            if head in CHAPTER_LABELS
            else SECTION
            if head in SECTION_LABELS
            else NO_LABEL
        )
        if label and len(words) > 1:
            second = words[1].lower()
            value = int(second) if second.isdigit() and len(second) < 5 else roman_value(second)
            if value or second in NUMBER_WORDS:
                return LABELLED, 1, value, label
        if (
            len(words) > 1
            and words[1].lower() in CHAPTER_LABELS | PART_LABELS
            and (head in NUMBER_WORDS or head.isdigit())
        ):
            return LABELLED, 1, 0, CHAPTER if words[1].lower() in CHAPTER_LABELS else PART
    lone = LONE_NUMBER.match(text)
    if lone:
        value = int(lone[1]) if lone[1].isdigit() else roman_value(lone[1])
        if value:
            return BARE, 1, value, NO_LABEL
    marks = number_marks(text)
    if marks:
        mark = marks[-1] if len(marks) > 1 and marks[-1].value > 1 else marks[0]
        if mark.delimiter == "two-parens":
            return PAREN_NUMBER, 1, mark.value, NO_LABEL
        kind = ARABIC if mark.numbering == "decimal" else ROMAN if mark.numbering.endswith("roman") else ALPHA
        return kind, 1, mark.value, NO_LABEL
    han_number = HAN_NUMBER.match(text)
    if han_number:
        return ROMAN, 1, "一二三四五六七八九十".index(han_number[1][-1]) + 1, NO_LABEL
    plain = PLAIN_NUMBER.match(text)
    if plain:
        return ARABIC, 1, int(plain[1]), NO_LABEL
    return NO_NUMBER, 0, 0, NO_LABEL
