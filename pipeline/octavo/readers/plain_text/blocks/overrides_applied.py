"""Applies the overrides.

In: lines and overrides, then units and the headings found. Out: units with the kinds that the overrides give, the
corrected set of headings, and a finding for each override that matches nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.readers.plain_text.blocks.shapes import LONGEST
from octavo.readers.plain_text.blocks.units import Unit, marked_unit
from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.values import Finding, Kind, Override

KINDS: Mapping[str, Kind] = {
    "paragraph": "paragraph",
    "item": "item",
    "quote": "paragraph",
    "verse": "verse",
    "code": "code",
    "table": "table",
}


@dataclass(frozen=True, slots=True)
class Orders:
    """Roles by line number, and findings about overrides that match no line."""

    roles: Mapping[int, str]
    findings: tuple[Finding, ...]
    underlined: frozenset[int] = frozenset()

    def with_underlined(self, levels: Mapping[int, int]) -> Orders:
        """The same with the headings that the text itself underlines."""
        roles = {**{number: f"heading {level}" for number, level in levels.items()}, **self.roles}
        return Orders(roles, self.findings, frozenset(levels))

    def role(self, unit: Unit) -> str:
        """The role a person gave to a unit, empty when none."""
        if not self.roles:
            return ""
        return next((self.roles[line.number] for line in unit.lines if line.number in self.roles), "")

    def units_of(self, units: Sequence[Unit], role: str) -> set[int]:
        """Indices of the units that were given a role."""
        return {index for index, unit in enumerate(units) if self.roles and self.role(unit) == role}

    def levels(self, units: Sequence[Unit], levels: Mapping[int, int]) -> dict[int, int]:
        """The levels with those a person gave, and no skip before any other heading."""
        settled: dict[int, int] = {}
        previous = 0
        for place, level in sorted(levels.items()):
            role = self.role(units[place])
            given = int(role[-1]) if role.startswith("heading ") else 0
            settled[place] = given or min(level, previous + 1) if previous else given or level
            previous = settled[place]
        return settled


def find_orders(lines: Sequence[Line], overrides: Sequence[Override]) -> Orders:
    """Match each override with its line; an exact text matches every line that has it."""
    roles: dict[int, str] = {}
    findings: list[Finding] = []
    by_text: dict[str, list[int]] = defaultdict(list)
    numbers: set[int] = set()
    if overrides:
        for line in lines:
            if line.text:
                by_text[" ".join(line.text.split())].append(line.number)
                numbers.add(line.number)
    for override in overrides:
        if isinstance(override.key, int):
            matches = [override.key] if override.key in numbers else []
        else:
            matches = by_text.get(" ".join(override.key.split()), [])
        for number in matches:
            roles[number] = override.role
        if not matches:
            name = f"line {override.key}" if isinstance(override.key, int) else repr(override.key)
            findings.append(
                Finding(
                    "override-unmatched",
                    f"structure: {name}: {override.role}: there is no such line with text",
                    override.key if isinstance(override.key, int) else None,
                    "the seed may have changed; correct or remove the entry",
                )
            )
    return Orders(roles, tuple(findings))


def split_orders(units: Sequence[Unit], orders: Orders) -> list[Unit]:
    """Cut units so that a line given a role of its own is alone, and set the kinds that were ordered."""
    if not orders.roles:
        return list(units)
    result: list[Unit] = []
    for unit in units:
        role = orders.role(unit)
        if not role:
            result.append(unit)
            continue
        joined = unit.kind in ("paragraph", "item")
        whole = joined and (not role.startswith("heading") or len(unit.text) <= LONGEST)
        parts = [unit] if whole or len(unit.lines) == 1 else pieces(unit, orders)
        result.extend(ordered(part, orders.role(part)) for part in parts)
    return merged(result, orders)


def pieces(unit: Unit, orders: Orders) -> list[Unit]:
    """The lines of a unit apart where a role begins or ends; lines without a role stay together."""
    found: list[list[Line]] = []
    roles: list[str] = []
    for line in unit.lines:
        role = orders.roles.get(line.number, "")
        if found and not role and not roles[-1]:
            found[-1].append(line)
        else:
            found.append([line])
            roles.append(role)
    made: list[Unit] = []
    for group in found:
        keep = unit.kind not in ("paragraph", "item")
        text = ("\n" if keep else " ").join(line.text for line in group)
        made.append(
            replace(
                unit,
                lines=tuple(group),
                text=text,
                before=unit.before if not made else 0,
                mark=unit.mark if not made else None,
            )
        )
        if not keep and made[-1].mark is None:
            made[-1].kind = "paragraph"
    return made


def ordered(unit: Unit, role: str) -> Unit:
    """A unit with the kind that its role asks for."""
    if not role:
        return unit
    if role.startswith("heading"):
        return replace(unit, kind="paragraph", mark=None, text=" ".join(line.text for line in unit.lines))
    kind = KINDS[role]
    if kind in ("paragraph", "item") and unit.kind not in ("paragraph", "item"):
        unit = replace(unit, text=" ".join(line.text for line in unit.lines))
    if kind == "item":
        mark = marked_unit(unit.lines, unit.text).mark
        return replace(unit, kind="item", mark=mark)
    if kind in ("verse", "code", "table"):
        return replace(unit, kind=kind, mark=None, text="\n".join(line.text for line in unit.lines))
    return replace(unit, kind=kind, mark=None)


def merged(units: Sequence[Unit], orders: Orders) -> list[Unit]:
    """Neighbouring lines ordered to be verse, code or a table make one block."""
    result: list[Unit] = []
    for unit in units:
        last = result[-1] if result else None
        role = orders.role(unit)
        if last and role in ("verse", "code", "table") and orders.role(last) == role and unit.before == 0:
            result[-1] = replace(last, lines=(*last.lines, *unit.lines), text=f"{last.text}\n{unit.text}")
        else:
            result.append(unit)
    return result


def apply_orders(units: Sequence[Unit], headings: set[int], orders: Orders) -> set[int]:
    """The headings as found, plus those ordered, without those ordered to be something else."""
    if not orders.roles:
        return headings
    settled = set(headings)
    for index, unit in enumerate(units):
        role = orders.role(unit)
        if role.startswith("heading"):
            settled.add(index)
        elif role:
            settled.discard(index)
    return settled
