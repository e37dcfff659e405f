"""Page breaks in every form that people use: one mark for all, ``::: pagebreak``. Lines in, lines out; pure."""

from __future__ import annotations

import re

MARK = ("::: pagebreak", ":::")
_STYLE = (
    r"style\s*=\s*[\"'][^\"'<>]*\b(?:page-)?break-(?:after|before)\s*:"
    r"\s*(?:always|page|left|right|recto|verso)[^\"'<>]*[\"']"
)
_CLASS = r"class\s*=\s*[\"']?[^\"'<>]*\b(?:page-?break|new-?page)\b[^\"'<>]*[\"']?"
_LINE = re.compile(
    r"(?P<lead>[ \t>]*)(?:"
    r"\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\[\d\])?(?:\{\})?"
    r"|<(?P<tag>div|p|span|section)\b[^<>]*(?:" + _STYLE + "|" + _CLASS + r")[^<>]*>"
    r"\s*(?:&nbsp;|&#160;|<br\s*/?>)?\s*</(?P=tag)>"
    r"|<(?:br|hr|div|p)\b[^<>]*(?:" + _STYLE + "|" + _CLASS + r")[^<>]*/>"
    r"|<(?:br|hr)\b[^<>]*(?:" + _STYLE + "|" + _CLASS + r")[^<>]*>"
    r"|<(?:pagebreak|mbp:pagebreak)\s*/?>(?:</pagebreak>)?"
    r"|<!--\s*\\?(?:page-?break|new-?page|new page|page break)\s*-->"
    r"|\{pagebreak\}|\{\{[<%]\s*pagebreak\s*/?[%>]\}\}"
    r"|<div\b[^<>]*>\s*\\(?:newpage|pagebreak|clearpage)\s*</div>"
    r")[ \t]*\Z",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r"[ \t]{0,3}:{3,}[ \t]*\{?[ \t]*\.?(?:page-?break|new-?page|clearpage)[ \t]*\}?[ \t]*(?P<shut>:{3,})?[ \t]*\Z",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"[ \t]{0,3}:{3,}[ \t]*\Z")
_RAW = re.compile(r"[ \t]*`{3,}[ \t]*\{=(?:openxml|latex|tex|html|context|typst)\}[ \t]*\Z")
_IN_RAW = re.compile(
    r"\s*(?:<w:p>\s*)?(?:<w:r>\s*)?<w:br\s+w:type=[\"']page[\"']\s*/>(?:\s*</w:r>)?(?:\s*</w:p>)?\s*\Z"
    r"|\s*\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\{\})?\s*\Z"
    r"|\s*<(?:div|p)\b[^<>]*break-(?:after|before)[^<>]*>\s*</(?:div|p)>\s*\Z|\s*#pagebreak\(\)\s*\Z",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"[ \t]*<(?:div|section|p|h[1-6])\b[^<>]*\bbreak-before\s*:\s*(?:always|page|left|right)[^<>]*>", re.IGNORECASE
)
_TWO_LINES = re.compile(
    r"[ \t]*<(?P<tag>div|p)\b[^<>]*(?:" + _STYLE + "|" + _CLASS + r")[^<>]*>[ \t]*\Z", re.IGNORECASE
)
_HINTS = ("page", "break")


def may_break(text: str) -> bool:
    """Whether a text says anything that could be a page break; most say nothing."""
    return any(hint in text for hint in ("page", "break", "Page", "Break"))


def plain_breaks(lines: list[str], mask: list[bool]) -> list[str]:
    """The lines with each page break as the mark; ``mask`` tells which lines are outside code."""
    done: list[str] = []
    skip = 0
    for number, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        lowered = line.lower()
        if not any(hint in lowered for hint in _HINTS) and "{=" not in line:
            done.append(line)
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _RAW.match(line):
            end = _closed(lines, number)
            if end and _IN_RAW.match("\n".join(lines[number + 1 : end])):
                done += ["", *MARK, ""]
                skip = end - number
                continue
        if not mask[number]:
            done.append(line)
            continue
        division = _DIVISION.match(line)
        found = _LINE.match(line)
        if division and not division["shut"]:
            end = next((at for at in range(number + 1, min(number + 3, len(lines))) if lines[at].strip()), 0)
            if end and _CLOSES.match(lines[end]):
                done += ["", *MARK, ""]
                skip = end - number
                continue
            done.append(line)
        elif found or division:
            lead = found["lead"] if found else ""
            done += [lead.rstrip(), *(lead + mark for mark in MARK), lead.rstrip()]
        elif (opened := _TWO_LINES.match(line)) and following.strip().lower() == f"</{opened['tag'].lower()}>":
            done += ["", *MARK, ""]
            skip = 1
        elif _OPENS.match(line):
            done += ["", *MARK, "", line]
        else:
            done.append(line)
    return done


def _closed(lines: list[str], number: int) -> int:
    """The line that closes a short raw block; 0 when it is not near."""
    near = range(number + 1, min(number + 8, len(lines)))
    return next((at for at in near if "```" in lines[at] and not lines[at].strip(" `")), 0)
