"""The marks that begin list items, numbered headings and scene breaks.

In: the text of one line. Out: a `Mark` or nothing. The patterns are anchored and bounded, so no line can make them
slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.body.marks import SIGNS
from octavo.languages.wordlists import AUTHOR_WORDS
from octavo.readers.plain_text.lines.values import Delimiter, Numbering
from octavo.text import numerals

BULLETS = "-*•‣▪▫■□▹▻◦○●◆◇⁃∙·»" + "".join(sorted(SIGNS))
LOOSE_BULLETS = "–—+o"  # dashes of dialogue, plus signs: a bullet only in company
BULLET = re.compile(rf"([{re.escape(BULLETS + LOOSE_BULLETS)}])[ \t\u00a0\u3000]+(?=\S)")
GLUED_BULLET = re.compile(r"([•‣▪■►●◦☐☑☒✓✔✗✘])(?=\w)")
NUMBERED = re.compile(r"(\()?(\d{1,4}|[ivxlcdm]{1,7}|[IVXLCDM]{1,7}|[a-zA-Z])([.)])(?:[ \t\u00a0]+(?=\S)|(?=\[\^))")
WIDE_NUMBERED = re.compile(r"()(\d{1,3})([、．）])[ \t\u00a0\u3000]*(?=\S)")
RULE = re.compile(r"(?:[*•·⁂⁎∗✱✻❦❧☙~_=#–—\-.+○◇◆●✦✧§][ \t\u00a0]*){1,60}$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A list mark: the bullet or number as written, its value, and its length with the space after it."""

    text: str
    length: int
    numbering: Numbering = ""
    delimiter: Delimiter = ""
    value: int = 0
    loose: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether the mark stays in the text as it was typed: it says something, or no list counts in such figures."""
        if not self.numbering:
            return self.text in SIGNS
        return not self.text.isascii()

    @property
    def family(self) -> str:
        """What siblings share: the bullet itself, or numbering and delimiter; marks that say something go together."""
        if self.numbering:
            return f"{self.numbering} {self.delimiter}{' typed' * self.is_typed}"
        return "typed" if self.is_typed else self.text


def roman_value(text: str) -> int:
    """What a Roman numeral says that may number items or headings: well-formed and below 400; else 0."""
    value = numerals.roman_value(text)
    return value if value < 400 else 0


def bullet_mark(text: str) -> Mark | None:
    """The bullet at the start of a line, if any."""
    found = BULLET.match(text) or GLUED_BULLET.match(text)
    if not found:
        return None
    return Mark(found[1], found.end(), loose=found[1] in LOOSE_BULLETS)


def number_marks(text: str) -> tuple[Mark, ...]:
    """Every reading of the number at the start of a line: `i.` is a letter and a roman one, the neighbours decide."""
    found = NUMBERED.match(text) or WIDE_NUMBERED.match(text)
    if not found:
        return ()
    opened, body, closed = found[1], found[2], found[3]
    if opened and closed == ".":
        return ()
    delimiter: Delimiter = "two-parens" if opened else "one-paren" if closed in ")）" else "period"
    readings: list[Mark] = []

    def add(numbering: Numbering, value: int) -> None:
        readings.append(Mark(found[0].strip(), found.end(), numbering, delimiter, value))

    if body.isdigit():
        add("decimal", int(body))
        return tuple(readings)
    if len(body) == 1:
        add("lower-alpha" if body.islower() else "upper-alpha", ord(body.lower()) - 96)
    value = roman_value(body)
    if value:
        add("lower-roman" if body.islower() else "upper-roman", value)
    return tuple(readings)


def is_rule(text: str) -> bool:
    """Whether a line is made of break marks only: asterisks, dashes, tildes and the like, none of them a word."""
    if len(text) > 120 or not RULE.match(text):
        return False
    marks = [char for char in text if not char.isspace()]
    return len(marks) >= 2 or text in "⁂❦❧☙*•§~—–#+"


def is_byline(text: str) -> bool:
    """Whether a line names an author: a small word such as `by`, then one to five words, the first one a name."""
    words = text.split()
    return 1 < len(words) <= 6 and words[0] in AUTHOR_WORDS and words[1][0].isupper() and text[-1].isalpha()
