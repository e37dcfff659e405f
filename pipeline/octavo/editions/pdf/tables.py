"""Tables on paper: how small the type must be for the columns to fit, and when the sheet is turned or rows are folded.

In: a table of the body's tree. Out: a ``Fit``. The estimate counts letters. If it is wrong, the style sheet
breaks words anywhere, so that the table stays on the sheet. A table of so many columns that words would be cut to
shreds is folded: each row takes several lines of cells, all of one width, so that cells of a column are below
one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from lxml import etree
from lxml.etree import _Element

from octavo.body import HEADINGS
from octavo.editions.pdf.etree import text_in_place, text_of
from octavo.editions.pdf.paper import Layout
from octavo.editions.pdf.table_pictures import formula_width, narrow_pictures
from octavo.editions.pdf.weasyprint_door.refinements.delayed import TURNED
from octavo.editions.pdf.words.breaks import divide_words

LARGEST, SMALLEST = 0.9, 0.62
READABLE = 0.72
"""Below this size of type, in ems of the text, a table is turned rather than shrunk, if nothing else is said."""
LEAST_POINTS = 7.5
"""The size of type, in points, down to which a table is shrunk before it is turned."""

FOLDED = SMALLEST / 2
"""Where type would have to be smaller than this, rows are folded: words would be broken more than once."""

_CHAPTER = 5_000
_FOLD_SIZE = 0.8
_FEW, _MANY, _PARTS = 120, 1200, 60
_BLOCKS = frozenset(("ul", "ol", "dl", "pre", "table", "figure", "blockquote", "div"))
_NAME = 30
_BROADEST = 30
"""A formula counts as no broader than this, in ems; one that is shrinks with its column."""
_LETTER = 0.54
_WIDE = re.compile("([\u2e80-\uffef]+)")
_FEW_WIDE = 5
_PADDING = 1.1
_CAPTION = 16
"""How wide a table is at least, in ems of its own, where its caption fills such a line."""


@dataclass(frozen=True)
class Fit:
    """How a table is set: its size of type in ems of the text, across the sheet or not, words broken or not.

    ``fold`` is the number of cells on a line, where a row takes several lines; otherwise 0.
    """

    size: float
    turned: bool = False
    broken: bool = False
    fold: int = 0


def readable(points: float) -> float:
    """The least size of a table's type in ems of the text, where that has so many points."""
    return min(max(LEAST_POINTS / points, SMALLEST), LARGEST)


def set_tables(tree: _Element, layout: Layout, *, may_turn: bool = True) -> list[tuple[_Element, str]]:
    """Fit every table of the tree to the page, in place; gives those that are small, folded or turned, and how.

    ``may_turn``: not in a file without tags, which would not tell the order of turned words.
    """
    told = []
    across, least = layout.ems * layout.height / layout.width, readable(layout.size)
    for table in list(tree.iter("table")):
        _free_columns(table)
        _divide_no_words_among_wide_signs(table)
        nested = _within(table, "li", "blockquote", "td", "th", "dd", "aside", "figure", "table")
        turns = may_turn and not nested and across > layout.ems
        fit = fit_table(table, layout.ems * (0.8 if nested else 1), across, may_turn=turns, readable=least)
        table.set("style", f"font-size:{fit.size:.3g}em{_room_for_caption(table)}")
        table.set("class", f"{table.get('class') or ''}{' o-broken' if fit.broken else ''}".strip())
        if (shares := column_shares(table)) is not None:
            _fix_columns(table, shares)
        for row in table.iter("tr"):
            if len(text_in_place(row)) > 900:
                row.set("class", "o-long")
        if fit.fold:
            fold(table, fit.fold)
        else:
            room = (across if fit.turned else layout.ems * (0.8 if nested else 1)) / fit.size
            narrow_pictures(table, partial(column_widths, table), room, layout.width / layout.ems * fit.size)
        if fit.broken:
            divide_words(table)
        else:
            _keep_names_whole(table)
        if fit.turned:
            _turn(table)
        if fit.turned or fit.fold or fit.size < least:
            how = "is rotated on a page of its own" if fit.turned else f"is set at {fit.size:.0%} of the text's size"
            if fit.fold:
                how = f"is folded: each row takes several lines of {fit.fold} cells"
            first = table.find(".//*[@data-b]")
            told.append((table if first is None else first, how))
    return told


def fit_table(table: _Element, ems: float, turned_ems: float, *, may_turn: bool, readable: float = READABLE) -> Fit:
    """Find the best way to set a table in a column ``ems`` wide, or ``turned_ems`` on a sheet turned by 90 degrees.

    Below the size that is ``readable`` it is turned, if it may be.
    """
    widths = column_widths(table)
    needed = sum(widths)
    upright = ems / needed if needed else LARGEST
    if upright >= readable:
        return Fit(min(LARGEST, upright))
    across = turned_ems / needed
    if (across if may_turn else upright) < FOLDED:
        return Fit(_FOLD_SIZE, broken=True, fold=max(2, int(ems / _FOLD_SIZE / max(widths))))
    if may_turn and across > upright:
        return Fit(max(min(LARGEST, across), SMALLEST), turned=True, broken=across < SMALLEST)
    return Fit(max(upright, SMALLEST), broken=upright < SMALLEST)


def column_widths(table: _Element, width_of: Callable[[_Element], float] | None = None) -> list[float]:
    """How wide each column must be so that no word is broken, in ems of the table's own type.

    ``width_of`` gives another width of a cell, without its padding.
    """
    width_of = width_of or _words_of
    columns: dict[int, float] = {}
    wide: list[tuple[int, int, float]] = []
    taken: dict[int, int] = {}
    for row in table.iter("tr"):
        at = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while taken.get(at, 0) > 0:
                taken[at] -= 1
                at += 1
            span, down = _count(cell.get("colspan")), _count(cell.get("rowspan"))
            width = width_of(cell) + _PADDING
            if span == 1:
                columns[at] = max(columns.get(at, 0), width)
            else:
                wide.append((at, span, width))
            for column in range(at, at + span):
                columns.setdefault(column, 0)
                if down > 1:
                    taken[column] = down - 1
            at += span
        for column in [column for column in taken if column >= at and taken[column] > 0]:
            taken[column] -= 1
    for at, span, width in wide:
        held = sum(columns.get(column, 0) for column in range(at, at + span))
        if width > held:
            columns[at] = columns.get(at, 0) + width - held
    return [max(width, _PADDING) for width in columns.values()]


def fold(table: _Element, across: int) -> None:
    """Set each row of a table as lines of ``across`` cells, one under the other; a long cell takes a line of its own.

    The parts of the table stay what they are, for those who do not see it. Where a cell may be longer than a page, the
    cells of its row are blocks one below the other, since only blocks go on over the page.
    """
    table.set("class", f"{table.get('class') or ''} o-folded".strip())
    for group in list(table.iter("colgroup")):
        table.remove(group)
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if any(len(text_in_place(cell)) > _MANY or len(list(cell.iter())) > _PARTS for cell in cells):
            row.set("class", "o-stacked")
            continue
        for cell in cells:
            alone = len(text_in_place(cell)) > _FEW or any(part.tag in _BLOCKS for part in cell.iter())
            width = 0.999 * (1 if alone else min(_count(cell.get("colspan")), across) / across)
            cell.tail = None  # a space between cells would take room
            cell.set("style", f"{cell.get('style') or ''};width:{width:.4%}".strip(";"))


def column_shares(table: _Element) -> list[float] | None:
    """Shares of the width for the columns of a table with a cell of many pages, or None for any other table.

    To find the widths of columns, the layout engine tries every word of a cell with all that follows it: a chapter in a
    cell would take minutes. The longer a column's longest cell, the wider it is, by the fourth root.
    """
    longest: list[int] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if any(cell.get("colspan") or cell.get("rowspan") for cell in cells):
            continue
        longest += [0] * (len(cells) - len(longest))
        for at, cell in enumerate(cells):
            longest[at] = max(longest[at], len(text_in_place(cell)))
    if max(longest, default=0) < _CHAPTER:
        return None
    roots = [max(length, 20) ** 0.25 for length in longest]
    return [root / sum(roots) for root in roots]


def _count(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdigit() else 1


def _words_of(cell: _Element) -> float:
    words = _longest_word(cell) * _LETTER * (1.06 if cell.tag == "th" else 1)
    return max(words, min(formula_width(cell), _BROADEST))


def _longest_word(cell: _Element) -> float:
    """The width of the longest word of a cell, in letters; wide signs count double, code counts by its own width.

    Characters of East Asia make no words: a line may end between them, and a few of them on each are enough.
    """
    longest = 0.0
    for word in text_in_place(cell).split():
        for part in _WIDE.split(word) if _WIDE.search(word) else (word,):
            wide = _WIDE.match(part)
            longest = max(longest, sum(map(_letter, part[:_FEW_WIDE] if wide else part)))
    return min(longest, 60)


def _letter(char: str) -> float:
    if char > "\u2e7f":
        return 1.9
    return 1.12 if char.isdigit() or char.isupper() else 1


def _divide_no_words_among_wide_signs(table: _Element) -> None:
    """Forbid hyphenation in cells with characters of East Asia, which have breaks enough, in place.

    Of such a cell the layout engine takes all up to the next space for one word, and a division in it for its only
    break: the column would be as wide as all that comes before.
    """
    for cell in table.iter("td", "th"):
        if _WIDE.search(text_in_place(cell)):
            cell.set("style", f"{cell.get('style') or ''};hyphens:manual".strip(";"))


def _free_columns(table: _Element) -> None:
    """Forget widths that are all the same: they come from how a table was typed, not from what it holds."""
    columns = list(table.iter("col"))
    if len({column.get("style") for column in columns}) == 1:
        for column in columns:
            column.attrib.pop("style", "")


def _fix_columns(table: _Element, shares: Sequence[float]) -> None:
    """Give the columns their widths, so that the layout engine does not look for them."""
    for group in list(table.iter("colgroup", "col")):
        parent = group.getparent()
        if parent is not None:
            parent.remove(group)
    group = etree.Element("colgroup")
    for share in shares:
        etree.SubElement(group, "col", {"style": f"width:{share:.1%}"})
    table.insert(1 if len(table) and table[0].tag == "caption" else 0, group)
    table.set("style", f"{table.get('style', '')};table-layout:fixed;width:100%")


def _room_for_caption(table: _Element) -> str:
    """The least width of a table whose caption would otherwise stand above it one word a line."""
    caption = table.find("caption")
    letters = 0 if caption is None else len(text_in_place(caption))
    return f";min-width:{min(letters * _LETTER, _CAPTION):.3g}em" if letters else ""


def _keep_names_whole(table: _Element) -> None:
    """Keep short names in code, like ``--option``, on one line; the columns have room for them."""
    for code in table.iter("code"):
        text = text_of(code)
        if len(text) <= _NAME and not code.get("class") and not any(map(str.isspace, text)):
            code.set("class", "o-name")


def _turn(table: _Element) -> None:
    """Put a table into a division that the style sheet gives pages of its own, on which it is turned.

    A heading right above it goes with it.
    """
    parent = table.getparent()
    if parent is None:
        return
    around = etree.Element("div", {"class": TURNED})
    around.tail, table.tail = table.tail, None
    above = table.getprevious()
    parent.replace(table, around)
    if above is not None and above.tag in HEADINGS[1:] and not (above.tail or "").strip():
        around.append(above)
    around.append(table)


def _within(node: _Element, *tags: str) -> bool:
    return any(parent.tag in tags for parent in node.iterancestors())
