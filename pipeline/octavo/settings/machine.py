"""The file of settings, and what it names on this machine: a style sheet beside it, and fonts. Reads files."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any

from octavo import system
from octavo.errors import OctavoError, SettingsError
from octavo.files import Limits, read_file
from octavo.model import Place
from octavo.text.key_lines import line_of_error


def read_settings(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a settings file and what it says. Raises ``SettingsError``, also for a link that leads elsewhere."""
    try:
        text = read_file(str(path), Limits().sidecar_bytes).decode("utf-8-sig")
        return text, tomllib.loads(text)
    except OctavoError as error:
        raise SettingsError(error.message, error.place, error.hint) from None
    except (ValueError, RecursionError) as error:  # more than tomllib's own: a number of 5,000 digits is one
        hint = "put texts in quotes; octavo settings lists what it may hold"
        place = line_of_error(error, Place(str(path)))
        raise SettingsError(f"{path.name} cannot be read: {error}", place, hint) from None


def style_sheet(name: str, folder: Path, place: Place) -> str:
    """The owner's style sheet. Only ``octavo.toml`` may name one: a document could hide words with it, or add some."""
    if not name:
        return ""
    try:
        return read_file(str(folder / name), Limits().sidecar_bytes).decode("utf-8-sig").replace("</", "<\\/")
    except (OctavoError, OSError, UnicodeDecodeError) as error:
        hint = "name a file of CSS in UTF-8, by its path from octavo.toml"
        raise SettingsError(f"the style sheet cannot be read: {error}", place, hint) from None


def check_font(name: str, place: Place | None) -> None:
    """Raise ``SettingsError`` for a family that is not installed, where the machine tells which ones are."""
    families = system.font_families() if name else None
    if families and name not in families:
        near = difflib.get_close_matches(name, families, 1)
        hint = f"did you mean {near[0]}?" if near else "fc-list tells which fonts are installed"
        raise SettingsError(f"no font called “{name}” is installed", place, hint)
