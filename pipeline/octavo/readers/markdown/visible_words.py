"""The words of a Markdown file that must be visible. Pure.

This parser is independent of pandoc's and much simpler: everything that may be markup is removed.
"""

from __future__ import annotations

import functools
import re

_IN_BRACKETS = functools.reduce(lambda inner, _: rf"(?:[^()\n]|\({inner}*\))", range(5), r"[^()\n]")
"""A part of an address that may have brackets within brackets, as queries have."""
_TAKEN_AWAY = (
    re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL),
    re.compile(r"<(script|style|math|svg)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE),
    re.compile(r"^ {0,3}(?:> {0,3})*\[(?!\^)[^\n]+?\]:[ \t]*\n?[ \t]*\S[^\n]*(?:\n[ \t]+[\"'(][^\n]*)?$", re.MULTILINE),
    re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE),
    re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*:{3,}[^\n]*$", re.MULTILINE),
    re.compile(r"^ {0,3}[Tt]able:", re.MULTILINE),
    re.compile(r"<[^<>\n]*(?:\n[^<>\n]+)*>"),
    re.compile(rf"\]\((?:[^()\n]|\n(?!\s*\n)|\({_IN_BRACKETS}*\)){{0,20000}}\)"),
    re.compile(r"\[\^[^\]\n]{0,1000}\]"),
    re.compile(r"\]\[[^\]\n]*(?:\n[^\]\n]+)?\]"),
    re.compile(r"\\(?:re)?newcommand\*?[ ]*\{?\\[A-Za-z]+\}?(?:\[[^\]\n]*\]){1,2}"),  # how many arguments it takes
    re.compile(r"\\(?:index[A-Za-z]*|label)\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"),
    re.compile(r"\{[^{}\n]*\}"),
    re.compile(r"^[ \t>]*\[![A-Za-z]+\][-+]?", re.MULTILINE),
    re.compile(r":[a-z_+-][a-z0-9_+-]*:"),
    re.compile(r"\$\$.*?\$\$(?:[ \t]*\([A-Za-z][\w:-]*\)[ \t]*$)?", re.DOTALL | re.MULTILINE),  # MyST's label too
    re.compile(r"(?<![\\$])\$(?![\s$])(?:\\.|[^$\\\n]|\n(?![ \t]*\n)){1,2000}?(?<![\s\\])\$(?!\d)"),
    re.compile(r"\$[^$\n]*\$"),
    re.compile(r"\\[A-Za-z][\w-]*"),
    re.compile(r"\[?-?@[\w{][^\s\]]*(?:[^\]\n]{0,200}\])?"),
    re.compile(r"\(@[\w-]*\)"),
    re.compile(r"^([ \t>]*(?:[-*+]|\d+[.)])[ \t]+)\[[ xX]\]", re.MULTILINE),
    re.compile(r"&#?\w+;"),
    re.compile(r"^[ \t>]*(?:[-*+][ \t]+)*(?:\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)[.)])(?=\s)", re.MULTILINE),
)

_FENCED = re.compile(
    r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(?P<fence>`{3,}+|~{3,}+)"
    r"(?:(?P<raw>[ \t]*\{=[^\n`]*\n)|[^\n`]*\n)(?P<code>.*?)(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_SPAN = re.compile(r"(?<![`\\])(`++)((?:[^`\n]|\n(?![ \t>]*[\n|])|(?!\1(?!`))`++){1,2000}?)\1(?!`)(\{=[^}\n]*\})?")
_SIGNS = re.compile(r"[<>$\[\](){}\\&@*]")
_NAMED = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#\d{1,6});")
_STARS = re.compile(r"(?<=\w)\*{1,3}(?=\w)")


def visible(text: str) -> str:
    """What is left of a Markdown text without anything that may be markup. In code nothing is."""
    # What is raw is markup, or words between its tags; it is looked at like the text around it.
    text = _FENCED.sub(lambda found: found["code"] if found["raw"] else _in_code(found["code"]), text)
    text = _TAKEN_AWAY[0].sub(" ", text)  # comments may hold half of a pair of backticks
    text = _SPAN.sub(lambda found: found[2] if found[3] else _in_code(found[2]), text)
    for pattern in _TAKEN_AWAY:
        text = pattern.sub(" ", text)
    return _STARS.sub("", text)  # marks within a word do not divide it


def _in_code(text: str) -> str:
    """Code without signs of markup; where it stands within HTML, a sign's name (``&lt;``) is no word either."""
    return _SIGNS.sub(" ", _NAMED.sub(" ", text))
