"""Rewrites what pandoc's Markdown reader would drop. Text in, text and notices out; pure.

Footnotes that are never called, or that share a name with another, become visible text in their place; a row of a pipe
table with more cells than its head widens the head. Of thousands of attributes the first stay. Ampersands of a word
that has hundreds get a backslash: for each, pandoc would look for the end of an entity up to the next space. Code is
not touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.dialects.prose import CODE_SPAN

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r"( {0,3})\[\^([^\]\s]+)\]:")
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_RULE = re.compile(r"[ ]{0,3}\|?\s*:?-+:?\s*(?:[|+]\s*:?-+:?\s*)*\|?\s*")
_ENDLESS = re.compile(r"\S{200,}")
_BARE = re.compile(r"(?<!\\)&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_MANY = 100  # ampersands in one word
_LONG, _KEPT = 5000, 1000  # letters of a list of attributes that is looked at, and attributes that stay
_IN_BRACES = re.compile(rf"\{{[^{{}}]{{{_LONG},}}\}}")
_ATTRIBUTE = re.compile(r"(?:[.#][\w:.-]++|-|[\w:.-]++=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]++))(?![^\s{}])")


def repair(text: str, place: Place, before: int = 0) -> tuple[str, tuple[Notice, ...]]:
    """The text with nothing in it that pandoc drops; ``before`` is the number of lines in front of it."""
    notices: list[Notice] = []
    lines = text.split("\n")
    if "{" in text and len(text) > _LONG:
        lines = _with_few_attributes(lines, notices, place, before)
    prose = _prose(lines)
    _nested_notes(lines, prose, notices, place, before)
    _footnotes(lines, prose, notices, place, before)
    _tables(lines, prose, notices, place, before)
    _ampersands(lines, prose)
    return "\n".join(lines), tuple(notices)


def _with_few_attributes(lines: list[str], notices: list[Notice], place: Place, before: int) -> list[str]:
    """Lists of thousands of attributes cut: pandoc compares each with all others, and they are no words of the text."""
    prose = _prose(lines)
    done: list[str] = []
    start = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and prose[number] == prose[start]:
            continue
        # A list may go on over lines. Of code, only the fence has one.
        run = lines[start:number] if prose[start] else lines[start : start + 1]
        whole = "\n".join(run)
        if len(whole) > _LONG and (cut := _IN_BRACES.sub(_first_attributes, whole)) != whole:
            run = cut.split("\n")
            text = f"of a list of thousands of attributes the first {_KEPT} stay"
            notices.append(Notice(Code.text_left_out, text, Place(place.path, start + 1 + before), level=Level.info))
        done += run if prose[start] else [*run, *lines[start + 1 : number]]
        start = number
    return done


def _first_attributes(found: re.Match[str]) -> str:
    """The beginning of a list of attributes that is too long; all of anything else."""
    parts = _ATTRIBUTE.findall(found[0], 1, len(found[0]) - 1)
    if len(parts) <= _KEPT or _ATTRIBUTE.sub("", found[0]).strip("{} \t\n"):
        return found[0]
    return "{" + " ".join(parts[:_KEPT]) + "}"


def _ampersands(lines: list[str], prose: list[bool]) -> None:
    for number, line in enumerate(lines):
        if prose[number] and line.count("&") >= _MANY and "`" not in line:
            lines[number] = _ENDLESS.sub(_escaped, line)


def _escaped(word: re.Match[str]) -> str:
    text = word[0]
    return text if text.count("&") < _MANY or "://" in text else _BARE.sub(r"\\&", text)


def _prose(lines: list[str]) -> list[bool]:
    """Which lines are outside fenced code."""
    inside = ""
    found = []
    for line in lines:
        fence = _FENCE.match(line)
        if inside:
            found.append(False)
            if fence and fence[1].startswith(inside) and not line[fence.end() :].strip():
                inside = ""
            continue
        if fence and not (fence[1][0] == "`" and "`" in line[fence.end() :]):
            inside = fence[1]
            found.append(False)
            continue
        found.append(True)
    return [True] * len(lines) if inside else found


def _nested_notes(lines: list[str], prose: list[bool], notices: list[Notice], place: Place, before: int) -> None:
    """Calls of notes within notes: pandoc's notes hold none, so the inner note is called behind the outer one."""
    homes: dict[str, str] = {}  # the inner note, and the note that calls it
    within, owners = "", []
    for number, line in enumerate(lines):
        found = _DEFINITION.match(line) if prose[number] else None
        if found:
            within = found[2]
        elif line.strip() and not line[:1].isspace() and number and not lines[number - 1].strip():
            within = ""
        owners.append(within if prose[number] else "")
    if not any(owners):
        return
    defined = set(owners)
    outside = {name for line, owner in zip(lines, owners, strict=True) if not owner for name in _CALL.findall(line)}
    for number, owner in enumerate(owners):
        if not owner or "[^" not in lines[number]:
            continue
        start = found.end() if (found := _DEFINITION.match(lines[number])) else 0
        for name in _CALL.findall(CODE_SPAN.sub("", lines[number][start:])):
            if name in defined - outside and name != owner and name not in homes and _home(owner, homes) != name:
                homes[name] = owner
                rest = lines[number][start:].replace(f"[^{name}]", "", 1)
                lines[number] = lines[number][:start] + rest
                text = f"the note [^{name}] is called within another note; it follows that one"
                notices.append(Notice(Code.text_kept, text, Place(place.path, number + 1 + before), level=Level.info))
    for name in homes:
        outer = _home(name, homes)
        at = next((at for at, line in enumerate(lines) if not owners[at] and prose[at] and f"[^{outer}]" in line), None)
        if at is not None:
            calls = re.search(rf"\[\^{re.escape(outer)}\](?:\x03[^\x03]*\x03)*", lines[at])
            assert calls is not None  # noqa: S101 - it is in the line; this tells mypy
            lines[at] = f"{lines[at][: calls.end()]}\x03[^{name}]\x03{lines[at][calls.end() :]}"
    for at, line in enumerate(lines):
        if "\x03" in line:
            lines[at] = line.replace("\x03", "")


def _home(name: str, homes: Mapping[str, str]) -> str:
    """The note in the text that a note within notes belongs to."""
    for _ in range(len(homes) + 1):
        if name not in homes:
            break
        name = homes[name]
    return name


def _footnotes(lines: list[str], prose: list[bool], notices: list[Notice], place: Place, before: int) -> None:
    defined = [
        (number, found[2]) for number, line in enumerate(lines) if prose[number] and (found := _DEFINITION.match(line))
    ]
    if not defined:
        return
    called: set[str] = set()
    inside = False
    for number, line in enumerate(lines):
        # Pandoc's notes hold no notes: a call within one is text, and does not count.
        goes_on = inside and (line[:1] in (" ", "\t") or not line.strip())
        inside = prose[number] and bool(_DEFINITION.match(line) or goes_on)
        if prose[number] and not inside:
            called.update(_CALL.findall(CODE_SPAN.sub("", line)))
    seen: set[str] = set()
    for number, name in defined:
        if name in called and name not in seen:
            seen.add(name)
            continue
        why = "occurs twice" if name in seen else "is never called in the text"
        lines[number] = re.sub(r"\[\^([^\]\s]+)\]:", r"\\[^\1\\]:", lines[number], count=1)
        text = f"the footnote [^{name}] {why}; its text stays where it is"
        notices.append(Notice(Code.text_kept, text, Place(place.path, number + 1 + before), level=Level.info))


def _tables(lines: list[str], prose: list[bool], notices: list[Notice], place: Place, before: int) -> None:
    for number in range(1, len(lines)):
        rule = lines[number]
        if not prose[number] or "|" not in lines[number - 1] or "|" not in rule or not _RULE.fullmatch(rule):
            continue
        width = _cells(rule.replace("+", "|"))
        row, most = number + 1, width
        while row < len(lines) and prose[row] and lines[row].strip() and "|" in lines[row]:
            most = max(most, _cells(lines[row]))
            row += 1
        head = _cells(lines[number - 1])
        most = max(most, head)
        if most > width:
            lines[number] = rule.rstrip().removesuffix("|").rstrip() + "|---" * (most - width) + "|"
            lines[number - 1] = lines[number - 1].rstrip().removesuffix("|").rstrip() + " | " * (most - head) + "|"
            text = f"a row of the table has {most} cells and its head {width}; the head was widened"
            notices.append(Notice(Code.text_kept, text, Place(place.path, number + before), level=Level.info))


def _cells(line: str) -> int:
    plain = re.sub(r"\\.", "x", CODE_SPAN.sub("x", line)).strip()
    return plain.removeprefix("|").removesuffix("|").count("|") + 1
