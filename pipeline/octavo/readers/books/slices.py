"""Which lines of a file another document takes in: by numbers, by anchors, by words before and after. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ANCHOR = re.compile(r"ANCHOR(?P<end>_END)?:\s*(?P<name>[\w-]+)")
_SNIPPET = re.compile(r"-{2,}8<-{2,}\s*\[\s*(?P<what>start|end)\s*:\s*(?P<name>[\w-]+)\s*\]")
_RANGE = re.compile(r"(?P<path>.+?):(?P<first>\d*)(?::(?P<last>\d*))?")
_NAMED = re.compile(r"(?P<path>.+?[^:/\\]):(?P<name>[A-Za-z_][\w-]*)")


@dataclass(frozen=True)
class Slice:
    """Lines of a file, counted from 1; an anchor; the words after and before which the part lies."""

    lines: tuple[tuple[int, int], ...] = ()
    anchor: str = ""
    after: str = ""
    before: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


def sliced_by_path(written: str) -> tuple[str, Slice]:
    """``file``, ``file:2``, ``file:2:5``, ``file::5``, ``file:2:`` and ``file:anchor``, as a path and a part."""
    if found := _RANGE.fullmatch(written):
        first, last = found["first"], found["last"]
        if first or last:
            start = max(int(first[:9]), 1) if first else 1
            end = start if last is None else int(last[:9]) if last else 10**9
            return found["path"], Slice(((start, end),))
        return found["path"].rstrip(":"), Slice()
    if found := _NAMED.fullmatch(written):
        return found["path"], Slice(anchor=found["name"])
    return written, Slice()


def sliced_by_options(options: Mapping[str, str]) -> Slice:
    """The part that options of a MyST directive name: ``start-line``, ``end-line``, ``lines``, ``start-after`` ..."""
    spans: list[tuple[int, int]] = []
    for piece in options.get("lines", "").split(","):
        found = re.fullmatch(r"\s*(\d{1,9})?\s*(-)?\s*(\d{1,9})?\s*", piece)
        if found and (found[1] or found[3]):
            first = int(found[1] or 1)
            spans.append((first, int(found[3]) if found[3] else 10**9 if found[2] else first))
    numbers = {key: options.get(key, "") for key in ("start-line", "end-line")}
    if not spans and any(re.fullmatch(r"-?\d{1,9}", value) for value in numbers.values()):
        start, end = numbers["start-line"], numbers["end-line"]
        spans.append((int(start or 0) + 1, int(end) if end else 10**9))  # counted from 0, the end not included
    return Slice(tuple(spans), "", options.get("start-after", ""), options.get("end-before", ""))


def cut(text: str, part: Slice) -> list[tuple[int, str]]:
    """The lines of a text that belong to a part, each with its number; lines that only set anchors are left out."""
    lines = list(enumerate(text.removesuffix("\n").split("\n"), 1))
    if part.anchor:
        lines = _anchored(lines, part.anchor)
    if part.lines:
        count = len(lines)
        spans = [(first, last if last >= 0 else count + last) for first, last in part.lines]
        lines = [line for line in lines if any(first <= line[0] <= last for first, last in spans)]
    if part.after:
        start = next((index for index, (_, line) in enumerate(lines) if part.after in line), None)
        lines = lines[start + 1 :] if start is not None else lines
    if part.before:
        end = next((index for index, (_, line) in enumerate(lines) if part.before in line), None)
        lines = lines[:end]
    return [(number, line) for number, line in lines if not (_ANCHOR.search(line) or _SNIPPET.search(line))]


def _anchored(lines: list[tuple[int, str]], anchor: str) -> list[tuple[int, str]]:
    kept: list[tuple[int, str]] = []
    inside = False
    for number, line in lines:
        mark, snippet = _ANCHOR.search(line), _SNIPPET.search(line)
        if mark and mark["name"] == anchor:
            inside = not mark["end"]
        elif snippet and snippet["name"] == anchor:
            inside = snippet["what"] == "start"
        elif inside:
            kept.append((number, line))
    return kept
