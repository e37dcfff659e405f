"""Settings: ``octavo.toml`` and the command line's ``--set`` to one frozen value. Floor 1; reads one file.

What ``octavo.toml`` may hold is in ``octavo.settings.table``; where it is looked for in ``octavo.settings.finding``.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from octavo.errors import SettingsError, UsageError
from octavo.files import Limits
from octavo.metadata import to_metadata, unknown_keys
from octavo.metadata.fields import by_name
from octavo.model import Notice, Options, Place
from octavo.notices import Code
from octavo.papersizes import parse_papersize
from octavo.settings import typesetting
from octavo.settings.command_line import not_for_set
from octavo.settings.machine import check_font, read_settings, style_sheet
from octavo.settings.table import LAYOUT, TYPE, settings_table
from octavo.text.key_lines import line_of, lines_in

FILE = "octavo.toml"
SET = "--set"
"""How messages name the command line's settings, as if it were a file."""
LIMITS = frozenset(entry.name for entry in dataclasses.fields(Limits))
PRINT_SHOPS = ("generic", "kdp", "ingram", "lulu", "bod")
PRINT_PAPERS = ("white", "cream", "colour")
PRINT_LINKS = ("notes", "qr", "none")
Value = TypeVar("Value")
_TOP = frozenset({row.table or row.key for row in settings_table()})


@dataclass(frozen=True)
class Settings:
    """What holds for a whole build.

    ``defaults`` are metadata for publications that say nothing themselves; ``overrides`` come from ``--set`` and win
    over everything. ``css`` is the text of the style sheet that ``octavo.toml`` names. ``layout`` are the layout keys
    as somebody set them for all publications. ``seeds`` and ``out`` are the folders that ``octavo.toml`` names, as it
    names them. ``seconds`` is added to the time that each publication may take. ``places`` say where each key was set,
    ``notices`` what in ``octavo.toml`` cannot be used.
    """

    theme: str = "octavo"
    css: str = ""
    css_name: str = ""
    seeds: str = ""
    out: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    layout: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    seconds: float = 0.0
    places: Mapping[str, Place] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    def with_overrides(self, given: Mapping[str, str], theme: str = "") -> Settings:
        """The settings with the command line's keys and theme on top."""
        given = {_layout_key(key): value for key, value in given.items()}
        overrides = {**self.overrides, **given}
        named = overrides.pop("theme", "")
        places = {**self.places, **dict.fromkeys(given, Place(SET)), **({"theme": Place("--theme")} if theme else {})}
        chosen = theme or named or self.theme
        return dataclasses.replace(self, overrides=overrides, theme=chosen, places=places)

    def checked(self) -> tuple[Notice, ...]:
        """Check everything that holds for all publications, once; what cannot be used comes back as notices.

        Raises ``SettingsError`` with the place of a value that no publication can be made with.
        """
        chosen = options(self, {})
        _check_layout_of_metadata(self)
        for key in ("mainfont", "sansfont", "monofont"):
            check_font(getattr(chosen, key), Place(SET) if key in self.overrides else self.places.get(key))
        elsewhere = dict(not_for_set(self.overrides, FILE, Place(SET)))
        known = {key: value for key, value in self.overrides.items() if key not in LAYOUT and key not in elsewhere}
        _, said = to_metadata((known, Place(SET)))
        strange = unknown_keys(dict.fromkeys(known), "", Place(SET), also=("theme",))
        return (*self.notices, *elsewhere.values(), *strange, *said)

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


def _check_layout_of_metadata(settings: Settings) -> None:
    """Refuse a layout below ``[metadata]`` that no publication can be made with, at its own line."""
    layout = {_layout_key(key): str(value) for key, value in settings.defaults.items() if _layout_key(key) in LAYOUT}
    places = {_layout_key(key.removeprefix("metadata.")): place for key, place in settings.places.items()}
    options(Settings(layout=layout, places=places), {})


def _layout_key(name: str) -> str:
    """The key of ``LAYOUT`` that a spelling stands for (``paper`` for ``papersize``); any other name as it is."""
    row = by_name().get(name)
    return row.key if row and row.key in LAYOUT else name


def load(folder: Path) -> Settings:
    """The settings of a project folder; the built-in ones where it has no ``octavo.toml``. Raises ``SettingsError``."""
    path = folder / FILE
    if not os.path.lexists(path):
        return Settings()
    place = Place(str(path))
    text, written = read_settings(path)
    data = {_layout_key(key): value for key, value in written.items()}
    strange = [*_unknown(data, _TOP, text, place), *_unknown(data.get("limits", {}), LIMITS, text, place)]
    metadata = data.get("metadata", {})
    if not isinstance(metadata, dict):
        where = line_of("metadata", text, place)
        raise SettingsError("metadata is not a table", where, "write [metadata] on a line of its own")
    defaults = {key: _strings(value) for key, value in metadata.items()}
    if "dialect" in data:
        defaults.setdefault("dialect", str(data["dialect"]))
    strange += [*unknown_keys(defaults, text, place), *to_metadata((defaults, lines_in(text, place)))[1]]
    if str(defaults.get("dialect", "text")).strip().lower() not in by_name()["dialect"].choices:
        del defaults["dialect"]  # told here, once for all seeds
    return Settings(
        theme=str(data.get("theme", "octavo")),
        css=style_sheet(str(data.get("css", "")), folder, line_of("css", text, place)),
        css_name=str(data.get("css", "")),
        seeds=_folder(data, "seeds", text, place),
        out=_folder(data, "out", text, place),
        defaults=defaults,
        layout={key: _strings(data[key]) for key in sorted(LAYOUT) if key in data},
        limits=_limits(data.get("limits", {}), text, place),
        seconds=_number(data.get("seconds", 0.0), "seconds", line_of("seconds", text, place)),
        places={_layout_key(key): where for key, where in _places(written, text, place).items()},
        notices=tuple(strange),
    )


def _places(data: Mapping[str, Any], text: str, place: Place) -> dict[str, Place]:
    """Where each key is; one in a table is called by both names, such as ``limits.pictures``."""
    found = {key: line_of(key, text, place) for key in data}
    for name, table in data.items():
        for key in table if isinstance(table, dict) else ():
            head, below = text.partition(f"[{name}]")[::2]
            first = Place(place.path, head.count("\n") + 1)
            found[f"{name}.{key}"] = line_of(str(key), below, first) if below else place
    return found


def epoch() -> int | None:
    """The moment to write into files that ``SOURCE_DATE_EPOCH`` chooses, in seconds since 1970; None when it is unset.

    The moment then comes from each publication's own metadata, never from the clock.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or int(value) >= 253_402_300_800:
        raise SettingsError(
            f"SOURCE_DATE_EPOCH is not a number of seconds: {value[:40]}",
            hint="for example: SOURCE_DATE_EPOCH=1700000000",
        )
    return int(value)


def options(
    settings: Settings,
    own: Mapping[str, str],
    place: Callable[[str], Place | None] = lambda _: None,
    notices: list[Notice] | None = None,
) -> Options:
    """The layout of one publication: the command line over the publication's own wishes over the project's.

    ``own`` are the publication's wishes by the keys of ``LAYOUT``, ``place`` tells where each is. Raises
    ``SettingsError`` with the place of the value that cannot be used; a document that was written for LaTeX may ask for
    type in ways that nothing here knows, which is added to ``notices`` instead.
    """
    project = tuple(({key: value}, settings.places.get(key)) for key, value in settings.layout.items())

    def chosen(key: str, read: Callable[[str], Value]) -> Value:
        layers = ((settings.overrides, Place(SET)), (own, place(key)), *project)
        for layer, where in layers:
            try:
                if value := str(layer.get(key, "")):
                    return read(value)
            except SettingsError as error:
                error.place = error.place or where
                if layer is not own or key not in TYPE:
                    raise
                if notices is not None:
                    notices.append(Notice(Code.metadata_ignored, error.message, error.place, error.hint))
        return read("")

    around = chosen("geometry", typesetting.geometry)
    sides = (chosen(f"margin-{side}", typesetting.margin(f"margin-{side}")) for side in typesetting.SIDES)
    top, bottom, left, right = (
        given or around.get(side, 0.0) for side, given in zip(typesetting.SIDES, sides, strict=True)
    )
    return Options(
        papersize=chosen("papersize", _papersize),
        margins=(top, bottom, left, right),
        fontsize=chosen("fontsize", typesetting.fontsize),
        linestretch=chosen("linestretch", typesetting.linestretch),
        mainfont=chosen("mainfont", typesetting.family("mainfont")),
        sansfont=chosen("sansfont", typesetting.family("sansfont")),
        monofont=chosen("monofont", typesetting.family("monofont")),
        linkcolor=chosen("linkcolor", typesetting.colour),
        toc=chosen("toc", typesetting.truth),
        toc_depth=chosen("toc-depth", typesetting.depth("toc-depth")),
        print_links=chosen("print-links", _one_of("print-links", PRINT_LINKS)),
        booklet_sheets=chosen("booklet-sheets", _sheets),
        print_shop=chosen("print-shop", _one_of("print-shop", PRINT_SHOPS)),
        print_paper=chosen("print-paper", _one_of("print-paper", PRINT_PAPERS)),
    )


def _papersize(value: str) -> str:
    if value:
        parse_papersize(value)
    return value.lower() or "a4"


def _one_of(key: str, known: Sequence[str]) -> Callable[[str], str]:
    """Read one of the known words; the first is the default."""

    def read(value: str) -> str:
        if value and value.lower() not in known:
            raise SettingsError(f"{key} cannot be “{value}”", hint=f"choose {', '.join(known)}")
        return value.lower() or known[0]

    return read


def _sheets(value: str) -> int:
    if value and not (value.isascii() and value.isdigit() and 1 <= int(value) <= 100):
        raise SettingsError(f"booklet-sheets cannot be “{value}”", hint="choose a number from 1 to 100")
    return int(value or 10)


def _strings(value: Any) -> Any:
    """TOML's dates, numbers and truths as the strings a person typed, near enough."""
    if isinstance(value, Mapping):
        return {str(key): _strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_strings(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown(data: Any, names: frozenset[str], text: str, place: Place) -> Iterator[Notice]:
    for key in data if isinstance(data, dict) else ():
        if key not in names:
            near = difflib.get_close_matches(key, sorted(names), 1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(names))}"
            where = line_of(key, text, place)
            yield Notice(Code.unknown_key, f"there is no setting “{key[:60]}”; this line is ignored", where, hint)


def _limits(data: Any, text: str, place: Place) -> Limits:
    if not isinstance(data, dict):
        where = line_of("limits", text, place)
        raise SettingsError("limits is not a table", where, "write [limits] on a line of its own")
    data = {key: value for key, value in data.items() if key in LIMITS}
    for key, value in data.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            where = line_of(key, text, place)
            raise SettingsError(f"the limit {key} is not a whole number above 0", where, "sizes are bytes")
    return Limits(**data)


def _folder(data: Mapping[str, Any], key: str, text: str, place: Place) -> str:
    value = data.get(key, "")
    if not isinstance(value, str) or (key in data and not value.strip()):
        raise SettingsError(f"{key} is not the name of a folder", line_of(key, text, place), f'write {key} = "{key}"')
    return value


def _number(value: Any, name: str, place: Place) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 86_400:
        raise SettingsError(f"{name} is not a number from 0 to 86400", place, f"write seconds, such as {name} = 120")
    return float(value)
