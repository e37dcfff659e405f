"""What settings name on this machine: a style sheet beside ``octavo.toml``, and fonts. Reads files."""

from __future__ import annotations

import difflib
from pathlib import Path

from octavo import system
from octavo.errors import OctavoError, SettingsError
from octavo.files import Limits, read_file
from octavo.model import Place


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
