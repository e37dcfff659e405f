"""Where a Markdown text is prose and where it is code. Text in, masks and changed text out; pure."""

from __future__ import annotations

import re
from collections.abc import Callable

CODE_SPAN = re.compile(r"(?<!`)(?P<run>`++)(?:[^`\n]|(?!(?P=run)(?!`))`++)+?(?P=run)(?!`)")
"""Code within one line: it ends at as many backticks as it begins with, and may hold more or fewer."""
FENCE = re.compile(r"(?P<lead>(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(?P<fence>`{3,}|~{3,})(?P<info>.*)\Z")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:|:)[ \t]")
_KEPT = re.compile(
    r"(?P<tick>(?<!\\)\$`[^`\n]+`\$"  # a formula in GitHub's other form
    r"|(?<![`\\])(?P<run>`+)(?!`)(?:(?!\n[ \t>]*\n).)+?(?<!`)(?P=run)(?!`)"  # code
    r"|<!--.*?-->"
    r"|\]\((?:[^()\n]|\([^()\n]*\))*\)"  # the address of a link
    r"|^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[^\n]*"  # and of one by reference
    r"|<[A-Za-z/][^<>\n]*>|\bhttps?://[^\s<>]+)",
    re.DOTALL | re.MULTILINE,
)

_OPEN = "<!\x04--"
"""Stands for the beginning of a comment that never ends."""
_FIRST, _MOST = 0xF0000, 0x1FFF0  # characters for private use say which piece a mark stands for


def code_mask(lines: list[str], *, unclosed: bool = False) -> list[bool]:
    """Which lines are outside fenced code. ``unclosed``: a fence that nothing closes runs to the end."""
    inside, quoted, length = "", False, 0
    found: list[bool] = []
    for line in lines:
        fence = FENCE.match(line) if "```" in line or "~~~" in line else None
        if inside and quoted and not line.lstrip().startswith(">"):
            inside = ""
        if inside:
            found.append(False)
            if (
                fence
                and fence["fence"][0] == inside
                and len(fence["fence"]) >= length
                and not fence["info"].strip()
                and not fence["lead"].strip(" \t>")
            ):
                inside = ""
        elif fence and not (fence["fence"][0] == "`" and "`" in fence["info"]):
            inside, quoted, length = fence["fence"][0], ">" in fence["lead"], len(fence["fence"])
            found.append(False)
        else:
            found.append(True)
    return [True] * len(lines) if inside and not unclosed else found


def prose_mask(lines: list[str], *, unclosed: bool = False) -> list[bool]:
    """Which lines are outside code of every kind: fenced, or indented by four spaces after a blank line."""
    found = code_mask(lines, unclosed=unclosed)
    blank, code, in_list = True, False, False
    for number, line in enumerate(lines):
        if not line.strip():
            blank = True
            continue
        deep = line.startswith(("    ", "\t"))
        if found[number]:
            if not deep:
                in_list = bool(_ITEM.match(line)) or (in_list and line[:1] in " \t")
            code = deep and not in_list and (blank or code)
            found[number] = not code
        blank = False
    return found


def change_prose(
    text: str, change: Callable[[str], str], *, unclosed: bool = True, below: Callable[[], str] | None = None
) -> str:
    """The text with everything outside code, addresses, tags and comments put through a function.

    The function sees a mark in the place of each of these, and may move it. ``below`` gives text to be at the end,
    when all has been read.
    """
    last = text.rfind("-->") + 1
    text = text[:last] + text[last:].replace("<!--", _OPEN)  # for none of these an end is looked for
    lines = text.split("\n")
    mask = prose_mask(lines, unclosed=unclosed)
    done: list[str] = []
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return "\x02" + chr(_FIRST + len(kept) - 1) if len(kept) <= _MOST else found[0]

    start = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and mask[number] == mask[start]:
            continue
        run = "\n".join(lines[start:number])
        done.append(change(_KEPT.sub(hide, run)) if mask[start] else run)
        start = number
    whole = "\n".join(done) + (below() if below else "")
    whole = re.sub("\x02(.)", lambda found: kept[ord(found[1]) - _FIRST], whole) if kept else whole
    return whole.replace(_OPEN, "<!--")
