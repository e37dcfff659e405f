"""The number or mark that Word prints before each numbered paragraph. Reads trees, changes none.

Follows ECMA-376, part 1, 17.9: levels of an abstract list, lists that share its counters, restarts and overrides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.readers.office.docx_xml import W
from octavo.readers.office.word.number_formats import written
from octavo.readers.office.word.styles import Styles, number, style_of, switched, value
from octavo.readers.office.word.symbols import in_font
from octavo.readers.xml_tree import Element

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """One level of a list, as its definition says."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    after: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""
    font: str = ""
    left: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Label:
    """What is before a paragraph.

    ``text`` is what Word prints; ``full`` the number with those of the levels above it. ``family`` names the list
    (lists that count on share one), ``number`` and ``level`` say where in it this is (level from 0).
    """

    text: str
    level: int
    number: int
    form: str
    pattern: str
    after: str
    family: str
    full: str = ""
    left: int = 0


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    overridden: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Element, styles: Styles) -> Label | None:
        """Count on to this paragraph, and give its label; None for one without number or mark."""
        home = self._home(paragraph, styles)
        if home is None:
            return None
        identifier, at = home
        level = self.levels[identifier].get(at)
        if level is None:
            return None
        own = paragraph.find(f"{W}pPr/{W}ind")
        left = value(own, "left") or value(own, "start")
        override = self.overridden.get((identifier, at))
        if (identifier, at) in self.begun:
            override = None
        self.begun.add((identifier, at))
        family = self.families[identifier]
        return self.at(family, self.levels[identifier], at, number(left) if left else level.left or 0, override)

    def at(self, family: str, levels: Mapping[int, Level], at: int, left: int, override: int | None = None) -> Label:
        """Count one list on by a paragraph on a level, and give its label. ``override`` is the number it must have."""
        counts = self.counts.setdefault(family, [None] * _LEVELS)
        _count(levels, at, counts, override)
        level = levels[at]
        return Label(
            text="" if level.hidden else _text(levels, at, counts),
            level=at,
            number=counts[at] or 0,
            form=level.form,
            pattern=level.text,
            after=level.after,
            family=family,
            full=_full(levels, at, counts),
            left=left,
        )

    def _home(self, paragraph: Element, styles: Styles) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, or those of its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        inherited = next(
            (
                found
                for style in styles.chain(style_of(paragraph) or styles.default)
                if (found := style.find(f"{W}pPr/{W}numPr")) is not None
            ),
            None,
        )
        parts = [node for node in (own, inherited) if node is not None]
        identifier = next((value(n) for part in parts if (n := part.find(f"{W}numId")) is not None), "")
        if not identifier or identifier == "0" or identifier not in self.levels:
            return None
        said = next((value(n) for part in parts if (n := part.find(f"{W}ilvl")) is not None), "")
        if own is None or (own.find(f"{W}ilvl") is None and own.find(f"{W}numId") is None):
            # A style's level is the one that names the style.
            named = [style.get(f"{W}styleId") for style in styles.chain(style_of(paragraph) or styles.default)]
            for name in named:
                for at, level in self.levels[identifier].items():
                    if level.style and level.style == name:
                        return identifier, at
        return identifier, min(max(number(said), 0), _LEVELS - 1)


def _count(levels: Mapping[int, Level], at: int, counts: list[int | None], override: int | None) -> None:
    """Count on to a level; levels below it begin again."""
    before = counts[at]
    counts[at] = override if override is not None else levels[at].start if before is None else before + 1
    for above in range(at):
        if counts[above] is None:
            counts[above] = levels[above].start if above in levels else 1
    for below in range(at + 1, _LEVELS):
        restart = levels[below].restart if below in levels else None
        if restart is None or (restart > 0 and at < restart):
            counts[below] = None


def _text(levels: Mapping[int, Level], at: int, counts: list[int | None]) -> str:
    """The label of a level by what is counted now."""
    level = levels[at]
    if level.form == "bullet":
        return in_font(level.text, level.font)

    def shown(found: re.Match[str]) -> str:
        other = int(found[1]) - 1
        form = levels.get(other, level).form
        if form == "bullet":
            return ""
        return written(counts[other] or 0, "decimal" if level.legal and form != "decimalZero" else form)

    return _PLACE.sub(shown, level.text)


def _full(levels: Mapping[int, Level], at: int, counts: list[int | None]) -> str:
    """The number in full context: those of the levels above, unless the text says them itself."""
    text = _text(levels, at, counts)
    used = {int(found) - 1 for found in _PLACE.findall(levels[at].text)}
    for above in range(at - 1, -1, -1):
        if above not in used and above in levels:
            text = _text(levels, above, counts).rstrip(".") + text
            used |= {int(found) - 1 for found in _PLACE.findall(levels[above].text)}
    return text


def read_numbering(root: Element | None) -> Numbering:
    """The lists of a numbering part (None: there are none)."""
    found = Numbering()
    if root is None:
        return found
    abstract = {node.get(f"{W}abstractNumId", ""): node for node in root.iter(f"{W}abstractNum")}
    linked = {
        value(node.find(f"{W}styleLink")): key
        for key, node in abstract.items()
        if node.find(f"{W}styleLink") is not None
    }
    for node in root.iter(f"{W}num"):
        identifier, family = node.get(f"{W}numId", ""), value(node.find(f"{W}abstractNumId"))
        through = value(abstract[family].find(f"{W}numStyleLink")) if family in abstract else ""
        family = linked.get(through, family) if through else family
        if family not in abstract:
            continue
        levels = {}
        for definition in abstract[family].iter(f"{W}lvl"):
            at = number(definition.get(f"{W}ilvl", ""), -1)
            if 0 <= at < _LEVELS:
                levels[at] = _level(definition)
        for override in node.iter(f"{W}lvlOverride"):
            at = number(override.get(f"{W}ilvl", ""), -1)
            if not 0 <= at < _LEVELS:
                continue
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[at] = _level(own)
            start = override.find(f"{W}startOverride")
            if start is not None:
                found.overridden[identifier, at] = number(value(start), 1)
            elif own is not None and own.find(f"{W}start") is not None:
                found.overridden[identifier, at] = levels[at].start
        found.levels[identifier], found.families[identifier] = levels, family
    return found


def _level(node: Element) -> Level:
    start, restart = node.find(f"{W}start"), node.find(f"{W}lvlRestart")
    font = node.find(f"{W}rPr/{W}rFonts")
    indent = node.find(f"{W}pPr/{W}ind")
    left = value(indent, "left") or value(indent, "start")
    form = node.find(f"{W}numFmt")
    if form is None:  # A newer form that older programs do not know is in an alternative.
        form = next(iter(node.iter(f"{W}numFmt")), None)
    kind = value(form) or "decimal"
    if kind == "custom":
        kind = {"001, 002, 003, ...": "decimal3", "0001, 0002, 0003, ...": "decimal4"}.get(
            value(form, "format"), "decimal"
        )
    return Level(
        start=number(value(start), 1),
        form=kind,
        text=value(node.find(f"{W}lvlText")),
        after=value(node.find(f"{W}suff")) or "tab",
        legal=switched(node.find(f"{W}isLgl")),
        restart=number(value(restart)) if restart is not None else None,
        style=value(node.find(f"{W}pStyle")),
        font=value(font, "ascii") or value(font, "hAnsi"),
        left=number(left) if left else None,
        hidden=switched(node.find(f"{W}rPr/{W}vanish")),
    )
