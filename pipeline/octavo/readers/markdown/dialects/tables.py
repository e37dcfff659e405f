"""Pipe tables as GitHub reads them, written so that pandoc reads them alike. Lines in, lines out; pure."""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.prose import CODE_SPAN

_RULE = re.compile(r"(?P<lead>[ \t>]*)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")


def plain_tables(lines: list[str], mask: list[bool]) -> list[str]:
    """The lines with a blank line before each table that lacks one, and bars in code of its cells escaped."""
    done: list[str] = []
    table = False
    for number, line in enumerate(lines):
        if not mask[number] or "|" not in line:
            table = False
            done.append(line)
            continue
        if table:
            done.append(_escaped(line))
            continue
        if (
            number + 1 < len(lines)
            and mask[number + 1]
            and "-" in lines[number + 1]
            and _heads(line, lines[number + 1])
        ):
            table = True
            before = done[-1] if done else ""
            lead = _RULE.match(lines[number + 1])
            quote = lead["lead"].rstrip() if lead else ""
            if before.strip(" \t>") and before.count(">") >= quote.count(">"):
                done.append(quote if ">" in quote else "")
            done.append(_escaped(line))
            continue
        done.append(line)
    return done


def _heads(head: str, rule: str) -> bool:
    return "|" in rule and bool(_RULE.match(rule)) and not _RULE.match(head)


def _escaped(line: str) -> str:
    if "`" not in line:
        return line
    return CODE_SPAN.sub(lambda found: re.sub(r"(?<!\\)\|", r"\\|", found[0]), line)
