"""Which marked lines are list items, and how the items nest.

In: units in order, some of them already headings. Out: the same units with `item` kept or turned back into `paragraph`,
and the meaning of numbers decided; later the items are gathered into lists. A single number is no list: there must be a
neighbour with the next number, or an indent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.lines.marks import Mark, number_marks
from octavo.readers.plain_text.lines.values import Habits

REACH = 40  # units looked at for the next number of a list
LEAP = 3  # numbers a list may leave out between neighbouring lines
LONG_ITEM = 700


def settle_items(units: Sequence[Unit], headings: set[int], ordered: set[int], habits: Habits) -> None:
    """Decide for each marked unit whether it is an item; changes the kind and the mark of the units in place.

    Headings are left alone, and so are items that a person ordered.
    """
    for index, unit in enumerate(units):
        if index in headings or index in ordered or unit.kind != "item" or not unit.mark:
            continue
        if not unit.mark.numbering and not bullet_stands(units, index, habits):
            unit.kind, unit.mark = "paragraph", None
    settle_numbers(units, headings | ordered, habits)


def bullet_stands(units: Sequence[Unit], index: int, habits: Habits) -> bool:
    """Whether a bullet really opens an item: dashes of dialogue and plus signs need company or a lead-in."""
    unit = units[index]
    mark = unit.mark
    if mark is None or not mark.loose:
        return not (mark and mark.text == "·" and len(unit.text) < 4)
    if mark.text == "o" or mark.text == "—":
        near = [units[i] for i in (index - 1, index + 1) if 0 <= i < len(units)]
        company = any(other.mark and not other.mark.loose for other in near if other.kind == "item")
        return unit.indent > habits.base_indent + 1 and (
            company or (mark.text == "o" and any(o.mark and o.mark.text == "o" for o in near))
        )
    start = index
    while start > 0 and index - start < REACH and has_mark(units[start - 1], mark.text):
        start -= 1
    end = index + 1
    while end < len(units) and end - index < REACH and has_mark(units[end], mark.text):
        end += 1
    led = start > 0 and units[start - 1].text.endswith((":", "："))
    return end - start >= 2 and (led or end - start >= 3 or unit.indent > habits.base_indent + 1)


def has_mark(unit: Unit, text: str) -> bool:
    """Whether a unit begins with this mark."""
    return unit.mark is not None and unit.mark.text == text


@dataclass(slots=True)
class Series:
    """A count that goes on: its family, the last value, where that was, and its members."""

    family: str
    value: int
    indent: int
    place: int
    members: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def settle_numbers(units: Sequence[Unit], headings: set[int], habits: Habits) -> None:
    """Follow every count through the document and keep as items those that count on, begin at one or are set in."""
    open_series: list[Series] = []
    done: list[Series] = []
    for index, unit in enumerate(units):
        if index in headings:
            done += open_series
            open_series = []
            continue
        if unit.kind != "item" or not unit.mark or not unit.mark.numbering:
            continue
        readings = number_marks(unit.text)
        chosen = follow(open_series, readings, unit.indent, index)
        if chosen is None:
            mark = first_reading(readings)
            chosen = Series(mark.family, mark.value, unit.indent, index, [index], [mark])
            open_series.append(chosen)
        keep = [series for series in open_series if index - series.place < REACH][-8:]
        done += [series for series in open_series if series not in keep]
        open_series = keep
    for series in done + open_series:
        listed = is_list(series, units, habits)
        for place, mark in zip(series.members, series.marks, strict=True):
            if listed:
                units[place].mark = mark
            else:
                units[place].kind, units[place].mark = "paragraph", None


def first_reading(readings: Sequence[Mark]) -> Mark:
    """The likelier reading of a number that follows nothing: `i.` begins a roman count, `c.` a row of letters."""
    for mark in readings:
        if mark.value == 1:
            return mark
    return readings[0]


def follow(open_series: list[Series], readings: Sequence[Mark], indent: int, index: int) -> Series | None:
    """The open count that this number continues, the newest first; it is extended."""
    for series in reversed(open_series):
        for mark in readings:
            step = mark.value - series.value
            near = step == 1 or (1 < step <= LEAP and index == series.place + 1)
            if mark.family == series.family and near and abs(indent - series.indent) <= 2:
                series.members.append(index)
                series.marks.append(mark)
                series.value, series.place = mark.value, index
                del open_series[open_series.index(series) + 1 :]
                return series
    return None


def is_list(series: Series, units: Sequence[Unit], habits: Habits) -> bool:
    """Whether a count is a list: it starts at the beginning and goes on, or is set in, or follows a lead-in."""
    first = units[series.members[0]]
    before = units[series.members[0] - 1] if series.members[0] else None
    start = series.marks[0].value
    set_in = first.indent > habits.base_indent + 1
    led = before is not None and (before.text.endswith((":", "：", ";")) or before.kind == "item")
    average = sum(len(units[place].text) for place in series.members) / len(series.members)
    if len(series.members) == 1:
        return (start > 0 and set_in and habits.layout == "wrapped") or (start == 1 and led and len(first.text) > 2)
    if start > 1 and not set_in and not led:
        return False
    return average <= LONG_ITEM or set_in or led
