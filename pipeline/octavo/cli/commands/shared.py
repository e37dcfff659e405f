"""What several commands need: the shelf with its errors, the settings, the themes' folders, the clock. Floor 5."""

from __future__ import annotations

import os
import time
from pathlib import Path

import octavo
from octavo import settings, shelf
from octavo.cli.arguments import Chosen
from octavo.cli.report import Report
from octavo.errors import SeedError, SettingsError
from octavo.model import Notice, Seed
from octavo.settings import Settings

PROPER = ("html", "epub", "pdf")
"""The editions that are made when nobody says which."""


def wanted(chosen: Chosen) -> tuple[str, ...]:
    """The editions asked for, without ``md``, which is always made."""
    return tuple(name for name in chosen.to or PROPER if name != "md")


def load_settings(chosen: Chosen) -> Settings:
    """``octavo.toml`` of the folder in which octavo was called, with the command line on top."""
    return settings.load(Path()).with_overrides(chosen.set, chosen.theme)


def theme_folders() -> tuple[str, ...]:
    """Where themes are looked for: the project's own, those of the checkout, those inside the installed package."""
    package = Path(octavo.__file__).parent
    found = (Path("templates/themes"), package.parents[1] / "templates/themes", package / "templates/themes")
    return tuple(dict.fromkeys(str(path.resolve()) for path in found if path.is_dir()))


def epoch() -> tuple[int, bool]:
    """The moment to write into files, in seconds since 1970, and whether ``SOURCE_DATE_EPOCH`` chose it."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not value:
        return int(time.time()), False
    if not value.isascii() or not value.isdigit() or int(value) >= 253_402_300_800:
        raise SettingsError(
            f"SOURCE_DATE_EPOCH is not a number of seconds: {value[:40]}",
            hint="for example: SOURCE_DATE_EPOCH=1700000000",
        )
    return int(value), True


def find_seeds(chosen: Chosen, report: Report, limits: Settings) -> tuple[tuple[Seed, ...], tuple[Notice, ...], bool]:
    """The seeds asked for, the shelf's notices, and whether some could not be found (already reported)."""
    good: list[str] = []
    failed = False
    for name in chosen.seeds:
        try:
            shelf.find(chosen.folder, [name], limits.limits)
            good.append(name)
        except SeedError as error:
            report.error(error)
            failed = True
    if chosen.seeds and not good:
        return (), (), failed
    seeds, notices = shelf.find(chosen.folder, good, limits.limits)
    return seeds, notices, failed
