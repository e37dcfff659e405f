"""Themes: a folder of design values, style sheets and fonts, read into one value. Floor 1.

In: the theme's name and the folders that hold themes. Out: a ``Theme``. Style sheets name design values as
``var(--name)``; on paper and e-readers they are written out, on screens they stay custom properties, so that the
night colours can replace them. Nothing here knows a medium's layout.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from octavo.design_values import check_names, check_values, line_in, resolve, texts, unknown_value
from octavo.errors import SettingsError
from octavo.files import digest_of_folder
from octavo.model import Options, Place
from octavo.text.coverage import coverage_of
from octavo.text.key_lines import line_of, line_of_error

Medium = Literal["print", "reader", "screen"]
Role = Literal["text", "sans", "mono", "symbols", "emoji"]

ROLES: tuple[Role, ...] = ("text", "sans", "mono", "symbols", "emoji")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.IGNORECASE)
_PATTERN = "octavo"
"""The theme that people copy."""
_TOP = ("name", "description", "base", "values", "dark", "font")
_FONT = ("family", "file", "weight", "style", "role")


@dataclass(frozen=True)
class FontFace:
    """One font file of a theme: its family, weight (100 to 900), style and what the theme uses it for."""

    family: str
    path: Path
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    role: Role = "text"

    def coverage(self) -> frozenset[int]:
        """The code points that the file has a glyph for."""
        return coverage_of(self.path)


@dataclass(frozen=True)
class Theme:
    """A theme, read whole. ``fingerprint`` is the SHA-256 of all its files: a changed theme is another theme.

    ``below`` is the folder of the theme that it builds on, and takes values, fonts and sheets from.
    """

    name: str
    fingerprint: str
    values: Mapping[str, str] = field(hash=False)
    fonts: tuple[FontFace, ...]
    dark: Mapping[str, str] = field(default_factory=dict, hash=False)
    folder: Path = Path()
    below: Path | None = None
    css: str = ""
    """Rules of the shelf's owner, which follow the theme's in every edition."""

    def dressed(self, chosen: Options) -> Theme:
        """The theme with the type and colours that somebody chose, before its own."""
        values = dict(self.values)
        for name, family in (("text", chosen.mainfont), ("sans", chosen.sansfont), ("mono", chosen.monofont)):
            if family:
                values[f"font-{name}"] = f'"{family}", {values[f"font-{name}"]}'
        if chosen.linestretch:
            values["line-screen"] = f"{float(values['line-screen']) * chosen.linestretch:g}"
        if chosen.linkcolor:
            values |= {"link": chosen.linkcolor, "link-visited": chosen.linkcolor}
        return replace(self, values=values) if values != self.values else self

    def stylesheet(self, medium: Medium, **extra_values: str) -> str:
        """The style sheet for a medium with the design values in it.

        ``extra_values`` replace or add design values (``font_text`` is ``--font-text``). For ``screen`` the values
        are at the front, else no ``var()`` is left. Raises ``SettingsError``: a missing sheet, an unknown value.
        """
        path = self.folder / f"{medium}.css"
        holders = [self.below, self.folder] if self.below else [self.folder]
        sheets = [holder / path.name for holder in holders if holder == holders[0] or (holder / path.name).exists()]
        try:
            sheet = "\n".join(one.read_text(encoding="utf-8") for one in sheets) + (
                f"\n{self.css}\n" if self.css else ""
            )
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"the theme's style sheet cannot be read: {error}", Place(str(path))) from error
        values = {**self.values, **{name.replace("_", "-"): value for name, value in extra_values.items()}}
        if medium == "screen":
            check_names(sheet, values, path)
            return self._custom_properties(values) + sheet
        return resolve(sheet, values, path)

    def holder(self, name: str) -> Path:
        """The folder that holds a file of the theme: its own, or that of the theme it builds on."""
        return self.below if self.below and not (self.folder / name).exists() else self.folder

    def number(self, name: str, otherwise: float) -> float:
        """A design value that is a plain number; ``otherwise`` in a theme that does not have it."""
        try:
            return float(self.values.get(name, otherwise))
        except ValueError as error:
            raise SettingsError(f"{name} of the theme is no number", Place(str(self.folder / "theme.toml"))) from error

    def value(self, name: str, *, dark: bool = False) -> str:
        """One design value, written out: ``value("ink", dark=True)``."""
        values = {**self.values, **self.dark} if dark else self.values
        if name not in values:
            raise unknown_value(name, values, self.folder / "theme.toml")
        return resolve(values[name], values, self.folder / "theme.toml")

    def faces(self, *roles: Role) -> tuple[FontFace, ...]:
        """The fonts in these roles, in the order of the roles."""
        return tuple(face for role in roles for face in self.fonts if face.role == role)

    def _custom_properties(self, values: Mapping[str, str]) -> str:
        day = "\n".join(f"  --{name}: {value};" for name, value in values.items())
        night = "\n".join(f"    --{name}: {value};" for name, value in self.dark.items())
        sheet, system = f":root {{\n{day}\n}}\n", "@media screen and (prefers-color-scheme: dark)"
        if night:
            sheet += f"{system} {{\n  :root:not([data-colours]) {{\n{night}\n  }}\n}}\n"
            sheet += f'@media screen {{\n  :root[data-colours="dark"] {{\n{night}\n  }}\n}}\n'
        return sheet


def folders(project: Path = Path()) -> tuple[str, ...]:
    """Where themes are looked for: the project's own, those of the checkout, those inside the installed package."""
    package = Path(__file__).parent
    found = (project / "templates/themes", package.parents[1] / "templates/themes", package / "templates/themes")
    return tuple(dict.fromkeys(str(path.resolve()) for path in found if path.is_dir()))


def load(name: str, roots: Sequence[Path], css: str = "") -> Theme:
    """Read the theme ``name`` from the first of the folders ``roots`` that holds it.

    ``css`` are rules that follow the theme's. Raises ``SettingsError``: for an unknown name with the nearest known one
    as a hint, for a ``theme.toml`` that is not valid, with its place.
    """
    known = _known(roots)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(known)) or 'none'}"
        raise SettingsError(f"there is no theme called {name!r}", hint=hint)
    folder = known[name]
    theme = _whole(name, folder, known)
    if not css:
        return theme
    return replace(theme, css=css, fingerprint=hashlib.sha256(f"{theme.fingerprint}\0{css}".encode()).hexdigest())


def _whole(name: str, folder: Path, known: Mapping[str, Path]) -> Theme:
    """A theme with the one that it builds on."""
    if not (base := _base_of(folder)):
        pattern = known.get(_PATTERN)
        return _read(name, folder, digest_of_folder(folder), None, None if pattern == folder else pattern)
    if base not in known or base == name or _base_of(known[base]):
        plain = [other for other in known if other != name and not _base_of(known[other])]
        near = difflib.get_close_matches(base, plain, 1)
        hint = f"did you mean {near[0]}?" if near else f"name a theme that builds on no other: {', '.join(plain)}"
        raise SettingsError(f"a theme cannot build on {base!r}", _base_line(folder), hint)
    below = _whole(base, known[base], known)
    fingerprint = hashlib.sha256(f"{digest_of_folder(folder)} {below.fingerprint}".encode()).hexdigest()
    return _read(name, folder, fingerprint, below)


def _base_of(folder: Path) -> str:
    """The theme that a theme builds on; empty for one that stands by itself, or whose file cannot be read."""
    try:
        return str(tomllib.loads((folder / "theme.toml").read_text(encoding="utf-8")).get("base", ""))
    except (OSError, ValueError, RecursionError):
        return ""


def _base_line(folder: Path) -> Place:
    path = folder / "theme.toml"
    return line_of("base", path.read_text(encoding="utf-8"), _shown(path))


def _shown(path: Path) -> Place:
    """A file as messages name it: by its path from the current folder, where it is below that."""
    here = Path.cwd()
    return Place(str(path.relative_to(here) if path.is_relative_to(here) else path))


def _known(roots: Sequence[Path]) -> dict[str, Path]:
    known: dict[str, Path] = {}
    for root in roots:
        for path in sorted(root.glob("*/theme.toml")):
            if _NAME.fullmatch(path.parent.name):
                known.setdefault(path.parent.name, path.parent)
    return known


@lru_cache(maxsize=8)
def _read(name: str, folder: Path, fingerprint: str, below: Theme | None, pattern: Path | None = None) -> Theme:
    """One theme. ``pattern`` is the folder of the theme that it was perhaps copied from."""
    path = folder / "theme.toml"
    place = _shown(path)
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"the theme cannot be read: {error}", line_of_error(error, place)) from error
    _check_keys(data, _TOP, text, place)
    own = {table: texts(data, table, text, place) for table in ("values", "dark")}
    values = {**(below.values if below else {}), **own["values"]}
    dark = {**(below.dark if below else {}), **own["dark"]}
    for key in dark:
        if key not in values:
            unknown = unknown_value(key, values, path)
            unknown.place = line_in("dark", key, text, place)
            raise unknown
    for title, table in (("values", values), ("dark", dark)):
        for key, value in table.items():
            try:
                table[key] = resolve(value, {**values, **table}, path)
            except SettingsError as error:
                error.place = line_in(title, key, text, place)
                raise
    _check_values(own, {"values": values, "dark": dark}, (folder, below.folder if below else None, pattern), text)
    entries = _fonts(data, line_of("font", text, place))
    starts = [text.count("\n", 0, found.start()) + 1 for found in re.finditer(r"^\[\[font\]\]", text, re.MULTILINE)]
    places = [Place(place.path, start) for start in starts] if len(starts) == len(entries) else [place] * len(entries)
    for entry, where in zip(entries, places, strict=True):
        _check_keys(entry, _FONT, text.split("\n", (where.line or 1) - 1)[-1], where)
    fonts = tuple(_face(entry, folder, where) for entry, where in zip(entries, places, strict=True))
    fonts = fonts or (below.fonts if below else ())
    return Theme(name, fingerprint, values, fonts, dark, folder, below.folder if below else None)


def _check_values(
    own: Mapping[str, Mapping[str, str]],
    resolved: Mapping[str, Mapping[str, str]],
    folders: tuple[Path, Path | None, Path | None],
    text: str,
) -> None:
    """Refuse values of a theme that no edition can use. Raises ``SettingsError``."""
    folder, below, pattern = folders
    place = _shown(folder / "theme.toml")
    other = below or pattern
    others = tomllib.loads((other / "theme.toml").read_text(encoding="utf-8")).get("values", {}) if other else {}
    sheets = [sheet.read_text(encoding="utf-8") for home in (folder, below) if home for sheet in home.glob("*.css")]
    asked = "\n".join([text, *sheets]) if below else ""
    for title, table in own.items():
        given = {key: resolved[title][key] for key in table}
        check_values(given, others, asked, lambda key, title=title: line_in(title, key, text, place))  # type: ignore[misc]


def _check_keys(data: Mapping[str, Any], known: Sequence[str], text: str, place: Place) -> None:
    """Refuse a key that no theme has: it would be a wish that nothing fulfils."""
    for key in data:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            raise SettingsError(f"a theme has no key “{key[:60]}”", line_of(key, text, place), hint)


def _fonts(data: Mapping[str, Any], place: Place) -> list[dict[str, Any]]:
    entries = data.get("font", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError("the theme's fonts must be written as [[font]] tables", place)
    return entries


def _face(entry: Mapping[str, Any], folder: Path, place: Place) -> FontFace:
    family, file = entry.get("family"), entry.get("file")
    role, style, weight = entry.get("role", "text"), entry.get("style", "normal"), entry.get("weight", 400)
    if not isinstance(family, str) or not isinstance(file, str):
        raise SettingsError("each [[font]] of the theme needs a family and a file", place)
    if role not in ROLES or style not in ("normal", "italic") or weight not in range(1, 1001):
        hint = f"role is one of {', '.join(ROLES)}; style is normal or italic; weight is a number from 100 to 900"
        raise SettingsError(f"the font {file} of the theme has an unknown role, style or weight", place, hint)
    path = folder / file
    if folder.resolve() not in path.resolve().parents or not path.is_file():
        raise SettingsError(f"the theme's font {file} is missing", place, "put the font file into the theme's folder")
    return FontFace(family, path, weight, style, role)
