"""Boilerplate: the header and licence of Project Gutenberg, running heads of RFCs, quoted mail.

In: lines. Out: which lines are boilerplate, and findings that say so. Nothing is removed: the lines stay in their
place, and are only not taken for headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.readers.plain_text.blocks.unit_starts import is_mail_quote
from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.values import Finding

GUTENBERG = re.compile(r"\*{3} ?(START|END) OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
GUTENBERG_OLD_END = re.compile(r"End of (?:the |this )?Project Gutenberg", re.IGNORECASE)
PAGE_FOOT = re.compile(r"\S.{0,100}\[Page \d{1,4}\]$")
PAGE_HEAD = re.compile(r"(?:RFC \d{1,5}|Internet-Draft)\s{2,}\S.{0,90}(?:19|20)\d\d$")
MAIL_FIELD = re.compile(r"(From|To|Cc|Subject|Date|Sent|Reply-To):[ \t]+(\S.{0,300})$", re.IGNORECASE)
FEWEST_FIELDS = 3
TITLE_LINE = re.compile(r"Title: (\S.{0,200})$")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that are furniture and kept, lines that only cannot be headings, a title named there, and findings."""

    kept: frozenset[int]
    plain: frozenset[int]
    title: str | None
    findings: tuple[Finding, ...]


def find_furniture(lines: Sequence[Line]) -> Furniture:
    """Look for known carriers."""
    kept: set[int] = set()
    plain: set[int] = set()
    findings: list[Finding] = []
    title = gutenberg(lines, kept, plain, findings)
    pages = [line for line in lines if line.text and PAGE_FOOT.match(line.text)]
    heads = [line for line in lines if line.text and PAGE_HEAD.match(line.text)]
    if len(pages) >= 2 or (pages and heads):
        kept.update(line.number for line in (*pages, *heads))
        told = f"page headers and footers of an RFC were recognised and kept ({len(pages) + len(heads)} lines)"
        hint = "Delete these lines from the seed if they disturb."
        findings.append(Finding("page-furniture", told, pages[0].number, hint))
    quoted = [line for line in lines if line.text and is_mail_quote(line.text)]
    if quoted:
        findings.append(
            Finding(
                "mail-quote",
                f"quoted mail was recognised; its marks stay visible ({len(quoted)} lines)",
                quoted[0].number,
                "Write 'structure:' entries to overrule it.",
            )
        )
    return Furniture(frozenset(kept), frozenset(plain), title or subject(lines), tuple(findings))


def subject(lines: Sequence[Line]) -> str | None:
    """The subject of a letter sent by mail whose header fields begin the text (RFC 5322, section 3.6)."""
    named: dict[str, str] = {}
    for line in lines:
        if not line.text and not named:
            continue
        found = MAIL_FIELD.match(line.text)
        if not found:
            break
        named.setdefault(found[1].lower(), found[2])
    return named.get("subject") if len(named) >= FEWEST_FIELDS and "from" in named else None


def gutenberg(lines: Sequence[Line], kept: set[int], plain: set[int], findings: list[Finding]) -> str | None:
    """Mark Project Gutenberg's header and licence; gives the title that the header names."""
    start = end = None
    for line in lines:
        if "GUTENBERG" not in line.text.upper()[:90]:
            continue
        found = GUTENBERG.match(line.text)
        if found and found[1].upper() == "START" and start is None and line.number < 400:
            start = line
        elif ((found and found[1].upper() == "END") or GUTENBERG_OLD_END.match(line.text)) and (
            start is None or line.number > start.number
        ):
            end = end or line
    title = None
    if start is not None:
        for line in lines:
            if line.number > start.number:
                break
            if not line.text:
                continue
            kept.add(line.number)
            named = TITLE_LINE.match(line.text)
            title = title or (named[1] if named else None)
        findings.append(
            Finding(
                "gutenberg-header",
                "the Project Gutenberg header was recognised and kept as plain lines",
                start.number,
                "The book begins after this line.",
            )
        )
    if end is not None:
        plain.update(line.number for line in lines if line.number >= end.number)
        findings.append(
            Finding(
                "gutenberg-licence",
                "the Project Gutenberg licence was recognised; no headings are looked for in it",
                end.number,
                "The book ends before this line.",
            )
        )
    return title
