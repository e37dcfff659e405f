"""Is a text file Markdown under another name? Told by marks that only a writer of Markdown makes. Pure.

In: decoded text. Out: the marks that were found, each said in words; none where the text is no Markdown. One kind of
mark proves nothing: many letters have stars and underscores. Proof is ``#`` headings with another kind of mark, or
three kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from octavo.errors import SeedError
from octavo.model import Place
from octavo.readers.decoding import decode

_SEEN = 200_000
_HEADING = re.compile(r"^ {0,3}#{1,6} +[^\s#].{0,200}$", re.MULTILINE)
_MARKS = (
    ("fences around code", re.compile(r"^ {0,3}(```|~~~)[^`\n]{0,80}$(?:\n.*){1,2000}?\n {0,3}\1 *$", re.MULTILINE)),
    ("links in brackets", re.compile(r"!?\[[^\]\n]{1,200}\]\((?:https?://|mailto:|#|\.{0,2}/|[\w-]+\.\w)[^)\s]{0,500}\)")),
    ("words between double stars", re.compile(r"(?<![*\w])\*\*[^\s*][^*\n]{0,200}[^\s*]\*\*(?![*\w])|\*\*\w\*\*")),
    ("words between backticks", re.compile(r"(?<!`)`[^`\n]{1,80}`(?!`)")),
    ("boxes of a task list", re.compile(r"^\s*[-*+] \[[ xX]\] \S", re.MULTILINE)),
    ("rules of a table", re.compile(r"^\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$", re.MULTILINE)),
    ("front matter", re.compile(r"\A---\n(?:[\w-]+:.*\n|[ \t-].*\n){1,60}---\n")),
)  # fmt: skip
_ASSIGNMENT = re.compile(r"^[ \t]*[\w.-]+ ?[=:] ?\S.*$", re.MULTILINE)
LEAST = 3
"""So many kinds of marks are a proof without headings."""


def markdown_marks(data: bytes, place: Place, metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """The marks for which a text file is read as Markdown; empty where it is bare text, or a person says so.

    ``dialect: text`` and ``structure`` in the metadata say that it is bare text; another dialect says it is Markdown.
    """
    told = str(metadata.get("dialect") or "").strip().lower()
    if told:
        return () if told == "text" else (f"“dialect: {told[:40]}” in its metadata",)
    if metadata.get("structure") or (b"#" not in data and b"**" not in data and b"](" not in data):
        return ()
    try:
        return evidence_of_markdown(decode(data, place, told=metadata.get("encoding")).text)
    except SeedError:
        return ()


def evidence_of_markdown(text: str) -> tuple[str, ...]:
    """The kinds of marks that make a text Markdown; empty where they do not suffice."""
    head = text[:_SEEN]
    found = [told for told, mark in _MARKS if mark.search(head)]
    lines = head.split("\n")
    headings = [at for at, line in enumerate(lines) if _HEADING.match(line)]
    script = len(_ASSIGNMENT.findall(head)) > 0.3 * len(lines) or head.startswith("#!")
    if headings and not script and _stand_apart(lines, headings):
        levels = {lines[at].split(" ")[0] for at in headings}
        other = [told for told in found if told != "words between backticks"]
        if other or (len(headings) > 2 and len(levels) > 1):
            return ("headings with number signs", *found)
        return ()
    return tuple(found) if len(found) >= LEAST else ()


def _stand_apart(lines: Sequence[str], headings: Sequence[int]) -> bool:
    """Whether the lines with number signs follow blank lines, like headings; comments are among code."""
    marked = [at for at, line in enumerate(lines) if line.lstrip().startswith("#")]
    apart = sum(at == 0 or not lines[at - 1].strip() or at - 1 in headings for at in headings)
    return apart >= 0.8 * len(headings) and len(headings) >= 0.8 * len(marked)
