"""Notes of Obsidian within notes: ``![[Note]]``, ``![[Note#Heading]]``, ``![[Note#^block]]``. Text in; pure."""

from __future__ import annotations

import re

EMBEDDED = re.compile(
    r"[ \t]*!\[\[(?P<note>(?![^\[\]|#\n]*\.(?!md\b)[A-Za-z0-9]{2,5}(?:[#|\]]))[^\[\]|#\n]+)"
    r"(?:#(?P<part>[^\[\]|\n]+))?(?:\|[^\[\]\n]*)?\]\][ \t]*"
)
"""A line that shows another note, and no picture, sound or film."""
_FRONT = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?)[ \t#]*\Z")


def part_of_note(text: str, part: str) -> list[tuple[int, str]]:
    """The lines of a note, or of the part of it that is named, each with its number; none where it has no such part."""
    front = _FRONT.match(text)
    skipped = text.count("\n", 0, front.end()) if front else 0
    lines = list(enumerate(text.removesuffix("\n").split("\n"), 1))[skipped:]
    wanted = part.rpartition("#")[2].strip()
    if not wanted:
        return lines
    return _block(lines, wanted) if wanted.startswith("^") else _section(lines, wanted)


def _section(lines: list[tuple[int, str]], wanted: str) -> list[tuple[int, str]]:
    """A heading and what is below it, up to the next one that is not deeper."""
    kept: list[tuple[int, str]] = []
    depth = 0
    for number, line in lines:
        found = _HEADING.match(line)
        if found and depth and len(found["marks"]) <= depth:
            break
        if found and not depth and _letters(found["words"]) == _letters(wanted):
            depth = len(found["marks"])
        if depth:
            kept.append((number, line))
    return kept


def _block(lines: list[tuple[int, str]], wanted: str) -> list[tuple[int, str]]:
    """The paragraph or the item that bears a name at its end."""
    at = next((at for at, (_, line) in enumerate(lines) if line.rstrip().endswith(wanted)), None)
    if at is None:
        return []
    start = at
    while start > 0 and lines[start - 1][1].strip() and not re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]", lines[start][1]):
        start -= 1
    last = lines[at][1].rstrip().removesuffix(wanted).rstrip()
    return [*lines[start:at], (lines[at][0], last)]


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())
