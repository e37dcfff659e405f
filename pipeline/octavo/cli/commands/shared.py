"""What several commands need: the shelf with its errors, the settings, what is asked for. Floor 5."""

from __future__ import annotations

from pathlib import Path

from octavo import settings, shelf, themes
from octavo.cli.options import Chosen
from octavo.cli.report import Report
from octavo.editions.table import BY_DEFAULT
from octavo.model import Notice, Seed
from octavo.publishing.results.freshness import Order
from octavo.settings import Settings


def load_settings(chosen: Chosen) -> Settings:
    """``octavo.toml`` of the folder in which octavo was called, with the command line on top."""
    return settings.load(Path()).with_overrides(settings.pairs(chosen.set), chosen.theme)


def order_of(chosen: Chosen, given: Settings) -> Order:
    """What the command line asks for, for the commands that look at what has been made."""
    wanted = tuple(name for name in chosen.to or BY_DEFAULT if name != "md")
    return Order(Path(chosen.out), wanted, given, themes.folders(), chosen.jobs, settings.epoch())


def find_seeds(chosen: Chosen, report: Report, limits: Settings) -> tuple[tuple[Seed, ...], tuple[Notice, ...], bool]:
    """The seeds asked for, the shelf's notices, and whether some could not be found (already reported)."""
    seeds, notices, errors = shelf.find_each(chosen.folder, chosen.seeds, limits.limits, chosen.out)
    for error in errors:
        report.error(error)
    return seeds, notices, bool(errors)
