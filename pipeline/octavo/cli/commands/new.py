"""``octavo new``: a folder to work in. Floor 5."""

from __future__ import annotations

import shlex
from pathlib import Path

from octavo.cli.commands.starting import files_of
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.errors import SettingsError, UsageError
from octavo.files import write_file
from octavo.model import Place


def run(chosen: Chosen, report: Report) -> int:
    """Lay out the folder; a file that is there already stays as it is."""
    folder = Path(chosen.seeds[0])
    if folder.exists() and not folder.is_dir():
        raise UsageError("this is a file", Place(str(folder)), "name a folder, new or existing")
    written: list[str] = []
    kept: list[str] = []
    try:
        for name, text in files_of().items():
            path = folder / name
            if path.exists():
                kept.append(str(path))
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, text.encode())
            written.append(str(path))
    except OSError as error:
        raise SettingsError(
            f"the folder cannot be written: {error.strerror}", Place(str(folder)), "choose another folder"
        ) from None
    for name in written:
        report.result(one_line(name))
    for name in kept:
        report.say(f"{one_line(name)} is there already; it stays as it is")
    there = "" if folder.samefile(".") else f"cd {shlex.quote(one_line(str(folder)))} && "
    report.say(f"next: {there}octavo build")
    report.data({"written": written, "kept": kept})
    return 0
