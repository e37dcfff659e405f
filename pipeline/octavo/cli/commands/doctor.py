"""``octavo doctor``: what is installed, what is missing, how to get it; ``--fix`` installs it. Floor 5."""

from __future__ import annotations

import dataclasses
import importlib
import shlex
import subprocess

from octavo import doctor
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report
from octavo.doctor import Part
from octavo.errors import MissingPartError


def run(chosen: Chosen, report: Report) -> int:
    """List every part; exit code 5 when something that builds need is missing, after ``--fix`` when it still is."""
    parts = doctor.examine()
    if chosen.extra.get("fix"):
        for command in doctor.fixes(parts):
            report.say(f"running: {shlex.join(command)}")
            # Its output is about the fixing: standard output belongs to the list.
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL if chosen.quiet else 2)
        importlib.invalidate_caches()
        parts = doctor.examine()
    _tell(parts, report)
    report.data({"parts": [dataclasses.asdict(part) for part in parts]})
    return MissingPartError.exit_code if any(not part.found and part.is_needed for part in parts) else 0


def _tell(parts: tuple[Part, ...], report: Report) -> None:
    width = max(len(part.name) for part in parts)
    for part in parts:
        state = report.paint("ok     ", "good") if part.found else report.paint("missing", "error")
        version = part.version or ("" if part.found else "-")
        report.result(f"{state}  {part.name:<{width}}  {version:<14}  {part.needed_for}")
        if not part.found and part.how_to_get:
            report.result(f"{'':9}{'':{width}}  get it: {part.how_to_get}")
