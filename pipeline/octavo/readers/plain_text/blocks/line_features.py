"""The features of a single unit that do not depend on its neighbours.

In: a unit. Out: a `Look` of numbers and classes. Language-neutral on purpose: it counts letters, capitals, marks and
known function words, and does not record which words they were.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from octavo.languages.wordlists import (
    ANY_FUNCTION_WORD,
    AUTHOR_WORDS,
    BYLINE_STARTS,
    CALLS,
    CONNECTIVES,
    EMBEDS,
    PERSONS,
    QUESTION_WORDS,
    SET_HEADINGS,
)
from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.lines.codelike import code_score
from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.marks import is_byline
from octavo.readers.plain_text.lines.numbering import numbering
from octavo.readers.plain_text.lines.values import Habits

BRIEF = 40  # characters up to which looks are kept for lines that come again
SEEN = 320  # characters looked at: longer units are never headings
# Ordered from "could be a heading" to "ends a sentence", so that a single cut of a tree means something.
LETTER, DIGIT, PAREN, QUOTE, QUESTION, EXCLAIM, OTHER, DASH, COLON, ELLIPSIS, COMMA, SEMICOLON, STOP = range(13)
LAST_CLASS = {
    ")": PAREN,
    "]": PAREN,
    "）": PAREN,
    "】": PAREN,
    '"': QUOTE,
    "'": QUOTE,
    "”": QUOTE,
    "’": QUOTE,
    "»": QUOTE,
    "“": QUOTE,
    "」": QUOTE,
    "』": QUOTE,
    "》": QUOTE,
    "«": QUOTE,
    "?": QUESTION,
    "？": QUESTION,
    "؟": QUESTION,
    ";": SEMICOLON,
    "!": EXCLAIM,
    "！": EXCLAIM,
    "-": DASH,
    "–": DASH,
    "—": DASH,
    ":": COLON,
    "：": COLON,
    "…": ELLIPSIS,
    ",": COMMA,
    "，": COMMA,
    "、": COMMA,
    "،": COMMA,
    "；": SEMICOLON,
    "؛": SEMICOLON,
    ".": STOP,
    "。": STOP,
    "।": STOP,
}
UPPER, UNCASED, NUMERAL, OPEN_QUOTE, SIGN, LOWER = range(6)
NO_CASE, LOWERCASE, SENTENCE, MIXED, TITLE, CAPITALS = range(6)
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d{2}\b|\d{1,2}月\d{1,2}日|"
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sep|okt|oct|nov|dec|dez|january|february|march|april|june|july|august|"
    r"september|october|november|december|"
    r"januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|junio|julio|agosto|septiembre|"
    r"octubre|noviembre|diciembre|"
    r"janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)\b",
    re.IGNORECASE,
)
WEB = re.compile(r"https?:/|www\.|\S@\S+\.\w|@\w{2,}|\w\.(?:com|org|net|de|gov|io)\b")
INNER_STOP = re.compile(r"[^\W\d_]{2,}[.!?…。！？][\"'”’)»]? +[\"'“‘(«¿¡]?[^\W\d_]|[。！？](?=.)")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
SPEAKER = re.compile(r"[A-ZÀ-ÞА-ЯΑ-Ω][A-ZÀ-ÞА-ЯΑ-Ω'’-]+(?: [A-ZÀ-ÞА-ЯΑ-Ω][A-ZÀ-ÞА-ЯΑ-Ω'’-]*){0,3}[.:] \S")
PREFIX = re.compile(r"([^:：]{1,40})[:：]\s*\S")
DIGITS = re.compile(r"[0-9]+")
# What may follow a title without being part of it: pictures, signs, numbers of notes, marks of emphasis.
TRAIL = re.compile(r"(?:\s*(?:\[\d{1,3}\]|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff#¶*_]))+$")
# What a transcriber puts between brackets is a caption, a note or a stage direction, never a heading.
BRACKETED = re.compile(
    r"\[(?:Illustration|Frontispiece|Abbildung|Footnote|Note|Fußnote)\b|\[\d{1,3}\]\s+\S|[\[(]_|"
    r"\W*transcriber['’]?s?['’]? notes?\b",
    re.IGNORECASE,
)
FLUSH_RIGHT = 0.45  # of the measure: a line that begins so far in, and is not centred, signs or dates what is above
LETTERS_STRIP = "\"'“”‘’«»„()[]{}*_#:;,.!?¿¡-–—…|<>/\\ \u3000"


@dataclass(slots=True)
class Look:
    """What a line looks like. See the constants above for the classes."""

    width: int
    words: int
    last: int
    first: int
    case: int
    capital_share: float
    title_share: float
    function_share: float
    digit_share: float
    sign_share: float
    mean_word: float
    commas: int
    inner_stop: int
    number: int
    depth: int
    value: int
    label: int
    set_heading: bool
    byline: bool
    web: bool
    date: bool
    quoted: bool
    parenthesised: bool
    colon_inside: bool
    dash_inside: bool
    wide: bool
    emphasis: bool
    code: float
    indent: int
    centred: bool
    before: int
    rows: int
    speaker: bool
    opener: int
    person_share: float
    prefix_words: int
    prefix_digit: bool
    call: bool
    never: bool
    prefix: str
    stem: str


def case_of(letters: str, words: list[str]) -> tuple[int, float, float]:
    """Case pattern, share of capitals among letters, and share of longer words that begin with a capital."""
    upper = sum(map(str.isupper, letters))
    lower = sum(map(str.islower, letters))
    cased = upper + lower
    if cased == 0:
        return NO_CASE, 0.0, 0.0
    share = upper / cased
    long_words = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    title = sum(1 for word in long_words if word[0].isupper()) / len(long_words) if long_words else 0.5
    if share > 0.85 and cased > 1:
        return CAPITALS, share, title
    if upper == 0:
        return LOWERCASE, share, title
    if long_words and title >= 0.75:
        return TITLE, share, title
    return (SENTENCE if title < 0.25 else MIXED), share, title


def first_class(char: str) -> int:
    """Class of the first character."""
    if char.isdigit():
        return NUMERAL
    if char.isalpha():
        return LOWER if char.islower() else UPPER if char.isupper() else UNCASED
    return OPEN_QUOTE if char in "\"'“‘«„「『《‹" else SIGN


def looks_of(units: Sequence[Unit], habits: Habits) -> list[Look]:
    """The looks of all units; short lines that come again are looked at once."""
    known: dict[tuple[str, str, int, int], Look] = {}
    looks: list[Look] = []
    for unit in units:
        if len(unit.text) > BRIEF or len(unit.lines) > 1:
            looks.append(look_at(unit, habits))
            continue
        key = (unit.text, unit.kind, unit.before, unit.indent)
        if key not in known:
            known[key] = look_at(unit, habits)
        looks.append(known[key])
    return looks


def look_at(unit: Unit, habits: Habits) -> Look:
    """The look of one unit."""
    whole = unit.text
    text = whole[:SEEN]
    if unit.mark and not unit.mark.numbering:
        text = text[unit.mark.length :] or text
    core = text.strip("*_=# ") or text  # emphasis as some transcribers write it
    words = WORD.findall(text)
    case, share, title = case_of(letters := "".join(words), words)
    wide = not text.isascii() and sum(1 for char in letters if char >= "\u2e80") * 3 > len(letters)
    lowered = [word.lower() for word in words]
    tail = TRAIL.sub("", whole[-40:])[-1:] or whole[-1:]
    kind, depth, value, label = numbering(text.lstrip("*_#= "), words)
    bare = text.strip(LETTERS_STRIP).lower()
    prefix = PREFIX.match(text)
    calls = prefix is not None and prefix[1].strip(LETTERS_STRIP).lower() in CALLS
    return Look(
        width=sum(row.width for row in unit.lines) + len(unit.lines) - 1,
        words=len(letters) // 2 if wide else len(words),
        last=LAST_CLASS.get(tail, LETTER if tail.isalpha() else DIGIT if tail.isdigit() else OTHER),
        first=first_class(core[0]),
        case=case,
        capital_share=share,
        title_share=title,
        function_share=_share(lowered, ANY_FUNCTION_WORD),
        digit_share=sum(map(str.isdigit, text)) / len(text),
        sign_share=(len(text) - sum(map(str.isalnum, text)) - text.count(" ")) / len(text),
        mean_word=len(letters) / len(words) if words else 0.0,
        commas=sum(map(text.count, ",，、;；")),
        inner_stop=len(INNER_STOP.findall(text)),
        number=kind,
        depth=depth,
        value=value,
        label=label,
        set_heading=not SET_HEADINGS.isdisjoint((bare, bare.lstrip("0123456789.§) ").strip())),
        byline=bool(lowered) and lowered[0] in BYLINE_STARTS,
        web=bool(WEB.search(text)),
        date=bool(DATE.search(text)),
        quoted=core[0] in '"“«„「『' and tail in '"”»“」』',
        parenthesised=core[0] in "([（【" and tail in ")]）】",
        colon_inside=any(char in ":：" for char in text[:-1]),
        dash_inside=" - " in text or "–" in text or "—" in text or " | " in text,
        wide=wide,
        emphasis=(text[0] in "*_#=" and tail != text[-1]) or text[:2] in ("**", "__", "# ", "##", "=="),
        code=code_score(text),
        indent=unit.lines[0].indent - habits.base_indent,
        centred=_is_centred(unit.lines[0], habits),
        before=min(unit.before, 6),
        rows=len(unit.lines),
        speaker=bool(SPEAKER.match(text)),
        opener=_opener(lowered),
        person_share=_share(lowered, PERSONS),
        prefix_words=len(prefix[1].split()) if prefix else 0,
        prefix_digit=prefix is not None and any(char.isdigit() for char in prefix[1]),
        call=bare in CALLS or calls,
        never=calls or bare in EMBEDS or _is_never(unit, habits, lowered),
        prefix=DIGITS.sub("0", prefix[1].lower()) if prefix else "",
        stem=lowered[0] if lowered and not wide else text[:1],
    )


def _share(words: Sequence[str], among: Collection[str]) -> float:
    """The share of words that are among some others; 0 without words."""
    return sum(1 for word in words if word in among) / len(words) if words else 0.0


def _is_centred(line: Line, habits: Habits) -> bool:
    """Whether a line is in the middle of the lines of a wrapped text, within two columns."""
    if habits.layout != "wrapped" or line.indent < 4:
        return False
    return abs((habits.width - line.width) / 2 - line.indent) <= 2


def _is_never(unit: Unit, habits: Habits, words: Sequence[str]) -> bool:
    """Whether a line names an author, is between a transcriber's brackets, or stands at the right."""
    told = is_byline(unit.text[:SEEN]) or bool(BRACKETED.match(unit.text)) or _names_nobody(words)
    return told or _is_flush_right(unit, habits)


def _names_nobody(words: Sequence[str]) -> bool:
    """Whether a line of a title page ends with the word before a name: ``BY``, ``MUSIC BY``."""
    return 0 < len(words) <= 2 and words[-1] in AUTHOR_WORDS


def _is_flush_right(unit: Unit, habits: Habits) -> bool:
    """Whether a line of a wrapped text stands at the right: a name below a poem, the date of a letter."""
    if habits.layout != "wrapped" or len(unit.lines) > 1 or _is_centred(unit.lines[0], habits):
        return False
    return unit.indent - habits.base_indent > FLUSH_RIGHT * habits.width


def _opener(words: Sequence[str]) -> int:
    """1 for a line that begins with a question word, 2 for a connective, else 0."""
    first = words[0] if words else ""
    return 1 if first in QUESTION_WORDS else 2 if first in CONNECTIVES else 0
