"""``octavo prune``: remove the results of seeds that are gone. Floor 5."""

from __future__ import annotations

from pathlib import Path

from octavo.cli.commands.shared import load_settings, located
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.publishing.catalogue import files as catalogue
from octavo.publishing.results.orphans import prune
from octavo.shelf import find


def run(chosen: Chosen, report: Report) -> int:
    """Remove orphans, or with ``--all`` everything that Octavo made; edited manuscripts stay."""
    chosen = located(chosen)
    seeds = () if chosen.all else find(chosen.folder, (), load_settings(chosen).limits, chosen.out)[0]
    removed: list[str] = []
    kept: list[str] = []
    for folder, gone in prune(Path(chosen.out), seeds, everything=chosen.all):
        (removed if gone else kept).append(str(folder))
        name = one_line(str(folder))
        report.say(f"removed {name}" if gone else f"{name} holds files of yours; they stay")
    if chosen.all and catalogue.remove(Path(chosen.out)):
        removed.append(str(Path(chosen.out) / catalogue.PAGE))
        report.say(f"removed {one_line(removed[-1])}")
    if not removed and not kept:
        report.say("nothing to remove")
    report.data({"removed": removed, "kept": kept})
    return 0
