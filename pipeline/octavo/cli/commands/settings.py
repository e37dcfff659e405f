"""``octavo settings``: every key, the value in effect, and where it was set. Floor 5."""

from __future__ import annotations

from octavo.cli.commands.shared import load_settings
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.settings.origin import in_force


def run(chosen: Chosen, report: Report) -> int:
    """Print a line for each setting: the key, its value, its origin."""
    settings = load_settings(chosen)
    for notice in settings.checked():
        report.notice(notice)
    rows = list(in_force(settings))
    name, value = (max(len(text) for text in column) for column in zip(*((r.name, r.value) for r in rows), strict=True))
    for row in rows:
        origin = str(row.place) if row.place else "default" if row.value else "not set"
        shown = one_line(f"{row.name:<{name}}  {row.value:<{min(value, 40)}}  {origin}")
        report.result(f"{shown:<{name + 60}}  {row.about}" if chosen.verbose else shown)
    report.data(
        {
            "settings": [
                {"name": row.name, "value": row.value, "from": str(row.place) if row.place else "", "about": row.about}
                for row in rows
            ]
        }
    )
    return 0
