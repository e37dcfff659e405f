"""``octavo notices``: what each code in brackets means, and what to do. Floor 5."""

from __future__ import annotations

import dataclasses
import difflib
import shutil
import textwrap

from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report
from octavo.errors import UsageError
from octavo.notices.explained import BY_CODE

WIDEST = 100


def run(chosen: Chosen, report: Report) -> int:
    """Explain the codes that were named; without one, list all with their cause."""
    rows = []
    for code in chosen.seeds:
        name = code.strip("[]").lower()
        if name not in BY_CODE:
            near = difflib.get_close_matches(name, BY_CODE, 1)
            hint = f"did you mean {near[0]}?" if near else "octavo notices lists all"
            raise UsageError(f"there is no code “{code[:60]}”", hint=hint)
        rows.append(BY_CODE[name])
    for at, row in enumerate(rows):
        report.result(("\n" if at else "") + report.paint(row.code, "warning"))
        for head, text in (("cause", row.cause), ("what to do", row.cure), ("example", row.example)):
            report.result(_filled(f"{head}: {text}", "  ", "    "))
    if not rows:
        width = max(map(len, BY_CODE))
        for row in BY_CODE.values():
            report.result(_filled(f"{row.code:<{width}}  {row.cause}", "", " " * (width + 2)))
    report.data({"codes": [dataclasses.asdict(row) for row in rows or BY_CODE.values()]})
    return 0


def _filled(text: str, first: str, others: str) -> str:
    width = max(20, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )
