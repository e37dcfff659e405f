r"""Plain text as Markdown that reads back as the same text, with as few backslashes as can be.

In: the characters of one stretch of text and what stands beside it. Out: Markdown. A character is escaped only where
pandoc would read it as markup, with its default ``markdown`` as well as with ``MANUSCRIPT_FORMAT``: ``5 * 3``,
``snake_case``, ``[sic]``, ``$20`` and ``a-b`` stay as they are. The rules were found by trying; tests/manuscript
holds the finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPECIAL = re.compile(r"[\\`*_\[\]<&@$^~!{|#:(]")
_INLINE = re.compile(r"[\\`*_\[\]<&@^~!{|]")
_ENTITY = re.compile(r"&#?\w+;")
_BRACKETED = re.compile(r"\[([^\[\]\n`*_^@$<>\\|{}!~&:]*)\](?![(\[{:])")
_ATTRIBUTES_FOLLOW = "`)]}$>^~*_"

# What a line may not begin with. The match ends before the character that takes the backslash.
_LINE_START = re.compile(
    r"""
    (?=\#{1,6}(?:\s|$)|\#{7}|\#[.)])      # heading, "#." list
    | (?=[-+*](?:\s|$))                   # bullet
    | (?=[>|%])                           # quote, line block or table, title block
    | (?=:)                               # definition, caption, fenced div
    | (?=~(?:\s|$|~~))                    # definition, code fence
    | (?=[-=][-=\s|:+]*$)                 # rule, underlined heading, table, front matter
    | (?=\+[-=:])                         # grid table
    | (?=\((?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|\#)\)(?:\s|$))
    | (?:\d+|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,})(?=[.)](?:\s|$))
    | [A-Z](?=\)(?:\s|$)|\.(?:\s\s|\n|$)) # "A. Smith" with one space is no list
    """,
    re.VERBOSE,
)
_TABLE_CAPTION = re.compile(r"[Tt]able(?=:)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text stands in: markup right before and after it, the delimiters it is within, whether in brackets or a pipe table,
    in a heading, before a later dollar sign; names that would become links to headings when in brackets."""

    before: str = ""
    after: str = ""
    active: str = ""
    bracketed: bool = False
    piped: bool = False
    heading: bool = False
    dollars_after: bool = False
    titles: frozenset[str] = frozenset()


def reference_key(text: str) -> str:
    """Text in the form in which pandoc compares the names of references."""
    return " ".join(text.split()).casefold()


def escaped(text: str, around: Surroundings) -> str:
    """The text as Markdown within a line; the beginning of a line is ``line_start``'s."""
    if not _SPECIAL.search(text):
        return text
    result = _INLINE.sub(lambda match: _one(match, text, around), text)
    if "$" in text:
        result = _dollars(text, around)
    if around.heading and result.endswith("#") and not around.after:
        result = result[:-1] + "\\#"
    if around.before.endswith("]") and result[0] in ":([{":
        result = "\\" + result
    return result


def line_start(markdown: str) -> str:
    """Already escaped Markdown that begins a line, so that no block but a paragraph begins there."""
    match = _LINE_START.match(markdown)
    if match is None:
        return markdown
    return markdown[: match.end()] + "\\" + markdown[match.end() :]


def not_a_caption(markdown: str) -> str:
    """A paragraph beside a table, so that ``Table: ...`` does not become the table's caption."""
    match = _TABLE_CAPTION.match(markdown)
    return markdown if match is None else markdown[: match.end()] + "\\" + markdown[match.end() :]


def _dollars(text: str, around: Surroundings) -> str:
    """Escape each dollar sign that another one would close to a formula, then everything else."""
    nearest = -1  # the next dollar sign that stays bare
    bare = set()
    for index in range(len(text) - 1, -1, -1):
        if text[index] != "$":
            continue
        following = text[index + 1 : index + 2] or around.after[:1]
        if following == "$" or (index and text[index - 1] == "$") or (index == 0 and around.before.endswith("$")):
            continue
        if following in ("", " "):
            closes = False
        elif nearest < 0:
            closes = around.dollars_after
        else:
            closes = text[nearest - 1] != " " and not text[nearest + 1 : nearest + 2].isdigit()
        if not closes:
            bare.add(index)
            nearest = index
    pattern = re.compile(r"[\\`*_\[\]<&@^~!{|$]")
    return pattern.sub(
        lambda match: (
            ("$" if match.start() in bare else "\\$") if match[0] == "$" else _one(match, text, around)
        ),
        text,
    )


def _one(match: re.Match[str], text: str, around: Surroundings) -> str:
    char = match[0]
    return char if _BARE[char](text, match.start(), around) else "\\" + char


def _next(text: str, at: int, around: Surroundings) -> str:
    return text[at + 1] if at + 1 < len(text) else around.after[:1]


def _previous(text: str, at: int, around: Surroundings) -> str:
    return text[at - 1] if at else around.before[-1:]


def _never(text: str, at: int, around: Surroundings) -> bool:
    return False


def _star(text: str, at: int, around: Surroundings) -> bool:
    return "*" not in around.active and text[at + 1 : at + 2] == " " and _previous(text, at, around) not in ("*", "")


def _underscore(text: str, at: int, around: Surroundings) -> bool:
    if at and text[at - 1].isalnum():
        return True
    return "_" not in around.active and bool(at) and text[at - 1] == " " and text[at + 1 : at + 2] == " "


def _closed_before_space(text: str, at: int, around: Surroundings) -> bool:
    """A lone ``^`` or ``~``: whether the word ends before another one could close it."""
    char = text[at]
    if char in around.active:
        return False
    space = text.find(" ", at)
    end = len(text) if space < 0 else space
    if space < 0 and around.after:
        return False
    return text.find(char, at + 1, end) < 0 and (at > 0 or not around.before) and text[at + 1 : at + 2] != "["


def _bracket(text: str, at: int, around: Surroundings) -> bool:
    if around.bracketed:
        return False
    match = _BRACKETED.match(text, at)
    if match is None or (around.before and not text[:at].strip()) or match[1] in (" ", "x", "X", ""):
        return False
    if match.end() == len(text) and around.after:
        return False
    return reference_key(match[1]) not in around.titles


def _closing_bracket(text: str, at: int, around: Surroundings) -> bool:
    return not around.bracketed


def _less(text: str, at: int, around: Surroundings) -> bool:
    following = _next(text, at, around)
    return not (following.isalpha() or following in "/!?")


def _ampersand(text: str, at: int, around: Surroundings) -> bool:
    return _ENTITY.match(text, at) is None


def _at(text: str, at: int, around: Surroundings) -> bool:
    following = text[at + 1 : at + 2]
    if following == " " or (not following and not around.after):
        return True
    start = at
    while start and text[start - 1].isascii() and text[start - 1].isalnum():
        start -= 1
    return start < at and text[start - 1 : start] != "@"


def _exclamation(text: str, at: int, around: Surroundings) -> bool:
    return _next(text, at, around) != "["


def _brace(text: str, at: int, around: Surroundings) -> bool:
    if around.heading:
        return False
    return at > 0 or not around.before or around.before[-1] not in _ATTRIBUTES_FOLLOW


def _pipe(text: str, at: int, around: Surroundings) -> bool:
    return not around.piped


_BARE = {
    "\\": _never,
    "`": _never,
    "*": _star,
    "_": _underscore,
    "^": _closed_before_space,
    "~": _closed_before_space,
    "[": _bracket,
    "]": _closing_bracket,
    "<": _less,
    "&": _ampersand,
    "@": _at,
    "!": _exclamation,
    "{": _brace,
    "|": _pipe,
}
