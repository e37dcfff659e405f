"""Leanpub's marks (Markua): boxes of lines such as ``T> text``, attributes in a line above code. Text in and out; pure.

A line of attributes above indented text is also what pandoc cannot read at all: every document is freed of it.
"""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.boxes import box
from octavo.readers.markdown.dialects.prose import code_mask

_KINDS = {"I": "note", "T": "tip", "W": "warning", "E": "error", "Q": "question", "D": "note", "X": "note", "A": "note"}
_DRIVES = "ADE"
"""Letters that stand before a prompt of DOS, too: one such line alone is no box."""
_BLURB = re.compile(r"(?P<letter>[ADEIQTWX])>(?: (?P<text>.*))?\Z")
_ATTRIBUTES = re.compile(r"(?P<lead> {0,3})\{(?P<inside>[^{}\n]*)\}[ \t]*\Z")
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*[=:]\s*(?:\"(?P<a>[^\"]*)\"|(?P<b>[^\s,\"]+))")
_MATTER = re.compile(r"\{(?:front|main|back)matter\}|\{(?:sample|samplesonly)\s*[=:]\s*\w+\}")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[\w+#-]*)[ \t]*\Z")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*\Z")
MARKS = re.compile(r"^(?:[ADEIQTWX]>| {0,3}\{[^{}\n]*\}[ \t]*$)", re.MULTILINE)
"""What a text with anything for this module has."""


def plain_leanpub(text: str) -> str:
    """The text with boxes as divisions, and attributes of code where pandoc reads them."""
    lines = text.split("\n")
    mask = code_mask(lines, unclosed=True)
    blurbs = {line[0] for line, prose in zip(lines, mask, strict=True) if prose and _BLURB.match(line)}
    done: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        begins = mask[number] and not (done and done[-1].strip())
        if begins and _MATTER.fullmatch(line.strip()):
            done.append("")
        elif begins and (run := _run(lines, number)) and _is_box(line[0], run, blurbs):
            done += _box(line[0], lines[number : number + run])
            number += run
            continue
        elif begins and number + 1 < len(lines) and (found := _ATTRIBUTES.match(line)):
            made, taken = _attributed(found, lines, number + 1)
            done += made
            number += taken
        else:
            done.append(line)
        number += 1
    return "\n".join(done)


def _run(lines: list[str], number: int) -> int:
    """How many lines from here on have the same letter before them."""
    first = _BLURB.match(lines[number])
    count = 0
    while first and number + count < len(lines):
        found = _BLURB.match(lines[number + count])
        if not found or found["letter"] != first["letter"]:
            break
        count += 1
    return count


def _is_box(letter: str, run: int, blurbs: set[str]) -> bool:
    return letter not in _DRIVES or run > 1 or bool(blurbs - set(_DRIVES))


def _box(letter: str, lines: list[str]) -> list[str]:
    inner = [line[2:].removeprefix(" ") for line in lines]
    heading = _HEADING.match(inner[0])
    title = heading["words"] if heading else ""
    return [*box(_KINDS[letter], title), *inner[1 if heading else 0 :], ":::", ""]


def _attributed(found: re.Match[str], lines: list[str], after: int) -> tuple[list[str], int]:
    """The lines in place of attributes and what they belong to, and how many lines below them were taken."""
    pairs = {pair["key"]: pair["a"] or pair["b"] or "" for pair in _PAIR.finditer(found["inside"])}
    language, title = pairs.get("lang") or pairs.get("format") or "", pairs.get("title") or pairs.get("caption") or ""
    parts = re.findall(r"(?<![^\s,])[.#][A-Za-z][\w-]*", found["inside"])
    parts += [f".{language}"] if re.fullmatch(r"[A-Za-z][\w-]*", language) else []
    parts += [f'title="{title}"'] if title and not set(title) & set('"`\\') else []
    info = language if parts == [f".{language}"] else f" {{{' '.join(parts)}}}" if parts else ""
    fence = _FENCE.match(lines[after])
    if fence and (language or title or _is_leanpub(pairs)):
        return [f"{fence['fence']}{info or fence['info']}"], 1
    if not re.match(r" |\t", lines[after]):
        return [found[0]], 0
    code = _code(lines, after)
    if not code:
        return [found[0], lines[after].lstrip()], 1
    return ["", f"```{info}", *(_outdented(line) for line in lines[after : after + code]), "```", ""], code


def _is_leanpub(pairs: dict[str, str]) -> bool:
    return bool(pairs.keys() & {"lang", "format", "title", "caption", "linenos", "line-numbers", "crop-start"})


def _code(lines: list[str], start: int) -> int:
    """How many lines from here on are indented code, the blank ones within it counted."""
    count = last = 0
    while start + count < len(lines):
        line = lines[start + count]
        if line.startswith(("    ", "\t")) and line.strip():
            last = count + 1
        elif line.strip():
            break
        count += 1
    return last


def _outdented(line: str) -> str:
    return line[1:] if line.startswith("\t") else line[4:]
