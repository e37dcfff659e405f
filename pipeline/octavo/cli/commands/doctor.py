"""``octavo doctor``: what is installed, what is missing, how to get it. Floor 5."""

from __future__ import annotations

import dataclasses

from octavo import doctor
from octavo.cli.options import Chosen
from octavo.cli.report import Report
from octavo.errors import MissingPartError


def run(chosen: Chosen, report: Report) -> int:
    """List every part; exit code 5 when something that builds need is missing."""
    del chosen
    parts = doctor.examine()
    width = max(len(part.name) for part in parts)
    for part in parts:
        state = report.paint("ok     ", "good") if part.found else report.paint("missing", "error")
        version = part.version or ("" if part.found else "-")
        report.result(f"{state}  {part.name:<{width}}  {version:<14}  {part.needed_for}")
        if not part.found and part.how_to_get:
            report.result(f"{'':9}{'':{width}}  get it: {part.how_to_get}")
    report.data({"parts": [dataclasses.asdict(part) for part in parts]})
    missing = [part for part in parts if not part.found and not part.only_tests]
    return MissingPartError.exit_code if missing else 0
