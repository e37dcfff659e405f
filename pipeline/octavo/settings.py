"""Settings: ``octavo.toml`` and the command line's ``--set`` to one frozen value. Floor 1; reads one file.

``octavo.toml`` may hold ``theme``, ``papersize``, ``toc``, ``print-links``, ``booklet-sheets`` at the top, a table
``[metadata]`` with defaults for every publication and a table ``[limits]`` with the names of ``files.Limits``.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from octavo.errors import SettingsError, UsageError
from octavo.files import Limits, read_file
from octavo.model import Options, Place

FILE = "octavo.toml"
LAYOUT = frozenset({"papersize", "toc", "print-links", "booklet-sheets"})
"""Keys that shape the editions and never enter the manuscript."""
PRINT_LINKS = ("notes", "qr", "none")
_TOP = LAYOUT | {"theme", "metadata", "limits", "seconds"}


@dataclass(frozen=True)
class Settings:
    """What holds for a whole build.

    ``defaults`` are metadata for publications that say nothing themselves; ``overrides`` come from ``--set`` and win
    over everything. ``layout`` are the layout keys as somebody set them for all publications. ``seconds`` is added to
    the time that each publication may take.
    """

    theme: str = "octavo"
    defaults: Mapping[str, Any] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    layout: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    seconds: float = 0.0

    def with_overrides(self, given: Mapping[str, str], theme: str = "") -> Settings:
        """The settings with the command line's keys and theme on top."""
        overrides = {**self.overrides, **given}
        named = overrides.pop("theme", "")
        return dataclasses.replace(self, overrides=overrides, theme=theme or named or self.theme)

    def fingerprint(self) -> str:
        """The part of the settings that a manuscript depends on, as canonical JSON."""
        return json.dumps({"defaults": self.defaults}, sort_keys=True, ensure_ascii=False, default=str)


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """``KEY=VALUE`` texts, as ``--set`` takes them. Raises ``UsageError``."""
    found = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set wants KEY=VALUE, not “{text}”", hint="for example --set papersize=A5")
        found[key.strip()] = value.strip()
    return found


def load(folder: Path) -> Settings:
    """The settings of a project folder; the built-in ones where it has no ``octavo.toml``. Raises ``SettingsError``."""
    path = folder / FILE
    if not path.exists():
        return Settings()
    place = Place(str(path))
    try:
        data = tomllib.loads(read_file(str(path), Limits().sidecar_bytes).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{FILE} cannot be read: {error}", place, "see the README for what it may hold") from None
    _known(data, _TOP, place)
    metadata = data.get("metadata", {})
    if not isinstance(metadata, dict):
        raise SettingsError("metadata is not a table", place, "write [metadata] on a line of its own")
    return Settings(
        theme=str(data.get("theme", "octavo")),
        defaults={key: _strings(value) for key, value in metadata.items()},
        layout={key: _strings(data[key]) for key in sorted(LAYOUT) if key in data},
        limits=_limits(data.get("limits", {}), place),
        seconds=_number(data.get("seconds", 0.0), "seconds", place),
    )


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


def options(settings: Settings, own: Mapping[str, str], epoch: int) -> Options:
    """The layout of one publication: the command line over the publication's own wishes over the project's.

    ``own`` are the publication's wishes by the keys of ``LAYOUT``. Raises ``SettingsError``.
    """
    chosen = {
        key: str(settings.overrides.get(key, "") or own.get(key, "") or settings.layout.get(key, "")) for key in LAYOUT
    }
    links = chosen["print-links"] or "notes"
    if links not in PRINT_LINKS:
        raise SettingsError(f"print-links cannot be “{links}”", hint=f"choose {', '.join(PRINT_LINKS)}")
    sheets = chosen["booklet-sheets"] or "10"
    if not (sheets.isascii() and sheets.isdigit() and 1 <= int(sheets) <= 100):
        raise SettingsError(f"booklet-sheets cannot be “{sheets}”", hint="choose a number from 1 to 100")
    return Options(
        papersize=chosen["papersize"].lower() or "a4",
        toc=_truth(chosen["toc"]),
        print_links=links,
        epoch=epoch,
        booklet_sheets=int(sheets),
    )


def _truth(value: str) -> bool | None:
    if value.lower() in ("", "auto"):
        return None
    if value.lower() in ("true", "yes", "on", "1", "false", "no", "off", "0"):
        return value.lower() in ("true", "yes", "on", "1")
    raise SettingsError(f"toc cannot be “{value}”", hint="choose true or false")


def _strings(value: Any) -> Any:
    """TOML's dates, numbers and truths as the strings a person typed, near enough."""
    if isinstance(value, Mapping):
        return {str(key): _strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_strings(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _known(data: Mapping[str, Any], names: frozenset[str] | set[str], place: Place) -> None:
    for key in data:
        if key not in names:
            near = difflib.get_close_matches(key, sorted(names), 1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(names))}"
            raise SettingsError(f"unknown setting “{key}”", place, hint)


def _limits(data: Any, place: Place) -> Limits:
    if not isinstance(data, dict):
        raise SettingsError("limits is not a table", place, "write [limits] on a line of its own")
    names = {entry.name: entry for entry in dataclasses.fields(Limits)}
    _known(data, set(names), place)
    for key, value in data.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise SettingsError(f"the limit {key} is not a whole number above 0", place, "sizes are bytes")
    return Limits(**data)


def _number(value: Any, name: str, place: Place) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 86_400:
        raise SettingsError(f"{name} is not a number from 0 to 86400", place)
    return float(value)
