"""Every setting with the value in effect and the place where it was set. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from octavo.metadata.fields import by_name
from octavo.model import Place
from octavo.settings import SET, Settings
from octavo.settings.table import LAYOUT, settings_table


@dataclass(frozen=True)
class InForce:
    """One setting: its value, empty when it is not set and has no default, and where it was set (None: nowhere)."""

    name: str
    value: str
    place: Place | None
    about: str


def in_force(settings: Settings) -> Iterator[InForce]:
    """Every row of the table of settings, then what was set besides it."""
    fields = by_name()
    own = {fields[key].key if key in fields else key: value for key, value in settings.overrides.items()}
    defaults = {fields[key].key if key in fields else key: (key, value) for key, value in settings.defaults.items()}
    limits = asdict(settings.limits)
    plain = {
        "seeds": settings.seeds,
        "out": settings.out,
        "theme": settings.theme,
        "css": settings.css_name,
        "seconds": f"{settings.seconds:g}",
    }
    told: set[str] = set()
    for row in settings_table():
        key = fields[row.key].key if row.table == "metadata" else row.key
        told.add(key)
        place = settings.places.get(row.name)
        if row.table == "limits":
            value = str(limits[row.key])
        elif key in own and (row.table == "metadata" or key in LAYOUT):
            value, place = own[key], Place(SET)
        elif row.table == "metadata":
            name, given = defaults.get(key, ("", ""))
            value, place = _text(given), settings.places.get(f"metadata.{name}")
        else:
            value = plain.get(key) or settings.layout.get(key, "") or row.default
        yield InForce(row.name, value, place, row.about)
    for key, value in own.items():
        if key not in told:
            yield InForce(f"metadata.{key}", value, Place(SET), "")
    for key, (name, given) in defaults.items():
        if key not in told | own.keys():
            yield InForce(f"metadata.{name}", _text(given), settings.places.get(f"metadata.{name}"), "")


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(inner)}" for key, inner in value.items())
    return "; ".join(map(_text, value)) if isinstance(value, list) else str(value)
