"""Numbers of headings, if the metadata ask for them: ``1``, ``1.1``, in appendices ``A``. Floor 2."""

from __future__ import annotations

from lxml.etree import _Element

from octavo.body import HEADINGS
from octavo.body.builder import Builder
from octavo.languages.labels import labels_for
from octavo.languages.part_names import BY_CLASS
from octavo.model import Metadata

_EVERY = 9
"""More levels than headings have."""
_WITHOUT = frozenset(name for name, kind in BY_CLASS.items() if kind.division != "bodymatter") - {"appendix"}


def number_sections(builder: Builder, tree: _Element, metadata: Metadata) -> None:
    """Put a number before every heading that has one, and into every reference to it.

    Headings have their final levels. Parts, front and back matter and ``.unnumbered`` headings have no number, and
    nothing below them has.
    """
    if not metadata.number_sections:
        return
    deepest = metadata.secnumdepth or _EVERY
    numbers = {
        ident: number for ident, number in _numbers(tree, builder.unnumbered).items() if number.count(".") < deepest
    }
    for heading in tree:
        number = numbers.get(heading.get("id", "")) if heading.tag in HEADINGS else None
        if number:
            heading.text = f"{number}\u2002{heading.text or ''}"
    word = labels_for(metadata.lang).section
    for link, bare in builder.sections:
        number = numbers.get(link.get("href", "").removeprefix("#"))
        if number:
            for inner in list(link):
                link.remove(inner)
            link.text = number if bare else f"{word}\u00a0{number}"


def _numbers(tree: _Element, unnumbered: set[str]) -> dict[str, str]:
    counts: list[int] = []
    found: dict[str, str] = {}
    silent = 0  # the level of a heading without a number, whose sections have none either
    in_part = appendix = False
    for heading in tree:
        if heading.tag not in HEADINGS:
            continue
        level, names = int(str(heading.tag)[1]) - 1, frozenset(heading.get("class", "").split())
        if level == 1:
            in_part = "part" in names
        if in_part:
            level -= 1
        if level == 0 or (silent and level > silent):
            silent = silent if level else 0
            continue
        silent = level if heading.get("id") in unnumbered or names & _WITHOUT else 0
        if silent:
            continue
        if "appendix" in names and level == 1 and not appendix:
            appendix, counts = True, []
        counts = [*counts[:level], *[0] * (level - len(counts))]
        counts[-1] += 1
        first = _letter(counts[0]) if appendix else str(counts[0])
        found[heading.get("id", "")] = ".".join([first, *map(str, counts[1:])])
    return found


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26)
