"""The header, the credits and the licence of Project Gutenberg. Pure.

In: the lines of a text. Out: the lines of the library that do not belong to the book, and the header's metadata:
title, authors, language, and an imprint; nothing for a text without the library's marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from octavo.readers.plain_text.lines.lines import Line

START = re.compile(r"\*{1,3} ?START OF (?:THE|THIS) PROJECT GUTENBERG|\*END\*? ?THE SMALL PRINT", re.IGNORECASE)
END = re.compile(r"\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
OLD_END = re.compile(r"End of (?:the |this )?Project Gutenberg|Ende dieses Projekt(?:es)? Gutenberg", re.IGNORECASE)
FIELD = re.compile(
    r"(Title|Subtitle|Authors?|Translator|Illustrator|Editor|Commentator|Contributor|Language|Release Date|"
    r"Posting Date|Credits|Produced by|Original publication|Most recently updated|Character set encoding):\s*(.*)$",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\[?(?:eBook|EBook|eText|Etext)?[ -]?#(\d{1,6})\]?")
CREDITS = re.compile(
    r"(?:This e-?(?:book|text) was |E-?text |HTML version )?"
    r"(?:produced|prepared|transcribed|digitized|scanned) (?:by|from)\b",
    re.IGNORECASE,
)
CONTENTS = re.compile(
    r"(?:(?:TABLE OF )?CONTENTS(?: (?:OF|AND) [\w .]{1,30})?|INHALT(?:SVERZEICHNIS)?|TABLE DES MATI[EÈ]RES|[IÍ]NDICE|"
    r"SIS[AÄ]LLYS|INHOUD|INDHOLD|INNEHÅLL|INDEX|SOMMAIRE|SPIS TREŚCI|OBSAH|TARTALOM|СОДЕРЖАНИЕ|ОГЛАВЛЕНИЕ)\.?$",
    re.IGNORECASE,
)  # fmt: skip
LEADERS = re.compile(r"(?:\s*\.){2,}\s*\w{0,6}$|\s{2,}(?:\d{1,4}(?:[-–]\d{1,4})?|[ivxlc]{1,7})$")
LANGUAGE_CODES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "finnish": "fi", "swedish": "sv", "danish": "da", "norwegian": "no", "latin": "la",
    "greek": "el", "polish": "pl", "czech": "cs", "hungarian": "hu", "russian": "ru", "chinese": "zh",
    "japanese": "ja", "esperanto": "eo", "welsh": "cy", "catalan": "ca", "tagalog": "tl", "icelandic": "is",
    "irish": "ga", "hebrew": "he", "arabic": "ar",
}  # fmt: skip
EARLY, FAR, FEW = 600, 2500, 3
HEADER, LICENCE, CREDIT, LIST = "library's header", "library's licence", "credits of the transcribers", "contents list"


@dataclass(frozen=True, slots=True)
class Library:
    """The lines that are the library's, by index, and what it says of the book."""

    lines: Mapping[int, str] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)


def find_library(lines: Sequence[Line]) -> Library:
    """Look for the marks of Project Gutenberg; nothing without them."""
    start = end = None
    for index, line in enumerate(lines):
        if "GUTENBERG" not in line.text.upper() and "SMALL PRINT" not in line.text.upper():
            continue
        if START.match(line.text) and index < EARLY:
            start = index
        elif (END.match(line.text) or OLD_END.match(line.text)) and (start is not None) and index > start:
            end = index
            break
    if start is None:
        return Library()
    found = {index: HEADER for index in range(_end_of_mark(lines, start) + 1) if lines[index].text}
    last = max(found, default=start)
    credit = _credits(lines, last + 1)
    found.update(dict.fromkeys(credit, CREDIT))
    stop = end if end is not None else len(lines)
    found.update({index: LICENCE for index in range(stop, len(lines)) if lines[index].text})
    first = max(credit, default=last) + 1
    found.update(dict.fromkeys(_contents(lines, first, stop), LIST))
    return Library(found, _about(lines[: start + 1], [lines[index].text for index in credit]))


def _end_of_mark(lines: Sequence[Line], start: int) -> int:
    """The mark that begins the book may go over two lines; it ends with stars."""
    for index in range(start, min(start + 3, len(lines))):
        if lines[index].text.endswith("*"):
            return index
        if index + 1 < len(lines) and not lines[index + 1].text:
            break
    return start


def _credits(lines: Sequence[Line], first: int) -> list[int]:
    """The paragraph that names who transcribed the book."""
    index = first
    while index < len(lines) and index < first + 12 and not lines[index].text:
        index += 1
    if index >= len(lines) or not CREDITS.match(lines[index].text):
        return []
    found = []
    while index < len(lines) and lines[index].text:
        found.append(index)
        index += 1
    return found


def _about(header: Sequence[Line], credit: Sequence[str]) -> dict[str, Any]:
    """What the header says, as metadata."""
    told: dict[str, str] = {}
    name = ""
    for line in header:
        found = FIELD.match(line.text)
        if found:
            name = found[1].lower()
            told.setdefault(name, found[2].strip())
        elif name and line.text and line.indent and name in told:
            told[name] = f"{told[name]} {line.text}".strip()
        elif not line.text:
            name = ""
    about: dict[str, Any] = {}
    if told.get("title"):
        about["title"] = told["title"]
    if people := told.get("author") or told.get("authors"):
        about["author"] = [one.strip() for one in re.split(r"\s+and\s+|;|&", people) if one.strip()]
    for key in ("subtitle", "translator", "illustrator", "editor", "contributor"):
        if told.get(key):
            about[key] = told[key]
    language = told.get("language", "").split(",")[0].strip().lower()
    if language in LANGUAGE_CODES:
        about["lang"] = LANGUAGE_CODES[language]
    about["rights"] = _imprint(header, told, credit)
    number = NUMBER.search(" ".join(line.text for line in header))
    if number:
        about["source"] = f"https://www.gutenberg.org/ebooks/{number[1]}"
    return about


def _imprint(header: Sequence[Line], told: Mapping[str, str], credit: Sequence[str]) -> list[str]:
    """The paragraphs of the imprint: what the library says of the use of the book, its date, who transcribed it."""
    paragraphs: list[str] = []
    rows: list[str] = []
    for line in header:
        if line.text and not FIELD.match(line.text) and not START.match(line.text) and not line.indent:
            rows.append(line.text)
        elif rows:
            paragraphs.append(" ".join(rows))
            rows = []
    use = [one for one in paragraphs if re.search(r"for the use of|copyright|licen[cs]e", one, re.IGNORECASE)][:2]
    date = told.get("release date", "")
    made = told.get("credits") or " ".join(credit)
    return [
        *use,
        *([f"Project Gutenberg, {date}"] if date else ["Project Gutenberg, www.gutenberg.org"]),
        *([made] if made else []),
    ]


def _contents(lines: Sequence[Line], first: int, stop: int) -> list[int]:
    """The list of contents before the text: most of its lines come again as lines of their own."""
    head = next((i for i in range(first, min(stop, first + FAR // 5)) if CONTENTS.match(lines[i].text)), None)
    if head is None:
        return []
    known: dict[str, int] = {}
    for index in range(head + 1, stop):
        if lines[index].text:
            known[_entry(lines[index].text)] = index  # the last place
    end, blank, entries, again = head, 0, 0, 0
    seen: set[str] = set()
    for index in range(head + 1, min(stop, head + FAR)):
        text = lines[index].text
        if not text:
            blank += 1
            continue
        entry = _entry(text)
        paged = bool(LEADERS.search(text))
        if (blank >= FEW and entries >= FEW) or len(text) > 100 or (entry in seen and not paged):
            break  # the list has ended, or the text has begun with the first line of the list
        number = entry.split(" ", 1)[0]
        comes = known.get(entry, 0) > index or (number.isdecimal() and known.get(number, 0) > index)
        seen.add(entry)
        blank = 0
        entries += 1
        again += comes or paged
        end = index
    if entries < FEW or again < 0.6 * entries:
        return []
    return [index for index in range(head, end + 1) if lines[index].text]


def _entry(text: str) -> str:
    """A line of a list of contents without its page."""
    return re.sub(r"[\W_]+", " ", LEADERS.sub("", text).lower()).strip()
