r"""Plain text as Markdown that reads back as the same text, with as few backslashes as can be.

In: the characters of one stretch of text and its neighbours. Out: Markdown. A character is escaped only where
pandoc would read it as markup, with its default ``markdown`` as well as with ``MANUSCRIPT_FORMAT``: ``5 * 3``,
``snake_case``, ``[sic]``, ``$20`` and ``a-b`` stay as they are. The rules were found by experiment; the cases are
in tests/manuscript.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_SPECIAL = re.compile(r"[\\`*_\[\]<&@$^~!{|#:(]")
_INLINE = re.compile(r"[\\`*_\[\]<&@^~!{|]")
_INLINE_OR_DOLLAR = re.compile(r"[\\`*_\[\]<&@^~!{|$]")
_ENTITY = re.compile(r"&#?\w+;")
_NEAR, _CROWD = 200, 50  # characters before and behind an ampersand, and ampersands among them
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
    """What the text is in.

    ``before``, ``after``: the markup beside it; ``active``: the delimiters it is within; ``bracketed``, ``piped``,
    ``heading``: whether in brackets, a pipe table, a heading; ``dollars_after``: a dollar sign comes later;
    ``titles``: names that would become links to headings if they stood in brackets.
    """

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

    def one(match: re.Match[str]) -> str:
        if match[0] == "$":
            return "$" if match.start() in bare else "\\$"
        return _one(match, text, around)

    return _INLINE_OR_DOLLAR.sub(one, text)


def _one(match: re.Match[str], text: str, around: Surroundings) -> str:
    char = match[0]
    return char if _BARE[char](Spot(text, match.start(), around)) else "\\" + char


@dataclass(frozen=True, slots=True)
class Spot:
    """One character of a text that may need a backslash."""

    text: str
    at: int
    around: Surroundings

    @property
    def following(self) -> str:
        """The next character, be it text or markup; empty at the end."""
        return self.text[self.at + 1] if self.at + 1 < len(self.text) else self.around.after[:1]

    @property
    def spaced(self) -> bool:
        """Whether a space of the text itself follows."""
        return self.text[self.at + 1 : self.at + 2] == " "

    @property
    def previous(self) -> str:
        """The character before, be it text or markup; empty at the beginning."""
        return self.text[self.at - 1] if self.at else self.around.before[-1:]


def _star(spot: Spot) -> bool:
    return "*" not in spot.around.active and spot.spaced and spot.previous not in ("*", "")


def _underscore(spot: Spot) -> bool:
    if spot.at and spot.text[spot.at - 1].isalnum():
        return True
    return "_" not in spot.around.active and bool(spot.at) and spot.text[spot.at - 1] == " " and spot.spaced


def _closed_before_space(spot: Spot) -> bool:
    """A lone ``^`` or ``~``: whether the word ends before another one could close it."""
    text, at, around = spot.text, spot.at, spot.around
    char = text[at]
    if char in around.active:
        return False
    space = text.find(" ", at)
    end = len(text) if space < 0 else space
    if space < 0 and around.after:
        return False
    return text.find(char, at + 1, end) < 0 and (at > 0 or not around.before) and text[at + 1 : at + 2] != "["


def _bracket(spot: Spot) -> bool:
    if spot.around.bracketed:
        return False
    match = _BRACKETED.match(spot.text, spot.at)
    if match is None or match[1] in (" ", "x", "X", ""):
        return False
    if spot.around.before and not spot.text[: spot.at].strip():
        return False
    if match.end() == len(spot.text) and spot.around.after:
        return False
    return reference_key(match[1]) not in spot.around.titles


def _less(spot: Spot) -> bool:
    return not (spot.following.isalpha() or spot.following in "/!?")


def _at(spot: Spot) -> bool:
    """Within an address like ``a@b`` it is bare, where it would begin a citation it is not."""
    text, at = spot.text, spot.at
    if spot.spaced or not spot.following:
        return True
    start = at
    while start and text[start - 1].isascii() and text[start - 1].isalnum():
        start -= 1
    return start < at and text[start - 1 : start] != "@"


def _brace(spot: Spot) -> bool:
    if spot.around.heading:
        return False
    return spot.at > 0 or not spot.around.before or spot.around.before[-1] not in _ATTRIBUTES_FOLLOW


def _is_crowded(spot: Spot) -> bool:
    """Whether so many ampersands are here that pandoc, which looks for the end of each, would not come to an end."""
    return spot.text.count("&", max(spot.at - _NEAR, 0), spot.at + _NEAR) > _CROWD


_BARE: dict[str, Callable[[Spot], bool]] = {
    "\\": lambda _: False,
    "`": lambda _: False,
    "*": _star,
    "_": _underscore,
    "^": _closed_before_space,
    "~": _closed_before_space,
    "[": _bracket,
    "]": lambda spot: not spot.around.bracketed,
    "<": _less,
    "&": lambda spot: _ENTITY.match(spot.text, spot.at) is None and not _is_crowded(spot),
    "@": _at,
    "!": lambda spot: spot.following != "[",
    "{": _brace,
    "|": lambda spot: not spot.around.piped,
}
