"""What several commands need: the project, the shelf with its errors, the settings, what is asked for. Floor 5."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from octavo import settings, shelf, themes
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report
from octavo.editions.table import BY_DEFAULT
from octavo.model import Notice, Seed
from octavo.publishing.results.freshness import Order
from octavo.settings import Settings
from octavo.settings.finding import project_of


def project() -> Path:
    """The project's folder, relative to the current one, so that paths in messages can be typed as they are."""
    here = Path.cwd()
    return Path(os.path.relpath(project_of(here), here))


def located(chosen: Chosen) -> Chosen:
    """What was typed, with the folders of seeds and of results filled in.

    A folder that was typed is relative to the current one; one from ``octavo.toml``, or a default, to the
    project. Raises ``SettingsError``.
    """
    if chosen.folder and chosen.out:
        return chosen
    home = project()
    said = settings.load(home)
    folder = chosen.folder or str(home / (said.seeds or "seeds"))
    return replace(chosen, folder=folder, out=chosen.out or str(home / (said.out or "out")))


def load_settings(chosen: Chosen) -> Settings:
    """``octavo.toml`` of the project, with the command line on top."""
    return settings.load(project()).with_overrides(settings.pairs(chosen.set), chosen.theme)


def order_of(chosen: Chosen, given: Settings) -> Order:
    """What the command line asks for, for the commands that look at what has been made."""
    wanted = tuple(name for name in chosen.to or BY_DEFAULT if name != "md")
    return Order(Path(chosen.out), wanted, given, themes.folders(project()), chosen.jobs, settings.epoch())


def find_seeds(chosen: Chosen, report: Report, limits: Settings) -> tuple[tuple[Seed, ...], tuple[Notice, ...], bool]:
    """The seeds asked for, the shelf's notices, and whether some could not be found (already reported)."""
    seeds, notices, errors = shelf.find_each(chosen.folder, chosen.seeds, limits.limits, chosen.out)
    for error in errors:
        report.error(error)
    return seeds, notices, bool(errors)
