"""Compare the pictures and formulas that a PDF paints with the manuscript's. Pure.

Pictures are identified by a digest of what they show, formulas by the number of shapes that draw them. If several have
the same alternative text, they are matched in order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.body import Body
from octavo.check.inventories.inventory import plain
from octavo.check.inventories.judge import Findings
from octavo.check.pages.pictures import digests_for
from octavo.editions.pdf.formulas import shapes
from octavo.text import words as words_of

_MOST = 20
_NOTHING = re.compile(
    r"\\[hv]?phantom\s*(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\w)|\\[hm]s(?:pace|kip)\*?\{[^{}]*\}"
    r"|\\(?:[,;:!> ]|(?:quad|qquad|enspace|thinspace|mathstrut|strut|null)(?![A-Za-z]))"
)
"""What formulas hold that takes room and shows nothing."""
_NAMELESS = "formula"  # what is said for a formula without words


@dataclass(frozen=True)
class Drawn:
    """A picture or formula in the structure: its words, the digests of its pictures, its shapes, and its size."""

    is_formula: bool
    words: str
    pictures: tuple[str, ...] = ()
    shapes: int = 0
    seen: bool = True


def shows_nothing(tex: str) -> bool:
    """Whether a formula is made to take room and show nothing: phantoms and spaces alone."""
    return not _NOTHING.sub("", tex).strip(" {}~")


def compare_drawn(found: Findings, drawn: Sequence[Drawn]) -> None:
    """Each picture shows what it showed in the manuscript, each formula has all its strokes."""
    for item in [item for item in drawn if not item.seen][:_MOST]:
        found.fault("pictures", "wrong", f"invisible on the page: {item.words}", item.words)
    pictures = [item for item in drawn if not item.is_formula and item.pictures]
    for said in list(_exchanged(found, pictures))[:_MOST]:
        found.fault("pictures", "wrong", f"another picture stands for: {said}", said)
    for said in list(_incomplete(found, [item for item in drawn if item.is_formula]))[:_MOST]:
        found.fault("formulas", "wrong", f"not all of its strokes are there: {said}", said)


def undrawn(body: Body) -> list[str]:
    """The TeX of formulas that cannot be drawn, each as its letters in a row: a page shows it as words."""
    formulas = (math for root in (body.tree, *(note.tree for note in body.notes)) for math in root.iter("math"))
    return ["".join(words_of(math.get("alttext") or "")) for math in formulas if shapes(math) is None]


def _exchanged(found: Findings, drawn: Sequence[Drawn]) -> Iterator[str]:
    pictures = found.text.body.pictures
    names: defaultdict[str, list[str]] = defaultdict(list)
    inventory = found.text.inventory
    for words, source in zip(inventory.pictures, inventory.sources, strict=False):
        picture = pictures.get(source.rpartition("/")[2])
        if words and picture is not None and picture.media_type != "image/svg+xml":
            names[words].append(picture.name)
    got = _by_words(drawn)
    for words, wanted in names.items():
        theirs = got.get(words, [])
        if len(theirs) != len(wanted):
            continue  # set again in heads of tables, or missing, which is told elsewhere
        for name, item in zip(wanted, theirs, strict=True):
            expected = digests_for(pictures[name])
            if expected and all(item.pictures) and not expected & {*item.pictures}:
                yield words


def _incomplete(found: Findings, drawn: Sequence[Drawn]) -> Iterator[str]:
    body = found.text.body
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for root in (body.tree, *(note.tree for note in body.notes)):
        for math in root.iter("math"):
            if (count := shapes(math)) is not None:
                wanted[plain(math.get("alttext") or "") or _NAMELESS].append(count)
    got = _by_words(drawn)
    for words, counts in wanted.items():
        items = got.get(words, [])
        if len(items) < len(counts) or any(item.shapes < min(counts) for item in items):
            yield words


def _by_words(drawn: Sequence[Drawn]) -> dict[str, list[Drawn]]:
    found: defaultdict[str, list[Drawn]] = defaultdict(list)
    for item in drawn:
        found[item.words].append(item)
    return found
