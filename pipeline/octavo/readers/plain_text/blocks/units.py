"""Units: the smallest pieces whose kind is decided, namely paragraphs, items, code, verse, tables, rules.

In: runs of lines and the document's style (`Habits`). Out: `Unit`s in order, no line lost. The first kind of a unit
follows from its own lines; headings, levels and nesting are decided later, from all units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from octavo.readers.plain_text.blocks.aligned import grid_of
from octavo.readers.plain_text.blocks.unit_starts import is_mail_quote, starts_unit
from octavo.readers.plain_text.blocks.verse import is_stanza, keeps_lines, poems
from octavo.readers.plain_text.lines.codelike import code_ranges, is_drawing, is_table_row
from octavo.readers.plain_text.lines.document_style import WIDE_GAP
from octavo.readers.plain_text.lines.lines import Line, Run
from octavo.readers.plain_text.lines.marks import Mark, bullet_mark, is_byline, is_rule, number_marks
from octavo.readers.plain_text.lines.numbering import BARE, LABELLED, numbering
from octavo.readers.plain_text.lines.values import Habits, Kind
from octavo.readers.plain_text.lines.wrap import Vocabulary, unwrap

VERSE_WIDTH, CODE_WIDTH = 76, 110


@dataclass(slots=True)
class Unit:
    """A piece of the document: its kind so far, its lines, the text they make, and the mark it begins with."""

    kind: Kind
    lines: tuple[Line, ...]
    text: str
    before: int = 0
    mark: Mark | None = None
    tight: bool = False

    @property
    def line(self) -> int:
        """Number of its first line."""
        return self.lines[0].number

    @property
    def indent(self) -> int:
        """Indent of its first line."""
        return self.lines[0].indent


def build_units(runs: Sequence[Run], habits: Habits, vocabulary: Vocabulary) -> list[Unit]:
    """Cut every run into units."""
    units: list[Unit] = []
    sizes = Counter(len(run.lines) for run in runs)
    for run in runs:
        pieces = (
            wrapped_units(run, habits, vocabulary, sizes[len(run.lines)] * 2 > len(runs))
            if habits.layout == "wrapped"
            else bare_units(run, habits, vocabulary)
        )
        pieces[0].before = run.before
        for piece in pieces[1:]:
            piece.tight = True
        units.extend(pieces)
    return _with_whole_rules(units)


def _with_whole_rules(units: Sequence[Unit]) -> list[Unit]:
    """The units, stars that stand one below the other being one scene break."""
    made: list[Unit] = []
    for unit in units:
        above = made[-1] if made else None
        if above and above.kind == unit.kind == "rule" and len(unit.text) == 1 and unit.text == above.text[-1]:
            made[-1] = replace(above, lines=(*above.lines, *unit.lines), text=f"{above.text} {unit.text}")
        else:
            made.append(unit)
    return made


def kept(kind: Kind, lines: Sequence[Line]) -> Unit:
    """A unit whose lines stay as they are."""
    return Unit(kind, tuple(lines), "\n".join(line.text for line in lines))


def is_column(text: str) -> bool:
    """Whether a line is a cell of a table that was printed with asterisks far from their text, or an empty one."""
    return text == "*" or text.startswith("*" + " " * WIDE_GAP)


def stretches(lines: Sequence[Line], columns: bool = False) -> list[tuple[Kind, int, int]]:
    """Stretches of a run that are mail, tables or code, in order and without overlap; the rest is for the caller."""
    found: list[tuple[Kind, int, int]] = []
    index = 0
    while index < len(lines):
        for kind, test in (("mail", is_mail_quote), ("table", is_table_row), ("table", is_column)):
            end = index
            while end < len(lines) and (test is not is_column or columns) and test(lines[end].text):
                end += 1
            if end > index and (test is not is_table_row or end - index > 1 or lines[index].text.startswith("|")):
                found.append((kind, index, end))  # type: ignore[arg-type]
                index = end
                break
        else:
            index += 1
    taken = [False] * len(lines)
    for _, start, end in found:
        taken[start:end] = [True] * (end - start)
    texts = ["" if taken[i] or bullet_mark(line.text) else line.text for i, line in enumerate(lines)]
    margin = min(line.indent for line in lines)
    for start, end in code_ranges(texts, [line.indent - margin for line in lines]):
        if not any(taken[start:end]):
            found.append(("code", start, end))
    return sorted(found, key=lambda item: item[1])


def bare_units(run: Run, habits: Habits, vocabulary: Vocabulary) -> list[Unit]:
    """Units of a run in a document that does not wrap: a line is a block, except in code, tables, mail and verse."""
    lines = run.lines
    if habits.layout == "blank" and grid_of(lines):
        return [kept("table", lines)]
    if habits.layout == "blank" and is_verse(lines):
        return [kept("verse", lines)]
    units: list[Unit] = []
    found = [*stretches(lines, habits.wide_gaps)]
    if habits.layout == "flat":
        found = sorted([*found, *grids(lines, found)], key=lambda item: item[1])
    coded = sum(end - start for kind, start, end in found if kind == "code")
    if (
        habits.layout == "blank"
        and len(lines) > 1
        and coded * 2 >= len(lines)
        and max(line.width for line in lines) < CODE_WIDTH
    ):
        return [kept("code", lines)]  # what is together between blank lines is of one kind
    place = 0
    for kind, start, end in [
        *(poems(lines, found) if habits.layout == "flat" else found),
        ("code", len(lines), len(lines)),
    ]:
        units.extend(hanging_units(lines[place:start], habits, vocabulary))
        if end > start:
            units.append(kept(kind, lines[start:end]))
        place = end
    return units


def grids(lines: Sequence[Line], found: Sequence[tuple[Kind, int, int]]) -> list[tuple[Kind, int, int]]:
    """Stretches of lines with tabs or gutters that are tables, in a text whose lines are together without a blank."""
    taken = {place for _, start, end in found for place in range(start, end)}
    made: list[tuple[Kind, int, int]] = []
    start = 0
    for place in range(len(lines) + 1):
        if place < len(lines) and place not in taken and (is_columned(lines[place].text) or is_rule(lines[place].text)):
            continue
        if place - start > 1 and grid_of(lines[start:place]):
            made.append(("table", start, place))
        start = place + 1
    return made


def is_columned(text: str) -> bool:
    """Whether a line has words far apart from each other."""
    return "\t" in text or "   " in text


def hanging_units(lines: Sequence[Line], habits: Habits, vocabulary: Vocabulary) -> list[Unit]:
    """A unit for each line; but an item is one with the lines that hang below it, though nothing else is wrapped."""
    units: list[Unit] = []
    for line in lines:
        unit = line_unit(line)
        above = units[-1] if units else None
        hangs = above is not None and above.mark is not None and line.indent >= above.indent + min(above.mark.length, 2)
        if above is not None and hangs and unit.kind == "paragraph" and habits.layout == "blank":
            rows = (*above.lines, line)
            units[-1] = Unit("item", rows, unwrap([row.text for row in rows], vocabulary), above.before, above.mark)
        else:
            units.append(unit)
    return units


def is_headed(lines: Sequence[Line]) -> bool:
    """Whether lines that are together are a heading and more: a label with its title, a title with its author."""
    text = lines[0].text
    if len(lines) > 3:
        return False
    if len(text) < 30 and numbering(text, text.split())[0] in (LABELLED, BARE):
        return True
    return len(lines) > 1 and text[-1].isalnum() and is_byline(lines[1].text)


def line_unit(line: Line) -> Unit:
    """The unit a single line makes."""
    if is_rule(line.text):
        return Unit("rule", (line,), line.text)
    return marked_unit((line,), line.text)


def marked_unit(lines: tuple[Line, ...], text: str) -> Unit:
    """A paragraph, or what may be an item when it begins with a mark: lists decide later."""
    mark = bullet_mark(text)
    if mark is None:
        readings = number_marks(text)
        mark = readings[0] if readings else None
    return Unit("item" if mark else "paragraph", lines, text, mark=mark)


def is_verse(lines: Sequence[Line]) -> bool:
    """Whether lines that are together between blank lines are kept lines: verse, an address, a signature."""
    if len(lines) < 2 or is_headed(lines) or any(line.width + line.indent > VERSE_WIDTH for line in lines):
        return False
    plain = [
        line for line in lines if not bullet_mark(line.text) and not is_rule(line.text) and not is_mail_quote(line.text)
    ]
    if len(plain) < len(lines) or any(is_drawing(line.text) or is_table_row(line.text) for line in lines):
        return False
    marks = [mark for line in lines if (mark := next(iter(number_marks(line.text)), None))]
    if len(marks) * 2 > len(lines) or any(mark.numbering == "decimal" for mark in marks):
        return False
    return not code_ranges([line.text for line in lines], [line.indent - lines[0].indent for line in lines])


def wrapped_units(run: Run, habits: Habits, vocabulary: Vocabulary, alike: bool = False) -> list[Unit]:
    """Units of a run in a hard-wrapped document; ``alike`` tells that runs around it have as many lines."""
    lines = run.lines
    if len(lines) == 1:
        line = lines[0]
        if is_mail_quote(line.text):
            return [kept("mail", lines)]
        if (line.text.startswith("|") and is_table_row(line.text)) or (habits.wide_gaps and is_column(line.text)):
            return [kept("table", lines)]
        if line.indent >= habits.base_indent + 4 and code_ranges([line.text], [0]) and not is_rule(line.text):
            return [kept("code", lines)]
        return [line_unit(line)]
    if habits.wide_gaps and is_column(lines[0].text):
        return [kept("table", lines)]
    if all(is_mail_quote(line.text) for line in lines):
        return [kept("mail", lines)]
    if sum(is_table_row(line.text) for line in lines) * 2 > len(lines):
        return [kept("table", lines)]
    if sum(is_columned(line.text) for line in lines) * 2 >= len(lines) and grid_of(lines):
        return [kept("table", lines)]
    if is_code_run(lines, habits):
        return [kept("code", lines)]
    if is_stanza(lines, habits, alike):
        return [kept("verse", lines)]
    units: list[Unit] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or starts_unit(lines, start, index, habits):
            units.extend(paragraph_units(lines[start:index], habits, vocabulary))
            start = index
    return units


def is_code_run(lines: Sequence[Line], habits: Habits) -> bool:
    """Whether a run of a wrapped document is code or a drawing: looked at as a whole, since it stands by itself."""
    margin = min(line.indent for line in lines)
    drawn = sum(is_drawing(line.text) for line in lines)
    if drawn * 2 >= len(lines):
        return True
    ranges = code_ranges([line.text for line in lines], [line.indent - margin for line in lines])
    covered = sum(end - start for start, end in ranges)
    inset = margin >= habits.base_indent + 3
    gaps = sum("   " in line.text for line in lines)
    if inset and gaps * 2 >= len(lines) and gaps >= 2:
        return True
    return covered >= (0.5 if inset else 0.8) * len(lines)


def paragraph_units(lines: Sequence[Line], habits: Habits, vocabulary: Vocabulary) -> list[Unit]:
    """A paragraph joined into one text, or its lines kept when they were broken on purpose."""
    if len(lines) == 1:
        return [line_unit(lines[0])]
    if is_mail_quote(lines[0].text):
        return [kept("mail", lines)]
    if is_headed(lines) and all(line.width < 0.7 * habits.width for line in lines):
        return [line_unit(line) for line in lines]
    marked = marked_unit(tuple(lines), unwrap([line.text for line in lines], vocabulary))
    if marked.mark is None and keeps_lines(lines, habits):
        return [kept("verse", lines)]
    return [marked]
