"""Overrides by a person: entries such as `12: heading 2` or `"Exact text": paragraph`.

In: pairs of strings from a sidecar. Out: `Override`s, and findings about entries that cannot be read; later, findings
about entries that no longer match any line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.readers.plain_text.lines.values import Finding, Override

ROLE = re.compile(r"(?:heading(?: [1-6])?|paragraph|item|quote|verse|code|table)$")
ROLES = "heading 1 to heading 6, heading, paragraph, item, quote, verse, code, table"


@dataclass(frozen=True, slots=True)
class ParsedOverrides:
    """The overrides that could be read and findings about the others."""

    overrides: tuple[Override, ...]
    findings: tuple[Finding, ...]


def parse_overrides(entries: Sequence[tuple[str, str]]) -> ParsedOverrides:
    """Read (key, role) pairs: a key of digits is a line number, anything else the exact text of a line."""
    good: list[Override] = []
    bad: list[Finding] = []
    for key, value in entries:
        role = " ".join(value.lower().split())
        name = key.strip()
        if not ROLE.match(role):
            bad.append(
                Finding("structure-role", f"structure: {name}: there is no role {value!r}", hint=f"roles are: {ROLES}")
            )
        elif not name:
            bad.append(
                Finding(
                    "structure-key",
                    f"structure: an entry for {role!r} names no line",
                    hint="Write a line number or the line's text.",
                )
            )
        elif name.isdecimal() and name.isascii():
            good.append(Override(int(name), role))
        else:
            good.append(Override(name, role))
    return ParsedOverrides(tuple(good), tuple(bad))
