"""``octavo watch``: build what somebody saves, as they save it, until Ctrl-C. Floor 5."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from pathlib import Path

from octavo import settings as settings_of
from octavo import shelf
from octavo.api import Watcher
from octavo.cli.commands import build
from octavo.cli.commands.shared import load_settings, located, project
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.errors import InterruptedBuild, OctavoError, UsageError
from octavo.publishing.executors import Workers
from octavo.publishing.watching import Places, saved, seeds_of

_FEW = 3


def run(chosen: Chosen, report: Report) -> int:
    """Build, then build again what is saved; returns 130 on Ctrl-C."""
    if chosen.json:
        raise UsageError("octavo watch has no JSON output", hint="octavo build --json describes one build")
    return follow(chosen, report, lambda: None)


def follow(chosen: Chosen, report: Report, built: Callable[[], None], heard: Watcher | None = None) -> int:
    """Build and watch; ``built`` is called after each build, ``heard`` told of it. All builds share their workers."""
    with Workers() as workers:
        return _follow(chosen, report, built, lambda now: once(now, report, workers, heard))


def _follow(chosen: Chosen, report: Report, built: Callable[[], None], make: Callable[[Chosen], None]) -> int:
    places = places_of(chosen)
    try:
        changes = saved(places)
        make(chosen)
        built()
        shown = ", ".join(one_line(str(path)) for path in (places.seeds, places.out, *places.themes) if path.is_dir())
        report.say(f"watching {shown}; Ctrl-C ends it")
        for changed in changes:
            names = ", ".join(one_line(path.name) for path in changed[:_FEW])
            more = f" and {len(changed) - _FEW} more" if len(changed) > _FEW else ""
            report.say(f"{time.strftime('%H:%M:%S')} {names}{more}")
            now = dataclasses.replace(chosen, seeds=_named(changed, chosen, places) or chosen.seeds)
            make(now)
            built()
    except KeyboardInterrupt:
        report.say("stopped watching")
    return InterruptedBuild.exit_code


def once(chosen: Chosen, report: Report, workers: Workers, heard: Watcher | None = None) -> None:
    """Build; what is wrong is said, and watching goes on."""
    try:
        build.run(chosen, report, workers, heard)
    except OctavoError as error:
        report.error(error)


def places_of(chosen: Chosen) -> Places:
    """What is watched for this project."""
    home, there = project(), located(chosen)
    try:
        css = load_settings(chosen).css_name
    except OctavoError:
        css = ""
    files = (home / settings_of.FILE, *([home / css] if css else []))
    return Places(Path(there.folder), Path(there.out), (home / "templates" / "themes",), files)


def _named(changed: tuple[Path, ...], chosen: Chosen, places: Places) -> tuple[str, ...]:
    """The seeds to look at; empty for all. A seed that was not asked for is not built."""
    try:
        seeds = shelf.find(str(places.seeds), chosen.seeds, load_settings(chosen).limits, str(places.out))[0]
    except OctavoError:
        return ()
    return seeds_of(changed, seeds, places)
