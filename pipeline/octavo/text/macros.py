r"""Macros that a text defines in TeX (``\newcommand``, ``\def``, ``\DeclareMathOperator``), put in other words. Pure.

MathJax and KaTeX keep a definition that stands within a formula for all formulas behind it; TeX keeps every one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from octavo.text.tex import LONGEST

_DEEPEST = 20
_MOST = 1_000
"""So many macros of one document are remembered."""
_WORDS = ("newcommand", "\\providecommand", "\\DeclareMath", "def\\", "def \\", "\\let\\", "\\let \\")
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.))", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_DEFINITION = re.compile(
    r"\\(?:(?P<new>(?:re)?newcommand|providecommand|DeclareMathOperator)(?P<star>\*?)(?![A-Za-z])\s*"
    r"(?:\{\s*\\(?P<braced>[A-Za-z]+|.)\s*\}|\\(?P<bare>[A-Za-z]+|.))\s*(?:\[(?P<count>\d)\])?\s*(?:\[(?P<default>[^\[\]]*)\])?"
    r"|(?:g|x|e)?def\s*\\(?P<def>[A-Za-z]+|.)\s*(?P<places>(?:#\d)*)"
    r"|let\s*\\(?P<let>[A-Za-z]+)\s*=?\s*(?P<same>\\(?:[A-Za-z]+|.)))",
    re.DOTALL,
)


@dataclass(frozen=True)
class Macro:
    """What a command stands for: ``body`` with ``#1`` for its first argument.

    ``count`` is how many arguments it has; the first may be left out when ``default`` says what it then is.
    """

    body: str
    count: int = 0
    default: str | None = None


Macros = Mapping[str, Macro]
"""Macros by the names of their commands, without the backslash."""


def may_define(text: str | bytes) -> bool:
    """Whether it is worth looking for definitions."""
    if isinstance(text, bytes):
        return any(word.encode() in text for word in _WORDS)
    return any(word in text for word in _WORDS)


def taken(tex: str, known: Macros) -> tuple[str, dict[str, Macro]]:
    r"""TeX without the definitions in it, and these; ``\providecommand`` leaves what is ``known`` as it is."""
    found: dict[str, Macro] = {}
    rest, at = "", 0
    while definition := _DEFINITION.search(tex, at):
        body, end = _group(tex, definition.end())
        if definition["let"]:
            body, end = definition["same"], definition.end()
        name = definition["let"] or definition["def"] or definition["braced"] or definition["bare"]
        if body is None or len(found) >= _MOST:
            rest, at = rest + tex[at : definition.end()], definition.end()
            continue
        rest, at = rest + tex[at : definition.start()], end
        if definition["new"] == "providecommand" and name in {**known, **found}:
            continue
        count = int(definition["count"] or 0) or len(definition["places"] or "") // 2
        if definition["new"] == "DeclareMathOperator":
            body = f"\\operatorname{definition['star']}{{{body}}}"
        found[name] = Macro(body, count, definition["default"])
    return rest + tex[at:], found


def expanded(tex: str, macros: Macros) -> str:
    """A formula without the macros; as it was where they have no end."""
    if not macros or "\\" not in tex:
        return tex
    try:
        return _expanded(tex, macros, 0, [LONGEST])
    except _EndlessError:
        return tex


class _EndlessError(Exception):
    """A macro that holds itself, or makes a formula of endless length."""


def _expanded(tex: str, macros: Macros, depth: int, room: list[int]) -> str:
    """The same, with ``room`` for so many signs."""
    done, at = "", 0
    while found := _COMMAND.search(tex, at):
        macro = macros.get(found[1] or found[2])
        before, at = tex[at : found.start()], found.end()
        if macro is None:
            done += before + found[0]
            continue
        arguments, at = _arguments(tex, at, macro)
        body = _filled(macro.body, arguments)
        room[0] -= len(body) + 1
        if depth >= _DEEPEST or room[0] < 0:
            raise _EndlessError
        done = _joined(done + before, _expanded(body, macros, depth + 1, room))
        if re.search(r"\\[A-Za-z]+\Z", done) and tex[at : at + 1].isalpha():
            done += " "
    return done + tex[at:]


def _joined(left: str, right: str) -> str:
    """Two pieces of TeX, with a space where the second would lengthen the command that ends the first."""
    apart = right[:1].isalpha() and re.search(r"\\[A-Za-z]+\Z", left)
    return f"{left} {right}" if apart else left + right


def _filled(body: str, arguments: list[str]) -> str:
    done, at = "", 0
    for found in re.finditer(r"(?<!\\)#(\d)", body):
        number = int(found[1])
        argument = arguments[number - 1] if 0 < number <= len(arguments) else found[0]
        done = _joined(done + body[at : found.start()], argument)
        at = found.end()
    return _joined(done, body[at:])


def _arguments(tex: str, at: int, macro: Macro) -> tuple[list[str], int]:
    """The arguments behind a command, and where what follows them begins."""
    found: list[str] = []
    if macro.count and macro.default is not None:
        optional = re.compile(r"\s*\[([^\[\]]*)\]").match(tex, at)
        found.append(optional[1] if optional else macro.default)
        at = optional.end() if optional else at
    while len(found) < macro.count:
        inner, end = _group(tex, at)
        if inner is None:
            one = re.compile(r"\s*(\\(?:[A-Za-z]+|.)|[^\s{}])", re.DOTALL).match(tex, at)
            inner, end = (one[1], one.end()) if one else ("", at)
        found.append(inner)
        at = end
    return found, at


def _group(tex: str, at: int) -> tuple[str | None, int]:
    """What is between the braces that open here, and where what follows begins; None where none do, or do not pair."""
    while at < len(tex) and tex[at].isspace():
        at += 1
    if tex[at : at + 1] != "{":
        return None, at
    depth = 0
    for found in _BRACE.finditer(tex, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return tex[at + 1 : found.start()], found.end()
    return None, at
